"""The role that stands after a name: "NAMN, ordförande i utbildningsnämnden"."""

from __future__ import annotations

from ...swedish.function_words import CLOSED_WORDS
from ...swedish.role_words import LOOSE_ROLES, ROLE_PREPOSITIONS
from ...swedish.speech_verbs import NOT_SAYING, VERBS
from .passages import Passage
from .role_base import base, is_modifier
from .role_before_name import genitive
from .role_bodies import STOPS, UNIT, blank, organisation_after
from .role_field import field_end
from .role_forms import person_noun
from .role_value import BOARDS, Role, role_words_of


def after(passage: Passage, index: int, *, loose: bool = False, capitals: bool = False) -> Role | None:
    """The role phrase that begins at word `index`: "ordförande i Utbildnings- och arbetsmarknadsnämnden".

    `loose` takes a short phrase that no list knows ("eldsjäl på Solviks bygdegård"); `capitals` lets the first word
    have a capital, as on a contact card.
    """
    words = passage.words
    if index >= len(words):
        return None
    if words[index].low in ("en", "ny", "nya", "vår", "den", "både", "numera", "till") and index + 1 < len(words):
        index += 1
    head = None
    for at in range(index, min(index + 7, len(words))):
        word = words[at]
        if at > index:
            gap = blank(passage, at)
            compound = words[at - 1].text.endswith("-")
            if gap != " " and not (compound and gap == ", ") and gap not in ("/", " / ", " & "):
                break
        if word.capital and at > index and not words[at - 1].text.endswith("-") and not capitals:
            break
        if base(word.low):
            head = at
            break
        if word.low in ROLE_PREPOSITIONS or (_no_part(word.low) and not words[at - 1].text.endswith("-")):
            break
        if at > index + 3 and not word.text.endswith("-"):
            break
    if head is None:
        return _loose(passage, index) if loose else None
    found = base(words[head].low) or words[head].low
    if words[head].low in LOOSE_ROLES and not loose and head == index and not capitals:
        return None
    begin, owner = _owner(passage, index, head)
    text = role_words_of(passage, begin, head, found)
    if capitals and head == begin and words[head].capital:
        text = passage.string[words[begin].start : words[head].end]
    end = head + 1
    end, second = _second_role(passage, end)
    if second:
        text = f"{text} och {second}"
    field = field_end(passage, end)
    if field > end:
        text = f"{text} {' '.join(passage.string[words[end].start : words[field - 1].end].split())}"
        end = field
    end, organisation = organisation_after(passage, end)
    return Role(text, organisation or owner, index, end)


def _owner(passage: Passage, index: int, head: int) -> tuple[int, str | None]:
    """Where the role itself begins, and the body before it: "|Tillväxtverkets| gd", "|Ekby kommuns| tillförordnade
    chef". Of "skolans rektor" the school is no name. What is no known body stays with the role ("Sveriges
    statsminister"), as does the board whose name the role has ("kommunstyrelsens ordförande")."""
    words = passage.words
    at = next((at for at in range(head - 1, index - 1, -1) if not is_modifier(words[at].low)), None)
    if at is None or not words[at].low.endswith("s") or len(words[at].low) < 5 or not genitive(passage, at):
        return index, None
    if any(blank(passage, i) != " " for i in range(index + 1, head + 1)) or words[at].low.endswith(BOARDS):
        return index, None
    text = passage.string[words[index].start : words[at].end].removesuffix("s")
    if at == index and not words[at].capital:
        return (at + 1, None) if UNIT.search(words[at].low) else (index, None)
    known = any(b.kind != "project" and b.first == index and b.last == at + 1 for b in passage.bodies)
    municipality = at == index + 1 and words[index].capital and words[at].low in ("kommuns", "stads")
    return (at + 1, " ".join(text.split())) if known or municipality or UNIT.search(text.lower()) else (index, None)


def _no_part(low: str) -> bool:
    """Whether a word says that no role has begun: "NAMN, |håller| ministern", "NAMN, |flera| chefer"."""
    if is_modifier(low):
        return False
    return low in STOPS or low in CLOSED_WORDS or low in NOT_SAYING or low in VERBS


def _second_role(passage: Passage, end: int) -> tuple[int, str | None]:
    """ "ordförande |och kommunalråd", "chef |och ansvarig för"."""
    words = passage.words
    if end + 1 < len(words) and words[end].low in ("och", "samt", "tillika") and blank(passage, end) == " ":
        for at in range(end + 1, min(end + 4, len(words))):
            if blank(passage, at) != " ":
                break
            found = base(words[at].low)
            if found and found == words[at].low:
                return at + 1, role_words_of(passage, end + 1, at, found)
            if not is_modifier(words[at].low) and not words[at].text.endswith("-"):
                break
    return end, None


def _loose(passage: Passage, index: int) -> Role | None:
    """A phrase of one to four lower-case words, then a preposition and a body, or the end of the clause."""
    words = passage.words
    end = index
    while end < len(words) and end - index < 5:
        word = words[end]
        if end > index and blank(passage, end) not in (" ",) and not words[end - 1].text.endswith("-"):
            break
        if word.low in ROLE_PREPOSITIONS:
            break
        if word.capital or word.low in STOPS or word.text[0].isdigit():
            return None
        end += 1
    if end == index or end >= len(words) or words[end].low not in ("på", "i", "för", "vid", "hos"):
        return None
    text = passage.string[words[index].start : words[end - 1].end]
    stop, organisation = organisation_after(passage, end)
    if not organisation or not organisation[0].isupper():
        return None
    place = words[end].low == "i" and any(b.kind == "municipality" and b.first == end + 1 for b in passage.bodies)
    if place and not person_noun(words[end - 1].low):
        return None  # "bosatt i Solvik"
    return Role(text, organisation, index, stop, sure=False)
