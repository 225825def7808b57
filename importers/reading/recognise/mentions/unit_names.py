"""Units by a name of their own: "Jobbcentrum", "Lärcentrum Ålund", "enheten Arbete och försörjning", "AME"."""

from __future__ import annotations

import re
from functools import lru_cache

from . import role_base
from .body_hits import BodyHit, begins_sentence, gap_before, hit_at
from .passages import Passage
from .unit_centres import CENTRE, centre_at, owned, place_after
from .unit_departments import ALONE, CHIEFS, HEADS, SUBJECTS, department_at, led_by_chief, subjects_at

ABBREVIATIONS = frozenset("AME AMA AMC IFO".split())
WORKPLACE = re.compile(
    r"(?:boenden?|skol(?:a|or)|verkst(?:ad|äder)|kaf[eé](?:er)?|caf[eé](?:er)?|butik(?:er)?|gruppbost(?:ad|äder)|"
    r"fritidsgård(?:ar)?|arbetsplats(?:er)?|ateljé(?:er)?|tvätteri(?:er)?|snickeri(?:er)?)$"
)
PLACE = re.compile(r"(?:hus|plats|center|centrum|lokal|verksamhet|enhet|kontor|kök|gård|torg|hem)(?:en|et)?$")
PROJECT = re.compile(r"(?:projekt|satsning|insats|kampanj|förstudie|initiativ)(?:et|en)?$")
BOARDS = frozenset("kommunstyrelsen kommunfullmäktige".split())
ROLE_PREPOSITIONS = ("på", "för", "inom", "vid")
# A kind of school that a place follows: "Vuxenutbildning Ålund", "Gymnasium Ålund Norra".
SCHOOLS = frozenset("vuxenutbildning gymnasium kulturskola yrkeshögskola".split())


@lru_cache(maxsize=16384)
def begins(low: str) -> bool:
    """Whether a word without a capital may begin one of the names here."""
    return low in HEADS or low in BOARDS or CENTRE.match(low) is not None


def find(passage: Passage, index: int) -> BodyHit | None:
    """The unit whose name begins at word `index`."""
    word = passage.words[index]
    low = word.low
    if low in HEADS:
        return department_at(passage, index)
    if low in BOARDS:
        name = low[0].upper() + low[1:]
        return hit_at(passage, index, index + 1, "unit", name=name, rule="unit-board", confidence=0.6)
    if word.capital and not passage.capitals:
        if word.text.split(":")[0] in ABBREVIATIONS:
            name = word.text.split(":")[0]
            return hit_at(passage, index, index + 1, "unit", name=name, rule="unit-abbreviation", confidence=0.6)
        last = place_after(passage, index + 1) if low in SCHOOLS else 0
        if last > index + 1:
            return hit_at(passage, index, last, "unit", rule="unit-school", confidence=0.75)
        if low in SUBJECTS or low in ALONE:
            return subjects_at(passage, index)
        told = _told(passage, index)
        if told:
            return told
    return centre_at(passage, index)


def _told(passage: Passage, index: int) -> BodyHit | None:
    """ "Solgården, ett av kommunens äldreboenden": the clause beside the name says what kind of place it is."""
    words = passage.words
    after = index + 1
    if after + 1 >= len(words) or gap_before(passage, after) != ", " or words[index].text.isupper():
        return None
    owner = words[after].low in ("kommunens", "stadens", "förbundets")
    if not owner and words[after].low not in ("ett", "en"):
        return None
    if begins_sentence(passage, index) or gap_before(passage, index) != " " or words[index - 1].capital:
        return None
    if not words[index].low.endswith(("en", "et", "n", "a", "et")):
        return None
    for at in range(after + 1, min(after + 6, len(words))):
        if gap_before(passage, at) != " " or role_base.base(words[at].low) or PROJECT.search(words[at].low):
            return None
        if WORKPLACE.search(words[at].low) or (owner and PLACE.search(words[at].low)):
            return hit_at(passage, index, after, "unit", rule="unit-told", confidence=0.7)
    return None


def named_by_role(passage: Passage, index: int) -> bool:
    """Whether a role leads the word in: "rektor för |vuxenutbildningen", "enhetschef på |AEI"."""
    words = passage.words
    return index > 1 and words[index - 1].low in ROLE_PREPOSITIONS and role_base.base(words[index - 2].low) is not None


__all__ = ["CHIEFS", "begins", "find", "led_by_chief", "named_by_role", "owned", "place_after"]
