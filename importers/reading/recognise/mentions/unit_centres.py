"""Centres by a name of their own: "Jobbcentrum", "Lärcentrum Ålund"."""

from __future__ import annotations

import re
from functools import lru_cache

from . import role_base
from .body_hits import BodyHit, begins_sentence, gap_before, hit_at
from .name_lists import is_given
from .passages import Passage

_STEM = (
    r"(?:jobb|vux|vuxen|arbets?|arbetsmarknads|arbetslivs|integrations|kompetens|kunskaps|lär|lärande|utvecklings|resurs|"
    r"väglednings|navigator|ungdoms|medborgar|service|kontakt|kund|etablerings|familje|språk|omställnings|studie|"
    r"utbildnings|aktivitets|introduktions|volontär|rehabiliterings|rekryterings|bemannings|yrkes|bildnings|start|"
    r"framtids|återbruks|sysselsättnings|kommun)"
)
CENTRE = re.compile(
    rf"{_STEM}(?:centrum|center|centret|torget|torg|huset|porten|punkten|slussen|hubben|verkstan|verkstaden)s?$"
)
OTHER_CENTRE = re.compile(r"\w{5,40}(?:centrum|center)s?$")  # only where it has a capital inside a sentence
NO_CENTRES = frozenset(
    "köpcentrum stadscentrum ortscentrum forskningscenter forskningscentrum datacenter callcenter "
    "vårdcentrum handelscentrum shoppingcenter producenter patienter vaccincentrum stadsdelscentrum "
    "resecentrum världscentrum".split()
)
DEFINITE = ("centret", "torget", "huset", "porten", "punkten", "slussen", "hubben")
OWNERS = ("ens", "ets", "nas", "muns", "nds", "ions", "stads")
NO_OWNERS = frozenset("statens natos eus fns sveriges regeringens".split())


def owned(passage: Passage, index: int) -> bool:
    """Whether a genitive stands before the word: "kommunens |lärcentrum", "Solviks |arbetsmarknadsenhet"."""
    if not index or gap_before(passage, index) != " ":
        return False
    before = passage.words[index - 1]
    return before.low.endswith("s") and before.low not in NO_OWNERS and (before.capital or before.low.endswith(OWNERS))


@lru_cache(maxsize=16384)
def _kind_of_centre(low: str) -> int:
    """2 for a centre that the rules know, 1 for another one, 0 for another word."""
    return 2 if CENTRE.match(low) else 1 if OTHER_CENTRE.match(low) else 0


def centre_at(passage: Passage, index: int) -> BodyHit | None:
    """ "Jobbcentrum", "Lärcentrum Ålund", "kommunens lärcentrum"."""
    word = passage.words[index]
    kind = _kind_of_centre(word.low)
    if not kind or passage.capitals:
        return None
    stem = word.low.removesuffix("s")
    inner = word.capital and not begins_sentence(passage, index)
    if kind == 1:
        if not inner or stem in NO_CENTRES:
            return None
        if index and passage.words[index - 1].capital and gap_before(passage, index) == " ":
            return None  # the last word of a longer name
    name = word.text[: len(stem)]
    if stem == "jobbcentret":
        name = "Jobbcenter"
    first = index
    if index > 1 and passage.words[index - 1].low == "och" and passage.words[index - 2].text.endswith("-"):
        first = index - 2  # "Arbetsmarknads- och integrationscentrum"
        name = " ".join(passage.string[passage.words[first].start : word.start + len(stem)].split())
        if passage.words[first].capital:
            return hit_at(passage, first, index + 1, "unit", name=name, rule="unit-centre", confidence=0.8)
    before = passage.words[index - 1] if index else None
    led = inner and before and before.capital and gap_before(passage, index) == " " and before.text.isalpha()
    if led and before and not (begins_sentence(passage, index - 1) or is_given(before.text) or before.text.isupper()):
        name = f"{before.text} {name}"  # "Ålund Lärcenter"
        return hit_at(passage, index - 1, index + 1, "unit", name=name, rule="unit-centre", confidence=0.8)
    name = name[0].upper() + name[1:]
    if not word.capital:
        if stem.endswith(DEFINITE):
            sure = 0.55 if stem.endswith(("centret", "torget")) else 0.45
        else:
            sure = 0.6 if owned(passage, index) else 0.4
        return hit_at(passage, index, index + 1, "unit", name=name, rule="unit-centre", confidence=sure)
    last = place_after(passage, index + 1)
    if last > index + 1:
        name = " ".join([name, *(w.text for w in passage.words[index + 1 : last])])
    return hit_at(passage, index, last, "unit", name=name, rule="unit-centre", confidence=0.8 if inner else 0.6)


def place_after(passage: Passage, at: int, *, names: bool = False) -> int:
    """The end of the place that belongs to the name before word `at`: "Lärcentrum |Ålund", "Jobbtorg |Norra"."""
    words, last = passage.words, at
    while last < len(words) and last - at < 2 and gap_before(passage, last) == " " and words[last].capital:
        person = is_given(words[last].text) and last == at and not names
        if person or words[last].text.isupper() or role_base.base(words[last].low):
            break
        last += 1
    municipality = last < len(words) and gap_before(passage, last) == " " and words[last].low in ("kommun", "kommuns")
    return at if municipality else last
