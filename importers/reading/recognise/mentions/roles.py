"""Roles: "verksamhetschef", "vice ordförande i utbildningsnämnden", "Haninge kommuns socialchef"."""

from __future__ import annotations

import re
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import lru_cache

from ...swedish.function_words import CLOSED_WORDS
from ...swedish.role_words import (
    DEFINITE_ROLES,
    LOOSE_ROLES,
    NOT_ROLES,
    ROLE_ENDINGS,
    ROLE_MODIFIERS,
    ROLE_PREPOSITIONS,
)
from ...swedish.speech_verbs import NOT_SAYING, SAYING, VERBS
from . import saying
from .passages import Passage
from .role_bodies import STOPS, UNIT, blank, organisation_after
from .role_forms import could_be_role, person_noun
from .role_forms import is_plural as is_plural

RAD = re.compile(
    r"(?:kommunal|region|opposition|landsting|departement|stat|borgar|kansli|kommun|justitie|ämnes)s?råd$"
)
NEW = frozenset("ny nya nye".split())  # is no part of the role's name, and soon not true
NAMES = frozenset("heter hette är blir blev".split())
# Bodies and parts of them, by the endings of their names.


# Abbreviations end no word: "Norrbygd" is no role although "gd" is one.
WORD_ENDINGS = tuple(ending for ending in ROLE_ENDINGS if len(ending) > 2)


@dataclass(slots=True)
class Role:
    """A role as the text states it, in its base form, and the words of the passage that it takes up."""

    role: str
    organisation: str | None
    first: int  # word indices, half open
    last: int
    sure: bool = True


# Roles that a municipality has named itself, for the article that is being read.
EXTRA: ContextVar[frozenset[str]] = ContextVar("roles", default=frozenset())


def base(low: str) -> str | None:
    """The base form of a word that is the head of a role ("chefen" → "chef"), else None."""
    found = _base(low)
    extra = EXTRA.get()
    if found or not extra:
        return found
    return next((role for role in (low, low[:-1], low[:-2]) if role in extra), None)


@lru_cache(maxsize=16384)
def _base(low: str) -> str | None:
    if low.endswith(("-", "s-")) or (len(low) < 4 and low not in ("vd", "gd")):
        return None
    if low in ("vd:n", "gd:n"):
        return low[:2]
    if _is_role(low):
        return low
    for ending, singular in DEFINITE_ROLES:
        if low.endswith(ending):
            candidate = low[: len(low) - len(ending)] + singular
            if _is_role(candidate):
                return candidate
    return None


def _is_role(low: str) -> bool:
    if low.endswith("råd"):
        return bool(RAD.match(low))
    if low in NOT_ROLES and low not in LOOSE_ROLES:
        return False
    if len(low) < 4:
        return low in ("vd", "gd")
    return low.endswith(WORD_ENDINGS) or low.endswith(("-vd", "-gd"))


def _modifier(low: str) -> bool:
    return low in ROLE_MODIFIERS or low.endswith(("politisk", "politiska", "politiske"))


LABELS = {
    "foto": "fotograf",
    "fotograf": "fotograf",
    "bild": "fotograf",
    "illustration": "illustratör",
    "text": "skribent",
}


def label(passage: Passage, index: int) -> Role | None:
    """The role that a label gives: "Fotograf: |NAMN", "Enhetschef: |NAMN"."""
    words = passage.words
    if index < 1:
        return None
    low = words[index - 1].low
    if low == "av" and index == 1 and words[0].capital and blank(passage, index) == " ":
        return Role("skribent", None, 0, 1)  # "Av NAMN den 5 maj"
    if low == "foto" and words[index - 1].capital and blank(passage, index) == " ":
        return Role("fotograf", None, index - 1, index)
    if blank(passage, index) not in (": ", ":", " : "):
        return None
    found = LABELS.get(low) or base(low)
    return Role(found, None, index - 1, index) if found else None


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
    return Role(_role_text(passage, begin, head, found), organisation, first, last)


def _before_comma(passage: Passage, index: int) -> Role | None:
    """ "Kommunstyrelsens ordförande, |NAMN" where the role begins the sentence or follows "säger"."""
    words = passage.words
    found = base(words[index - 1].low)
    if not found or is_plural(words[index - 1].low):
        return None
    first, begin, organisation = _extend_left(passage, index - 1)
    return Role(_role_text(passage, begin, index - 1, found), organisation, first, index)


def _leads(passage: Passage, first: int) -> bool:
    """Whether the word begins its sentence or follows a verb of saying."""
    words = passage.words
    start = passage.sentence_at(words[first].start)[0]
    begins = words[first].start == start
    if first and words[first - 1].start == start and words[first - 1].low.endswith("s") and words[first - 1].capital:
        begins = True  # "Solviks kommunstyrelses ordförande, NAMN"
    return begins or (first > 0 and (words[first - 1].low in SAYING or saying.stands_as_verb(passage, first - 1)))


