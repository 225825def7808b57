"""Text that remembers where it came from.

A reader folds blanks, cuts paragraphs and joins lines, yet every value it gives must be traceable to the
characters of the source. `Text` is a string whose characters each know their offset in the source text, and
whose marks (bold, links) follow when it is cut. It is immutable; every operation gives a new one.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

# Never part of a word: soft hyphen, zero-width space, BOM, word joiner, and the signs that only tell which way to
# write. (What joins letters, U+200C and U+200D, is part of words in some scripts; see `_JOINER`.)
SOFT = "\u00ad\u200b\ufeff\u2060\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
JOINERS = "\u200c\u200d"
_JOINER = re.compile("(?<![^\u0000-\u024f])[\u200c\u200d]+(?![^\u0000-\u024f])")
# Raised figures are signs of their own: a note's mark never becomes part of the number before it.
RAISED = str.maketrans("0123456789+-−()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾")


class Span(NamedTuple):
    """Half-open range [start, end) of character offsets in the source text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Inline mark-up over `Text.text[start:end]`: kind is b, i, sub, sup, code, a or br (br: empty, before start).

    `href` is set for links only, as written in the source.
    """

    start: int
    end: int
    kind: str
    href: str = ""


class Text:
    """A string with the source offset of each character and inline marks."""

    __slots__ = ("marks", "offsets", "text")

    def __init__(self, text: str = "", offsets: Sequence[int] = (), marks: Iterable[Mark] = ()) -> None:
        if len(text) != len(offsets):
            raise ValueError(f"{len(text)} characters, but {len(offsets)} offsets")
        self.text = text
        self.offsets = offsets if isinstance(offsets, array) else array("L", offsets)
        self.marks = tuple(marks)

    @classmethod
    def of(cls, source: str, start: int = 0, end: int | None = None) -> Text:
        """The characters [start, end) of `source`, as they are."""
        end = len(source) if end is None else end
        return cls(source[start:end], array("L", range(start, end)))

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Text({self.text!r})"

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return bool(self.text)

    def __getitem__(self, key: slice) -> Text:
        start, stop, step = key.indices(len(self.text))
        if step != 1:
            raise ValueError("a Text is cut in one piece: no step")
        stop = max(start, stop)
        marks = [
            Mark(max(m.start, start) - start, min(m.end, stop) - start, m.kind, m.href)
            for m in self.marks
            if (m.start < stop and m.end > start) or (m.kind == "br" and start <= m.start < stop)
        ]
        return Text(self.text[start:stop], self.offsets[start:stop], marks)

    def __add__(self, other: Text) -> Text:
        shift = len(self.text)
        moved = [Mark(m.start + shift, m.end + shift, m.kind, m.href) for m in other.marks]
        return Text(self.text + other.text, self.offsets + other.offsets, [*self.marks, *moved])

    @staticmethod
    def join(glue: str, parts: Iterable[Text]) -> Text:
        """The parts with `glue` between; the glue's characters take the offset of what stands before them."""
        result = Text()
        for part in parts:
            if result.text:
                result = result + Text(glue, [result.offsets[-1]] * len(glue))
            result = result + part
        return result

    def fold(self) -> Text:
        """Blanks of every kind become one space, soft hyphens and zero-width characters go, the ends are stripped."""
        joined = self._joiners()
        if not self.text or (
            self.text.isprintable() and "  " not in self.text and self.text[0] != " " and self.text[-1] != " "
        ):
            return self
        keep: list[int] = []
        chars: list[str] = []
        blank_at = -1
        for index, char in enumerate(self.text):
            if char in SOFT or index in joined:
                continue
            if char.isspace():
                if blank_at < 0:
                    blank_at = index
                continue
            if blank_at >= 0 and chars:
                chars.append(" ")
                keep.append(blank_at)
            blank_at = -1
            chars.append(char)
            keep.append(index)
        if not chars:
            return Text()
        where = {old: new for new, old in enumerate(keep)}
        marks = []
        for mark in self.marks:
            start = next((where[i] for i in range(mark.start, len(self.text)) if i in where), len(chars))
            if mark.kind == "br":
                marks.append(Mark(start, start, "br"))
                continue
            end = next((where[i] + 1 for i in range(mark.end - 1, -1, -1) if i in where), 0)
            if start < end:
                marks.append(Mark(start, end, mark.kind, mark.href))
        return Text("".join(chars), array("L", (self.offsets[i] for i in keep)), marks)

    def _joiners(self) -> set[int]:
        """Where signs that join letters stand among Latin ones: Word sets them as places to break a line."""
        if "\u200c" not in self.text and "\u200d" not in self.text:
            return set()
        return {index for match in _JOINER.finditer(self.text) for index in range(*match.span())}

    def raised(self, start: int, end: int) -> Text:
        """The text with the figures in [start, end) as the raised signs that they are shown as."""
        middle = self.text[start:end].translate(RAISED)
        return Text(self.text[:start] + middle + self.text[end:], self.offsets, self.marks)

    def strip(self, chars: str | None = None) -> Text:
        left = len(self.text) - len(self.text.lstrip(chars))
        right = len(self.text.rstrip(chars))
        return self[left : max(left, right)]

    def lines(self) -> Iterator[Text]:
        """The pieces between line ends, without them."""
        start = 0
        for match in re.finditer(r"\r\n|\r|\n|\u2028|\u2029", self.text):
            yield self[start : match.start()]
            start = match.end()
        yield self[start:]

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The source range that the characters [start, end) of this text come from."""
        end = len(self.text) if end is None else end
        if start >= end:
            at = self.offsets[start] if start < len(self.offsets) else (self.offsets[-1] + 1 if self.offsets else 0)
            return Span(at, at)
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    def html(self) -> str:
        """The text as an HTML fragment: escaped, with its marks as properly nested elements, nothing else."""
        if not self.marks:
            return escape(self.text, quote=False)
        cuts = sorted({0, len(self.text), *(m.start for m in self.marks), *(m.end for m in self.marks)})
        out: list[str] = []
        order = {"a": 0, "b": 1, "i": 2, "code": 3, "sub": 4, "sup": 5}
        for start, end in zip(cuts, [*cuts[1:], len(self.text)], strict=True):
            out.extend("<br/>" for m in self.marks if m.kind == "br" and m.start == start)
            if start == end:
                continue
            active = sorted(
                (m for m in self.marks if m.kind != "br" and m.start <= start and m.end >= end),
                key=lambda m: order.get(m.kind, 9),
            )
            opening = "".join(f'<a href="{escape(m.href)}">' if m.kind == "a" else f"<{m.kind}>" for m in active)
            closing = "".join(f"</{m.kind}>" for m in reversed(active))
            out.append(f"{opening}{escape(self.text[start:end], quote=False)}{closing}")
        return "".join(out).replace("</b><b>", "").replace("</i><i>", "")

    def links(self) -> list[tuple[str, str]]:
        """(anchor text, href) of each link, in reading order."""
        return [(self.text[m.start : m.end], m.href) for m in self.marks if m.kind == "a"]
