"""The role that a label gives: "Fotograf: NAMN"."""

from __future__ import annotations

from .passages import Passage
from .role_base import base
from .role_bodies import blank
from .role_value import Role

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
