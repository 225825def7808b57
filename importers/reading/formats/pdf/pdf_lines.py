"""The lines of each page of a PDF, as pieces in reading order."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from pdfminer.layout import LTAnno, LTChar, LTPage, LTTextLine
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect, PDFTextExtractionNotAllowed

from ...model.errors import UnreadableDocument
from ...model.spans import RAISED
from .pdf_pages import TooMuchError, boxes_of, pages, reading_order
from .pdf_piece import Piece

# An empty cell: a sign that cannot be seen, so that the tabs around it stay two.
_EMPTY = "\u200b"
_MARK = re.compile(r"[•·▪◦‣●○■□\uf0b7\uf0a7–-]")


def pieces_of(data: bytes) -> list[Piece]:
    pieces: list[Piece] = []
    try:
        for number, page in enumerate(pages(data)):
            pieces.extend(page_lines(page, number))
    except (PDFPasswordIncorrect, PDFEncryptionError, PDFTextExtractionNotAllowed):
        raise UnreadableDocument("protected", "PDF-filen är skyddad med lösenord. Spara den utan skydd.") from None
    except TooMuchError as error:
        raise UnreadableDocument(
            "too-large", f"PDF-filen har {error}. Dela upp den eller spara den som text."
        ) from None
    except Exception as error:  # pdfminer raises whatever a damaged file leads it to
        raise UnreadableDocument("broken-pdf", "PDF-filen är skadad. Hämta eller spara den på nytt.") from error
    return pieces


def page_lines(page: LTPage, number: int) -> Iterator[Piece]:
    boxes = boxes_of(page)
    # Many programs draw a list's marks apart from its words.
    marks = [line for box in boxes for line in box.lines if _MARK.fullmatch(line.get_text().strip())]
    for box in reading_order(boxes):
        if box.cells:
            rows = ["\t".join(words_in(cell) or _EMPTY for cell in row) for row in box.cells]
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
            words = words_in(_raised(line, size))
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


def words_in(text: str) -> str:
    """A line's words: blanks folded, ligatures as the letters they stand for, unknown glyphs as one lost character."""
    text = re.sub(r"\(cid:\d+\)", "\ufffd", " ".join(text.split()))
    return re.sub("[\ufb00-\ufb06]", lambda match: unicodedata.normalize("NFKC", match[0]), text)
