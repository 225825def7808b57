"""Reads a PDF that has a text layer. What comes of it always needs a person's eye.

A PDF says where letters stand, not what they are. Lines are put together into paragraphs by their places, large
type becomes headings, what stands at the same place of many pages is dropped as the pages' own header or footer,
and words that were divided at a line's end are joined.

"""

from __future__ import annotations

import re
from collections import Counter

from ...model.article import Article, Problem
from ...model.errors import UnreadableDocument
from ...model.spans import Span
from ..text.text_reader import Hints, read_text
from .pdf_furniture import PRINTED, mark_furniture
from .pdf_lines import pieces_of
from .pdf_piece import Piece


def read_pdf(data: bytes, *, source: str = "", address: str | None = None) -> Article:
    """The Article of a PDF; offsets count the characters of the text that was put together from it.

    Raises UnreadableDocument: protected, no-text-layer, too-large, broken-pdf.
    """
    pieces = pieces_of(data)
    if not any(re.search(r"\w{2}", line) for piece in pieces for line in piece.lines):
        raise UnreadableDocument(
            "no-text-layer",
            "PDF-filen har ingen text, bara bilder av text. Läs in den med teckentolkning (OCR) och försök igen.",
        )
    mark_furniture(pieces)
    _mark_breaks(pieces)
    text, hints = _text(pieces)
    article = read_text(text, source=source, address=address, hints=hints)
    article.format = "pdf"
    article.problems.append(
        Problem(
            "needs-review",
            "Texten kommer ur en PDF-fil, som inte säger vad som är rubrik och brödtext. Jämför med originalet.",
        )
    )
    return article


def _mark_breaks(pieces: list[Piece]) -> None:
    """A line that its author ended: it stops before two thirds of the column, and the next line's first word would
    have had room. Addresses and contact cards are such lines.

    A column is as wide as the page's paragraphs are: the median of what has several lines in the text's size.
    """
    widths: dict[int, list[float]] = {}
    for piece in pieces:
        if len(piece.lines) > 1 and not piece.table:
            widths.setdefault(piece.page, []).extend([max(piece.rights) - piece.left] * len(piece.lines))
    everywhere = sorted(width for page in widths.values() for width in page)
    for piece in pieces:
        near = sorted(widths.get(piece.page, everywhere))
        column = max(near[len(near) // 2], everywhere[len(everywhere) // 2]) if near else 0.0
        ends = set()
        for number, right in enumerate(piece.rights[:-1]):
            width, words = right - piece.left, piece.lines[number]
            following = piece.lines[number + 1].split(" ", 1)[0]
            room = width + (len(following) + 1) * width / max(len(words), 1)
            if width < 0.66 * column and room < column:
                ends.add(number)
        piece.breaks = frozenset(ends)


def _text(pieces: list[Piece]) -> tuple[str, Hints]:
    """The text, and what its type says: which lines are headings, of which level, and which are not of the text."""
    weights: Counter[float] = Counter()
    for piece in pieces:
        weights[piece.size] += sum(map(len, piece.lines))
    body = weights.most_common(1)[0][0]
    larger = sorted({p.size for p in pieces if p.size > body * 1.12 and not p.furniture}, reverse=True)
    # What a browser printed is a web page all the same.
    hints = Hints(paper=not any(PRINTED.fullmatch(line) for piece in pieces for line in piece.lines))
    parts: list[str] = []
    at = 0
    previous: Piece | None = None
    # The pages' own lines come last, so that a paragraph can go on over the end of a page.
    for piece in sorted(pieces, key=lambda piece: piece.furniture):
        text = piece.text
        goes_on = previous is not None and _goes_on(previous, piece, body)
        glue = " " if goes_on else "\n\n" if parts else ""
        at += len(glue)
        if piece.headed:
            hints.headed.add(at)
        if piece.furniture:
            hints.furniture.append(Span(at, at + len(text)))
        elif piece.size in larger and not piece.table and len(text) <= 200 and not goes_on:
            hints.levels[at] = min(4, larger.index(piece.size) + 1)
        parts.append(glue + text)
        at += len(text)
        previous = piece
    return "".join(parts), hints


def _goes_on(before: Piece, after: Piece, body: float) -> bool:
    """A paragraph that goes on over a column or a page: it stops in mid-sentence, and the next begins small."""
    if before.furniture or after.furniture or before.table or after.table or before.size != body or after.size != body:
        return False
    further = after.page > before.page or after.top > before.bottom
    return further and not re.search(r"[.!?:”\"]$", before.lines[-1]) and after.lines[0][:1].islower()
