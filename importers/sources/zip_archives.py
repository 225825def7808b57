"""A ZIP archive: its documents, without unpacking it to disk, and without falling for what is hidden in it."""

from __future__ import annotations

import contextlib
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, Any

from ..reading.formats.decode import MAX_BYTES
from ..reading.model.errors import UnreadableDocument
from . import mailbox, zip_names
from .document import Document, Documents, SourceError
from .export_files import ExportFile, Opened
from .exports import documents_of, exports_among
from .file_facts import is_page_name, note_unread
from .folders import MAILS, nothing_in
from .registry import Asked, export_suffixes
from .suffixes import PAGE_START, SUFFIXES, is_page, may_be_page
from .zip_facts import ZipFacts
from .zip_media import ZipMedia

MAX_ENTRIES = 200_000
MAX_TOTAL = 20 * 2**30  # bytes unpacked, over all entries
MAX_RATIO = 200  # unpacked to packed size, above which an entry of some size is a bomb and not text
_SMALL = 2**20
_BROKEN = "Filen i arkivet är skadad. Packa arkivet på nytt."


def from_zip(path: Path, asked: Asked | None = None) -> Documents:
    """The documents in the archive, in its order: those of the exports in it, and its files. Images beside them come
    as attachments of each; what an export refers to may lie in the archive or, with a fetcher, on the old site.

    Raises SourceError when the file is no archive, is protected by a password throughout, has too many entries or
    nothing in it that is read. One bad entry is reported by name when its turn comes.
    """
    asked = asked or Asked()
    archive = open_zip(path)
    entries = [info for info in archive.infolist() if not info.is_dir()]
    zip_names.mend_names(entries)
    if len(entries) > MAX_ENTRIES:
        raise SourceError("too-many-files", f"Arkivet har {len(entries)} filer. Dela upp det i flera.")
    if sum(info.file_size for info in entries) > MAX_TOTAL:
        raise SourceError("too-large", "Arkivet blir större än 20 GB när det packas upp. Dela upp det i flera.")
    media = ZipMedia([i for i in entries if safe_name(i.filename)], partial(read_entry, archive), asked.left)
    exports = exports_among([_export_file(archive, i) for i in entries if _may_be_export(i)])
    found = False
    for document in documents_of(exports, replace(asked, beside=media.of_export)):
        found = True
        yield document
    facts = ZipFacts(entries, partial(read_entry, archive), asked.left)
    texts = [info for info in entries if not _hidden(PurePosixPath(info.filename)) and _is_text(archive, info)]
    if found or any(is_page_name(info.filename) for info in texts):  # then they belong to the pages
        texts = [info for info in texts if PurePosixPath(info.filename).suffix.casefold() != ".pdf"]
    shown = (
        info.filename for info in entries if not _hidden(PurePosixPath(info.filename)) and not _may_be_export(info)
    )
    if not found:
        note_unread(shown, [info.filename for info in texts], asked.left)
    for info in texts:
        name = PurePosixPath(info.filename)
        if facts.is_left(info):
            continue
        found = True
        if name.suffix.casefold() in MAILS:
            yield _mail(path, archive, info)
            continue
        known = facts.of(info)
        yield Document(
            source_id=f"{path.name}!{info.filename}",
            name=info.filename,
            path=path.absolute(),
            fetch=partial(read_entry, archive, info),
            content_type=None if name.suffix.casefold() in SUFFIXES else "text/html",
            attachments=media.beside(name),
            meant=partial(media.meant, folder=name.parent.as_posix()),
            published=_word(known, "published"),
            updated=_word(known, "updated"),
            known={**known, "folder": name.parent.as_posix()},
        )
    if not found:
        raise SourceError("no-documents", nothing_in("Arkivet", (PurePosixPath(i.filename).suffix for i in entries)))


