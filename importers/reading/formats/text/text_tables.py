"""Tables in text renditions: rows whose cells are parted by tabs, by three blanks or more, or by Markdown's bars."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...model.article import Block
from ...model.spans import Text

_BARS = re.compile(r"\s*(?<!\\)\|\s*")
_TABS = re.compile(r"[ \u00a0]*\t\s*")
_BLANKS = re.compile(r"[ \u00a0]{3,}")
_MARKER = re.compile(r"(?:[•·▪◦‣●○■□*+o–—-]|\d{1,2}[.)]|[a-h][.)])")
_RULE = re.compile(r"\s*:?-{2,}:?\s*|\s*")
_FIGURE = re.compile(r"[\d\s.,%–-]*\d[\d\s.,%–-]*(?:kr|kronor|procent|st)?")
MOST_COLUMNS = 30


def cells_of(raw: Text) -> tuple[Text, ...]:
    """The cells of a source line, folded; none where the line has but one, or opens with a list's marker."""
    line = raw.strip()
    string = line.text
    if string.startswith("|") and string.endswith("|") and len(string) > 2:
        line, pattern = line[1:-1], _BARS
    elif "\t" in string:
        pattern = _TABS
    elif "   " in string:
        pattern = _BLANKS
    else:
        return ()
    cells: list[Text] = []
    start = 0
    for match in pattern.finditer(line.text):
        cells.append(line[start : match.start()].fold())
        start = match.end()
    cells.append(line[start:].fold())
    plain = 1 < len(cells) <= MOST_COLUMNS and not _MARKER.fullmatch(cells[0].text)
    return tuple(cells) if plain else ()


def is_rule(cells: Sequence[Text]) -> bool:
    """Whether a row is the line that Markdown draws below a table's header."""
    return any(cell.text for cell in cells) and all(_RULE.fullmatch(cell.text) for cell in cells)


def names_columns(first: Sequence[str], rest: Sequence[Sequence[str]]) -> bool:
    """Whether a first row names what stands below it: it has no figures, and each row below has some."""
    named = all(cell and not _FIGURE.fullmatch(cell) for cell in first[1:])
    return bool(rest) and named and all(any(_FIGURE.fullmatch(cell) for cell in row[1:]) for row in rest)


def table_of(rows: list[Sequence[Text]], *, headed: bool) -> Block:
    """The table of some rows. The first is its header where the source says so (`headed`), or where it alone holds
    no figures."""
    block = Block("table", data={"rule": "text-table"})
    first, rest = rows[0], rows[1:]
    header = headed or names_columns([cell.text for cell in first], [[cell.text for cell in row] for row in rest])
    block.header = list(first) if header and any(cell.text for cell in first) else []
    block.rows = [list(row) for row in (rest if header else rows) if any(cell.text for cell in row)]
    plain = {"header": False, "colspan": 1, "rowspan": 1}
    laid = [[plain | {"header": True} for _ in block.header]] if block.header else []
    block.data["cells"] = laid + [[dict(plain) for _ in row] for row in block.rows]
    return block
