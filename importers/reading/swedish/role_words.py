"""The words for roles, which stand in `words/roles.toml`, and how a role in its definite form is brought back."""

from __future__ import annotations

from .word_data import pairs_of, words_of

ROLE_ENDINGS = tuple(sorted(words_of("roles", "heads"), key=lambda head: (-len(head), head)))
PERSON_ENDINGS = words_of("roles", "person_endings")
NO_PERSON_NOUNS = words_of("roles", "no_person_nouns")
NOT_ROLES = frozenset(words_of("roles", "not_roles"))
LOOSE_ROLES = frozenset(words_of("roles", "loose"))
ROLE_MODIFIERS = frozenset(words_of("roles", "modifiers"))
ROLE_PREPOSITIONS = frozenset(words_of("roles", "prepositions"))
TITLES = frozenset(words_of("roles", "titles"))
# The ending of a definite form or a plural → of the base form. The first that fits and gives a role is taken.
DEFINITE_ROLES = pairs_of("roles", "definite")
