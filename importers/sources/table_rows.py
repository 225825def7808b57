"""Tables that people keep beside their files: CSV in whatever form Excel saved it, and XLSX. Rows of words.

A table is hostile like everything else: formulas are never worked out, an XLSX file that unpacks to too much or brings
entities of its own is refused, and no cell is longer than one that a person writes.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl

from ..reading.formats.decode import decode
from ..reading.model.errors import UnreadableDocument
from .document import SourceError

SUFFIXES = frozenset({".csv", ".tsv", ".xlsx"})
MAX_ROWS = 100_000
MAX_COLUMNS = 200
MAX_CELL = 100_000
MAX_UNPACKED = 200 * 2**20
_BROKEN = "Tabellen går inte att läsa. Öppna den i Excel, spara den på nytt och försök igen."
_LINKED = re.compile(r"=HYPERLINK\(\s*\"([^\"]+)\"", re.IGNORECASE)
Row = list[str]


def read_rows(data: bytes, name: str) -> list[Row]:
    """The rows of a table, without those that are empty. Raises SourceError."""
    rows = _sheet(data) if Path(name).suffix.casefold() == ".xlsx" or data.startswith(b"PK\x03\x04") else _csv(data)
    return [row for row in rows if any(row)]


def _csv(data: bytes) -> Iterator[Row]:
    try:
        text = decode(data).text.lstrip("\ufeff")
    except UnreadableDocument as error:
        raise SourceError(error.code, error.message) from error
    lines = text.splitlines()
    told = re.match(r"sep=(.)\s*$", lines[0], re.IGNORECASE) if lines else None  # Excel's own line
    if told:
        text = text.partition("\n")[2]
    head = next((line for line in text.splitlines() if line.strip()), "")
    separator = told[1] if told else max(";\t,", key=head.count)
    csv.field_size_limit(1_000_000)
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator)):
            if number >= MAX_ROWS:
                raise SourceError("too-large", f"Tabellen har fler än {MAX_ROWS} rader. Dela upp den.")
            yield [_cell(cell) for cell in row[:MAX_COLUMNS]]
    except csv.Error as error:
        raise SourceError("broken-csv", _BROKEN) from error


def _sheet(data: bytes) -> Iterator[Row]:
    """The rows of a workbook's first sheet that has any."""
    _check(data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            for sheet in book.worksheets:
                sheet.reset_dimensions()
                rows = [
                    [_cell(value) for value in row]
                    for row in sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS, values_only=True)
                    if any(value is not None for value in row)
                ]
                if rows:
                    yield from rows
                    return
        finally:
            book.close()
    except SourceError:
        raise
    except Exception as error:  # openpyxl raises whatever its parsers do over a damaged file
        raise SourceError("broken-table", _BROKEN) from error


def _check(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > 5_000 or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
                raise SourceError("too-large", "Tabellen blir orimligt stor när den packas upp. Den läses inte.")
            for entry in entries:
                if not entry.filename.endswith((".xml", ".rels")):
                    continue
                with archive.open(entry) as part:
                    text = part.read(MAX_UNPACKED)  # ends at what the header says, whatever is packed
                    if b"<!DOCTYPE" in text or b"<!ENTITY" in text or b"<\x00!\x00" in text:
                        raise SourceError("xml-entities", "Tabellen definierar egna entiteter och läses därför inte.")
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError) as error:
        raise SourceError("broken-table", _BROKEN) from error


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value)[:MAX_CELL].strip()
    linked = _LINKED.match(text)
    return linked[1] if linked else text
