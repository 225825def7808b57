"""Schools and other places by their name: "äldreboendet X", "X folkhögskola", "-skolan"."""

from __future__ import annotations

import re

from ...swedish.name_stops import NOT_NAMES
from .body_hits import BodyHit, begins_sentence, gap_before, hit_at
from .passages import Passage

# What follows the name: "Brovikens folkhögskola".
NAME_THEN_PLACE = re.compile(
    r"(?:folkhögskola|gymnasium|gymnasieskola|förskola|grundskola|kulturskola|skola|äldreboende|vårdboende|"
    r"vårdcentral|bibliotek|stadsbibliotek|familjecentral|fritidsgård|lärcentrum|resursskola)s?$"
)
SCHOOL = re.compile(
    r"\w{3,40}(?:skolan|gymnasiet|biblioteket|vårdcentralen|marknadstorget|jobbtorget|kompetenstorget)s?$"
)
COMMITTEE = re.compile(r"\w{4,40}(?:kommittén|utredningen)s?$")
GENERIC_SCHOOLS = frozenset(
    "förskolan grundskolan gymnasieskolan friskolan högskolan folkhögskolan yrkeshögskolan särskolan "
    "grundsärskolan gymnasiesärskolan polishögskolan försvarshögskolan musikhögskolan sommarskolan simskolan "
    "lärarhögskolan sjukvårdsskolan distansskolan sameskolan specialskolan trafikskolan bilskolan körskolan "
    "läxskolan hemskolan anpassade konsthögskolan handelshögskolan krigshögskolan polisskolan fordonsgymnasiet "
    "idrottsgymnasiet".split()
)
GENERIC_COMMITTEES = frozenset(
    "förundersökningen brottsutredningen polisutredningen haveriutredningen skolutredningen värderingen "
    "ansvarsutredningen förutredningen internutredningen huvudutredningen delutredningen regeringskommittén "
    "lagutredningen".split()
)
NOT_NAME = frozenset(
    "sverige norge danmark finland europa eu malmö stockholm göteborg och i för som är vi jag covid corona".split()
)
COMMON_GENITIVE = ("ens", "ets", "nas")


def led_in_place(passage: Passage, index: int) -> BodyHit | None:
    """The capitalised name after the kind of workplace."""
    words = passage.words
    first = last = index + 1
    while (
        last < len(words)
        and last - first < 3
        and gap_before(passage, last) in ((" ", " ”", ' "', " “") if last == first else (" ",))
        and words[last].capital
    ):
        last += 1
    if last == first or words[first].low in NOT_NAME or words[first].text.isupper():
        return None
    if last < len(words) and gap_before(passage, last) == " " and words[last].low in ("kommun", "kommuns", "stad"):
        return None
    row = passage.kind == "item" and index == 0 and last == len(words) and words[index].capital
    if (
        row
        or words[index].low.endswith("skolan")
        or (words[index].capital and (not begins_sentence(passage, index) or words[index].low.endswith("skolan")))
    ):
        first = index  # "på Kulturskolan Ålund": the kind is part of the name
    name = " ".join(passage.string[words[first].start : words[last - 1].end].split())
    name = name[0].upper() + name[1:]
    return hit_at(passage, first, last, "unit", name=name, rule="unit-led-in", confidence=0.7)


def school_at(passage: Passage, index: int) -> BodyHit | None:
    """ "Brovikens folkhögskola": one or two capitalised words before the kind of workplace."""
    words = passage.words
    for size in (1, 2):
        at = index + size
        if at >= len(words) or gap_before(passage, at) != " ":
            return None
        if not words[at].capital and NAME_THEN_PLACE.match(words[at].low):
            low = words[at - 1].low
            if low in NOT_NAME or (begins_sentence(passage, index) and not _proper(words[at - 1].text)):
                return None
            if low in ("sveriges", "kommunens") or (begins_sentence(passage, index) and low.endswith(COMMON_GENITIVE)):
                return None  # "Kommunens förskola" names none
            name = " ".join(passage.string[words[index].start : words[at].end].split())
            stem = words[at].low.removesuffix("s")
            name = name[: len(name) - (len(words[at].low) - len(stem))] if stem != words[at].low else name
            return hit_at(passage, index, at + 1, "unit", name=name, rule="unit-school", confidence=0.8)
        if not words[at].capital:
            return None
    return None


def _proper(text: str) -> bool:
    """Whether a capital at the start of a sentence is a name's: "Solviks bibliotek", "Strandby bibliotek".

    Determiners and adjectives agree with a noun of that gender in -t, -a or -e ("Vårt", "Nytt", "Stora bibliotek").
    """
    return text.endswith("s") or (len(text) > 5 and text[-1] not in "taen" and text.lower() not in NOT_NAMES)


def inner_unit(passage: Passage, index: int) -> BodyHit | None:
    """A capital inside a sentence: "på Brogårdsskolan", "i Presstödskommittén"."""
    low = passage.words[index].low
    if begins_sentence(passage, index):
        return None
    stem = low.removesuffix("s")
    if SCHOOL.match(low) and stem not in GENERIC_SCHOOLS and not stem.endswith("högskolan"):
        rule = "unit-school"
    elif COMMITTEE.match(low) and stem not in GENERIC_COMMITTEES:
        rule = "unit-committee"
    else:
        return None
    name = passage.words[index].text
    name = name[: len(name) - (len(low) - len(stem))] if stem != low else name
    return hit_at(passage, index, index + 1, "unit", name=name, rule=rule, confidence=0.7)
