"""What the rows of a project's sheet say of it: "Projektägare: …", "Projektperiod: …", "Deltagande kommuner: …"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ...model.thresholds import OFFER
from ..mentions.body_hits import BodyHit
from ..mentions.sheet import Row
from .periods import read as read_period

SURE = 0.85
UNKNOWN = 0.65  # a body that only the label tells to be one
LONGER = re.compile(r"^\S+(?: [\w&-]+)* [A-ZÅÄÖ][\w-]*$")  # "Svenska kyrkan |Ekby": a body within the known one
SPLIT = re.compile(r", | och | samt |; | / ")
Told = tuple[str, str, float]  # field, value, how sure


def told(row: Row) -> Iterator[Told]:
    """What one row says, as field, value and how sure."""
    for label, reader in LABELS:
        if label.search(row.label):
            yield from reader(row)
            return


def _owner(row: Row) -> Iterator[Told]:
    found = list(dict(_bodies(row)).items())  # "Länsstyrelsen i Ekby, Länsstyrelsen i Ekby" is one
    if len(found) == 1:
        yield "owner", found[0][0], found[0][1]
    else:
        yield from (("partner", name, sure) for name, sure in found)


def _partners(row: Row) -> Iterator[Told]:
    yield from (("partner", name, sure) for name, sure in _bodies(row))


def _places(row: Row) -> Iterator[Told]:
    for body in _hits(row):
        if body.kind == "municipality":
            yield "municipality", body.name, SURE


def _period(row: Row) -> Iterator[Told]:
    start, end = read_period(row.passage, row.start, row.end)
    if start is None and end is None:
        return
    if start:
        yield "start", start[0], SURE
    if end:
        yield "end", end[0], SURE


def _one_date(field: str) -> Callable[[Row], Iterator[Told]]:
    def read(row: Row) -> Iterator[Told]:
        if re.search(r"\d{4}", row.value) and len(row.value.split()) <= 5:
            yield field, row.value.strip(" ."), SURE

    return read


def _words(field: str) -> Callable[[Row], Iterator[Told]]:
    def read(row: Row) -> Iterator[Told]:
        value = row.value.strip().rstrip(".")
        if len(value.split()) > 1 or field == "target_group":
            yield field, value, 0.8

    return read


def _hits(row: Row) -> list[BodyHit]:
    return [b for b in row.passage.bodies if row.start <= b.start < row.end and b.confidence >= OFFER]


def _bodies(row: Row) -> Iterator[tuple[str, float]]:
    """Every body of the row, those known by their names and what else stands between the commas."""
    at = row.start
    for match in [*SPLIT.finditer(row.passage.string, row.start, row.end), None]:
        stop = match.start() if match else row.end
        piece = row.passage.string[at:stop].strip(" .")
        known = next((b for b in _hits(row) if b.kind != "project" and b.start < stop and at < b.end), None)
        if known is not None and known.kind == "municipality":
            yield piece if re.search(r" (?:kommun|stad)$", piece) else f"{known.name} kommun", SURE
        elif known is not None:
            longer = piece.startswith(row.passage.string[known.start : known.end] + " ") and LONGER.search(piece)
            yield (piece, UNKNOWN) if longer else (known.name, SURE)
        elif piece[:1].isupper() and len(piece.split()) <= 6:
            yield re.split(r" \(|: ", piece)[0], UNKNOWN
        at = match.end() if match else row.end


LABELS: tuple[tuple[re.Pattern[str], Callable[[Row], Iterator[Told]]], ...] = (
    (re.compile(r"ägare|huvudman|^drivs av|ansvarig (?:organisation|part|kommun)|^ägs av"), _owner),
    (
        re.compile(r"samverkan|samarbet|partner|parter|medverkande(?! kommun)|deltagande (?:organisation|aktör)"),
        _partners,
    ),
    (re.compile(r"kommuner|^plats|^ort|^kommun$|geografi"), _places),
    (re.compile(r"period|projekttid|tidplan|^tid$|pågår"), _period),
    (re.compile(r"startdatum|projektstart|^start"), _one_date("start")),
    (re.compile(r"slutdatum|projektslut|^slut"), _one_date("end")),
    (re.compile(r"målgrupp"), _words("target_group")),
    (re.compile(r"^syfte|^projektets syfte"), _words("purpose")),
)
