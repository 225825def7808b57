"""A ZIP archive: its documents, without unpacking it to disk, and without falling for what is hidden in it."""

from __future__ import annotations

import zipfile
import zlib
from functools import partial
from pathlib import Path, PurePosixPath

from ..reading.formats.decode import MAX_BYTES
from ..reading.model.errors import UnreadableDocument
from .document import Attachment, Document, Documents, SourceError
from .folders import SUFFIXES

MAX_ENTRIES = 200_000
MAX_TOTAL = 20 * 2**30  # bytes unpacked, over all entries
MAX_RATIO = 200  # unpacked to packed size, above which an entry of some size is a bomb and not text
_SMALL = 2**20
_MEDIA = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".pdf", ".docx", ".xlsx", ".pptx"})


def from_zip(path: Path) -> Documents:
    """The documents in the archive, in its order. Images beside them come as attachments of each.

    Raises SourceError when the file is no archive, is protected by a password throughout or has too many entries.
    One bad entry is reported by name when its turn comes.
    """
    archive = open_zip(path)
    entries = [info for info in archive.infolist() if not info.is_dir()]
    if len(entries) > MAX_ENTRIES:
        raise SourceError("too-many-files", f"Arkivet har {len(entries)} filer. Dela upp det i flera.")
    if sum(info.file_size for info in entries) > MAX_TOTAL:
        raise SourceError("too-large", "Arkivet blir större än 20 GB när det packas upp. Dela upp det i flera.")
    media = [
        Attachment(name=PurePosixPath(i.filename).name, address=i.filename, load=partial(read_entry, archive, i))
        for i in entries
        if safe_name(i.filename) and PurePosixPath(i.filename).suffix.casefold() in _MEDIA
    ]
    for info in entries:
        name = PurePosixPath(info.filename)
        if name.suffix.casefold() not in SUFFIXES or _hidden(name):
            continue
        yield Document(
            source_id=f"{path.name}!{info.filename}",
            name=info.filename,
            path=path.absolute(),
            fetch=partial(read_entry, archive, info),
            attachments=_beside(media, name),
            known={"folder": name.parent.as_posix()},
        )


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
    if not safe_name(info.filename):
        raise UnreadableDocument("unsafe-name", "Filens namn pekar ut ur arkivet. Den läses inte.")
    if info.flag_bits & 0x1:
        raise UnreadableDocument("protected", "Filen är skyddad med lösenord. Packa arkivet utan lösenord.")
    if info.file_size > max(_SMALL, MAX_RATIO * max(info.compress_size, 1)):
        raise UnreadableDocument(
            "zip-bomb", "Filen packas upp till orimligt många gånger sin storlek. Den läses inte."
        )
    try:
        with archive.open(info) as file:
            data = file.read(limit + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise UnreadableDocument("broken-archive", "Filen i arkivet är skadad. Packa arkivet på nytt.") from error
    if len(data) > limit:
        raise UnreadableDocument(
            "too-large", f"Filen är större än {limit // 2**20} MB när den packas upp. Dela upp den."
        )
    return data


def _hidden(name: PurePosixPath) -> bool:
    """Files that systems put into archives for themselves. A step upwards is not hidden: it is to be reported."""
    return any(part == "__MACOSX" or (part.startswith(".") and not part.startswith("..")) for part in name.parts)


def _beside(media: list[Attachment], name: PurePosixPath) -> list[Attachment]:
    """The images and files in the document's own folder and below it."""
    folder = name.parent
    return [m for m in media if PurePosixPath(m.address).is_relative_to(folder) and m.address != str(name)]
