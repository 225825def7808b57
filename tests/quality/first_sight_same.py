"""Whether what was read is what the gold of a text names."""

from __future__ import annotations

import re

from brygga.importers.reading.recognise.figures.figure_units import number_of
from brygga.importers.writing.partial_dates import partial_date

from .first_sight_gold import NONE, Row
from .named_register import NamedRegister
from .scoring import folded, same_name

_UNITS = {"%": "procent", "kr": "kronor", "mkr": "miljoner kronor", "mnkr": "miljoner kronor"}


def same(kind: str, wanted: Row, found: Row) -> bool:
    """Whether what was read is what the gold names; of quotes and people only which one it is."""
    cells = [*wanted, *[NONE] * len(found)]
    if kind == "Q":
        return folded(cells[0]) in folded(found[0])[: len(cells[0]) + 12]
    if kind == "H":
        return folded(cells[0]) == folded(found[0])
    if kind == "C":
        digits = [re.sub(r"\D", "", row[1]).removeprefix("46").lstrip("0") for row in (cells, found)]
        return folded(cells[0]) == folded(found[0]) and digits[0] == digits[1] and folded(cells[2]) == folded(found[2])
    if kind in "OMB":
        return same_name(cells[0], found[0]) >= 1.0 or _is_one_body(cells[0], found[0])
    if kind == "U":
        bodies = [folded(body) for body in (cells[1], found[1])]
        same_body = bodies[0] == bodies[1] or same_name(*bodies) >= 1.0 or _is_one_body(cells[1], found[1])
        return folded(cells[0]) == folded(found[0]) and same_body
    if kind == "X":
        return bare(cells[0]) == bare(found[0]) and cells[1] == found[1] and _same_said(cells[1], cells[2], found[2])
    if kind == "K":
        return _same_figure(cells, found)
    return bare(cells[0]) == bare(found[0])


def fills_a_gap(kind: str, wanted: Row, found: Row) -> bool:
    """Whether a key figure says when or whose it is where the gold says that the text does not."""
    cells = [*wanted, *[NONE] * len(found)]
    return kind == "K" and any(cells[at] == NONE and found[at] not in (NONE, "") for at in (3, 4))


def bare(project: str) -> str:
    """A project's name without what it is called: "Projekt Lyktan" is Lyktan."""
    return re.sub(r"^projekt(?:et)? ", "", folded(project))


def _same_said(field: str, wanted: str, found: str) -> bool:
    """Of a date which day, month or year it is; of money who gives it, and how much where both say it."""
    if field in ("start", "end"):
        return partial_date(wanted) is not None and partial_date(wanted) == partial_date(found)
    if field != "funding":
        return same_name(wanted, found) >= 1.0 or folded(wanted) in folded(found) or _is_one_body(wanted, found)
    (giver, _, sum_), (other, _, much) = (value.partition(";") for value in (wanted, found))
    numbers = [re.findall(r"\d+", text.replace("\u00a0", " ").replace(" ", "")) for text in (sum_, much)]
    return (same_name(giver, other) >= 1.0 or _is_one_body(giver, other)) and (not all(numbers) or _share(*numbers))


def _share(one: list[str], other: list[str]) -> bool:
    return bool(set(one) & set(other))


def _says(wanted: str, name: str) -> bool:
    """Whether a name says what is counted: at least half of the gold's own words, however they are inflected."""
    words = [word for word in re.findall(r"\w+", wanted) if len(word) > 3] or wanted.split()
    return 2 * sum(word[:5] in name for word in words) >= len(words)


def _same_figure(cells: list[str], found: Row) -> bool:
    name, wanted = folded(found[2]), folded(cells[2])
    units = [_UNITS.get(unit, unit) for unit in (folded(cells[1]), folded(found[1]))]
    whose = re.sub(r"\s+kommun$", "", folded(cells[4]))
    return (
        (folded(cells[0]) == folded(found[0]) or number_of(cells[0]) == number_of(found[0]) is not None)
        and (cells[1] == NONE or units[0] == units[1] or (units[0] in name and units[1] in wanted))
        and (cells[2] == NONE or _says(wanted, name))
        and (not found[4] or cells[3] in (NONE, found[3], partial_date(found[3])))
        and (not found[4] or cells[4] == NONE or whose in folded(found[4]) + " " + name)
    )


def _is_one_body(one: str, other: str) -> bool:
    """Whether the register knows both names as one body's: "SKL" and "Sveriges Kommuner och Landsting"."""
    register = NamedRegister(create=False)
    first, second = (register.find_organisation(name) for name in (one, other))
    return first is not None and first == second
