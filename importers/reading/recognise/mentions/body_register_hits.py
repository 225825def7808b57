"""Which body of the register a place of the text names, and whether it may."""

from __future__ import annotations

import re

from .body_forms import TOWN_WORDS, from_form
from .body_hits import BodyHit, begins_sentence, gap_before
from .body_leaders import LEADERS
from .county_boards import county_board_hits
from .known_names import DOUBTFUL_PLACES, EVERYDAY, Form, Names
from .passages import Passage, Word
from .role_bodies import UNIT

INSTITUTIONS = frozenset("universitet högskola museum sjukhus".split())
THING = re.compile(
    r"\w{3,}(?:systemet|verktyget|modellen|metoden|måttet|registret|programmet|projektet|kursen|testet)$"
)
NOT_PLACES_BEFORE = frozenset(
    "universitet tingsrätt godsbangård resecentrum flygplats domkyrka stift centralstation bangård hamn län".split()
)


# Known names


def register_hits(passage: Passage, index: int, names: Names) -> list[BodyHit]:
    words = passage.words
    word = words[index]
    low = word.low
    if low in ("länsstyrelsen", "länsstyrelserna", "länsstyrelse"):
        return county_board_hits(passage, index, names)
    for key in _stems(low):
        for form in names.forms.get(key, ()):
            size = len(form.words)
            if index + size > len(words):
                continue
            if size == 1 and low in LEADERS and index + 1 < len(words) and words[index + 1].capital:
                continue  # "Kommunförbundet Skåne" is another body than "Kommunförbundet"
            ending = _agrees(words, index, form)
            if ending is None or not _allowed(passage, index, form):
                continue
            return [from_form(passage, index, form, ending)]
    return []


def _stems(low: str) -> tuple[str, ...]:
    if ":" in low:
        return (low.split(":")[0],)
    if low.endswith(("kassa", "förmedling")):  # "kommun, försäkringskassa och arbetsförmedling"
        return low, low + ("n" if low.endswith("a") else "en")
    return (low, low[:-1]) if low.endswith("s") else (low,)


def _agrees(words: list[Word], index: int, form: Form) -> str | None:
    """The genitive ending at which the words agree with the form ("" for none), None where they differ."""
    size = len(form.words)
    for offset in range(size - 1):
        if words[index + offset].low != form.words[offset]:
            return None
    low, wanted = words[index + size - 1].low, form.words[-1]
    if low == wanted:
        return ""
    if low == wanted + "s":
        return "s"
    if size == 1 and low in (wanted[:-1], wanted[:-2]) and low.endswith(("kassa", "förmedling")):
        return ""
    if low.startswith(wanted + ":") and len(low) <= len(wanted) + 4:
        return low[len(wanted) :]
    return None


def _allowed(passage: Passage, index: int, form: Form) -> bool:
    words = passage.words
    word = words[index]
    for at in range(index + 1, index + len(form.words)):
        gap = gap_before(passage, at)
        if gap not in (" ", "  ", ", ", " - ", " & ", "+", ""):
            return False
    if form.exact and _names_a_thing(passage, index):
        return False
    if form.exact:
        written = passage.string[word.start : word.start + len(form.written)]
        return written == form.written and not _all_capitals(passage)
    if form.bare:
        return _place(passage, index, len(form.words))
    if not word.capital:
        # "arbetsförmedlingen": long names of one word are known also in lower case
        long = len(form.words) == 1 and len(form.words[0]) >= 11
        return (long and form.known.kind in ("agency", "fund")) or (form.known.kind == "fund" and len(form.words) > 1)
    return not (form.words[0] in EVERYDAY and len(form.words) == 1 and begins_sentence(passage, index))


def _begins_institution(passage: Passage, at: int) -> bool:
    """ "Luleå |tekniska universitet": what it teaches, and the kind of house."""
    words = passage.words
    if not words[at].low.endswith("ska") or at + 1 >= len(words):
        return False
    return words[at + 1].low.removesuffix("s") in INSTITUTIONS and gap_before(passage, at + 1) == " "


def _names_a_thing(passage: Passage, index: int) -> bool:
    """ "uppföljningssystemet |SUS": capitals that are what the noun before them is called, which is no body."""
    word = passage.words[index]
    if not index or not word.text.isupper() or gap_before(passage, index) != " ":
        return False
    before = passage.words[index - 1].low
    return THING.search(before) is not None and UNIT.search(before) is None


def _all_capitals(passage: Passage) -> bool:
    return passage.capitals and len(passage.words) > 2


def _place(passage: Passage, index: int, size: int) -> bool:
    """Whether a bare municipality name stands there as a place and not in a person's or another name."""
    words = passage.words
    word = words[index]
    if not word.capital or (len(word.text) > 3 and word.text.isupper() and not _all_capitals(passage)):
        return False
    last = index + size
    following = words[last] if last < len(words) else None
    after = gap_before(passage, last) if following else ""
    before = words[index - 1] if index else None
    gap = gap_before(passage, index) if before else ""
    if (before and gap in ("–", "-", "—")) or after in ("–", "-"):
        return False
    if following and after == " " and following.capital and following.low not in TOWN_WORDS:
        return False  # "Luleå C", "Vilhelmina Fotoarkiv", "Malmö Opera"
    if following and after == " " and {following.low, following.low.removesuffix("s")} & NOT_PLACES_BEFORE:
        return False
    if following and after == " " and _begins_institution(passage, last):
        return False
    if before and gap == " " and before.capital and not begins_sentence(passage, index - 1):
        return False  # the last part of a name
    kommun = following is not None and after == " " and following.low in TOWN_WORDS
    if before and before.text.isdigit() and len(before.text) in (2, 5) and not kommun:
        return False  # the place of a postal code
    if words[last - 1].low in DOUBTFUL_PLACES or word.low in DOUBTFUL_PLACES:
        prepositions = (
            "i från till kommunerna kommun samt både utanför och kommunen grannkommunen grannkommunerna värdkommunen"
        ).split()
        return (
            kommun
            or (passage.kind == "cell" and len(words) == size)
            or (before is not None and before.low in prepositions and (gap == " "))
            or (before is not None and gap == ", " and before.capital)
        )
    return True
