"""What is known of the files in an archive beside what is in them: the same as of those in a folder (`file_facts`)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

from ..reading.formats.decode import decode
from ..reading.model.errors import UnreadableDocument
from . import site_generators, table_rows
from .document import SourceError
from .docx_properties import address_in
from .file_facts import COPY, is_nobodys, is_page_name, merged, take_rows
from .left_out import LeftOut
from .metadata_tables import Known, known_of_rows
from .mirrors import address_of_mirrored


class ZipFacts:
    """What is known of an archive's files. `read` gives an entry's bytes and raises UnreadableDocument."""

    def __init__(
        self, entries: Sequence[zipfile.ZipInfo], read: Callable[[zipfile.ZipInfo], bytes], left: LeftOut
    ) -> None:
        self._read, self._left = read, left
        self._by_name = {info.filename: info for info in entries}
        self._rows: dict[str, Known] = {}
        self._generator = site_generators.generator_of(self._of_site)
        for name, info in self._by_name.items():
            path = PurePosixPath(name)
            if path.suffix.casefold() in table_rows.SUFFIXES and not is_nobodys(path.name):
                self._table(name, info)

    def of(self, info: zipfile.ZipInfo) -> Known:
        """What is known of an entry. Its address is one of its old ones: its images lie beside it in the archive, not
        where they lay on the site."""
        known = merged(self._inside(info), self._rows.get(info.filename, {}))
        if address := known.pop("address", None):
            known["old_addresses"] = [address, *(known.get("old_addresses") or ())]  # type: ignore[misc]
        return known

    def is_left(self, info: zipfile.ZipInfo) -> bool:
        """Whether nothing is made of an entry: a program's own file, or the copy of one that says the same."""
        path = PurePosixPath(info.filename)
        if is_nobodys(path.name):
            self._left.note("programs egna filer (~$, .tmp)", path.name)
            return True
        named = COPY.fullmatch(path.stem)
        if not named:
            return False
        original = f"{named['a'] or named['b']}{path.suffix}".casefold()
        same = any(
            PurePosixPath(other.filename).name.casefold() == original
            and (other.CRC, other.file_size) == (info.CRC, info.file_size)
            for other in self._by_name.values()
        )
        if same:
            self._left.note("kopior med samma innehåll", path.name)
        return same

    def _inside(self, info: zipfile.ZipInfo) -> Known:
        suffix = PurePosixPath(info.filename).suffix.casefold()
        try:
            if suffix in site_generators.SUFFIXES:
                return site_generators.facts_of(decode(self._read(info)).text, info.filename, self._generator)
            if is_page_name(info.filename):
                start = self._read(info)[:4096].decode("utf-8", "replace")
                return address_of_mirrored(info.filename, start)
            address = address_in(io.BytesIO(self._read(info))) if suffix == ".docx" else ""
        except UnreadableDocument:
            return {}  # said when its turn comes
        return {"address": address} if address else {}

    def _of_site(self, name: str) -> bytes | None:
        info = next((i for n, i in self._by_name.items() if n == name or n.endswith("/" + name)), None)
        try:
            return self._read(info) if info and info.filename.count("/") <= 1 else None
        except UnreadableDocument:
            return None

    def _table(self, name: str, info: zipfile.ZipInfo) -> None:
        try:
            rows = table_rows.read_rows(self._read(info), name)
        except (SourceError, UnreadableDocument) as error:
            self._left.note(f"tabeller som inte kunde läsas ({error.message.rstrip('.')})", name)
            return
        folder = PurePosixPath(name).parent.as_posix()
        others = (other for other in self._by_name if other != name)
        take_rows(self._rows, name, known_of_rows(rows, others, "" if folder == "." else folder), self._left)
