"""Quotes that go on with what the same speaker said before."""

from __future__ import annotations

from ..mentions.passages import Passage
from ..mentions.roster import Roster
from ..mentions.speech_dash import DASH
from .found_quote import Said
from .quotation_marks import MARKS
from .speech_lines import spoke_above


def settle_continuations(found: list[Said]) -> None:
    """A dash line without attribution beside one that has it, with nothing between, is the same speaker's."""
    for direction in (1, -1):
        sequence = list(range(len(found))) if direction == -1 else list(range(len(found) - 1, -1, -1))
        for at in sequence:
            said = found[at]
            other = found[at + direction] if 0 <= at + direction < len(found) else None
            if said.quote.speaker or said.clause or other is None or not other.quote.speaker:
                continue
            if said.quote.note or not said.rule.startswith(("quote-dash", "quote-marks-open")):
                continue
            begins = _begins_speech(other.passage.string) or other.rule == "quote-marks-open"
            if abs(other.passage.order - said.passage.order) != 1 or not begins:
                continue
            said.quote.speaker = other.quote.speaker
            said.quote.rule = "quote-dash-continued"
            said.quote.confidence = 0.8


def _begins_speech(string: str) -> bool:
    return DASH.match(string) is not None or string.lstrip()[:1] in MARKS


def settle_said_after(found: list[Said], passages: list[Passage], roster: Roster) -> None:
    """ "Det sa ordföranden NAMN när …", "Så beskriver NAMN …" right under a quote says whose it was."""
    for said in found:
        below = said.passage.order + 1
        if said.clause or said.quote.speaker or below >= len(passages) or said.quote.attribution:
            continue
        first = spoke_above(passages[below])
        if first:
            somebody = roster.of(first)
            said.quote.speaker = somebody.name if somebody else first.name
            said.quote.rule, said.quote.confidence = "quote-before-naming", 0.8
