"""A number in digits and the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...model.findings import KeyFigure
from ..mentions.passages import Passage
from .figure_words import YEAR

Counted = tuple[str, str | None, int, str]  # value, unit, end, rule
NONE: Counted = ("", None, 0, "")
# "08-465 004 31", "+46 8 465 004 31", "212000-1234": digits in groups that make no number of things
GROUPS = re.compile(r"(?<![\w.,])(?:\+\d[\d \-–/()]{5,}\d|0\d{0,3}[ \-–/][\d \-–/]{4,}\d|\d{6}-\d{4})(?!\w)")


@dataclass(slots=True)
class Number:
    """A number in digits, with the figures found before it in the passage."""

    passage: Passage
    match: re.Match[str]
    earlier: list[tuple[int, int, KeyFigure]]

    @property
    def start(self) -> int:
        return self.match.start()

    @property
    def end(self) -> int:
        return self.match.end()

    @property
    def written(self) -> str:
        return self.match["digits"]

    @property
    def sentence(self) -> int:
        """Where its sentence begins."""
        return self.passage.sentence_at(self.start)[0]

    @property
    def is_year(self) -> bool:
        return YEAR.fullmatch(self.written) is not None


def groups(passage: Passage) -> list[tuple[int, int]]:
    """Where digits stand in groups as telephone numbers and registration numbers have them."""
    return [match.span() for match in GROUPS.finditer(passage.string)] if passage.numeric else []
