"""Where in an article something stands: its sentence, and within that its clause. In a list the item, in a table the
row with its headings; never what stands beside the text, in another paragraph or in another cell's column."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..reading.model.article import Article, Block
from ..reading.model.findings import Name
from ..reading.model.spans import Span, Text
from ..reading.recognise.mentions.passages import sentences

_CLAUSE_END = re.compile(r",\s|;\s|:\s|\s[–-]\s|[()]|\s(?:och|men|medan|samt|jämfört med)\s")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number stands: its sentence and its clause, with what comes before and after it in the clause."""

    sentence: str = ""
    clause: str = ""
    before: str = ""
    after: str = ""
    near: str = ""  # the number with what stands next to it, whatever the clause
    span: Span | None = None  # of the sentence


def place_of(article: Article, span: Span | None, sentence: str = "") -> Place:
    """The surroundings of what stands at `span`; where it stands nowhere, those of the `sentence` that is told."""
    if span is None:
        return Place(sentence=sentence, clause=sentence)
    for text, row, whole in _texts(article):
        at = _within(text, span)
        if at is None:
            continue
        first, last = at
        begin, end = (0, len(text)) if whole else _sentence(text.text, first)
        return _place(text.text, begin, max(end, last), first, last, _row(row, text) or text.span(begin, end), row)
    text = Text.of(article.source_text)
    begin, end = _sentence(article.source_text, span.start, paragraphs=True)
    return _place(text.text, begin, max(end, span.end), span.start, span.end, Span(begin, max(end, span.end)), None)


def overlaps(one: Span, other: Span) -> bool:
    """Whether two places share a character."""
    return one.start < other.end and other.start < one.end


def stands_in(name: Name, where: Span | None) -> bool:
    """Whether the text has the name there."""
    spans = name.spans or ([name.span] if name.span is not None else [])
    return where is not None and any(overlaps(span, where) for span in spans)


def _place(
    text: str, begin: int, end: int, first: int, last: int, span: Span, row: Sequence[tuple[Text, Text]] | None
) -> Place:
    left = max((m.end() for m in _CLAUSE_END.finditer(text, begin, first)), default=begin)
    right = next((m.start() for m in _CLAUSE_END.finditer(text, last, end)), end)
    return Place(
        sentence=_told(row) if row else text[begin:end].strip(),
        clause=text[left:right],
        before=text[left:first],
        after=text[last:right],
        near=text[max(begin, first - 25) : min(end, last + 15)],
        span=span,
    )


def _texts(article: Article) -> Iterator[tuple[Text, list[tuple[Text, Text]] | None, bool]]:
    """Every text of the article; of a table's cell the row (heading and cell of each column); and whether it counts as
    a whole, as an item of a list does."""
    yield article.title, None, False
    yield article.lead, None, False
    yield from _of_blocks(article.blocks, whole=False)


def _of_blocks(blocks: Sequence[Block], *, whole: bool) -> Iterator[tuple[Text, list[tuple[Text, Text]] | None, bool]]:
    for block in blocks:
        for text in (block.caption, block.content):
            if text:
                yield text, None, whole
        for row in (block.header, *block.rows):
            heads = [*block.header, *([Text()] * max(0, len(row) - len(block.header)))]
            cells = list(zip(heads, row, strict=False))
            for cell in row:
                yield cell, None if row is block.header else cells, True
        yield from _of_blocks(block.items, whole=block.type == "list")
        yield from _of_blocks(block.children, whole=False)


def _within(text: Text, span: Span) -> tuple[int, int] | None:
    """Where in the text the source's characters of `span` are; None where they are not."""
    if not text or not text.offsets[0] <= span.start <= text.offsets[-1]:
        return None
    first = bisect_left(text.offsets, span.start)
    return first, min(len(text), max(first + 1, bisect_left(text.offsets, span.end)))


def _sentence(text: str, at: int, *, paragraphs: bool = False) -> tuple[int, int]:
    """The sentence that holds the place; of a text in paragraphs, within its own."""
    start, stop = 0, len(text)
    if paragraphs:
        start = text.rfind("\n\n", 0, at) + 1
        found = text.find("\n\n", at)
        stop = found if found >= 0 else stop
    begins = [(start + a, start + b) for a, b in sentences(text[start:stop])]
    return next(((a, b) for a, b in begins if at < b), (start, stop))


def _told(row: Sequence[tuple[Text, Text]]) -> str:
    """A row as words: "År: 2023; Deltagare: 48"."""
    pairs = ((head.text.strip(), cell.text.strip()) for head, cell in row)
    return "; ".join(f"{head}: {cell}" if head and head != cell else cell for head, cell in pairs if cell)


def _row(row: Sequence[tuple[Text, Text]] | None, cell: Text) -> Span | None:
    """The place of a cell's row, from its first cell to its last."""
    if row is None:
        return None
    spans = [text.span() for _, text in row if text]
    return Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else cell.span()
