"""The rows of a sheet ("Projektägare: Solviks kommun") as places in passages."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from ...furniture.label_rows import label_rows
from ...model.article import Article, Block
from .passages import Passage


@dataclass(slots=True)
class Row:
    """A label in lower case, and where its value stands. `alone`: no other row stands beside it."""

    label: str
    passage: Passage
    start: int
    end: int
    alone: bool

    @property
    def value(self) -> str:
        return self.passage.string[self.start : self.end]


LONGEST_PARTED = 160  # characters of a value that another row may stand in; a longer one is text
INNER = re.compile(r"\s(?P<label>[A-ZÅÄÖ][a-zåäö-]{3,24}):\s+(?=\S)")


def _parted(row: Row) -> Iterator[Row]:
    """ "Plats: Ekby kommun Tidsperiod: 2019–2020": each row that stands on one line."""
    at, label = row.start, row.label
    inner = INNER.finditer(row.passage.string, row.start, row.end) if row.end - row.start <= LONGEST_PARTED else ()
    for match in inner:
        yield Row(label, row.passage, at, match.start(), row.alone)
        at, label = match.end(), match["label"].lower()
    yield Row(label, row.passage, at, row.end, row.alone)


def rows(article: Article, passages: list[Passage]) -> Iterator[Row]:
    """Every row of the article whose value stands in one passage."""
    above = [Block("paragraph", text) for text in (article.title, article.lead) if text]
    found = label_rows([*above, *article.blocks])
    if not found:
        return
    ordered = sorted((p for p in passages if len(p.text)), key=lambda p: p.text.offsets[0])
    begins = [p.text.offsets[0] for p in ordered]
    for row in found:
        if not row.value:
            continue
        first, last = row.value.offsets[0], row.value.offsets[-1]
        at = bisect_right(begins, first) - 1
        passage = ordered[at] if at >= 0 else None
        if passage is None or passage.text.offsets[-1] < last:
            continue
        start = bisect_right(passage.text.offsets, first) - 1
        end = bisect_right(passage.text.offsets, last)
        label = " ".join(row.label.text.lower().split()).strip(" :")
        yield from _parted(Row(label, passage, start, end, row.run < 2))
