"""Reads a PDF that has a text layer. What comes of it always needs a person's eye.

A PDF says where letters stand, not what they are. Lines are put together into paragraphs by their places, large
type becomes headings, what stands at the same place of many pages is dropped as the pages' own header or footer,
and words that were divided at a line's end are joined.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pdfminer.layout import LTAnno, LTChar, LTPage, LTTextLine
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect, PDFTextExtractionNotAllowed

from ...furniture.line_kinds import EMAIL, PHONE
from ...model.article import Article, Problem
from ...model.errors import UnreadableDocument
from ...model.spans import RAISED, Span
from ..text.text_lines import BULLET
from ..text.text_reader import Hints, read_text
from .pdf_pages import TooMuchError, boxes_of, pages, reading_order

_KEEPS_HYPHEN = re.compile(r"^(?:och|eller|samt|respektive|till)\b")
_PAGE_NUMBER = re.compile(r"(?:sida(?:n)?\s*)?\d{1,4}(?:\s*(?:/|av|\()\s*\d{1,4}\)?)?", re.IGNORECASE)
# An empty cell: a sign that cannot be seen, so that the tabs around it stay two.
_EMPTY = "\u200b"
_LABEL = re.compile(r"[A-ZÅÄÖ][\w-]{2,20}(?:\s[\w-]{2,15})?:\s")
_PAGE_OF = re.compile(r"sida(?:n)?\s*\d{1,4}.*|\d{1,4}\s*(?:/|av|\()\s*\d{1,4}\)?", re.IGNORECASE)
_MARK = re.compile(r"[•·▪◦‣●○■□\uf0b7\uf0a7–-]")
_PRINTED = re.compile(r"(?:https?|file)://\S+|\d{1,2}/\d{1,2}/\d{2,4},? \d{1,2}:\d{2}(?:\s?[AP]M)?", re.IGNORECASE)
_SPEECH = re.compile(r"[–—−-]\s?(?=[A-ZÅÄÖ”\"])")


@dataclass(slots=True)
class Piece:
    """A run of lines that belong together. `top` and `bottom` count from the page's foot, as PDF does.

    `breaks` are the lines (by number) after which the author ended the line: it stops far from the margin.
    """

    page: int
    top: float
    bottom: float
    left: float
    size: float
    lines: list[str]
    rights: list[float]
    furniture: bool = False
    breaks: frozenset[int] = frozenset()
    table: bool = False  # its lines are rows, their cells parted by tabs
    headed: bool = False  # the first of those names the columns

    @property
    def text(self) -> str:
        """The lines as one, divided words joined; list items and speech begin lines of their own."""
        if self.table:
            return "\n".join(self.lines)
        out = ""
        labels = sum(1 for line in self.lines if _LABEL.match(line)) > 1
        card = all(len(line) <= 60 for line in self.lines) and any(
            EMAIL.fullmatch(line) or PHONE.fullmatch(line) for line in self.lines
        )
        wanted = 1  # the number that the next item of a numbered list has
        for number, line in enumerate(self.lines):
            item = re.match(r"(\d{1,2})[.)]\s", line)
            numbered = item is not None and int(item[1]) in (1, wanted)
            wanted = int(item[1]) + 1 if item and numbered else wanted
            speech = _SPEECH.match(line) and out.rstrip()[-1:] in '.!?:”"'
            begins = card or number - 1 in self.breaks or BULLET.match(line) or numbered or speech
            if not out:
                out = line
            elif begins or (labels and _LABEL.match(line)):
                out += "\n" + line
            elif re.search(r"[a-zåäöé][-\u00ad\u2010]$", out) and line[:1].islower() and not _KEEPS_HYPHEN.match(line):
                out = out[:-1] + line
            else:
                out += " " + line
        return out


def read_pdf(data: bytes, *, source: str = "", address: str | None = None) -> Article:
    """The Article of a PDF; offsets count the characters of the text that was put together from it.

    Raises UnreadableDocument: protected, no-text-layer, too-large, broken-pdf.
    """
    pieces = _pieces(data)
    if not any(re.search(r"\w{2}", line) for piece in pieces for line in piece.lines):
        raise UnreadableDocument(
            "no-text-layer",
            "PDF-filen har ingen text, bara bilder av text. Läs in den med teckentolkning (OCR) och försök igen.",
        )
    _mark_furniture(pieces)
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


def _pieces(data: bytes) -> list[Piece]:
    pieces: list[Piece] = []
    try:
        for number, page in enumerate(pages(data)):
            pieces.extend(_page(page, number))
    except (PDFPasswordIncorrect, PDFEncryptionError, PDFTextExtractionNotAllowed):
        raise UnreadableDocument("protected", "PDF-filen är skyddad med lösenord. Spara den utan skydd.") from None
    except TooMuchError as error:
        raise UnreadableDocument(
            "too-large", f"PDF-filen har {error}. Dela upp den eller spara den som text."
        ) from None
    except Exception as error:  # pdfminer raises whatever a damaged file leads it to
        raise UnreadableDocument("broken-pdf", "PDF-filen är skadad. Hämta eller spara den på nytt.") from error
    return pieces


def _page(page: LTPage, number: int) -> Iterator[Piece]:
    boxes = boxes_of(page)
    # Many programs draw a list's marks apart from its words.
    marks = [line for box in boxes for line in box.lines if _MARK.fullmatch(line.get_text().strip())]
    for box in reading_order(boxes):
        if box.cells:
            rows = ["\t".join(_words(cell) or _EMPTY for cell in row) for row in box.cells]
            yield Piece(
                number,
                box.y1,
                box.y0,
                box.x0,
                _size(box.lines[0]),
                rows,
                [box.x1] * len(rows),
                table=True,
                headed=box.headed,
            )
            continue
        current: Piece | None = None
        for line in box.lines:
            if not line.get_text().strip() or line in marks:
                continue
            size = _size(line)
            words = _words(_raised(line, size))
            if any(abs(m.y0 - line.y0) < 0.5 * (size or 10) and 0 < line.x0 - m.x0 < 50 for m in marks):
                words = f"• {words}"
            # Another size or a gap as high as half a line begins something new within a box.
            if current is None or abs(size - current.size) > 0.6 or current.bottom - line.y1 > 0.5 * (size or 10):
                if current:
                    yield current
                current = Piece(number, line.y1, line.y0, line.x0, size, [words], [line.x1])
            else:
                current.lines.append(words)
                current.rights.append(line.x1)
                current.bottom = line.y0
        if current:
            yield current


def _size(line: LTTextLine) -> float:
    """The type size of most of a line's letters."""
    sizes = [char.size for char in line if isinstance(char, LTChar)]
    return round(Counter(round(s, 1) for s in sizes).most_common(1)[0][0], 1) if sizes else 0.0


