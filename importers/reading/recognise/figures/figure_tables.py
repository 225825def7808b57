"""Figures in the cells of a table: what is counted by its column, whose and when by its row, its column or what stands
over the table.

A table is read only where its form is plain: a row of headers, no cell over several columns, and a first column that
names the rows. A column is one of figures where every cell in it is a bare number, with or without its unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...model.article import Block
from ...model.findings import FigureKind, KeyFigure
from ..mentions import sentence_dates
from ..mentions.passages import Passage
from .figure_rows import PLANNED, PLURAL
from .figure_units import indefinite, is_time, number_of

RULE = "figure-cell"
CELL = re.compile(
    r"(?P<number>\d{1,3}(?:[ .]\d{3})+(?:,\d+)?|\d+(?:,\d+)?) ?(?P<unit>%|procent|kr|kronor|mkr|mnkr|tkr|st)?\.?"
)
EMPTY = re.compile(r"[-–.*\s]*|\.\.")
UNITS = {
    "%": "procent", "procent": "procent", "kr": "kronor", "kronor": "kronor", "tkr": "tusen kronor",
    "mkr": "miljoner kronor", "mnkr": "miljoner kronor", "miljoner kronor": "miljoner kronor",
    "tusen kronor": "tusen kronor", "antal": "",
}  # fmt: skip
IN_BRACKETS = re.compile(r" ?\((?P<unit>%|[a-zåäö ]{2,20})\)| ?, (?P<after>%|procent|kronor|antal)$")
CHANGE = re.compile(r"^(?:förändring|ökning|minskning|skillnad|differens|utveckling)|\+/-|jämfört med")
PLAN = re.compile(r"^(?:mål|budget|plan|prognos|tak)\b")
AMOUNT = re.compile(r"antal(?:et)? (?P<unit>[a-zåäö-]{3,}(?: [a-zåäö-]{3,})?)")
NAMES = re.compile(r"nummer|\bnr\b|\bid\b|telefon|ålder|årskurs|sida|postnr|kod\b")
OF_BODY = re.compile(r", [A-ZÅÄÖ][\w-]*(?: [\w-]+)?(?= \(|$)")  # "Andel unga i arbete, Solviks kommun (procent)"
OF_PLACES = re.compile(r"kommun|stad|län|rike|region|område|snitt|medel|land|\bort(?:er)?\b")
YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(slots=True)
class Column:
    """A column of figures: what it counts, in which unit, at which date, and what sort of figures they are."""

    at: int
    about: str
    unit: str
    when: str | None
    kind: FigureKind


def add(found: list[tuple[Passage, KeyFigure]], passages: Sequence[Passage]) -> None:
    """Put the figures of tables among the others, instead of what the words of a cell alone gave."""
    here = list(find(passages))
    cells = {passage.order for passage, _ in here}
    if here:
        found[:] = [*(pair for pair in found if pair[0].order not in cells), *here]
        found.sort(key=lambda pair: (pair[0].order, pair[1].span.start if pair[1].span else 0))


def find(passages: Sequence[Passage]) -> Iterator[tuple[Passage, KeyFigure]]:
    """The figures of all tables, each with the passage of its cell."""
    places = {id(passage.text): passage for passage in passages if passage.kind == "cell"}
    blocks = {id(p.block): p.block for p in passages if p.kind == "cell" and p.block is not None}
    for block in blocks.values():
        if _is_plain(block):
            over = _over(block, passages)
            yield from _of_table(block, over, places)


def _is_plain(block: Block) -> bool:
    width = len(block.header)
    cells = [cell for row in block.data.get("cells", []) for cell in row]
    whole = all(cell.get("colspan", 1) == 1 and cell.get("rowspan", 1) == 1 for cell in cells)
    return width > 1 and whole and bool(block.rows) and all(len(row) == width for row in block.rows)


def _over(block: Block, passages: Sequence[Passage]) -> Passage | None:
    """What names the table: its caption, else a line over it that is no sentence, else the heading that it follows."""
    first = next((n for n, passage in enumerate(passages) if passage.block is block), 0)
    if passages[first].kind == "caption":
        return passages[first]
    above = passages[first - 1] if first else None
    if above is None or above.kind not in ("heading", "paragraph", "title"):
        return None
    line = above.string.strip()
    return above if above.kind != "paragraph" or (len(line) <= 120 and line[-1:] not in ".!?:") else None


def _of_table(block: Block, named: Passage | None, places: dict[int, Passage]) -> Iterator[tuple[Passage, KeyFigure]]:
    over, under = (named.string.strip(), named.span(0, len(named.string))) if named is not None else ("", None)
    labels = [row[0].text.strip() for row in block.rows]
    if not all(labels):
        return
    dates = [_date(label) for label in labels]
    dated = all(dates)
    if not dated and any(CELL.fullmatch(label) for label in labels):
        return
    for column in _columns(block, over, dated=dated):
        for row, label, date in zip(block.rows, labels, dates, strict=True):
            match = CELL.fullmatch(_plain(row[column.at].text))
            passage = places.get(id(row[column.at]))
            if match is None or passage is None:
                continue
            unit = UNITS.get(match["unit"] or "", match["unit"] or "") or column.unit
            if not unit or not column.about or is_time(unit):
                continue
            start = passage.string.find(match["number"])
            figure = KeyFigure(
                passage.span(start, start + len(match["number"])), RULE, 0.85, value=match["number"], kind=column.kind
            )
            if "kronor" in unit and " " not in column.about:
                figure.confidence = 0.45  # "Kostnad": of what?
            figure.unit, figure.number = indefinite(unit), number_of(match["number"])
            figure.as_of = date if dated else column.when
            place = not dated and OF_PLACES.search(f"{block.header[0].text} {label}".lower())
            figure.under = None if place else under  # a row of another place than the one over the table is not its
            figure.about = column.about if dated or _names_itself(row[0], places) else f"{column.about} ({label})"
            yield passage, figure


def _columns(block: Block, over: str, *, dated: bool) -> Iterator[Column]:
    """The columns of figures. Where a header is a date, what is counted stands over the table."""
    over_date = _date_in(over)
    for at, head in enumerate(block.header[1:], start=1):
        said = " ".join(head.text.split())
        cells = [_plain(row[at].text) for row in block.rows]
        if (
            not said
            or not any(map(CELL.fullmatch, cells))
            or not all(CELL.fullmatch(c) or EMPTY.fullmatch(c) for c in cells)
        ):
            continue
        own = _date(said)
        name, unit = _named(OF_BODY.sub("", over) if own else said)
        low = name.lower()
        if (own and dated) or NAMES.search(low) or not name:
            continue
        kind: FigureKind = (
            "goal" if PLANNED.search(low) or PLAN.search(low) else "change" if CHANGE.search(low) else "figure"
        )
        yield Column(at, name, unit, own or _date_in(said) or over_date, kind)


def _named(said: str) -> tuple[str, str]:
    """What words over figures count, without their date and unit, and the unit: "Andel unga 2023 (%)"."""
    bracket = IN_BRACKETS.search(said)
    written = (bracket["unit"] or bracket["after"]) if bracket else ""
    if bracket and written not in UNITS:
        bracket, written = None, ""
    name = said[: bracket.start()] + said[bracket.end() :] if bracket else said
    date = _date_in(name)
    name = re.sub(rf",? ?(?:\b(?:i|under|år|för|per) )*{re.escape(date)}", "", name) if date else name
    name = name.strip(" ,:–-")
    unit, low = UNITS.get(written, ""), name.lower()
    if not unit and re.match(r"andel|\w*lösheten?\b", low):
        unit = "procent"
    if not unit and low in UNITS:
        unit = UNITS[low]
    amount = AMOUNT.match(low)
    if not unit and amount:
        unit = amount["unit"].split()[0]
        name = name[amount.start("unit") :]
    first, *rest = low.split() or [""]
    if not unit and first.isalpha() and (PLURAL.search(first) or rest[:1] in (["med"], ["utan"], ["som"])):
        unit = first
    return name, unit


def _names_itself(cell: object, places: dict[int, Passage]) -> bool:
    """Whether a row's label is a body, which then bears the figure."""
    passage = places.get(id(cell))
    if passage is None:
        return False
    string = passage.string.strip()
    return any(
        b.kind in ("municipality", "organisation") and b.end - b.start >= len(string) - 8 for b in passage.bodies
    )


def _plain(text: str) -> str:
    return " ".join(text.split())


def _date(text: str) -> str | None:
    """The date that a label is, and nothing more: "2023", "September 2023"."""
    low = text.lower().removeprefix("år ").strip()
    match = sentence_dates.DATE.fullmatch(low)
    return low if match and YEAR.search(low) else None


def _date_in(text: str) -> str | None:
    """The one date in a line; None where it has none, or several."""
    found = [match[0] for match in sentence_dates.DATE.finditer(text.lower()) if YEAR.search(match[0])]
    return found[0] if len(found) == 1 else None
