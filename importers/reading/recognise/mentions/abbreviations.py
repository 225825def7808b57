"""Names that the text gives an abbreviation for: "Nordiska Hantverksrådet (NHR)"."""

from __future__ import annotations

import re

from .body_hits import BodyHit, gap_before, hit_at
from .passages import Passage

IN_BRACKETS = re.compile(r" \(([A-ZÅÄÖ]{3,6})\)")
# What the abbreviation of a project, a law or a method stands after; and what a body is never called.
NO_BODY = re.compile(r"(?:projekt|program|metod|insats|satsning|lag|modell|kurs|utbildning|system)\w*$")
FUNCTION = frozenset("och för i på av of for the and on".split())
LONGEST = 7


def add(passage: Passage, found: list[BodyHit]) -> None:
    """Give each body the abbreviation in brackets after it, and add the bodies that only their abbreviation tells."""
    if "(" not in passage.string:
        return
    for match in IN_BRACKETS.finditer(passage.string):
        before = next((hit for hit in found if hit.end == match.start()), None)
        if before is not None:
            if before.kind in ("organisation", "unit") and abbreviates(match[1], before.name):
                before.abbreviation = before.abbreviation or match[1]
            continue
        hit = _named(passage, match, found)
        if hit is not None:
            found.append(hit)


def _named(passage: Passage, match: re.Match[str], found: list[BodyHit]) -> BodyHit | None:
    """The capitalised words before the brackets whose letters the abbreviation has, the last of them definite."""
    words, last = passage.words, passage.word_index(match.start() - 1) + 1
    if last < 1 or words[last - 1].end != match.start() or not words[last - 1].low.endswith(("et", "en", "n", "na")):
        return None
    first = last
    while first > 0 and last - first < LONGEST and (first == last or gap_before(passage, first) == " "):
        word = words[first - 1]
        if not (word.capital or (first < last and word.low in FUNCTION)):
            break
        first -= 1
        if word.capital and word.text[0] == match[1][0]:
            name = " ".join(passage.string[word.start : words[last - 1].end].split())
            led = words[first - 1].low if first else ""
            taken = any(hit.first < last and first < hit.last for hit in found)
            if taken or last - first < 2 or NO_BODY.match(led) or not abbreviates(match[1], name):
                return None
            hit = hit_at(passage, first, last, "organisation", name=name, rule="organisation-abbreviated")
            hit.abbreviation, hit.confidence = match[1], 0.65
            return hit
    return None


def abbreviates(short: str, full: str) -> bool:
    """Whether the letters of the abbreviation stand in the name in that order, the first of them first."""
    low, at = full.lower(), 0
    if not short or not low or short[0].lower() != low[0]:
        return False
    for letter in short.lower():
        at = low.find(letter, at) + 1
        if not at:
            return False
    return True
