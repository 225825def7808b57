"""Numbers that count things: "40 av 60 deltagare", "12 lägenheter"."""

from __future__ import annotations

import re

from .figure_number import NONE, Counted, Number
from .figure_units import is_time, is_verb, noun_after, phrase_of_number
from .figure_words import COMPARED, HELD, MORE, OF_ALL, OF_SOME, OF_THEM, OF_THESE, PARTICLES, THEM

THOSE = frozenset("dessa detta totalt denna deras dagens".split())
ADDRESS = re.compile(r"[\w-]*(?:@|\.[a-zåäö]{2,})")


def by_whole(number: Number) -> Counted | None:
    match = OF_ALL.match(number.passage.string, number.end)
    return (number.written, match["unit"], number.end, "figure-of-all") if match else None


def by_part(number: Number) -> Counted | None:
    """ "19 av deltagarna"."""
    unit, _ = noun_after(number.passage, number.end)
    some = OF_SOME.match(number.passage.string, number.end) if unit is None else None
    if not some or number.is_year or is_time(some["noun"]) or some["noun"] in THOSE:
        return None
    return number.written, some["noun"], number.end, "figure-of-some"


def by_noun_elsewhere(number: Number) -> Counted | None:
    """What stands before: "av dem gick 148 vidare", "antalet inskrivna är nu 86"."""
    passage, start, end = number.passage, number.start, number.end
    unit, _ = noun_after(passage, end)
    if unit is not None and unit not in PARTICLES and not is_verb(unit):
        return None
    begin = number.sentence
    counted = next((f.unit for _, b, f in reversed(number.earlier) if b <= start and f.unit != "procent"), None)
    if number.is_year:
        return NONE
    if counted and (OF_THEM.search(passage.string, max(begin, start - 200), start) or THEM.match(passage.string, end)):
        return number.written, counted, end, "figure-of-them"
    if counted and COMPARED.search(passage.lower, begin, start):
        return number.written, counted, end, "figure-compared"
    fresh = not any(begin <= a < start for a, _, _ in number.earlier)
    noun = phrase_of_number(passage, begin, start) if fresh else None
    if noun:
        return number.written, noun, end, "figure-number-of"
    these = OF_THESE.search(passage.string, max(begin, start - 120), start)
    if these and not is_time(these["unit"]):
        return number.written, these["unit"], end, "figure-of-them"
    return NONE


def by_noun(number: Number) -> Counted | None:
    """ "294 hushåll": the noun that follows."""
    passage = number.passage
    unit, stop = noun_after(passage, number.end)
    if unit is None or HELD.search(unit):
        return NONE  # "inom tio mils avstånd"
    if number.is_year and not unit.startswith(("procent", "person")) and not MORE.match(passage.string, number.end):
        return NONE
    if ADDRESS.match(passage.string, stop) and passage.string[stop : stop + 1] in ".@":
        return NONE  # "31 ebba.torn@…"
    return number.written, unit, number.end, "figure-digits"
