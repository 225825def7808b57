"""Tables on the pages of a PDF: rows of short texts that stand at the same places beside one another.

A PDF draws no tables, only words at places and lines between them. Words in columns are a table where several rows
have them at the same places, and where they do not run on from line to line as two columns of text do. Lines drawn
between the rows say the same beyond doubt, and where a row ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from pdfminer.layout import LTChar, LTCurve, LTPage, LTTextLine

from ...furniture.contact_marks import has_contact

GUTTER = 8.0  # points: the least white between two columns
_NEAR = 4.0  # points by which what stands at the same place may differ
_FAR = 4.5  # rows of a table stand closer than so many lines
_MOST_LINES = 3000  # on a page that tables are looked for; keeps the time linear


@dataclass(slots=True)
class Row:
    """What stands at the same height: the lines of a page from left to right."""

    lines: list[LTTextLine]

    @property
    def top(self) -> float:
        return max(line.y1 for line in self.lines)

    @property
    def bottom(self) -> float:
        return min(line.y0 for line in self.lines)

    @property
    def height(self) -> float:
        return max(line.height for line in self.lines)

    def parted(self) -> bool:
        """Whether white stands between its lines."""
        pairs = pairwise(self.lines)
        return len(self.lines) > 1 and all(b.x0 - a.x1 >= GUTTER for a, b in pairs)


@dataclass(slots=True)
class Table:
    """A table: its lines, and the words of its rows, a cell for each column. `headed`: the first row names them."""

    lines: list[LTTextLine] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    headed: bool = False


def find_tables(page: LTPage, lines: Sequence[LTTextLine], below: float) -> list[Table]:
    """The tables among the lines of a page that stand below the height `below` (where its title ends)."""
    if len(lines) > _MOST_LINES:
        return []
    rows = [row for row in _rows(lines) if row.top <= below + 1]
    edges = _edges(page)
    found: list[Table] = []
    at = 0
    while at < len(rows):
        after, columns = _run(rows, at)
        table = _table(rows[at:after], columns, edges) if after > at else None
        if table is not None:
            found.append(table)
        at = max(after, at + 1)
    return found


def _rows(lines: Sequence[LTTextLine]) -> list[Row]:
    rows: list[Row] = []
    for line in sorted(lines, key=lambda line: -(line.y0 + line.y1)):
        middle = (line.y0 + line.y1) / 2
        last = rows[-1].lines[0] if rows else None
        if last is not None and abs((last.y0 + last.y1) / 2 - middle) < 0.4 * min(last.height, line.height):
            rows[-1].lines.append(line)
        else:
            rows.append(Row([line]))
    for row in rows:
        row.lines.sort(key=lambda line: line.x0)
    return rows


def _edges(page: LTPage) -> list[tuple[float, float, float]]:
    """(height, from, to) of each line that is drawn across the page, and of the upper and lower sides of boxes."""
    found: list[tuple[float, float, float]] = []
    for shape in page:
        if isinstance(shape, LTCurve) and shape.width > 20:
            found.extend((y, shape.x0, shape.x1) for y in {shape.y0, shape.y1})
    return found


def _run(rows: Sequence[Row], at: int) -> tuple[int, list[float]]:
    """The rows from `at` on that could be of one table, as the number after the last, and where its columns begin."""
    first = rows[at]
    if not first.parted():
        return at, []
    columns = [line.x0 for line in first.lines]
    after = at + 1
    while after < len(rows):
        row, above = rows[after], rows[after - 1]
        if above.bottom - row.top > _FAR * row.height or not _fits(row, columns):
            break
        after += 1
    while after > at + 1 and len(rows[after - 1].lines) == 1 and _column(rows[after - 1].lines[0], columns) == 0:
        after -= 1  # what stands alone at the margin below the last row is the text that follows
    return after, columns


def _fits(row: Row, columns: list[float]) -> bool:
    """Whether each line of a row stands in a column of its own, and ends before the next begins."""
    places = [_column(line, columns) for line in row.lines]
    if None in places or len(set(places)) < len(places):
        return False
    ends = [columns[p + 1] if p is not None and p + 1 < len(columns) else float("inf") for p in places]
    return all(line.x1 <= end - 2 for line, end in zip(row.lines, ends, strict=True))


def _column(line: LTTextLine, columns: list[float]) -> int | None:
    """The column that a line stands in: it begins there, or between there and the next, as figures to the right do."""
    inside = [number for number, left in enumerate(columns) if left <= line.x0 + _NEAR]
    if not inside:
        return None
    figures = any(char.isdigit() for char in line.get_text())
    return inside[-1] if figures or abs(columns[inside[-1]] - line.x0) <= _NEAR else None


def _table(rows: Sequence[Row], columns: list[float], edges: list[tuple[float, float, float]]) -> Table | None:
    whole = [row for row in rows if len(row.lines) > 1]
    cells = [line for row in rows for line in row.lines]
    if len(whole) < 2 or any(has_contact(line.get_text()) for line in cells):
        return None
    left, right = columns[0], max(line.x1 for line in cells)
    across = [y for y, x0, x1 in edges if x1 - x0 >= 0.5 * (right - left) and x0 <= left + 20]
    drawn = sorted({round(y) for y in across if rows[-1].bottom - 20 <= y <= rows[0].top + 20}, reverse=True)
    if len(drawn) < 3 and _runs_on(whole, columns):
        return None
    table = Table(cells)
    for group in _bands(rows, drawn) if len(drawn) >= 3 else _by_place(rows, columns):
        words: list[list[str]] = [[] for _ in columns]
        for line in (line for row in group for line in row.lines):
            words[_column(line, columns) or 0].append(" ".join(line.get_text().split()))
        table.rows.append([" ".join(parts) for parts in words])
    table.headed = _weight(whole[0]) > max(_weight(row) for row in whole[1:])
    return table if len(table.rows) > 1 else None


def _weight(row: Row) -> tuple[bool, float]:
    """How much a row stands out: set in bold from end to end, and in which size."""
    letters = [char for line in row.lines for char in line if isinstance(char, LTChar)]
    bold = bool(letters) and all("bold" in char.fontname.lower() for char in letters)
    return bold, round(min((char.size for char in letters), default=0.0), 1)


def _runs_on(rows: Sequence[Row], columns: list[float]) -> bool:
    """Whether the columns are running text: lines that fill them, and go on with small letters."""
    inner = [(line, n) for row in rows for line in row.lines if (n := _column(line, columns)) is not None]
    small = sum(1 for line, _ in inner if line.get_text().lstrip()[:1].islower())
    first = [line for line, n in inner if n == 0]
    full = sum(1 for line in first if line.width > 0.8 * (columns[1] - columns[0]))
    return small > 0.3 * len(inner) or (len(rows) > 2 and full > 0.5 * len(first))


def _bands(rows: Sequence[Row], drawn: Sequence[float]) -> Iterator[list[Row]]:
    """The rows between each two lines that are drawn."""
    groups: dict[int, list[Row]] = {}
    for row in rows:
        middle = (row.top + row.bottom) / 2
        groups.setdefault(sum(1 for y in drawn if y > middle), []).append(row)
    yield from groups.values()


def _by_place(rows: Sequence[Row], columns: list[float]) -> Iterator[list[Row]]:
    """The rows, each with what goes on below it: the first column is empty there, or no white parts it from above."""
    gaps = [a.bottom - b.top for a, b in pairwise(rows) if len(b.lines) == len(columns)]
    usual = median(gaps) if gaps else 0.0
    group: list[Row] = []
    for row in rows:
        goes_on = False
        if group and len(row.lines) < len(columns):
            gap = group[-1].bottom - row.top
            begun = _column(row.lines[0], columns) == 0
            goes_on = not begun or (gap < 0.5 * usual and row.lines[0].get_text().lstrip()[:1].islower())
        if group and not goes_on:
            yield group
            group = []
        group.append(row)
    if group:
        yield group
