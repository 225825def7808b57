"""A list of web addresses in a file: one a line, or a column of a CSV table."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from ..reading.formats.decode import decode
from ..reading.model.errors import UnreadableDocument
from .document import SourceError
from .file_reading import read_file

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def read_addresses(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """(address, the row's other columns) for each address in the file, each address once.

    A CSV table may have the address in any column; a heading row gives the other columns their names. Lines without
    an address, and those that begin with #, are left out. Raises SourceError where there is no address at all.
    """
    try:
        text = decode(read_file(path)).text
    except UnreadableDocument as error:
        raise SourceError(error.code, error.message) from error
    seen: set[str] = set()
    for address, known in _rows(text):
        if address not in seen:
            seen.add(address)
            yield address, known
    if not seen:
        raise SourceError("no-addresses", "Filen har inga webbadresser. Skriv en adress på varje rad.")


def _rows(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = next((s for s in (";", "\t", ",") if s in first), None)
    if separator is None:
        for line in text.splitlines():
            match = _ADDRESS.search(line)
            if match and not line.lstrip().startswith("#"):
                yield match[0].rstrip(".,;>\"'"), {}
        return
    csv.field_size_limit(1_000_000)
    rows = csv.reader(io.StringIO(text), delimiter=separator)
    names: list[str] = []
    try:
        for row in rows:
            column = next((i for i, cell in enumerate(row) if _ADDRESS.match(cell.strip())), None)
            if column is None:
                names = names or [cell.strip() for cell in row]
                continue
            known = {
                names[i]: cell.strip() for i, cell in enumerate(row) if i != column and i < len(names) and cell.strip()
            }
            yield row[column].strip(), known
    except csv.Error as error:
        raise SourceError(
            "broken-csv", f"Tabellen går inte att läsa (rad {rows.line_num}). Spara den på nytt."
        ) from error
