"""Municipalities that the register does not have, told by the word beside the name: "Lövhamns kommun"."""

from __future__ import annotations

import re

from ...swedish.name_stops import NOT_NAMES
from .body_hits import BodyHit, begins_sentence, gap_before, hit_at
from .known_names import DOUBTFUL_PLACES, OWN_S, bare_place, municipalities_of_finland
from .passages import Passage

# What stands before "kommun" without being the name of one.
NO_NAMES = frozenset(
    "en vår varje din min ingen samma vilken denna annan ny större mindre hela er sin svensk nästa deras "
    "egen liten stor vårt denna många några alla fler flera rätt bästa kommunens sveriges landets länets "
    "någon region stad vid i för av på till från när om är den det hos inom årets regeringens".split()
)
_NAME = r"[A-ZÅÄÖ][a-zåäöé]{2,20}"
ROW = re.compile(rf"[Kk]ommunerna (?P<names>{_NAME}(?:(?:, | och |, och ){_NAME}){{1,9}})")
ROW_BEFORE = re.compile(rf"(?P<names>{_NAME}(?:(?:, | och |, och ){_NAME}){{1,9}}) kommuner(?!\w)")
IN_ROW = re.compile(_NAME)


def municipality(passage: Passage, index: int) -> BodyHit | None:
    """The municipality that "kommun" after word `index` tells of."""
    words = passage.words
    after = index + 1
    if (
        after >= len(words)
        or words[after].low not in ("kommun", "kommuns", "stad", "stads")
        or gap_before(passage, after) != " "
    ):
        return None
    word = words[index]
    if word.low in NO_NAMES or len(word.text) < 3 or word.text.isupper() or not word.text.isalpha():
        return None
    if (
        index
        and gap_before(passage, index) == " "
        and words[index - 1].capital
        and (words[index - 1].low not in NOT_NAMES or not begins_sentence(passage, index - 1))
    ):
        return None  # the last word of a longer name
    name = word.text
    if (finnish := _finnish(word.low)) is not None:
        hit = hit_at(passage, index, after + 1, "municipality", name=name[:finnish], rule="municipality-finland")
        hit.register_kind = "municipality"
        return hit
    if words[after].low in ("stad", "stads") and (not name.endswith("s") or begins_sentence(passage, index)):
        return None
    if name.endswith("s") and not name.endswith(OWN_S):
        name = bare_place(name)
    elif begins_sentence(passage, index) and word.low.endswith(("sk", "ande", "ad", "ig")):
        return None  # "Skånsk kommun bygger"
    hit = hit_at(passage, index, after + 1, "municipality", name=name, rule="municipality-named", confidence=0.8)
    hit.register_kind = "municipality"
    return hit


def _finnish(low: str) -> int | None:
    """How many letters of the word are the Swedish name of a municipality of Finland; None where it is none."""
    for length in (len(low), len(low) - 1 if low.endswith("s") else len(low)):
        if low[:length] in municipalities_of_finland():
            return length
    return None


def _of_a_county(written: str, found: list[BodyHit]) -> bool:
    """ "Region Norrvik, Norrviks kommuner": the municipalities of a county, which another body has the name of."""
    place = bare_place(written)
    return any(place in hit.name.split() for hit in found if hit.kind != "municipality")


def add_rows(passage: Passage, found: list[BodyHit]) -> None:
    """ "kommunerna Lövhamn, Hagfors och Ekvik": the names that no list has are municipalities too."""
    for hit in [hit for hit in found if hit.kind == "municipality" and hit.first]:
        at = hit.first - 1
        word = passage.words[at]
        if gap_before(passage, hit.first) != ", " or not word.capital or word.low not in DOUBTFUL_PLACES:
            continue
        if not any(other.first <= at < other.last for other in found):  # "Sala, Köping och Norberg"
            beside = hit_at(passage, at, at + 1, "municipality", rule="municipality-in-a-row", confidence=0.7)
            beside.register_kind = "municipality"
            found.append(beside)
    if "kommuner" not in passage.lower:
        return
    for pattern in (ROW, ROW_BEFORE):
        for match in pattern.finditer(passage.string):
            for name in IN_ROW.finditer(match["names"]):
                start = match.start("names") + name.start()
                end = match.start("names") + name.end()
                last = pattern is ROW_BEFORE and name.end() == len(match["names"])
                if any(hit.start < end and start < hit.end for hit in found):
                    continue
                if last and _of_a_county(name[0], found):
                    continue
                first = passage.word_index(start)
                hit = hit_at(passage, first, first + 1, "municipality", rule="municipality-in-a-row", confidence=0.7)
                hit.register_kind = "municipality"
                hit.name = bare_place(hit.name) if last else hit.name  # "Granvik och Solviks kommuner"
                found.append(hit)
