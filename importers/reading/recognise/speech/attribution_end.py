"""Where an attribution clause ends."""

from __future__ import annotations

from ...swedish.function_words import FIRST_PERSON
from ..mentions.passages import Passage
from .attribution_value import Attribution

CONTINUES = frozenset(["men", "så", "utan", "för", "att", "eller", "inte", "det", "den", "detta", "dessa", "därför"])
FINITE = frozenset("var är har blir kan ska får fick kom gick hade måste skulle blev finns behövs".split())
TAILS = frozenset(("som medan när efter under med apropå angående om i på vid inför samtidigt då till och ").split())


def close_clause(passage: Passage, clause: Attribution, limit: int) -> None:
    """Find where the clause ends, and whether speech goes on after it."""
    string = passage.string
    position = clause.end
    sentence_end = min(limit, max(passage.sentence_at(max(position - 1, clause.start))[1], position))
    rest = string[position:sentence_end]
    quote_mark = next((i for i, char in enumerate(rest) if char in '“”"„»«' or rest[i : i + 2] in (": ",)), -1)
    if quote_mark >= 0 and rest[quote_mark] in '“”"„»«':
        clause.end = position + quote_mark
        while clause.end > position and string[clause.end - 1] in " ,.":
            clause.end -= 1
        clause.continues = True
        return
    comma = rest.find(",")
    if comma >= 0 and rest[:comma].strip() in ("", ")"):
        speech = rest[comma + 1 :]
        lows = {w.low for w in passage.words[passage.word_index(position) :] if w.start < sentence_end}
        first = speech.split(None, 1)[0].lower() if speech.strip() else ""
        again = [word.strip(",") for word in speech.lower().split()[:4]]
        if first in ("och", "samt") and any(word in FINITE for word in again[2:]):
            clause.end = position + comma  # ", och alla får hjälp": a clause with a subject of its own
            clause.continues = True
            return
        if first in CONTINUES or first in FINITE or (lows & FIRST_PERSON and first not in TAILS - {"och"}):
            clause.end = position + comma
            clause.continues = True
            return
    clause.end = sentence_end
    clause.continues = bool(string[sentence_end:limit].strip(' "“”»«'))
