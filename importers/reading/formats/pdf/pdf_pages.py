"""The pages of a PDF as pdfminer lays them out, with bounds to what a hostile file can make it do."""

from __future__ import annotations

import io
import time
import types
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from pdfminer import pdftypes
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LAParams, LTPage, LTTextBox
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import Matrix

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


def reading_order(boxes: Sequence[LTTextBox]) -> list[LTTextBox]:
    """The boxes of a page in the order a person reads them: a page is cut where a gutter runs through it, else at its
    widest gap between rows, and so on with the parts (recursive XY cut)."""
    todo: list[list[LTTextBox]] = [list(boxes)]
    out: list[LTTextBox] = []
    while todo:
        part = todo.pop()
        cut = len(part) > 1 and (_columns(part) or _rows(part))
        if cut:
            todo.extend(reversed(cut))
        else:
            out.extend(sorted(part, key=lambda box: (-box.y1, box.x0)))
    return out


GUTTER = 8.0  # points: the least white between two columns


def _columns(boxes: list[LTTextBox]) -> list[list[LTTextBox]] | None:
    """Left and right of a gutter that no box crosses, where both sides are running text."""
    edge = float("-inf")
    left: list[LTTextBox] = []
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


def _rows(boxes: list[LTTextBox]) -> list[list[LTTextBox]] | None:
    """Above and below the widest white row."""
    ordered = sorted(boxes, key=lambda box: -box.y1)
    foot, best, at = ordered[0].y0, 0.0, 0
    for number, box in enumerate(ordered[1:], 1):
        if foot - box.y1 > best:
            best, at = foot - box.y1, number
        foot = min(foot, box.y0)
    return [ordered[:at], ordered[at:]] if at else None
