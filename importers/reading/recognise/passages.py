"""The recognisers' view of an article: its texts in reading order, cut into words and sentences once.

Every recogniser reads the same `Passage`s. A passage's string has the same length as its `Text`, so that a place in
the one is a place in the other; only blanks of other kinds are turned into plain spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ..article import Article, Block
from ..spans import Span, Text

# One separator between runs of word characters, so that the pattern cannot backtrack. "arbetsmarknads-" keeps its
# hyphen: it waits for the second half of the compound.
WORD = re.compile(r"\w+(?:[-‑'’:]\w+)*[-‑]?")
BLANK = dict.fromkeys(map(ord, "\u00a0\u202f\u2007\u2009\t\n\r\u2028\u2029"), " ")
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*(?=\s+[\"'”“„’«»(–—−-]?\s?[A-ZÀ-ÞŠŽ0-9]|\s*$)")
# Words after which a full stop ends no sentence.
ABBREVIATIONS = frozenset(
    (
        "bl a.a t.ex ex d.v.s dvs m.m mm o.s.v osv fr.o.m from t.o.m tom f.d fd t.f tf kl ca nr s.k sk bl.a m.fl "
        "mfl resp inkl exkl st tel tfn mkr mnkr dr prof jr sr pga p.g.a e.d dyl o.d fig jfr max min obs "
    ).split()
)


class Word(NamedTuple):
    """A word and where it stands in its passage."""

    start: int
    end: int
    text: str
    low: str

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


@dataclass(slots=True, eq=False)
class Passage:
    """One text of the article and what kind of place it stands in.

    `kind` is title, lead, heading, paragraph, item, question, caption, cell, link or contact.
    """

    text: Text
    kind: str
    order: int
    block: Block | None = None
    heading: str = ""  # the heading it stands under, in lower case
    string: str = ""
    words: list[Word] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    persons: list = field(default_factory=list)  # PersonHit, in reading order
    bodies: list = field(default_factory=list)  # BodyHit: organisations, municipalities, units as they stand
    quoted: list[tuple[int, int]] = field(default_factory=list)  # the words of quotes

    def __post_init__(self) -> None:
        self.string = self.text.text.translate(BLANK)
        self.words = [Word(m.start(), m.end(), m[0], m[0].lower()) for m in WORD.finditer(self.string)]
        self.sentences = list(sentences(self.string))

    def span(self, start: int, end: int) -> Span:
        return self.text.span(start, end)

    def sentence_at(self, position: int) -> tuple[int, int]:
        """The sentence that holds `position`."""
        for start, end in self.sentences:
            if position < end:
                return start, end
        return self.sentences[-1] if self.sentences else (0, len(self.string))

    def sentence_text(self, position: int) -> str:
        start, end = self.sentence_at(position)
        return " ".join(self.string[start:end].split())

    def word_index(self, position: int) -> int:
        """The index of the first word that ends after `position`."""
        low, high = 0, len(self.words)
        while low < high:
            middle = (low + high) // 2
            if self.words[middle].end <= position:
                low = middle + 1
            else:
                high = middle
        return low

    def is_quoted(self, position: int) -> bool:
        return any(start <= position < end for start, end in self.quoted)


def sentences(string: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each sentence, without the blanks around it. Abbreviations and initials end none."""
    start = 0
    for match in SENTENCE_END.finditer(string):
        if string[match.start()] == ".":
            at = match.start()
            begin = at
            while begin > start and at - begin < 12 and (string[begin - 1].isalnum() or string[begin - 1] == "."):
                begin -= 1
            word = string[begin:at]
            if match.end() < len(string.rstrip()) and (
                word.lower() in ABBREVIATIONS or (len(word) == 1 and word.isupper())
            ):
                continue
        yield from _trimmed(string, start, match.end())
        start = match.end()
    yield from _trimmed(string, start, len(string))


def _trimmed(string: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and string[start] == " ":
        start += 1
    while end > start and string[end - 1] == " ":
        end -= 1
    if start < end:
        yield start, end


def passages(article: Article) -> list[Passage]:
    """All texts of the article in reading order: title, lead, then the blocks."""
    found: list[Passage] = []

    def add(text: Text | None, kind: str, block: Block | None = None, heading: str = "") -> None:
        if text and text.text.strip():
            found.append(Passage(text, kind, len(found), block, heading))

    def visit(blocks: list[Block], heading: str, inside: str = "") -> str:
        for block in blocks:
            if block.type == "heading":
                add(block.content, "heading", block, heading)
                heading = block.content.text.strip().lower()
                continue
            kind = {
                "faq": "question",
                "image": "caption",
                "links": "link",
                "file": "link",
                "embed": "link",
                "contact": "contact",
                "factbox": "heading",
            }.get(block.type, inside or "paragraph")
            add(block.caption, "caption", block, heading)
            add(block.content, kind, block, heading)
            for row in (block.header, *block.rows):
                for cell in row:
                    add(cell, "cell", block, heading)
            visit(block.items, heading, "link" if kind == "link" else "contact" if kind == "contact" else "item")
            titled = block.type in ("factbox", "faq") and block.content
            below = block.content.text.strip().lower() if titled else heading
            visit(block.children, below, "item" if block.type == "list" else inside)
        return heading

    add(article.title, "title")
    add(article.lead, "lead")
    visit(article.blocks, "")
    return found
