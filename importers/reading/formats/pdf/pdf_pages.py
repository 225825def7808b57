"""The pages of a PDF as pdfminer lays them out, with bounds to what a hostile file can make it do."""

from __future__ import annotations

import io
import time
import types
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from pdfminer import pdftypes
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LAParams, LTPage, LTTextBox, LTTextLine
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import Matrix

from .pdf_tables import GUTTER, find_tables

MAX_PAGES = 300
MAX_CHARACTERS = 60_000  # on one page: putting lines together takes time that grows with its square
MAX_STREAM = 64 * 2**20  # bytes of one packed stream when it is unpacked
MAX_SECONDS = 120.0


class TooMuchError(Exception):
    """The file asks for more than any document of text does; the message says of what, in Swedish."""


def _unpack(data: bytes) -> bytes:
    """zlib.decompress that stops at the limit."""
    unpacker = zlib.decompressobj()
    out = unpacker.decompress(data, MAX_STREAM)
    if unpacker.unconsumed_tail:
        raise TooMuchError(f"en del som är större än {MAX_STREAM // 2**20} MB när den packas upp")
    if not unpacker.eof:
        raise zlib.error("incomplete stream")
    return out


# pdfminer unpacks streams without a limit and has no setting for one; this is the one name it calls for it.
pdftypes.zlib = types.SimpleNamespace(  # type: ignore[assignment]
    decompress=_unpack, decompressobj=zlib.decompressobj, error=zlib.error
)


class _Aggregator(PDFPageAggregator):
    """Collects a page's characters, as many as a page may have."""

    count = 0

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        self.count = 0
        super().begin_page(page, ctm)

    def render_char(self, *args: Any, **options: Any) -> float:
        self.count += 1
        if self.count > MAX_CHARACTERS:
            raise TooMuchError(f"en sida med mer än {MAX_CHARACTERS} tecken")
        return super().render_char(*args, **options)


def pages(data: bytes) -> Iterator[LTPage]:
    """The laid-out pages. Raises TooMuchError, and whatever pdfminer raises for a damaged file."""
    started = time.monotonic()
    resources = PDFResourceManager()
    device = _Aggregator(resources, laparams=LAParams(boxes_flow=None))
    interpreter = PDFPageInterpreter(resources, device)
    for number, page in enumerate(PDFPage.get_pages(io.BytesIO(data))):
        if number >= MAX_PAGES:
            raise TooMuchError(f"fler än {MAX_PAGES} sidor")
        if time.monotonic() - started > MAX_SECONDS:
            raise TooMuchError(f"så mycket på sina sidor att det tar över {MAX_SECONDS:.0f} sekunder att läsa dem")
        interpreter.process_page(page)
        yield device.get_result()


@dataclass(slots=True)
class Box:
    """Lines that stand together; of a table all its lines, and what its `cells` say row by row."""

    lines: list[LTTextLine]
    cells: list[list[str]] = field(default_factory=list)
    headed: bool = False  # of a table: the first row names the columns

    def __len__(self) -> int:
        return len(self.cells[:1] or self.lines)  # a table is one thing, never a column of text

    @property
    def x0(self) -> float:
        return min(line.x0 for line in self.lines)

    @property
    def x1(self) -> float:
        return max(line.x1 for line in self.lines)

    @property
    def y0(self) -> float:
        return min(line.y0 for line in self.lines)

    @property
    def y1(self) -> float:
        return max(line.y1 for line in self.lines)


def boxes_of(page: LTPage) -> list[Box]:
    """The boxes of text on a page, with its tables as boxes of their own."""
    boxes = [[line for line in box if isinstance(line, LTTextLine)] for box in page if isinstance(box, LTTextBox)]
    lines = [line for box in boxes for line in box if line.get_text().strip()]
    largest = max((line.height for line in lines), default=0.0)
    title = next((line for line in lines if line.height == largest), None)
    usual = median(line.height for line in lines) if lines else 0.0
    below = title.y0 if title is not None and largest > 1.2 * usual else float("inf")
    tables = find_tables(page, lines, below)
    taken = {id(line) for table in tables for line in table.lines}
    left = [[line for line in box if id(line) not in taken] for box in boxes]
    return [*(Box(box) for box in left if box), *(Box(table.lines, table.rows, table.headed) for table in tables)]


def reading_order(boxes: Sequence[Box]) -> list[Box]:
    """The boxes of a page in the order a person reads them: a page is cut where a gutter runs through it, else at its
    widest gap between rows, and so on with the parts (recursive XY cut)."""
    todo: list[list[Box]] = [list(boxes)]
    out: list[Box] = []
    while todo:
        part = todo.pop()
        cut = len(part) > 1 and (_columns(part) or _rows(part))
        if cut:
            todo.extend(reversed(cut))
        else:
            out.extend(sorted(part, key=lambda box: (-box.y1, box.x0)))
    return out


def _columns(boxes: list[Box]) -> list[list[Box]] | None:
    """Left and right of a gutter that no box crosses, where both sides are running text."""
    edge = float("-inf")
    left: list[Box] = []
    ordered = sorted(boxes, key=lambda box: box.x0)
    for number, box in enumerate(ordered):
        if (
            left
            and box.x0 - edge >= GUTTER
            and all(any(len(b) > 1 for b in side) for side in (left, ordered[number:]))
        ):
            return [left, ordered[number:]]
        left.append(box)
        edge = max(edge, box.x1)
    return None


def _rows(boxes: list[Box]) -> list[list[Box]] | None:
    """Above and below the widest white row."""
    ordered = sorted(boxes, key=lambda box: -box.y1)
    foot, best, at = ordered[0].y0, 0.0, 0
    for number, box in enumerate(ordered[1:], 1):
        if foot - box.y1 > best:
            best, at = foot - box.y1, number
        foot = min(foot, box.y0)
    return [ordered[:at], ordered[at:]] if at else None
