"""A piece of a PDF page: some words on one line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...furniture.contact_marks import EMAIL, PHONE
from ..text.text_lines import BULLET

_KEEPS_HYPHEN = re.compile(r"^(?:och|eller|samt|respektive|till)\b")
_LABEL = re.compile(r"[A-ZÅÄÖ][\w-]{2,20}(?:\s[\w-]{2,15})?:\s")
_SPEECH = re.compile(r"[–—−-]\s?(?=[A-ZÅÄÖ”\"])")


@dataclass(slots=True)
class Piece:
    """A run of lines that belong together. `top` and `bottom` count from the page's foot, as PDF does.

    `breaks` are the lines (by number) after which the author ended the line: it stops far from the margin.
    """

    page: int
    top: float
    bottom: float
    left: float
    size: float
    lines: list[str]
    rights: list[float]
    furniture: bool = False
    breaks: frozenset[int] = frozenset()
    table: bool = False  # its lines are rows, their cells parted by tabs
    headed: bool = False  # the first of those names the columns

    @property
    def text(self) -> str:
        """The lines as one, divided words joined; list items and speech begin lines of their own."""
        if self.table:
            return "\n".join(self.lines)
        out = ""
        labels = sum(1 for line in self.lines if _LABEL.match(line)) > 1
        card = all(len(line) <= 60 for line in self.lines) and any(
            EMAIL.fullmatch(line) or PHONE.fullmatch(line) for line in self.lines
        )
        wanted = 1  # the number that the next item of a numbered list has
        for number, line in enumerate(self.lines):
            item = re.match(r"(\d{1,2})[.)]\s", line)
            numbered = item is not None and int(item[1]) in (1, wanted)
            wanted = int(item[1]) + 1 if item and numbered else wanted
            speech = _SPEECH.match(line) and out.rstrip()[-1:] in '.!?:”"'
            begins = card or number - 1 in self.breaks or BULLET.match(line) or numbered or speech
            if not out:
                out = line
            elif begins or (labels and _LABEL.match(line)):
                out += "\n" + line
            elif re.search(r"[a-zåäöé][-\u00ad\u2010]$", out) and line[:1].islower() and not _KEEPS_HYPHEN.match(line):
                out = out[:-1] + line
            else:
                out += " " + line
        return out
