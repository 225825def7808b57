"""WARC: what a crawler kept of a site (ISO 28500), also packed and in several files. Read with warcio.

A page is the latest answer of its address. Redirects become old addresses of the page that they led to, and so does a
page that the crawler found to be the same as another. Pictures and files are got from the archive when they are asked
for, by their place in it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urljoin, urlsplit

from warcio.archiveiterator import ArchiveIterator

from ..reading.formats.decode import MAX_BYTES
from ..reading.model.errors import UnreadableDocument
from .document import Document, Documents, SourceError, failing
from .export_files import ExportFile
from .left_out import LeftOut
from .registry import Asked

SUFFIXES = frozenset({".warc", ".gz", ".arc"})
MAX_RECORDS = 5_000_000
_PAGE = re.compile(r"text/html|application/xhtml\+xml", re.IGNORECASE)
_HOPS = 10
_BROKEN = "Arkivet är skadat här. Hämta WARC-filen på nytt, eller läs de andra sidorna som de är."


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an answer lies: the file, the offset of its record there, when it was got."""

    file: ExportFile
    offset: int
    day: str
    content_type: str


@dataclass(slots=True)
class _Archive:
    """What is in the files: the latest answer of each address, and which addresses led to which."""

    pages: dict[str, _Place] = field(default_factory=dict)
    media: dict[str, _Place] = field(default_factory=dict)
    leads: dict[str, str] = field(default_factory=dict)
    broken: list[ExportFile] = field(default_factory=list)


def is_warc(head: bytes, suffix: str) -> bool:
    """Whether a file that begins so is a WARC or ARC file, packed or not."""
    if suffix == ".gz":
        try:
            head = zlib.decompressobj(31).decompress(head, 64)
        except zlib.error:
            return False
    return bool(re.match(rb"(?:\s*WARC/\d\.\d|filedesc://)", head))


def from_warc(files: Sequence[ExportFile], asked: Asked) -> Documents:
    """The pages of the archive whose addresses `asked.pattern` is found in, in the order they were first met.

    Raises SourceError for files without any answer.
    """
    archive = _Archive()
    for file in files:
        _survey(file, archive, asked.left)
    if not archive.pages and not archive.media and not archive.broken:
        raise SourceError("no-warc", "WARC-filen har inga svar från någon webbplats.")
    olds = _old_addresses(archive)
    wanted = re.compile(asked.pattern).search
    for address, place in archive.pages.items():
        if wanted(address) is None:
            asked.left.note("sidor vars adress inte söktes", address)
            continue
        yield Document(
            source_id=address,
            name=address,
            address=address,
            content_type=place.content_type,
            fetch=partial(_payload, place),
            known={"old_addresses": olds[address]} if address in olds else {},
            beside=partial(_medium, archive),
        )
    for file in archive.broken:
        yield Document(source_id=f"{file.name} (slutet)", name=file.name, fetch=failing("part-missing", _BROKEN))


def _survey(file: ExportFile, archive: _Archive, left: LeftOut) -> None:
    """Note what is in a file, record by record; nothing of it is kept."""
    try:
        with file.open() as stream:
            records = ArchiveIterator(stream, arc2warc=True)
            for number, record in enumerate(records):
                if number > MAX_RECORDS:
                    raise SourceError("too-many-files", f"{file.name} har fler än {MAX_RECORDS} poster. Dela upp den.")
                _note(record, partial(_Place, file, records.get_record_offset()), archive, left)
    except SourceError:
        raise
    except Exception as error:  # warcio raises whatever its reading of a damaged file comes to
        if "non-chunked" in str(error):
            raise SourceError(
                "packed-whole", f"{file.name} är packad i ett stycke. Packa upp den med gunzip och läs den så."
            ) from error
        archive.broken.append(file)


def _note(record: Any, place: Callable[[str, str], _Place], archive: _Archive, left: LeftOut) -> None:
    address = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    if record.rec_type not in ("response", "resource", "revisit") or not _is_web(address):
        return
    day = str(record.rec_headers.get_header("WARC-Date") or "")
    if record.rec_type == "revisit":
        other = str(record.rec_headers.get_header("WARC-Refers-To-Target-URI") or "").strip("<>")
        if other and other != address:
            archive.leads[address] = other
        return
    headers = record.http_headers
    status = str(headers.get_statuscode() or "") if headers is not None else "200"
    if status in ("301", "302", "303", "307", "308"):
        if to := headers.get_header("Location"):
            archive.leads[address] = urljoin(address, to)
        return
    if status != "200":
        left.note(f"svar som inte är sidor ({status[:3] or 'utan kod'})", address)
        return
    source = headers if headers is not None else record.rec_headers
    kind = str(source.get_header("Content-Type") or "")
    found = archive.pages if _PAGE.match(kind.strip()) else archive.media
    before = found.get(address)
    if before is not None:
        if found is archive.pages:
            left.note("äldre kopior av samma sida", address)
        if before.day > day:
            return
    found[address] = place(day, kind)


def _is_web(address: str) -> bool:
    try:
        return urlsplit(address).scheme in ("http", "https") and bool(urlsplit(address).hostname)
    except ValueError:
        return False


def _old_addresses(archive: _Archive) -> dict[str, list[str]]:
    """By page: the addresses that led to it, in however many steps."""
    found: dict[str, list[str]] = {}
    for address in archive.leads:
        target, hops = address, 0
        while target in archive.leads and target not in archive.pages and hops < _HOPS:
            target, hops = archive.leads[target].partition("#")[0], hops + 1
        if target != address and target in archive.pages and address not in archive.pages:
            found.setdefault(target, []).append(address)
    return found


def _medium(archive: _Archive, address: str) -> Callable[[], bytes] | None:
    target, hops = address, 0
    while target not in archive.media and target in archive.leads and hops < _HOPS:
        target, hops = archive.leads[target], hops + 1
    place = archive.media.get(target)
    return partial(_payload, place) if place else None


def _payload(place: _Place) -> bytes:
    """An answer's bytes as a browser would have had them. Raises UnreadableDocument."""
    try:
        with place.file.open() as stream:
            stream.seek(place.offset)
            record = next(iter(ArchiveIterator(stream, arc2warc=True)))
            data: bytes = record.content_stream().read(MAX_BYTES + 1)
    except UnreadableDocument:
        raise
    except Exception as error:  # as above
        raise UnreadableDocument("broken-archive", _BROKEN) from error
    if len(data) > MAX_BYTES:
        raise UnreadableDocument("too-large", f"Sidan i arkivet är större än {MAX_BYTES // 2**20} MB.")
    return data