def _raised(line: LTTextLine, size: float) -> str:
    """A line's words, its small figures that stand above the line as the raised signs that they are."""
    foot = min((char.y0 for char in line if isinstance(char, LTChar) and char.size >= 0.9 * size), default=line.y0)
    out = []
    for char in line:
        text = char.get_text() if isinstance(char, LTChar | LTAnno) else ""
        small = isinstance(char, LTChar) and char.size < 0.8 * size and char.y0 > foot + 0.2 * size
        out.append(text.translate(RAISED) if small else text)
    return "".join(out)


def _words(text: str) -> str:
    """A line's words: blanks folded, ligatures as the letters they stand for, unknown glyphs as one lost character."""
    text = re.sub(r"\(cid:\d+\)", "\ufffd", " ".join(text.split()))
    return re.sub("[\ufb00-\ufb06]", lambda match: unicodedata.normalize("NFKC", match[0]), text)


def _mark_furniture(pieces: list[Piece]) -> None:
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
        printed = alone and _PRINTED.fullmatch(piece.lines[0])
        piece.furniture = bool(repeated or number or printed)


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


def _place(piece: Piece) -> tuple[str, int]:
    return re.sub(r"\d+", "#", " ".join(piece.lines)), round(piece.top / 6)


def _by_place(pieces: list[Piece]) -> dict[tuple[str, int], set[int]]:
    found: dict[tuple[str, int], set[int]] = {}
    for piece in pieces:
        found.setdefault(_place(piece), set()).add(piece.page)
    return found


def _text(pieces: list[Piece]) -> tuple[str, Hints]:
    """The text, and what its type says: which lines are headings, of which level, and which are not of the text."""
    weights: Counter[float] = Counter()
    for piece in pieces:
        weights[piece.size] += sum(map(len, piece.lines))
    body = weights.most_common(1)[0][0]
    larger = sorted({p.size for p in pieces if p.size > body * 1.12 and not p.furniture}, reverse=True)
    # What a browser printed is a web page all the same.
    hints = Hints(paper=not any(_PRINTED.fullmatch(line) for piece in pieces for line in piece.lines))
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
