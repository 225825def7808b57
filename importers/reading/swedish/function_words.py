"""Words that belong to the frame of the language; they stand in `words/function_words.toml`."""

from __future__ import annotations

from .word_data import words_of

CLOSED_WORDS = frozenset(words_of("function_words", "closed"))
SUBORDINATORS = frozenset(words_of("function_words", "subordinators"))
FIRST_PERSON = frozenset(words_of("function_words", "first_person"))
PRONOUNS = {"hon": "f", "han": "m", "hen": "", "de": "", "dom": ""}  # with the gender that each tells
