"""Bodies whose name ends in what the law calls them: "Granit AB", "Falun Borlänge regionen AB", "Solviks IF".

The form stands last, so that these names are read backwards from it, before any other rule sees their words: a place
in the name of a company is no municipality, and half of its name no unit.
"""

from __future__ import annotations

import re

from ...swedish.name_stops import NOT_NAMES
from . import role_base, role_forms
from .body_hits import BodyHit, begins_sentence, gap_before, hit_at
from .passages import Passage, Word

# Forms that are written in capitals, and those of other countries.
COMPANY = frozenset("AB HB KB Ltd GmbH Oy Inc".split())
FORM = re.compile(r"(?P<form>AB|HB|KB|Ltd|GmbH|Oy|Inc)(?P<genitive>:s|s)?$")
LOWS = frozenset(form.lower() + end for form in COMPANY for end in ("", ":s", "s"))
# "Vävrummet ekonomisk förening"
ASSOCIATION = re.compile(r"(?:ekonomisk|ideell)$")
# The letters that sports clubs end their names with: "Solviks IF", "Hamnens BK".
CLUB = re.compile(r"[A-ZÅÄÖ][A-ZÅÄÖo]{0,3}[FKSI]$")
NO_CLUBS = frozenset("AF FK SFI LSS EU VAB HVB IFO AI IT VD SCB SOS SIS SAS CSN LFV FMK VGS".split())
# Words without a capital that may stand inside a name; any other one must look like a noun.
INSIDE = frozenset("och i & för på".split())
ORDINARY = re.compile(
    r"(?:en|ett|den|det|de|som|att|är|har|hade|av|till|från|med|om|när|där|inte|ska|kan|vill|får|sin|sitt|sina|"
    r"ny|nya|nytt|vårt|vår|våra|ur|hos|vid|under|efter|eller|samt|heter|bolaget|företaget|"
    r"bolag|företag|koncernen|firman)$"
)
VERB = re.compile(r"(?:\w+[aeiouyåäö]r|\w+de)$")  # may be one; never right before the form: "Mora Lima fiber AB"
KIND = re.compile(r"\w*(?:företag|bolag)(?:et|en)$|firman$|koncernen$")  # what a company is, before its name
LONGEST = 6  # words of a company's name before its form


def find(passage: Passage) -> list[BodyHit]:
    """The companies, economic associations and clubs of the passage."""
    if passage.capitals:
        return []
    found: list[BodyHit] = []
    for at, word in enumerate(passage.words):
        if word.low in LOWS:
            hit = _company(passage, at)
        elif ASSOCIATION.match(word.low) and at + 1 < len(passage.words):
            hit = _association(passage, at)
        elif word.capital and len(word.text) < 6 and CLUB.match(word.text) and word.text not in NO_CLUBS:
            hit = _club(passage, at)
        else:
            continue
        if hit is not None and not (found and hit.first < found[-1].last):
            found.append(hit)
    return found


def _company(passage: Passage, at: int) -> BodyHit | None:
    form = FORM.match(passage.words[at].text)
    if not form:
        return None
    first = _first(passage, at)
    if first == at or (first == at - 1 and _in_the_middle(passage, at)):
        return None
    name = " ".join(passage.string[passage.words[first].start : passage.words[at].end].split())
    if form["genitive"]:
        name = name[: -len(form["genitive"])]
    hit = hit_at(passage, first, at + 1, "organisation", name=name, rule="organisation-company")
    hit.register_kind = "company"
    return hit


def _in_the_middle(passage: Passage, at: int) -> bool:
    """Whether the form at word `at` leads the name in: "Bostads AB Granit"."""
    words = passage.words
    follows = at + 1 < len(words) and gap_before(passage, at + 1) == " " and words[at + 1].capital
    return follows and words[at - 1].low in ("bostads", "fastighets", "förvaltnings", "energi", "utvecklings")


def _first(passage: Passage, at: int) -> int:
    """The index of the first word of the company's name whose form stands at word `at`; `at` where none is found."""
    words, first, near = passage.words, at, at
    while near > 0 and at - near < LONGEST and gap_before(passage, near) in (" ", " & ", " - "):
        word = words[near - 1]
        if word.capital:
            if first < at and near == first and not _joined(passage, near - 1, first):
                break
            first = near = near - 1
        elif word.low in INSIDE or (first == at and _may_be_inside(word.low, near == at)):
            near -= 1
            if first < at and not _goes_on(words, near, first):
                break
        else:
            break
    ordinary = words[first].low in NOT_NAMES or KIND.match(words[first].low)
    if first + 1 < at and ordinary and begins_sentence(passage, first):
        first += 1  # "Enligt Granit AB", "Företagen Granit AB och Lera AB"
    return first if words[first].capital and first < at else at


def _may_be_inside(low: str, last: bool) -> bool:
    """Whether a word without a capital may stand in the name; `last`: right before its form."""
    return not ORDINARY.match(low) and (last or not VERB.match(low))


def _joined(passage: Passage, before: int, first: int) -> bool:
    """Whether a capitalised word right before the name belongs to it, and does not only begin the sentence."""
    return not (begins_sentence(passage, before) and passage.words[before].low in NOT_NAMES)


def _goes_on(words: list[Word], near: int, first: int) -> bool:
    """Whether "i" or "för" at word `near` joins two halves of a name: "Städservice i Norr AB".

    "och" never does once a capital has been read: "Solviks kommun och Granit AB" are two.
    """
    if words[near].low not in ("i", "för") or near != first - 1 or near < 1:
        return False
    before = words[near - 1]
    return (
        before.capital
        and before.low not in NOT_NAMES
        and (not role_base.base(before.low) or role_forms.is_plural(before.low))
    )


def _association(passage: Passage, at: int) -> BodyHit | None:
    """ "Vävrummet ekonomisk förening"."""
    words = passage.words
    if words[at + 1].low not in ("förening", "förenings") or gap_before(passage, at + 1) != " ":
        return None
    first = at
    while first > 0 and gap_before(passage, first) in (" ", " & ") and words[first - 1].capital and at - first < 4:
        first -= 1
    while first < at and begins_sentence(passage, first) and words[first].low in NOT_NAMES:
        first += 1
    if first == at:
        return None
    name = " ".join(passage.string[words[first].start : words[at + 1].end].split()).removesuffix("s")
    hit = hit_at(passage, first, at + 2, "organisation", name=name, rule="organisation-company")
    hit.register_kind = "association"
    return hit


def _club(passage: Passage, at: int) -> BodyHit | None:
    """ "Solviks IF", "Hudiksvalls Förenade GF": a place or a genitive, then the letters of a club."""
    words, first = passage.words, at
    while first > 0 and gap_before(passage, first) == " " and words[first - 1].capital and at - first < 3:
        first -= 1
    while first < at and words[first].low in NOT_NAMES:
        first += 1
    if first == at or not words[first].low.endswith("s") or any(w.text.isupper() for w in words[first:at]):
        return None
    if any(gap_before(passage, place) != " " for place in range(first + 1, at + 1)):
        return None
    return hit_at(passage, first, at + 1, "organisation", rule="organisation-club", confidence=0.7)