def _is_text(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bool:
    """Whether a document is made of an entry: by its ending, or as a web page with another ("visa.php?id=7")."""
    suffix = PurePosixPath(info.filename).suffix.casefold()
    if suffix in SUFFIXES or not may_be_page(PurePosixPath(info.filename).name):
        return suffix in SUFFIXES
    try:
        check_entry(info)
        with archive.open(info) as file:
            return is_page(file.read(PAGE_START))
    except (UnreadableDocument, zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
        return False  # nothing says that it is a text


def _mail(path: Path, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Document:
    """A message in the archive, with the files it brings."""
    document = Document(
        source_id=f"{path.name}!{info.filename}",
        name=info.filename,
        path=path.absolute(),
        content_type=mailbox.type_of(info.filename),
        fetch=partial(read_entry, archive, info),
    )
    with contextlib.suppress(UnreadableDocument):  # said when its turn comes
        mailbox.add_mail(document, read_entry(archive, info))
    return document


def _word(known: Mapping[str, object], name: str) -> str | None:
    return str(known[name]) if known.get(name) else None


def has_exports(path: Path) -> bool:
    """Whether an archive holds the export of a system. False for what is no archive."""
    try:
        archive = open_zip(path)
        entries = [i for i in archive.infolist() if _may_be_export(i)]
        return len(entries) < MAX_ENTRIES and bool(exports_among([_export_file(archive, i) for i in entries]))
    except SourceError:
        return False


def _may_be_export(info: zipfile.ZipInfo) -> bool:
    name = PurePosixPath(info.filename)
    return name.suffix.casefold() in export_suffixes() and not _hidden(name) and safe_name(info.filename)


def _export_file(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> ExportFile:
    def opened() -> Opened:
        check_entry(info)
        try:
            return _Careful(archive.open(info))
        except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError) as error:
            raise UnreadableDocument("broken-archive", _BROKEN) from error

    return ExportFile(info.filename, opened)


class _Careful:
    """An entry that is read in pieces: what is damaged in it is said as of any document."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def __enter__(self) -> _Careful:
        return self

    def __exit__(self, *failure: Any) -> None:
        self._file.close()

    def seek(self, offset: int, /) -> object:
        try:
            return self._file.seek(offset)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise UnreadableDocument("broken-archive", _BROKEN) from error

    def tell(self) -> int:
        return self._file.tell()

    def read(self, size: int = -1, /) -> bytes:
        try:
            return self._file.read(size)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise UnreadableDocument("broken-archive", _BROKEN) from error


def open_zip(path: Path) -> zipfile.ZipFile:
    """The archive, or SourceError where it cannot be opened."""
    try:
        return zipfile.ZipFile(path)
    except FileNotFoundError:
        raise SourceError("missing", "Arkivet finns inte. Kontrollera namnet och mappen.") from None
    except PermissionError:
        raise SourceError("no-rights", "Arkivet får inte läsas. Ge den som importerar rätt att läsa det.") from None
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise SourceError("broken-archive", "Arkivet är skadat eller inte en ZIP-fil. Hämta det på nytt.") from error


def safe_name(name: str) -> bool:
    """Whether an entry's name stays inside the archive: no absolute path, drive or step upwards."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return bool(parts) and not name.startswith(("/", "\\")) and ".." not in parts and ":" not in parts[0]


def read_entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int = MAX_BYTES) -> bytes:
    """An entry's bytes; what its header says of its size is not believed. Raises UnreadableDocument."""
    check_entry(info)
    try:
        with archive.open(info) as file:
            data = file.read(limit + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise UnreadableDocument("broken-archive", _BROKEN) from error
    if len(data) > limit:
        raise UnreadableDocument(
            "too-large", f"Filen är större än {limit // 2**20} MB när den packas upp. Dela upp den."
        )
    return data


def check_entry(info: zipfile.ZipInfo) -> None:
    """Raise UnreadableDocument for an entry that is not to be opened."""
    if not safe_name(info.filename):
        raise UnreadableDocument("unsafe-name", "Filens namn pekar ut ur arkivet. Den läses inte.")
    if info.flag_bits & 0x1:
        raise UnreadableDocument("protected", "Filen är skyddad med lösenord. Packa arkivet utan lösenord.")
    if info.file_size > max(_SMALL, MAX_RATIO * max(info.compress_size, 1)):
        raise UnreadableDocument(
            "zip-bomb", "Filen packas upp till orimligt många gånger sin storlek. Den läses inte."
        )


def _hidden(name: PurePosixPath) -> bool:
    """Files that systems put into archives for themselves. A step upwards is not hidden: it is to be reported."""
    return any(part == "__MACOSX" or (part.startswith(".") and not part.startswith("..")) for part in name.parts)
