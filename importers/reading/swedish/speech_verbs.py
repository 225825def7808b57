"""The verbs that say who spoke, and what belongs to them; the words stand in `words/speech_verbs.toml`."""

from __future__ import annotations

from .word_data import words_of

SAYING = frozenset(words_of("speech_verbs", "saying"))
THINKING = frozenset(words_of("speech_verbs", "thinking"))
VERBS = SAYING | THINKING
BETWEEN = frozenset(words_of("speech_verbs", "between"))
NOT_SAYING = frozenset(words_of("speech_verbs", "not_saying"))
# Verbs that mean speech only with their particle: "slår NAMN fast", "fyllde NAMN i".
PARTICLES = {
    "slår": "fast",
    "slog": "fast",
    "fyller": "i in",
    "fyllde": "i in",
    "lägger": "till",
    "lade": "till",
    "flikar": "in",
    "flikade": "in",
    "skjuter": "in",
    "sköt": "in",
    "håller": "med fast",
    "höll": "med fast",
    "ser": "fram",
    "såg": "fram",
    "lyfter": "fram",
    "lyfte": "fram",
}
