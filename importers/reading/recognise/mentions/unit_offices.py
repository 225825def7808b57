"""Offices, teams and councils: "kontoret för X", "teamet X", "X:s råd"."""

from __future__ import annotations

import re

from .body_hits import BodyHit, begins_sentence, gap_before, hit_at
from .passages import Passage
from .unit_subjects import ADJECTIVE_END, subject_of_unit, term_at

OFFICE = re.compile(r"(?:enhet|avdelning|nämnd|förvaltning|kontor|sektion)(en|et)?$")
TEAM = re.compile(r"\w*(?:teamet|sekretariatet|kansliet|centret|centrumet)$")


def office_at(passage: Passage, index: int) -> BodyHit | None:
    """ "tekniska kontoret", "KS:s juridiska enhet"."""
    words = passage.words
    genitive = words[index].text.endswith(":s")
    head = index + 2 if genitive else index + 1
    if head >= len(words) or any(gap_before(passage, at) != " " for at in range(index + 1, head + 1)):
        return None
    if genitive and not (words[index + 1].low.endswith("a") and words[index].text[:-2].isupper()):
        return None
    office = OFFICE.fullmatch(words[head].low)
    if not office:
        return None
    definite = office[1] is not None
    owned = index > 0 and gap_before(passage, index) == " " and words[index - 1].low.endswith("s")
    if not genitive and not definite and owned and words[index - 1].low.endswith(("ens", "ets", "nas")):
        name = f"{words[index].text[0].upper()}{words[index].text[1:]} {office[0]}"  # "kommunens tekniska enhet"
        name += "et" if office[0] == "kontor" else "en"
        return hit_at(passage, index, head + 1, "unit", name=name, rule="unit-office", confidence=0.8)
    if not genitive and not definite and owned and words[index - 1].capital:
        # the body that owns it has been found already, and stands in the name all the same
        name = " ".join(passage.string[words[index - 1].start : words[head].end].split())
        return hit_at(passage, index, head + 1, "unit", name=name, rule="unit-office", confidence=0.8)
    everyday = not definite or words[index].low in ("internationella", "sociala", "administrativa")
    if not genitive and everyday and (not words[index].capital or begins_sentence(passage, index)):
        return None
    if genitive and definite:
        return None
    name = " ".join(passage.string[words[index].start : words[head].end].split())
    return hit_at(
        passage, index, head + 1, "unit", name=name[0].upper() + name[1:], rule="unit-office", confidence=0.8
    )


def team_at(passage: Passage, index: int) -> BodyHit | None:
    """ "Nationella stödteamet mot våld i skolan"."""
    words = passage.words
    if begins_sentence(passage, index) or index + 1 >= len(words) or gap_before(passage, index + 1) != " ":
        return None
    if not TEAM.match(words[index + 1].low):
        return None
    end = index + 2
    if end + 1 < len(words) and words[end].low in ("mot", "för") and gap_before(passage, end) == " ":
        end = subject_of_unit(passage, end + 1) or end
        if end < len(words) and gap_before(passage, end) == " " and _after_adjective(passage, end):
            end = _rest(passage, end)
    return hit_at(passage, index, end, "unit", rule="unit-team", confidence=0.75)


def _after_adjective(passage: Passage, end: int) -> bool:
    return bool(ADJECTIVE_END.search(passage.words[end - 1].low))


def _rest(passage: Passage, end: int) -> int:
    return term_at(passage, end) or end


def council_at(passage: Passage, index: int) -> BodyHit | None:
    words = passage.words
    low = words[index].low
    stem = low.removesuffix("s").removesuffix("et")
    if low.endswith("råd") and not after_genitive(passage, index):
        return None  # "ett ungdomsråd": any council
    name = f"{stem[0].upper()}{stem[1:]}et"
    return hit_at(passage, index, index + 1, "unit", name=name, rule="unit-council", confidence=0.7)


def after_genitive(passage: Passage, index: int) -> bool:
    before = passage.words[index - 1] if index else None
    return before is not None and gap_before(passage, index) == " " and before.low.endswith(("ens", "ns", "ets"))
