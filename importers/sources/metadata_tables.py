"""A table beside the files of an archive that says what each is: its title, its days, where it stood on the old site.

A table is one of files where a column names them and most of what it names lies in the folder. Headings are told in
Swedish or English, whatever their order. What a column says that nothing is made of is told by its heading.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from urllib.parse import unquote

from ..reading.swedish.dates import find_dates
from ..reading.swedish.timestamps import moment_of, swedish_day
from .access import DRAFT, MEMBERS, PRIVATE, access_marks
from .table_rows import Row

# Field → what its column is called: the first of a field's names that a table has is taken.
_COLUMNS: dict[str, tuple[str, ...]] = {
    "file": ("fil", "filnamn", "filens namn", "file", "filename", "file name", "sökväg", "filsökväg", "path",
             "file path", "dokument", "document", "dokumentnamn", "namn", "name"),
    "folder": ("mapp", "katalog", "folder", "directory"),
    "title": ("titel", "rubrik", "title", "heading", "headline", "sidtitel", "page title"),
    "published": ("publicerad", "publiceringsdatum", "publicerat", "published", "publish date", "publication date",
                  "date published", "datum", "date", "skapad", "created", "skapat"),
    "updated": ("uppdaterad", "senast uppdaterad", "senast ändrad", "ändrad", "ändringsdatum", "updated", "modified",
                "last modified", "last updated"),
    "address": ("gammal adress", "gammal url", "tidigare adress", "webbadress", "adress", "url", "address",
                "old address", "old url", "permalink", "länk", "link", "sidadress", "webbsida", "source url"),
    "topics": ("ämne", "ämnen", "kategori", "kategorier", "taggar", "nyckelord", "category", "categories", "tags",
               "keywords", "topic", "topics"),
    "status": ("status", "läge", "synlighet", "visibility", "state"),
    "closes": ("avpubliceras", "avpublicerad", "utgår", "giltig till", "expires", "unpublish", "expiry date"),
}  # fmt: skip
_CLOSED = {
    DRAFT: "utkast|draft|opublicerad|ej publicerad|inte publicerad|avpublicerad|unpublished|väntar|pending",
    PRIVATE: "privat|private|hemlig|dold|hidden",
    MEMBERS: "intern|internal|intranät|inloggade|members",
}
_SLASHED = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4})\b")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
Known = dict[str, object]


def known_of_rows(rows: Sequence[Row], files: Iterable[str], base: str = "") -> tuple[dict[str, Known], list[str]]:
    """What a table says of the files: what a document's source knows, by the file's name as `files` gives it (paths
    from the archive's folder), and the headings of columns that nothing is made of. `base` is the folder that the
    table lies in. ({}, []) for a table of something else.
    """
    names = list(files)
    head, columns = _head(rows)
    if "file" not in columns:
        return {}, []
    finder = _Finder(names, base)
    body = rows[head + 1 :]
    by_row = [(row, finder.find(_at(row, columns["file"]), _at(row, columns.get("folder")))) for row in body]
    named = [row for row, _ in by_row if _at(row, columns["file"])]
    hits = [(row, file) for row, file in by_row if file]
    if not hits or len(hits) * 2 < len(named):
        return {}, []
    day_first = _day_first(_at(row, columns.get(field)) for row, _ in hits for field in ("published", "updated"))
    found: dict[str, Known] = {}
    for row, file in hits:
        found.setdefault(file, {})
        for key, value in _known(row, columns, day_first).items():
            _add(found[file], key, value)
    used = set(columns.values())
    left = [
        cell
        for number, cell in enumerate(rows[head])
        if cell and number not in used and any(_at(row, number) for row, _ in hits)
    ]
    missing = [_at(row, columns["file"]) for row, file in by_row if not file and _at(row, columns["file"])]
    left += [f"rader om filer som inte finns i mappen: {', '.join(missing[:3])}"] if missing else []
    return found, left


def _head(rows: Sequence[Row]) -> tuple[int, dict[str, int]]:
    """The row with the headings, which may stand under a title, and which column each field has."""
    best: tuple[int, dict[str, int]] = (0, {})
    for number, row in enumerate(rows[:10]):
        folded = [_fold(cell) for cell in row]
        columns: dict[str, int] = {}
        for name, headings in _COLUMNS.items():
            at = next((folded.index(h) for h in headings if h in folded and folded.index(h) not in columns.values()),
                      None)  # fmt: skip
            if at is not None:
                columns[name] = at
        if "file" in columns and len(columns) > len(best[1]):
            best = number, columns
    return best


def _fold(heading: str) -> str:
    return " ".join(re.sub(r"[^\w]+|_", " ", unicodedata.normalize("NFC", heading)).casefold().split())


def _at(row: Row, column: int | None) -> str:
    return row[column] if column is not None and column < len(row) else ""


class _Finder:
    """The files of an archive by what a table calls them: a path, or a name that only one has, with or without its
    ending."""

    def __init__(self, names: Sequence[str], base: str) -> None:
        self._base = base
        self._paths = {self._key(name): name for name in names}
        self._ends: dict[str, set[str]] = {}
        for name in names:
            path = PurePosixPath(name)
            for end in {path.name, path.stem}:
                self._ends.setdefault(self._key(end), set()).add(name)

    @staticmethod
    def _key(name: str) -> str:
        return unicodedata.normalize("NFC", name.replace("\\", "/")).strip("/ ").casefold()

    def find(self, name: str, folder: str = "") -> str:
        """The file that is meant; "" for none, or for more than one."""
        name = unquote(name) if _ADDRESS.match(name) else name
        wanted = self._key(name).removeprefix("./")
        if not wanted:
            return ""
        inside = [self._key(f"{folder}/{name}")] if folder else []
        for path in (*inside, self._key(f"{self._base}/{name}"), wanted):
            if path in self._paths:
                return self._paths[path]
        same = self._ends.get(wanted.rpartition("/")[2], set())
        if len(same) > 1 and "/" in wanted:
            same = {
                file for file in same if self._key(file).endswith("/" + wanted) or wanted.endswith(self._key(file))
            }
        return next(iter(same)) if len(same) == 1 else ""


def _known(row: Row, columns: Mapping[str, int], day_first: bool | None) -> Known:
    cell = {name: _at(row, number) for name, number in columns.items()}
    known: Known = {"stated_title": " ".join(cell.get("title", "").split())}
    told: list[list[str]] = []
    for name in ("published", "updated"):
        written = cell.get(name, "")
        known[name] = day_of(written, day_first) or ""
        if written and not known[name]:
            text = f"Tabellens dag ”{written[:60]}” gick inte att tolka. Skriv den som 2019-05-04."
            told.append(["date-unclear", text])
    address = cell.get("address", "")
    if web := _ADDRESS.match(address):
        known["address"] = web[0].rstrip(".,;")
    elif re.match(r"/[^\s]*$", address):
        known["old_paths"] = [address]
    elif re.match(r"(?:www\.)[\w.-]+\.[a-z]{2,}/?\S*$", address, re.IGNORECASE):
        known["address"] = f"https://{address}"
    known["stated_topics"] = [topic for topic in re.split(r"\s*[;,|]\s*", cell.get("topics", "")) if topic]
    status = cell.get("status", "").casefold()
    closed = next((mark for mark, words in _CLOSED.items() if re.search(rf"\b(?:{words})", status)), "")
    known |= access_marks(closed=closed, opens=_iso(cell.get("published", "")), closes=_iso(cell.get("closes", "")))
    known["told"] = told
    return {key: value for key, value in known.items() if value}


def _iso(written: str) -> str:
    return written if moment_of(written) else ""


def _add(known: Known, key: str, value: object) -> None:
    """One more row about the same file: its address is one more old address, the rest stays as it was."""
    if key == "address" and key in known and known[key] != value:
        old = known.setdefault("old_addresses", [])
        assert isinstance(old, list)
        old.append(value)
    known.setdefault(key, value)


def _day_first(written: Iterable[str]) -> bool | None:
    """Whether days written with slashes have the day or the month first, as the whole column shows; None where it
    cannot be known. With full stops the day is always first."""
    firsts, seconds = set(), set()
    for match in filter(None, map(_SLASHED.match, written)):
        if match[2] == "/":
            firsts.add(int(match[1]) > 12)
            seconds.add(int(match[3]) > 12)
    if True in firsts and True not in seconds:
        return True
    return False if True in seconds and True not in firsts else None


def day_of(written: str, day_first: bool | None = None) -> str | None:
    """The day (ISO) that a cell says, however it is written; None where it says none, or may mean two."""
    if day := swedish_day(written):
        return day
    if re.fullmatch(r"(?:19|20)\d{6}", written):
        return swedish_day(f"{written[:4]}-{written[4:6]}-{written[6:]}")
    if match := _SLASHED.match(written):
        one, other, year = int(match[1]), int(match[3]), match[4]
        first = True if match[2] == "." or one == other else day_first
        if first is None:
            return None
        number, month = (one, other) if first else (other, one)
        return swedish_day(f"{year}-{month:02}-{number:02}") if month <= 12 else None
    found = find_dates(written)
    return found[0].iso if len(found) == 1 else None
