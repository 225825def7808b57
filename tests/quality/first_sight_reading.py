"""How the frame of a text is read that nobody has seen: title, lead, date, headings, and what is no part of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from brygga.importers.reading.model.article import Article
from brygga.importers.reading.model.spans import Span

from .first_sight_gold import NONE, Row
from .scoring import LABELS, folded

Fate = Literal["dropped", "doubted", "kept"]


def frame_of(article: Article) -> dict[str, list[str]]:
    """What the reader takes for title, lead, date and headings. The questions of an faq are headings too."""
    headings = [
        block.content.text
        for block in article.walk()
        if block.type in ("heading", "factbox", "faq") and block.content.text
    ]
    return {
        "T": [article.title.text or article.stated_title],
        "L": [article.lead.text],
        "D": [(article.published or "")[:10]],
        "G": headings,
    }


def same_frame(kind: str, wanted: Row, found: str) -> bool:
    """Whether a part of the frame is the gold's; of a lead its first words."""
    return folded(found).startswith(folded(wanted[0])) if kind == "L" else folded(found) == folded(wanted[0])


def is_label(heading: str) -> bool:
    """Whether a heading is only a label over contacts, questions or links, which the gold may leave out."""
    return folded(heading) in LABELS


def fates(article: Article) -> Iterator[tuple[str, Fate]]:
    """Every line of the source, and whether it was left out, kept with a doubt, or kept. What was read as a date or
    as who published it is in none of them."""
    doubts = [problem.span for problem in article.problems if problem.span and problem.code == "doubtful-kept"]
    at = 0
    for line in article.source_text.splitlines(keepends=True):
        span = Span(at, at + len(line.rstrip()))
        at += len(line)
        here = [entry.state for entry in article.ledger if not entry.object and _overlap(entry.span, span)]
        if not line.strip() or not here or set(here) == {"used"}:
            continue
        if not {"placed", "unknown"} & set(here):
            yield line.strip(), "dropped"
        elif "unknown" in here or any(_overlap(doubt, span) for doubt in doubts):
            yield line.strip(), "doubted"
        else:
            yield line.strip(), "kept"


def is_furniture(line: str, wanted: list[Row]) -> bool:
    """Whether the gold calls the line furniture, by its first words."""
    low = folded(line)
    return any(low.startswith(folded(row[0])) for row in wanted if row[0] != NONE and folded(row[0]))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
