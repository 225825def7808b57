"""Tables: which hold data and which only layout, and the cells of those that hold data."""

from __future__ import annotations

from typing import Any

from ...model.article import Block
from ...model.spans import Text
from .element import Element
from .inline import join_lines
from .walker import Walker

_STRUCTURE = ("h1", "h2", "table", "figure", "blockquote", "article", "section", "iframe")
# A cell longer than this is a column of a page, not a value.
_LONG_CELL = 600
# What a browser allows too.
_MAX_SPAN = 1000


def rows_of(table: Element) -> list[Element]:
    """The rows of this table, not those of tables in its cells."""
    return [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]


def cells_of(row: Element) -> list[Element]:
    """The cells of this row, whatever stands between them and it."""
    return [cell for cell in row.iter("td", "th") if next(cell.iterancestors("tr"), None) is row]


def is_layout(walker: Walker, table: Element) -> bool:
    """Whether a table only places things on the page: its cells hold sections, or there is one cell to a row."""
    if table.get("role") in ("presentation", "none"):
        return True
    rows = rows_of(table)
    cells = [cell for row in rows for cell in cells_of(row)]
    if not cells:
        return True
    if any(cell.tag == "th" for cell in cells) or table.find("caption") is not None or table.find("thead") is not None:
        return False
    if max(len(cells_of(row)) for row in rows) == 1:
        return True
    if any(next(cell.iter(*_STRUCTURE), None) is not None for cell in cells):
        return True
    return any(
        walker.page.end[cell] - walker.page.start[cell] > _LONG_CELL and len(list(cell.iter("p", "div", "br"))) > 2
        for cell in cells
    )


def read_table(walker: Walker, table: Element, depth: int) -> Block | None:
    """A table block: caption, header (the first row where it is of header cells), rows, and in data["cells"] for each
    row of the whole table its cells as {"header", "colspan", "rowspan"}. None for a table without words."""
    block = Block("table", data={"rule": "table"})
    caption = table.find("caption")
    if caption is not None:
        block.caption = cell_text(walker, caption, depth)
    laid: list[list[dict[str, Any]]] = []
    head = {row for part in table.iter("thead") for row in part.iter("tr")}
    for row in rows_of(table):
        texts: list[Text] = []
        cells: list[dict[str, Any]] = []
        for cell in cells_of(row):
            texts.append(cell_text(walker, cell, depth))
            cells.append(
                {
                    "header": cell.tag == "th" or row in head,
                    "colspan": _span(cell.get("colspan")),
                    "rowspan": _span(cell.get("rowspan")),
                }
            )
        if not any(texts):
            continue
        is_head = row in head or all(cell["header"] for cell in cells)
        if is_head and len(cells) > 1 and not block.header and not block.rows:
            block.header = texts
        else:
            block.rows.append(texts)
        laid.append(cells)
    block.data["cells"] = laid
    return block if any(True for _ in block.texts()) else None


def cell_text(walker: Walker, cell: Element, depth: int) -> Text:
    """All words of a cell as one Text; its paragraphs and list items become lines, its pictures and links are kept."""
    blocks = walker.inside(cell, depth)
    parts: list[Text] = []
    for block in blocks:
        if block.type in ("image", "embed"):
            walker.beside.append(block)
        parts.extend(block.texts())
    return join_lines(parts)


def _span(value: str | None) -> int:
    if value and value.strip().isdigit() and len(value) < 6:
        return min(max(int(value), 1), _MAX_SPAN)
    return 1
