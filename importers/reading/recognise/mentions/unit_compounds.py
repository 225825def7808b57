"""Units of a body by the end of their name: "-nämnden", "-förvaltningen", "-enheten"."""

from __future__ import annotations

import re

from ...model.thresholds import FACT
from . import unit_centres, unit_departments, unit_names
from .body_hits import BodyHit, begins_sentence, gap_before, hit_at
from .passages import Passage
from .unit_abbreviations import abbreviation_after, abbreviation_before, named_unit

GENERIC_UNITS = frozenset(
    """enheten nämnden förvaltningen kontoret postkontoret avdelningen lägenheten angelägenheten erfarenheten
    egenheten benägenheten kommunstyrelsen utnämnden pressavdelningen huvudkontoret hemmakontoret
    biljettkontoret enhetskontoret obenägenheten belägenheten olägenheten välbelägenheten avlägsenheten
    gemenheten medvetenheten osäkerheten belåtenheten frånvaron ovetenheten förlägenheten beslutsamheten
    egendomsförvaltningen självförvaltningen rättsförvaltningen statsförvaltningen
    offentlighetsförvaltningen kapitalförvaltningen uppfinnarenheten fastighetsförvaltningen
    återhållsamheten besluta förtegenheten sällsamheten beredenheten överlägsenheten underlägsenheten
    verksamheten nedstämdheten vapenheten välviljenheten trogenheten hemligheten närheten öppenheten
    valnämnden förtroendenämnden ovissenheten vissenheten länsförvaltningen gedigenheten enigheten
    oenigheten akutavdelningen vårdavdelningen barnavdelningen småbarnsavdelningen huvudavdelningen
    underavdelningen röntgenavdelningen förlossningsavdelningen intensivvårdsavdelningen
    slutenvårdsavdelningen klinikavdelningen syskonavdelningen fängelseavdelningen häktesavdelningen
    säkerhetsavdelningen""".split()
)
UNIT_ENDINGS = (
    "den",
    "ten",
    "tet",
    "tets",
    "gen",
    "ret",
    "nd",
    "et",
    "ng",
    "ens",
    "ets",
    "nds",
    "ngs",
    "or",
    "ors",
    "ott",
    "otts",
)
UNIT_WORD = re.compile(
    r"\w{3,60}(?:nämnden|enheten|förvaltningen|kontoret|avdelningen|utskottet|nämnd|enhet|förvaltning|avdelning|"
    r"kontor|utskott|teamet)s?$"
)
INDEFINITE = ("nämnd", "enhet", "förvaltning", "avdelning", "kontor", "utskott")
UNIT_NAMES = frozenset("komvux vuxenutbildningen medborgarkontor familjecentralen komvux/sfi socialtjänsten".split())
DIRECTIONS = frozenset("norr söder öster väster syd nord öst väst norra södra östra västra centrum".split())


