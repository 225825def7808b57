"""The role that stands before a name: "Samordningsförbundets chef NAMN", "minister för X NAMN"."""

from __future__ import annotations

from dataclasses import replace

from ...swedish.speech_verbs import SAYING
from . import verb_of_saying
from .passages import Passage
from .role_base import base, is_modifier
from .role_bodies import STOPS, blank
from .role_forms import is_plural as is_plural
from .role_value import BOARDS, Role, role_words_of

NAMES = frozenset("heter hette är blir blev".split())


def before(passage: Passage, index: int) -> Role | None:
    """The role that ends right before word `index`: "Samordningsförbundets chef|", "vice ordförande|"."""
    words = passage.words
    last = index
    if index < 1 or blank(passage, index) not in (" ", "  ", ", "):
        return None
    head = index - 1
    if blank(passage, index) == ", ":
        role = _before_comma(passage, index) or _before_with_task(passage, index)
        return role if role and _leads(passage, role.first) else None
    if words[head].low in NAMES and index > 1:
        found_before = before(passage, head)  # "Ny rektor på skolan blir |NAMN", "Kommunens nya chef heter |NAMN"
        # what "NAMN, ROLL" says of the same person weighs more
        return replace(found_before, sure=False) if found_before else None
    found = base(words[head].low)
    if not found:
        return _before_with_organisation(passage, index) or _before_with_task(passage, index)
    if is_plural(words[head].low) and words[head].low != found:
        return None
    first, begin, organisation = _extend_left(passage, head)
    return Role(role_words_of(passage, begin, head, found), organisation, first, last)


def _before_comma(passage: Passage, index: int) -> Role | None:
    """ "Kommunstyrelsens ordförande, |NAMN" where the role begins the sentence or follows "säger"."""
    words = passage.words
    found = base(words[index - 1].low)
    if not found or is_plural(words[index - 1].low):
        return None
    first, begin, organisation = _extend_left(passage, index - 1)
    return Role(role_words_of(passage, begin, index - 1, found), organisation, first, index)


def _leads(passage: Passage, first: int) -> bool:
    """Whether the word begins its sentence or follows a verb of saying."""
    words = passage.words
    start = passage.sentence_at(words[first].start)[0]
    begins = words[first].start == start
    if first and words[first - 1].start == start and words[first - 1].low.endswith("s") and words[first - 1].capital:
        begins = True  # "Solviks kommunstyrelses ordförande, NAMN"
    return begins or (
        first > 0 and (words[first - 1].low in SAYING or verb_of_saying.stands_as_verb(passage, first - 1))
    )


def _extend_left(passage: Passage, head: int) -> tuple[int, int, str | None]:
    """The first word of the phrase that ends in `head`, the first word of the role itself, and the body before it."""
    words = passage.words
    first = head
    while first > 0:
        gap = blank(passage, first)
        previous = words[first - 1]
        if gap == " " and is_modifier(previous.low):
            first -= 1
        elif gap == " " and previous.low in ("och", "samt") and first > 1 and words[first - 2].text.endswith("-"):
            first -= 2
        elif gap in (", ", " ") and previous.text.endswith("-"):
            first -= 1
        else:
            break
    if first == 0 or blank(passage, first) != " ":
        return first, first, None
    previous = words[first - 1]
    if not previous.low.endswith("s") or len(previous.low) < 5 or not genitive(passage, first - 1):
        return first, first, None
    if previous.low.endswith(BOARDS):
        return first - 1, first - 1, None
    if previous.low == "kommuns" and first > 1 and words[first - 2].capital and blank(passage, first - 1) == " ":
        return first - 2, first, f"{words[first - 2].text} kommun"
    if previous.capital and first > 1:
        return first - 1, first, previous.text.removesuffix("s")
    return first - 1, first, None


def genitive(passage: Passage, index: int) -> bool:
    low = passage.words[index].low
    return passage.words[index].capital or low.endswith(
        ("ens", "ets", "ernas", "arnas", "kommuns", "förbunds", "styrelses")
    )


def _before_with_organisation(passage: Passage, index: int) -> Role | None:
    """ "analyschef på Arbetsförmedlingen |NAMN": the body stands between role and name."""
    words = passage.words
    at = index - 1
    if not words[at].capital:
        return None
    first_capital = at
    while first_capital > 0 and words[first_capital - 1].capital and blank(passage, first_capital) == " ":
        first_capital -= 1
    preposition = first_capital - 1
    if preposition < 1 or words[preposition].low not in ("på", "för", "i", "vid", "hos") or at - first_capital > 3:
        return None
    head = preposition - 1
    found = base(words[head].low)
    if not found or any(blank(passage, i) != " " for i in range(head + 1, index)):
        return None
    first, begin, _ = _extend_left(passage, head)
    organisation = passage.string[words[first_capital].start : words[at].end]
    return Role(role_words_of(passage, begin, head, found), organisation, first, index)


TASK = frozenset("för med i vid på inom tillika samt och".split())


def _before_with_task(passage: Passage, index: int) -> Role | None:
    """ "minister för civilt försvar |NAMN", "minister med ansvar för nordiska frågor |NAMN"."""
    words = passage.words
    at = index - 1
    if words[at].low in TASK:
        return None  # "vd på |Glimmer AB": what follows is the body, not the person
    while at >= 0 and index - at < 9:
        if at + 1 < index and blank(passage, at + 1) not in (" ", "  "):
            return None
        found = base(words[at].low)
        if found and at < index - 1:
            if words[at + 1].low not in TASK:
                return None
            first, begin, organisation = _extend_left(passage, at)
            text = role_words_of(passage, begin, at, found)
            rest = passage.string[words[at + 1].start : words[index - 1].end]
            if words[at + 1].low in ("i", "på", "vid", "inom") and index - at > 2 and blank(passage, index) == ", ":
                return Role(text, passage.string[words[at + 2].start : words[index - 1].end], first, index)
            return Role(f"{text} {rest}", organisation, first, index)
        if words[at].low in STOPS - TASK or (words[at].capital and at < index - 3):
            return None
        at -= 1
    return None
