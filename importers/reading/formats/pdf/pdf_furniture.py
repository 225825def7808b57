"""What is repeated or numbered on the pages of a PDF."""

from __future__ import annotations

import re
from collections import Counter

from .pdf_piece import Piece

_PAGE_NUMBER = re.compile(r"(?:sida(?:n)?\s*)?\d{1,4}(?:\s*(?:/|av|\()\s*\d{1,4}\)?)?", re.IGNORECASE)
_PAGE_OF = re.compile(r"sida(?:n)?\s*\d{1,4}.*|\d{1,4}\s*(?:/|av|\()\s*\d{1,4}\)?", re.IGNORECASE)
PRINTED = re.compile(r"(?:https?|file)://\S+|\d{1,2}/\d{1,2}/\d{2,4},? \d{1,2}:\d{2}(?:\s?[AP]M)?", re.IGNORECASE)


def mark_furniture(pieces: list[Piece]) -> None:
    """What is the pages' and not the text's: page numbers, what a browser prints at the edge (the address), and what
    stands at the same height of several pages with the same words, numbers aside.

    Several are at least half of the pages, and three of them; two are enough at the page's edge.
    """
    pages = len({piece.page for piece in pieces})
    places = Counter({key: len(on) for key, on in _by_place(pieces).items()})
    tops: dict[int, float] = {}
    feet: dict[int, float] = {}
    for piece in pieces:
        tops[piece.page] = max(tops.get(piece.page, piece.top), piece.top)
        feet[piece.page] = min(feet.get(piece.page, piece.bottom), piece.bottom)
    for piece in pieces:
        edge = piece.top >= tops[piece.page] - 2 or piece.bottom <= feet[piece.page] + 2
        repeated = places[_place(piece)] >= max(2 if edge else 3, pages / 2)
        alone = edge and len(piece.lines) == 1
        numbered = _PAGE_NUMBER.fullmatch(piece.lines[0]) and (pages > 1 or _PAGE_OF.fullmatch(piece.lines[0]))
        number = alone and numbered
        printed = alone and PRINTED.fullmatch(piece.lines[0])
        piece.furniture = bool(repeated or number or printed)


def _place(piece: Piece) -> tuple[str, int]:
    return re.sub(r"\d+", "#", " ".join(piece.lines)), round(piece.top / 6)


def _by_place(pieces: list[Piece]) -> dict[tuple[str, int], set[int]]:
    found: dict[tuple[str, int], set[int]] = {}
    for piece in pieces:
        found.setdefault(_place(piece), set()).add(piece.page)
    return found
