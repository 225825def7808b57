"""Units by a name of their own: "Jobbcentrum", "Lärcentrum Ålund", "enheten Arbete och försörjning", "AME"."""

from __future__ import annotations

import re
from functools import lru_cache

from . import roles
from .body_hits import BodyHit, begins_sentence, gap_before, hit_at
from .body_rows import GOES_ON
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
# What the departments of a municipality are called after: "Arbete och välfärd", "sektor utbildning och arbete".
SUBJECTS = frozenset(
    "arbete arbetsmarknad arbetsliv integration välfärd utbildning vuxenutbildning lärande försörjning "
    "försörjningsstöd stöd omsorg vård kompetens kompetensförsörjning kultur fritid näringsliv "
    "samhällsbyggnad samhälle sysselsättning barn ungdom unga ekonomi tillväxt etablering bildning "
    "individ familj miljö teknik service trygghet hälsa äldre funktionsstöd hållbarhet utveckling "
    "mottagande jobb studier praktik språk skola socialtjänst äldreomsorg".split()
)
# Names of departments that are one word, where it has a capital inside a sentence.
ALONE = frozenset("försörjningsstöd vuxenutbildning vuxenutbildningen familjeomsorg arbetsmarknad".split())
HEADS = frozenset("enheten avdelningen sektorn sektor förvaltningen kontoret nämnden verksamhetsområdet".split())
ABBREVIATIONS = frozenset("AME AMA AMC IFO".split())
WORKPLACE = re.compile(
    r"(?:boenden?|skol(?:a|or)|verkst(?:ad|äder)|kaf[eé](?:er)?|caf[eé](?:er)?|butik(?:er)?|gruppbost(?:ad|äder)|"
    r"fritidsgård(?:ar)?|arbetsplats(?:er)?|ateljé(?:er)?|tvätteri(?:er)?|snickeri(?:er)?)$"
)
PLACE = re.compile(r"(?:hus|plats|center|centrum|lokal|verksamhet|enhet|kontor|kök|gård|torg|hem)(?:en|et)?$")
PROJECT = re.compile(r"(?:projekt|satsning|insats|kampanj|förstudie|initiativ)(?:et|en)?$")
BOARDS = frozenset("kommunstyrelsen kommunfullmäktige".split())
CHIEFS = frozenset(
    f"{chief}{ending}"
    for chief in ("enhetschef", "avdelningschef", "sektionschef", "verksamhetschef", "områdeschef")
    for ending in ("", "en")
)
OWNERS = ("ens", "ets", "nas", "muns", "nds", "ions", "stads")
NO_OWNERS = frozenset("statens natos eus fns sveriges regeringens".split())
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
        return _department(passage, index)
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
            return _subject(passage, index)
        told = _told(passage, index)
        if told:
            return told
    return _centre(passage, index)


def owned(passage: Passage, index: int) -> bool:
    """Whether a genitive stands before the word: "kommunens |lärcentrum", "Solviks |arbetsmarknadsenhet"."""
    if not index or gap_before(passage, index) != " ":
        return False
    before = passage.words[index - 1]
    return before.low.endswith("s") and before.low not in NO_OWNERS and (before.capital or before.low.endswith(OWNERS))


def _department(passage: Passage, index: int) -> BodyHit | None:
    """ "enheten Arbete och försörjning", "sektor utbildning och arbete"."""
    words = passage.words
    first = index + 1
    if first >= len(words) or gap_before(passage, first) != " " or words[first].low not in SUBJECTS:
        return None
    end = _row(passage, first)
    if end == first + 1 and not words[first].capital:
        return None  # "nämnden arbete" is no name
    own = words[first].capital and not words[index].capital
    own = own and words[index].low not in ("enheten", "sektor", "sektorn")
    name = " ".join(passage.string[words[first if own else index].start : words[end - 1].end].split())
    hit = hit_at(passage, index, end, "unit", name=name[0].upper() + name[1:], rule="unit-department", confidence=0.8)
    _abbreviate(passage, hit, end)
    return hit


