"""The words that make a number somebody's key figure, or doubtful; they stand in `words/key_figures.toml`."""

from __future__ import annotations

from .word_data import words_of

EXACT_LEADS = frozenset(words_of("key_figures", "exact_leads"))
APPROXIMATE = frozenset(words_of("key_figures", "approximate"))
MONEY_MEASURES = frozenset(words_of("key_figures", "money_measures"))
GRANTS = frozenset(words_of("key_figures", "grants"))
TELLS = frozenset(words_of("key_figures", "tells"))
ACCOUNTS = frozenset(words_of("key_figures", "accounts"))
EFFORTS = frozenset(words_of("key_figures", "efforts"))
CLAUSE_LEADS = frozenset(words_of("key_figures", "clause_leads"))
PLACES = frozenset(words_of("key_figures", "places"))