def unit_compound(passage: Passage, index: int) -> BodyHit | None:  # noqa: C901, PLR0915 - to be split when rebuilt
    words = passage.words
    word = words[index]
    low = word.low
    if low == "enheten" or low == "enhet":
        return named_unit(passage, index)
    if low in UNIT_NAMES or low.removesuffix("s") in UNIT_NAMES:
        if not word.capital and low not in ("vuxenutbildningen", "komvux"):
            return None
        last = index + 1
        name = word.text[0].upper() + word.text[1:]
        if low in ("vuxenutbildningens", "komvuxs"):
            name = name[:-1]
        if passage.string[word.end : word.end + 1] == "/" and last < len(words) and words[last].capital:
            name = f"{name}/{words[last].text}"
            last += 1
        elif low == "komvux" and word.capital:
            last = unit_centres.place_after(passage, last)
            name = " ".join([name, *(w.text for w in words[index + 1 : last])])
        if low.startswith("socialtjänsten") and begins_sentence(passage, index):
            return None
        sure = 0.85 if word.capital and not begins_sentence(passage, index) else 0.6 if word.capital else 0.45
        if sure == 0.6 and last == index + 1 and (passage.kind in ("title", "heading") or low == "komvux"):
            sure = 0.45  # "Vuxenutbildningen växer", "Komvux är en skolform": any
        if sure < FACT and (unit_names.named_by_role(passage, index) or stands_among_units(passage, index)):
            sure = 0.6
        return hit_at(passage, index, last, "unit", name=name, rule="unit-name", confidence=sure)
    if low in ("individ-", "individ") and index + 2 < len(words) and words[index + 2].low.startswith("familjeomsorg"):
        if low == "individ":
            return None
        name = "Individ- och " + words[index + 2].low.removesuffix("s")
        return hit_at(passage, index, index + 3, "unit", name=name, rule="unit-name")
    if not low.endswith(UNIT_ENDINGS) or not UNIT_WORD.match(low):
        return None
    genitive = low.endswith("s")
    stem = low[:-1] if genitive else low
    indefinite = stem.endswith(INDEFINITE)
    if {stem, f"{stem}en", f"{stem}et"} & GENERIC_UNITS or stem.endswith(("vårdsavdelningen", "vårdsavdelning")):
        return None
    first = index
    while first > 0:
        if words[first - 1].low in ("och", "samt") and first > 1 and words[first - 2].text.endswith("-"):
            first -= 2
        elif words[first - 1].text.endswith("-"):
            first -= 1
        elif words[first - 1].low in ("och", "samt") and first > 2 and _forgotten_hyphen(passage, first - 2):
            first -= 2
        else:
            break
    name = " ".join(passage.string[words[first].start : words[index].end].split())
    if genitive:
        name = name[:-1]
    abbreviation = abbreviation_after(passage, index + 1) or abbreviation_before(passage, first)
    last = index + 1
    if indefinite:
        owned = not genitive and unit_centres.owned(passage, first)
        if not abbreviation and not owned and (not word.capital or stem.endswith("nämnd")):
            return None
        name += "et" if stem.endswith(("kontor", "utskott")) else "en"
    name = name[0].upper() + name[1:]
    if not genitive and not indefinite and not abbreviation:
        called = unit_centres.place_after(passage, last)
        if called == last + 1 and not words[last].low.endswith("s") and words[last].low not in DIRECTIONS:
            # "Arbetsmarknadsenheten Fyren": the unit's own name
            return hit_at(passage, first, called, "unit", name=words[last].text, rule="unit-called", confidence=0.75)
    hit = hit_at(passage, first, last, "unit", name=name, rule="unit-ending", confidence=0.85)
    if stem == "socialnämnden" and first == index and _of_the_law(passage, index):
        hit.confidence = 0.45  # every municipality has one: the law's word, not a name
    hit.abbreviation = abbreviation
    return hit


def stands_among_units(passage: Passage, index: int) -> bool:
    """Whether the word stands in a row after a unit: "integrationsenheten, |vuxenutbildningen och …"."""
    at = index - 1
    if at > 0 and passage.words[at].low in ("och", "samt") and gap_before(passage, index) == " ":
        at -= 1
    elif gap_before(passage, index) != ", ":
        return False
    low = passage.words[at].low
    return gap_before(passage, at + 1) in (", ", " ") and bool(UNIT_WORD.match(low)) and low not in GENERIC_UNITS


def _forgotten_hyphen(passage: Passage, at: int) -> bool:
    """ "på Social och omsorgsförvaltningen", "chef för arbete och försörjningsenheten": the hyphen is forgotten."""
    word = passage.words[at]
    if word.low not in unit_departments.SUBJECTS and word.low not in ("social", "utbildnings", "barn"):
        return False
    return unit_names.named_by_role(passage, at) or (word.capital and not begins_sentence(passage, at))


def _of_the_law(passage: Passage, index: int) -> bool:
    """Whether the board is any municipality's: nothing says that it decided, or where it is."""
    words = passage.words
    if words[index].capital and not begins_sentence(passage, index):
        return False
    after = words[index + 1].low if index + 1 < len(words) and gap_before(passage, index + 1) == " " else ""
    if words[index].low.endswith("s"):
        return after not in ("budget", "ordförande", "beslut", "möte")
    placed = after == "i" and index + 2 < len(words) and words[index + 2].capital
    decides = after in ("har", "hade", "beslutade", "beslutat", "vill", "sa", "säger", "gav", "godkände")
    by = index > 0 and words[index - 1].low in ("av", "i") and unit_names.named_by_role(passage, index)
    return not (placed or decides or by)
