"""Capitalised words that make no name of a person: the beginnings of lines and the names of bodies."""

from __future__ import annotations

from .word_data import words_of

NOT_NAMES = frozenset(words_of("not_names", "words"))
ORGANISATION_WORDS = frozenset(words_of("body_words", "words"))
