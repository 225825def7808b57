"""Departments named by their subjects: "enheten Arbete och försörjning"."""

from __future__ import annotations

from .body_hits import BodyHit, begins_sentence, gap_before, hit_at
from .body_rows import GOES_ON
from .passages import Passage

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
CHIEFS = frozenset(
    f"{chief}{ending}"
    for chief in ("enhetschef", "avdelningschef", "sektionschef", "verksamhetschef", "områdeschef")
    for ending in ("", "en")
)


def department_at(passage: Passage, index: int) -> BodyHit | None:
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


def subjects_at(passage: Passage, index: int) -> BodyHit | None:
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
