"""The lines of a page as a browser breaks them, each with the element it stands in: what is counted over a site."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from lxml import etree

from ...swedish import dates
from . import evidence
from .element import Element
from .sentences import INLINE
from .tree import Page

_UNSEEN = frozenset("head noscript template select datalist textarea svg title".split())
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_WORD = re.compile(r"\w")
_PROSE_WORDS, _LONG = 8, 20
_ENDS = (".", "!", "?", "…", ":", "”", '"', "»", ")")
_LONGEST_TEASER = 500


@dataclass(slots=True)
class Line:
    """Words between two breaks. `shape` tells headings and links from other text."""

    words: str
    holder: Element
    start: int
    end: int
    linked: int

    @property
    def is_linked(self) -> bool:
        return 2 * self.linked > len(self.words)

    @property
    def shape(self) -> str:
        if self.is_linked:
            return "a"
        return "h" if self.holder.tag in _HEADINGS else "t"

    @property
    def is_prose(self) -> bool:
        """Whether it is running text: words enough for a sentence, that ends as one, and no link."""
        words = len(self.words.split())
        return not self.is_linked and words >= _PROSE_WORDS and (words >= _LONG or self.words.endswith(_ENDS))

    @property
    def is_protected(self) -> bool:
        """Whether it says a day, or how somebody is reached: never left out for being said on other pages too."""
        return evidence.reaches(self.words) or dates.read_date_line(self.words) is not None


@dataclass(slots=True)
class PageLines:
    """All lines of a page in order."""

    page: Page
    lines: list[Line] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)

    def within(self, element: Element) -> list[Line]:
        """The lines that lie in an element."""
        first = bisect_left(self._starts, self.page.start[element])
        last = bisect_left(self._starts, self.page.end[element])
        return self.lines[first:last]


def lines_of(page: Page) -> PageLines:
    """The lines of the page's body."""
    body = page.root.find("body")
    reader = _Reader(page)
    reader.read(page.root if body is None else body)
    return PageLines(page, reader.lines, [line.start for line in reader.lines])


class _Reader:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.lines: list[Line] = []
        self._pieces: list[str] = []
        self._at = self._until = self._linked = self._links = 0
        self._holders: list[Element] = []

    def read(self, body: Element) -> None:
        unseen: Element | None = None
        self._holders.append(body)
        for event, element in etree.iterwalk(body, events=("start", "end")):
            if not isinstance(element.tag, str):
                continue
            if event == "start":
                if unseen is None and element.tag in _UNSEEN:
                    unseen = element
                if unseen is None:
                    self._open(element, body)
                continue
            if unseen is None:
                self._close(element, body)
            elif unseen is element:
                unseen = None
            if unseen is None and element is not body and element.tail:
                self._add(element.tail, self.page.end[element])
        self._flush()

    def _open(self, element: Element, body: Element) -> None:
        if element.tag == "a":
            self._links += 1
        elif element.tag not in INLINE:
            self._flush()
            if element is not body:
                self._holders.append(element)
        if element.text:
            self._add(element.text, self.page.start[element])

    def _close(self, element: Element, body: Element) -> None:
        if element.tag == "a":
            self._links -= 1
        elif element.tag not in INLINE:
            self._flush()
            if element is not body:
                self._holders.pop()

    def _add(self, text: str, at: int) -> None:
        if not self._pieces:
            self._at = at
        self._pieces.append(text)
        self._until = at + len(text)
        if self._links:
            self._linked += len(text.strip())

    def _flush(self) -> None:
        words = " ".join("".join(self._pieces).split())
        if words and _WORD.search(words):
            holder = self._holders[-1]
            blank = len(self._pieces[0]) - len(self._pieces[0].lstrip())
            self.lines.append(Line(words, holder, self._at + blank, self._until, self._linked))
        self._pieces.clear()
        self._linked = 0


def in_teaser(page: Page, line: Line) -> bool:
    """Whether a line stands in a box that leads to another text: a heading in it is a link, or a link ends it."""
    box: Element | None = line.holder
    for _ in range(3):
        box = box.getparent() if box is not None else None
        if box is None or box.tag in ("body", "main", "article") or len(page.folded(box)) > _LONGEST_TEASER:
            return False
        links = [a for a in box.iter("a") if page.words(a).strip()]
        if not links:
            continue
        if any(next(h.iter("a"), None) is not None for h in box.iter(*_HEADINGS)):
            return True
        last = links[-1]
        alone = page.folded(last) == page.folded(_line_holder(last))
        if alone and page.start[last] >= line.end and not page.text[page.end[last] : page.end[box]].strip():
            return bool(evidence.leads_away(page, box))
    return False


def _line_holder(link: Element) -> Element:
    holder = link
    while holder.tag in INLINE and (parent := holder.getparent()) is not None:
        holder = parent
    return holder
