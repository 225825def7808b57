"""Organisations, municipalities and units as they stand in the text.

Known names come from `Names`, with their inflections. Unknown ones are found by what Swedish names of bodies look
like ("Samordningsförbundet X", "X AB", "-verket", "-nämnden"), and by standing in a row with known ones.

"""

from __future__ import annotations

from functools import lru_cache

from . import abbreviations, legal_forms, organisation_shapes, places, unit_departments, unit_names, unit_shapes
from .body_hits import BodyHit, gap_before, hit_at
from .body_leaders import LEADERS
from .body_register_hits import register_hits
from .body_rows import add_neighbours
from .body_shapes import shaped
from .known_names import Names
from .passages import Passage
from .unit_compounds import UNIT_NAMES

# What a word without a capital must be for any rule below to apply.
LOWER_ENDINGS = (
    *("nämnden", "enheten", "förvaltningen", "kontoret", "nämnd", "enhet", "förvaltning", "kassa", "förmedling"),
    *("nämndens", "enhetens", "förvaltningens", "kontorets", "nämnds", "enhets", "avdelningen", "avdelningens"),
    *("avdelning", "utskottet", "utskottets", "kontor", "kontors", "utskott", "utskotts", "teamet", "teamets"),
)
LOWER_WORDS = (
    frozenset(LEADERS)
    | UNIT_NAMES
    | {f"{name}s" for name in UNIT_NAMES}
    | frozenset("länsstyrelsen länsstyrelserna länsstyrelse individ- individ".split())
)


@lru_cache(maxsize=32768)
def _may_begin(low: str) -> bool:
    """Whether a word without a capital may begin the name of a body."""
    return (
        low.endswith(LOWER_ENDINGS)
        or low in LOWER_WORDS
        or unit_shapes.begins(low)
        or unit_names.begins(low)
        or organisation_shapes.begins(low)
    )


def find(passage: Passage, names: Names) -> list[BodyHit]:
    """Bodies named in the passage, in reading order, none overlapping another."""
    found: list[BodyHit] = []
    words, forms = passage.words, names.forms
    begins = {low for low in passage.lows if low in forms or _may_begin(low) or (low[-1] == "s" and low[:-1] in forms)}
    chiefs = not passage.lows.isdisjoint(unit_departments.CHIEFS)
    formed = legal_forms.find(passage)
    found.extend(formed)
    taken = {at for hit in formed for at in range(hit.first, hit.last)}
    reached = 0
    for index, (_, _, _, low, capital) in enumerate(words):
        if index < reached or index in taken or not (capital or low in begins or chiefs):
            continue
        if not capital and low not in begins:
            hits = [led] if (led := unit_departments.led_by_chief(passage, index)) else []
        else:
            hits = register_hits(passage, index, names)
            if not hits and capital and not passage.capitals:
                told = places.municipality(passage, index)
                hits = [told] if told else []
            hits = hits or shaped(passage, index)
            if not hits and capital and chiefs and (led := unit_departments.led_by_chief(passage, index)):
                hits = [led]
        hits = [_whole(passage, hit) for hit in hits]
        hits = [hit for hit in hits if taken.isdisjoint(range(hit.first, hit.last))] if taken else hits
        if hits:
            found.extend(hits)
            reached = max(hit.last for hit in hits)
    found.sort(key=lambda hit: hit.start)
    _join_abbreviations(passage, found)
    abbreviations.add(passage, found)
    places.add_rows(passage, found)
    add_neighbours(passage, found)
    return sorted(found, key=lambda hit: hit.start)


def _whole(passage: Passage, hit: BodyHit) -> BodyHit:
    """ "Svenska institutet |för europapolitiska studier" is another body than the one whose name it begins with."""
    words, last = passage.words, hit.last
    if hit.kind != "organisation" or hit.last - hit.first < 2 or not words[last - 1].low.endswith(HEADS_FOR):
        return hit
    if last + 2 >= len(words) or words[last].low != "för" or words[last + 2].capital:
        return hit
    if not words[last + 1].low.endswith(("iska", "ska", "liga", "ella")) or gap_before(passage, last + 2) != " ":
        return hit
    return hit_at(passage, hit.first, last + 3, "organisation", rule="organisation-goes-on", confidence=0.6)


HEADS_FOR = ("institutet", "centret", "rådet", "föreningen", "nämnden", "sällskapet")
BESIDE = frozenset([", ", " (", " ", " – ", ", eller ", " eller "])


def _join_abbreviations(passage: Passage, found: list[BodyHit]) -> None:
    """ "AME, arbetsmarknadsenheten", "individ- och familjeomsorgen, IFO": the short name is the unit's beside it."""
    for at in range(len(found) - 1, 0, -1):
        one, two = found[at - 1], found[at]
        if passage.string[one.end : two.start] not in (", ", " (", " ", " – ", ", eller ", " eller ") or {
            one.kind,
            two.kind,
        } != {"unit"}:
            continue
        short, full = (one, two) if one.rule == "unit-abbreviation" else (two, one)
        if short.rule == "unit-abbreviation" and full.rule != "unit-abbreviation":
            full.abbreviation = full.abbreviation or short.name
            found.remove(short)


__all__ = ["BodyHit", "find"]
