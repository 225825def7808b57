"""Running text of a page: text nodes with their offsets and marks, cut into paragraphs."""

from __future__ import annotations

import itertools
import re
from array import array

from ...model.spans import SOFT, Mark, Text

# Inline elements that leave a mark in rich text; every other inline element is only its words.
MARKS = {
    "b": "b",
    "strong": "b",
    "i": "i",
    "em": "i",
    "cite": "i",
    "dfn": "i",
    "var": "i",
    "sub": "sub",
    "sup": "sup",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
}

_MESSY = re.compile(rf"[^\S ]|  |[{SOFT}]")
_WORD = re.compile(rf"[^\s{SOFT}]+")
_FIGURES = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]+")
SPEECH = re.compile(r"[-–—−]\s?\S")


class Run:
    """Collects the inline content between two block boundaries, blanks folded as a browser folds them."""

    __slots__ = ("_blank", "_breaks", "_first_text", "_length", "_marks", "_offsets", "_open", "_parts")

    def __init__(self, active: list[tuple[str, str]] | None = None) -> None:
        self._parts: list[str] = []
        self._offsets = array("L")
        self._length = 0
        self._blank = True  # whether the text so far ends with a blank (or is empty)
        self._marks: list[Mark] = []
        self._open: list[tuple[str, str, int]] = [(kind, href, 0) for kind, href in active or ()]
        self._breaks: list[int] = []

    def __bool__(self) -> bool:
        return self._length > 0

    def add(self, text: str, offset: int) -> None:
        """Append a text node (or a piece of one) that begins at `offset` in the source text."""
        if not _MESSY.search(text):
            if self._blank and text[:1] == " ":
                text = text[1:]
                offset += 1
            if text:
                self._append(text, offset)
            return
        last = 0
        for match in _WORD.finditer(text):
            begin, end = match.span()
            if begin > last:
                blank = next((i for i in range(last, begin) if text[i] not in SOFT), -1)
                if blank >= 0 and not self._blank:
                    self._append(" ", offset + blank)
            self._append(match[0], offset + begin)
            last = end
        if last < len(text) and not self._blank:
            blank = next((i for i in range(last, len(text)) if text[i] not in SOFT), -1)
            if blank >= 0:
                self._append(" ", offset + blank)

    def _append(self, text: str, offset: int) -> None:
        self._parts.append(text)
        self._offsets.extend(range(offset, offset + len(text)))
        self._length += len(text)
        self._blank = text[-1] == " "

    def line_break(self) -> None:
        """A <br>: the words before and after it never touch."""
        if not self._length:
            return
        if not self._blank:
            self._parts.append(" ")
            self._offsets.append(self._offsets[-1])
            self._length += 1
            self._blank = True
        self._breaks.append(self._length)

    def gap(self) -> None:
        """A blank where mark-up, but no text, parts two words (a picture, a control)."""
        if self._length and not self._blank:
            self._parts.append(" ")
            self._offsets.append(self._offsets[-1])
            self._length += 1
            self._blank = True

    def open(self, kind: str, href: str = "") -> None:
        self._open.append((kind, href, self._length))

    def close(self) -> None:
        kind, href, start = self._open.pop()
        if self._length > start:
            self._marks.append(Mark(start, self._length, kind, href))

    def text(self) -> Text:
        """Everything as one Text."""
        while self._open:
            self.close()
        text = "".join(self._parts)
        marks: list[Mark] = []
        whole = Text(text, self._offsets)
        for mark in self._marks:
            start, end = mark.start, mark.end
            if text[start] == " ":
                start += 1
            if end > start and text[end - 1] == " ":
                end -= 1
            if end > start and mark.kind == "sup" and _FIGURES.search(text, start, end):
                whole = whole.raised(start, end)
                marks.extend(Mark(m.start(), m.end(), "sup") for m in _LETTERS.finditer(text, start, end))
            elif end > start:
                marks.append(Mark(start, end, mark.kind, mark.href))
        last = len(text.rstrip(" "))
        seen = sorted({at for at in self._breaks if at < last})
        marks.extend(Mark(at, at, "br") for at in seen)
        whole = Text(whole.text, self._offsets, marks)
        if "\u200c" in text or "\u200d" in text:
            return whole.fold()
        return whole if last == len(text) else whole[:last]

    def paragraphs(self, *, speech: bool = True) -> list[Text]:
        """The text cut where two <br> follow each other, and where a line of speech begins or ends."""
        cuts = {at for at in self._breaks if self._breaks.count(at) > 1} if self._breaks else set()
        whole = self.text()
        breaks = [m.start for m in whole.marks if m.kind == "br"]
        if not breaks:
            return [whole] if whole else []
        if speech:
            lines = [0, *breaks]
            spoken = [bool(SPEECH.match(whole.text, at)) for at in lines]
            for index in range(1, len(lines)):
                if spoken[index] or spoken[index - 1]:
                    cuts.add(lines[index])
        pieces, last = [], 0
        for at in (*sorted(cuts), len(whole)):
            piece = without_edge_breaks(whole[last:at].strip())
            if piece:
                pieces.append(piece)
            last = at
        return pieces


def without_edge_breaks(text: Text) -> Text:
    """A line break before the first word or after the last one breaks nothing."""
    if not any(m.kind == "br" and (m.start == 0 or m.start >= len(text)) for m in text.marks):
        return text
    marks = [m for m in text.marks if m.kind != "br" or 0 < m.start < len(text)]
    return Text(text.text, text.offsets, marks)


def lines_of(text: Text) -> list[Text]:
    """A text cut at its line breaks."""
    at = [m.start for m in text.marks if m.kind == "br"]
    if not at:
        return [text]
    bounds = [0, *sorted(set(at)), len(text)]
    pieces = (without_edge_breaks(text[a:b].strip()) for a, b in itertools.pairwise(bounds))
    return [piece for piece in pieces if piece]


def join_lines(parts: list[Text]) -> Text:
    """Texts as one, a line break between."""
    parts = [part for part in parts if part]
    if len(parts) < 2:
        return parts[0] if parts else Text()
    joined = Text.join(" ", parts)
    marks = list(joined.marks)
    at = 0
    for part in parts[:-1]:
        at += len(part) + 1
        marks.append(Mark(at, at, "br"))
    return Text(joined.text, joined.offsets, marks)
