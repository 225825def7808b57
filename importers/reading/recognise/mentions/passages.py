"""The recognisers' view of an article: its texts in reading order, cut into words and sentences once.

Every recogniser reads the same `Passage`s. A passage's string has the same length as its `Text`, so that a place in
the one is a place in the other; only blanks of other kinds are turned into plain spaces.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from ...model.article import Article, Block
from ...model.spans import Span, Text

# One separator between runs of word characters, so that the pattern cannot backtrack. "arbetsmarknads-" keeps its
# hyphen: it waits for the second half of the compound.
WORD = re.compile(r"\w+(?:[-‑'’:]\w+)*[-‑]?")
BLANK = dict.fromkeys(map(ord, "\u00a0\u202f\u2007\u2009\t\n\r\u2028\u2029"), " ")
# The raised figure of a note is no part of the number or word before it; that of a unit (m², km³) and of a power is.
_NOTE_MARK = re.compile(r"(?<![^\W\d]m)(?<!\bm)(?<!10)[¹²³⁰⁴-⁹]+(?![⁻\w])")
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*(?=\s+[\"'”“„’«»(–—−-]?\s?[A-ZÀ-ÞŠŽ0-9]|\s*$)")
DIGIT = re.compile(r"\d")
LONGEST = 4000
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
    capital: bool


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
    answer: bool = False  # stands in the answer to a question
    string: str = ""
    lower: str = ""
    lows: frozenset[str] = frozenset()  # its words in lower case, to leave out rules that cannot apply
    numeric: bool = False  # holds a digit
    capitals: bool = False  # written in capitals only
    words: list[Word] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    persons: list = field(default_factory=list)  # PersonHit, in reading order
    bodies: list = field(default_factory=list)  # BodyHit: organisations, municipalities, units as they stand
    dates: list | None = None  # Date, found when first asked for
    quoted: list[tuple[int, int]] = field(default_factory=list)  # the words of quotes

    def __post_init__(self) -> None:
        self.string = _NOTE_MARK.sub(lambda mark: " " * len(mark[0]), self.text.text.translate(BLANK))
        self.words = _words(self.string)
        self.sentences = list(sentences(self.string))
        self.lower = lower_case(self.string)
        self.lows = frozenset([word[3] for word in self.words])
        self.numeric = DIGIT.search(self.string) is not None
        self.capitals = self.string.isupper()

    def span(self, start: int, end: int) -> Span:
        return self.text.span(start, end)

    def sentence_at(self, position: int) -> tuple[int, int]:
        """The sentence that holds `position`."""
        if not self.sentences:
            return 0, len(self.string)
        at = bisect_right(self.sentences, position, key=itemgetter(1))
        return self.sentences[min(at, len(self.sentences) - 1)]

    def sentence_text(self, position: int) -> str:
        start, end = self.sentence_at(position)
        return " ".join(self.string[start:end].split())

    def word_index(self, position: int) -> int:
        """The index of the first word that ends after `position`."""
        return bisect_right(self.words, position, key=itemgetter(1))

    def is_quoted(self, position: int) -> bool:
        return any(start <= position < end for start, end in self.quoted)


def _words(string: str) -> list[Word]:
    make = tuple.__new__  # what Word(…) does, without a call of Python's own for each of some hundred words
    return [
        make(Word, (match.start(), match.end(), text := match[0], low := text.lower(), low[0] != text[0]))
        for match in WORD.finditer(string)
    ]


def lower_case(string: str) -> str:
    """The string in lower case and of the same length: "İ" alone would grow."""
    low = string.lower()
    return low if len(low) == len(string) else "".join(c.lower() if len(c.lower()) == 1 else c for c in string)


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


def _bounded(text: Text) -> Iterator[Text]:
    """The text in pieces of at most LONGEST characters, cut between sentences where there are any.

    No real paragraph is longer; the bound keeps the time linear in the length of whatever is read.
    """
    start = 0
    while len(text) - start > LONGEST:
        end = max(text.text.rfind(". ", start, start + LONGEST) + 1, text.text.rfind("\n", start, start + LONGEST))
        if end <= start:
            end = text.text.rfind(" ", start, start + LONGEST)
        if end <= start:
            end = start + LONGEST
        yield text[start:end]
        start = end
    if text.text[start:].strip():
        yield text[start:] if start else text


def passages(article: Article) -> list[Passage]:
    """All texts of the article in reading order: title, lead, then the blocks."""
    found: list[Passage] = []

    answering = False

    def add(text: Text | None, kind: str, block: Block | None = None, heading: str = "") -> None:
        if text and text.text.strip():
            for part in _bounded(text):
                found.append(Passage(part, kind, len(found), block, heading, answering))

    def visit(blocks: list[Block], heading: str, inside: str = "") -> str:
        nonlocal answering
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
            outer, answering = answering, answering or block.type == "faq"
            visit(block.children, below, "item" if block.type == "list" else inside)
            answering = outer
        return heading

    add(article.title, "title")
    add(article.lead, "lead")
    visit(article.blocks, "")
    return found
