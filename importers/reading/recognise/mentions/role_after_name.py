"""The role that stands right after a name."""

from __future__ import annotations

from ...swedish import role_words
from . import role_base, role_following, role_value, verb_of_saying
from .name_lists import AGE, is_given
from .passages import Passage
from .role_bodies import blank
from .role_phrase import role_phrase

WORKS = frozenset("arbetar arbetade jobbar jobbade verkar tjänstgör".split())
# What may follow a single name after a verb of saying. "säger Estlands premiärminister NAMN" names no Estlands.
AFTER_NAME = frozenset("och som med om i på när då till vidare också efter under fast in".split())


def role_after(passage: Passage, last: int, tail: int) -> role_value.Role | None:
    """ "NAMN, ROLL på X", "NAMN (S), 45 år, ROLL", "NAMN som är ROLL i X"."""
    words = passage.words
    string = passage.string
    age = AGE.match(string, tail)
    if age:
        tail = age.end()
        last = passage.word_index(tail)
    if last >= len(words):
        return None
    at = passage.word_index(tail)
    if at >= len(words):
        return None
    gap = string[tail : words[at].start]
    if gap == ", ":
        # "NAMN, Moderaterna, ordförande i nämnden": the body stands between
        body = next((b for b in passage.bodies if b.start == words[at].start and b.kind == "organisation"), None)
        if body and body.last < len(words) and string[body.end : words[body.last].start] == ", ":
            found = role_following.after(passage, body.last)
            if found:
                found.organisation = found.organisation or body.name
            return found
    if gap in (", ", " – ", " - ", " (", ": "):
        if words[at].low == "som":
            return _who_is(passage, at)
        return with_body(passage, role_following.after(passage, at, loose=gap == ", ", capitals=True))
    if gap == " " and tail > words[last - 1].end and not age and words[at].low.endswith(("styrelsens", "nämndens")):
        found = role_following.after(passage, at)  # "NAMN (S) kommunstyrelsens ordförande"
        if found and found.first == at:
            return found
    if gap == " " and words[at].low != "som" and not words[at].capital:
        # the comma is forgotten: "NAMN ordförande i nämnden"
        found = role_following.after(passage, at)
        if found and found.first == at and role_base.base(words[at].low) == words[at].low:
            return found
        if found and found.first == at and found.role.startswith(words[at].low) and _said_by(passage, last):
            return found  # "säger NAMN lokal projektledare för Steget"
        return (
            found
            if found and found.first == at and found.last - at >= 2 and words[at].low.endswith("politisk")
            else None
        )
    if gap == " " and words[at].low == "som" and at + 2 < len(words) and words[at + 1].low in ("är", "var", "arbetar"):
        following = at + 3 if words[at + 2].low == "som" else at + 2
        return role_following.after(passage, following)
    return None


def _said_by(passage: Passage, last: int) -> bool:
    """Whether a verb of saying leads to the name that ends before word `last`."""
    first = last - 1
    while first > 0 and passage.words[first].capital:
        first -= 1
    return verb_of_saying.stands_as_verb(passage, first)


def _who_is(passage: Passage, at: int) -> role_value.Role | None:
    """ "NAMN, som är ROLL på X", "NAMN, som arbetar som ROLL"."""
    words = passage.words
    if at + 2 >= len(words):
        return None
    if words[at + 1].low in ("är", "var"):
        return role_following.after(passage, at + 2)
    if words[at + 1].low in WORKS and words[at + 2].low == "som":
        return role_following.after(passage, at + 3) or role_phrase(passage, at + 3)
    return None


def _is_person(body: str) -> bool:
    parts = body.split()
    return 1 < len(parts) < 4 and is_given(parts[0]) and all(part[:1].isupper() for part in parts)


def with_body(passage: Passage, found: role_value.Role | None) -> role_value.Role | None:
    """ "avdelningschef för kultur, |Lunda kommun|": the body may stand after a comma of its own."""
    words = passage.words
    if found and found.organisation and _is_person(found.organisation) and words[found.last - 1].capital:
        first = found.last - len(found.organisation.split())
        if words[first - 1].low not in role_words.ROLE_PREPOSITIONS:
            return None  # "NAMN, riksbankschef |NAMN|, …": the role is the next one's
        found.organisation, found.last = None, first - 1  # "statssekreterare hos NAMN"
    if found is None or found.last >= len(words) or blank(passage, found.last) != ", ":
        return found
    part = found.organisation
    if part and (part[0].isupper() or not part.isalpha()):
        return found
    start = found.last
    body = next((b for b in passage.bodies if b.first == start and b.kind != "project"), None)
    last = body.last if body else 0
    if body is None and start + 1 < len(words) and words[start].capital and words[start + 1].low == "kommun":
        last = start + 2
    after = passage.string[words[last - 1].end : words[last - 1].end + 1] if last else "x"
    if last and after in ("", ".", ",", ")", "”", '"', ":", ";"):
        if part:  # "chef på arbetsmarknadssektionen, |SKR|": a part of the body, which belongs to the role
            found.role = f"{found.role} {words[start - 2].low} {part}"
        found.organisation = " ".join(passage.string[words[start].start : words[last - 1].end].split())
        found.last = last
    return found