def _extend_left(passage: Passage, head: int) -> tuple[int, int, str | None]:
    """The first word of the phrase that ends in `head`, the first word of the role itself, and the body before it."""
    words = passage.words
    first = head
    while first > 0:
        gap = blank(passage, first)
        previous = words[first - 1]
        if gap == " " and _modifier(previous.low):
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
    if previous.low.endswith(("styrelsens", "nämndens", "fullmäktiges", "styrelses", "nämnds")):
        return first - 1, first - 1, None  # "kommunstyrelsens ordförande" is the role's name
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
    return Role(_role_text(passage, begin, head, found), organisation, first, index)


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
            text = _role_text(passage, begin, at, found)
            rest = passage.string[words[at + 1].start : words[index - 1].end]
            if words[at + 1].low in ("i", "på", "vid", "inom") and index - at > 2 and blank(passage, index) == ", ":
                return Role(text, passage.string[words[at + 2].start : words[index - 1].end], first, index)
            return Role(f"{text} {rest}", organisation, first, index)
        if words[at].low in STOPS - TASK or (words[at].capital and at < index - 3):
            return None
        at -= 1
    return None


def _role_text(passage: Passage, first: int, head: int, found: str) -> str:
    words = passage.words
    while first < head and words[first].low in NEW:
        first += 1
    if first == head:
        written = words[head].text
        return written if written.lower() == found and written[:2].isupper() and len(written) > 3 else found
    left = passage.string[words[first].start : words[head].start]
    if first < head and not words[first].text.isupper():
        left = left[0].lower() + left[1:]
    return " ".join((left + found).split())


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
    text = _role_text(passage, index, head, found)
    if capitals and head == index and words[head].capital:
        text = passage.string[words[index].start : words[head].end]
    end = head + 1
    end, second = _second_role(passage, end)
    if second:
        text = f"{text} och {second}"
    field = _field(passage, end)
    if field > end:
        text = f"{text} {' '.join(passage.string[words[end].start : words[field - 1].end].split())}"
        end = field
    end, organisation = organisation_after(passage, end)
    return Role(text, organisation, index, end)


def _no_part(low: str) -> bool:
    """Whether a word says that no role has begun: "NAMN, |håller| ministern", "NAMN, |flera| chefer"."""
    if _modifier(low):
        return False
    return low in STOPS or low in CLOSED_WORDS or low in NOT_SAYING or low in VERBS


def _field(passage: Passage, end: int) -> int:
    """Where the field ends that belongs to the role's name: "chef |för arbete och integration|, Solviks kommun".

    A field is said in lower-case words that name no body: after "för", after "i" where it is no place ("i svets"), or
    right after the role up to a comma or the end. `end` where there is none.
    """
    words = passage.words
    if end + 1 >= len(words) or blank(passage, end) != " ":
        return end
    low = words[end].low
    if low == "med" and words[end + 1].low == "ansvar" and end + 2 < len(words) and words[end + 2].low == "för":
        field = _field(passage, end + 2)  # "minister |med ansvar för nordiska frågor|"
        return field if field > end + 2 else end
    start = end + 1 if low in ("för", "i", "inom", "med") else end
    if blank(passage, start) != " " and start > end:
        return end
    stop = start
    while stop < len(words) and stop - start < 7:
        word = words[stop]
        compound = stop > start and words[stop - 1].text.endswith("-")
        if stop > start and blank(passage, stop) != " " and not (compound and blank(passage, stop) == ", "):
            break
        if word.capital or UNIT.search(word.low) or word.low.endswith(("kommun", "kommuns")):
            if stop == start:
                return end
            break
        if word.low in ROLE_PREPOSITIONS and stop > start:
            break
        joins = word.low in ("och", "samt", "&") and stop > start and stop + 1 < len(words)
        if not joins and not word.text.endswith("-") and not could_be_role(word.low, noun=True):
            return end
        stop += 1
    if stop == start or words[stop - 1].low in ("och", "samt"):
        return end
    ended = stop >= len(words) or (
        blank(passage, stop).strip()[:1] in tuple(',.;:!?()"”') and blank(passage, stop) != " "
    )
    closed = ended or words[stop].low in ROLE_PREPOSITIONS
    if start == end:  # no preposition: "sektorchef arbetsliv och stöd"
        return stop if ended else end
    if low == "för":
        return stop if closed else end
    if low == "i":  # a subject, and no place: "yrkeslärare i svets"
        return stop if ended and stop == start + 1 and not words[start].low.endswith(("en", "et", "an", "n")) else end
    return end


def _second_role(passage: Passage, end: int) -> tuple[int, str | None]:
    """ "ordförande |och kommunalråd", "chef |och ansvarig för"."""
    words = passage.words
    if end + 1 < len(words) and words[end].low in ("och", "samt", "tillika") and blank(passage, end) == " ":
        for at in range(end + 1, min(end + 4, len(words))):
            if blank(passage, at) != " ":
                break
            found = base(words[at].low)
            if found and found == words[at].low:
                return at + 1, _role_text(passage, end + 1, at, found)
            if not _modifier(words[at].low) and not words[at].text.endswith("-"):
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
