"""The role that stands right after a name."""

from __future__ import annotations

from . import roles
from .name_lists import AGE
from .passages import Passage

# What may follow a single name after a verb of saying. "säger Estlands premiärminister NAMN" names no Estlands.
AFTER_NAME = frozenset("och som med om i på när då till vidare också efter under fast in".split())


def role_after(passage: Passage, last: int, tail: int) -> roles.Role | None:
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
            found = roles.after(passage, body.last)
            if found:
                found.organisation = found.organisation or body.name
            return found
    if gap in (", ", " – ", " - ", " (", ": "):
        if words[at].low == "som":
            return roles.after(passage, at + 2) if at + 1 < len(words) and words[at + 1].low in ("är", "var") else None
        return roles.after(passage, at, loose=gap == ", ", capitals=True)
    if gap == " " and tail > words[last - 1].end and not age and words[at].low.endswith(("styrelsens", "nämndens")):
        found = roles.after(passage, at)  # "NAMN (S) kommunstyrelsens ordförande"
        if found and found.first == at:
            return found
    if gap == " " and words[at].low != "som" and not words[at].capital:
        # the comma is forgotten: "NAMN ordförande i nämnden"
        found = roles.after(passage, at)
        if found and found.first == at and roles.base(words[at].low) == words[at].low:
            return found
        return (
            found
            if found and found.first == at and found.last - at >= 2 and words[at].low.endswith("politisk")
            else None
        )
    if gap == " " and words[at].low == "som" and at + 2 < len(words) and words[at + 1].low in ("är", "var", "arbetar"):
        following = at + 3 if words[at + 2].low == "som" else at + 2
        return roles.after(passage, following)
    return None
