"""Figures in the rows of a sheet: "Antal deltagare: 90", "Budget: 9 200 000 kronor"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...model.findings import KeyFigure
from ..mentions.passages import Passage
from ..mentions.sheet import Row
from .figure_units import indefinite, is_time, number_of
from .figure_words import NUMBER, YEAR

AMOUNT_OF = re.compile(r"antal(?:et)? (?:[a-zåäö]+a )*(?P<unit>[a-zåäö-]{3,})")
MONEY_OF = re.compile(r"budget|kostnad|belopp|omslutning|finansiering")
PLURAL = re.compile(r"(?:are|rna|na|[^e]der|[^md]er|or|ar|ade|dda|ta)$")  # the form of those who are counted
NAMES = re.compile(r"nummer|nr$|dnr|telefon|ålder|år$|box|version|sida")
PLANNED = re.compile(r"\b(?:planera|förvänta|beräkna|tänk|mål\b|målet|målsättning|maximal|max\b)\w*")
APPROXIMATE = re.compile(r"(?:cirka|ca|drygt|omkring|minst|högst|upp till) ")


def add(
    found: list[tuple[Passage, KeyFigure]], sheet: Sequence[Row], skipped: dict[int, list[tuple[int, int]]]
) -> None:
    """Name the figures of rows by their label, and add those whose label alone says what is counted."""
    at = {(figure.span, passage.order): figure for passage, figure in found}
    for row in sheet:
        start = row.start
        about = APPROXIMATE.match(row.passage.lower, start)
        start = about.end() if about else start
        match = NUMBER.match(row.passage.string, start)
        if match is None or match.end() > row.end or NAMES.search(row.label):
            continue
        spans = [passage_span for passage_span in at if passage_span[1] == row.passage.order]
        here = [at[key] for key in spans if key[0] and key[0].start == row.passage.text.offsets[start]]
        if here:
            _name(here[0], row)
            if PLANNED.search(row.label):
                here[0].kind = "goal"
        elif match.end() == row.end and not any(a <= start < b for a, b in skipped.get(row.passage.order, [])):
            figure = _counted(row, match, start)
            if figure is not None:
                figure.kind = "goal" if PLANNED.search(row.label) else figure.kind
                found.append((row.passage, figure))
    found.sort(key=lambda pair: (pair[0].order, pair[1].span.start if pair[1].span else 0))


def _name(figure: KeyFigure, row: Row) -> None:
    label = row.label[:1].upper() + row.label[1:]
    if figure.rule == "figure-money" or not figure.about or figure.about == figure.unit:
        amount = AMOUNT_OF.search(row.label)
        figure.about = label if figure.rule == "figure-money" or not amount else figure.unit


def _counted(row: Row, match: re.Match[str], start: int) -> KeyFigure | None:
    """The figure of a bare number, whose unit the label has; money without a unit is offered as kronor."""
    written = match["digits"]
    amount, words = AMOUNT_OF.search(row.label), row.label.split()
    unit, sure = (amount["unit"], 0.85) if amount else ("", 0.0)
    if not unit and not row.alone and len(words) <= 2 and PLURAL.search(words[-1]) and not YEAR.fullmatch(written):
        unit, sure = row.label, 0.75
    if not unit and MONEY_OF.search(row.label) and len(written) >= 5:
        unit, sure = "kronor", 0.6
    if not unit or is_time(unit) or match["percent"]:
        return None
    figure = KeyFigure(row.passage.span(start, match.end()), "figure-row", sure, value=written)
    figure.unit, figure.number = indefinite(unit), number_of(written)
    figure.about = row.label[:1].upper() + row.label[1:] if unit == "kronor" else figure.unit
    return figure