def _row(passage: Passage, first: int) -> int:
    """The end of "arbete, vård och omsorg" that begins at word `first`."""
    words, end = passage.words, first + 1
    while end + 1 < len(words) and gap_before(passage, end) == ", " and words[end].low in SUBJECTS:
        end += 1
    if end < len(words) and gap_before(passage, end) == " & ":
        return end + 1
    if end + 1 < len(words) and gap_before(passage, end) == " " and words[end].low == "och":
        low = words[end + 1].low
        if low in SUBJECTS or low.endswith(("ning", "ion", "stöd", "omsorg", "liv", "byggnad")):
            return end + 2
        if (
            words[first].capital
            and words[first - 1].low in HEADS
            and not (words[end + 1].capital or GOES_ON.match(low))
        ):
            return end + 2  # "Sektor Stöd och |bildande": half a name is none
    return end if end == first + 1 else first + 1


def _abbreviate(passage: Passage, hit: BodyHit, end: int) -> None:
    words = passage.words
    beside = end < len(words) and gap_before(passage, end) in (" (", ", ")
    if beside and words[end].text.isupper() and 2 <= len(words[end].text) <= 6:
        hit.abbreviation = words[end].text


def _subject(passage: Passage, index: int) -> BodyHit | None:
    """A subject with a capital inside a sentence: "på Arbete och integration", "hos Försörjningsstöd"."""
    words = passage.words
    if begins_sentence(passage, index) or gap_before(passage, index) != " " or passage.kind in ("heading", "title"):
        return None
    before = words[index - 1]
    if before.capital and not before.low.endswith("s"):
        return None
    end = _row(passage, index)
    if end > index + 1:
        hit = hit_at(passage, index, end, "unit", rule="unit-subject", confidence=0.7)
        _abbreviate(passage, hit, end)
        return hit
    if words[index].low in ALONE and not (end < len(words) and gap_before(passage, end) == " " and words[end].capital):
        return hit_at(passage, index, end, "unit", rule="unit-subject", confidence=0.6)
    return None


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
        if gap_before(passage, at) != " " or roles.base(words[at].low) or PROJECT.search(words[at].low):
            return None
        if WORKPLACE.search(words[at].low) or (owner and PLACE.search(words[at].low)):
            return hit_at(passage, index, after, "unit", rule="unit-told", confidence=0.7)
    return None


@lru_cache(maxsize=16384)
def _kind_of_centre(low: str) -> int:
    """2 for a centre that the rules know, 1 for another one, 0 for another word."""
    return 2 if CENTRE.match(low) else 1 if OTHER_CENTRE.match(low) else 0


def _centre(passage: Passage, index: int) -> BodyHit | None:
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
        if person or words[last].text.isupper() or roles.base(words[last].low):
            break
        last += 1
    municipality = last < len(words) and gap_before(passage, last) == " " and words[last].low in ("kommun", "kommuns")
    return at if municipality else last


def led_by_chief(passage: Passage, index: int) -> BodyHit | None:
    """ "enhetschef på |hemtjänsten", "avdelningschef för |försörjningsstöd": what a chief leads in lower case."""
    words = passage.words
    word = words[index]
    if index < 2 or words[index - 1].low not in ("på", "för", "inom", "vid") or gap_before(passage, index) != " ":
        return None
    if words[index - 2].low not in CHIEFS or not (word.low.endswith(("en", "et", "stöd")) or word.low in SUBJECTS):
        return None
    end = _row(passage, index) if word.low in SUBJECTS else index + 1
    if end < len(words) and words[end].low == "och" and gap_before(passage, end) == " ":
        return None
    name = " ".join(passage.string[word.start : words[end - 1].end].split())
    return hit_at(passage, index, end, "unit", name=name[0].upper() + name[1:], rule="unit-led", confidence=0.6)


def named_by_role(passage: Passage, index: int) -> bool:
    """Whether a role leads the word in: "rektor för |vuxenutbildningen", "enhetschef på |AEI"."""
    words = passage.words
    return index > 1 and words[index - 1].low in ROLE_PREPOSITIONS and roles.base(words[index - 2].low) is not None


__all__ = ["CHIEFS", "begins", "find", "led_by_chief", "named_by_role", "owned", "place_after"]
