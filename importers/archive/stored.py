"""The documents of a run: files and folders in a fixed order, and whatever else a source gives, put in a folder first.

A document's id is its place in the source: the path from the archive's folder, the address, or the id that an export
gives it. An archive that has been moved is therefore the same archive.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from .. import sources
from ..addresses.address_keys import is_web
from ..reading import UnreadableDocument
from ..reading.formats.decode import check_size
from ..sources import source_statements, staging
from ..sources.access import MARKS
from ..sources.file_facts import facts_alone, without_copies
from ..sources.folders import MAILS, texts_in, walk
from ..sources.left_out import LeftOut
from ..sources.mailbox import mail_document
from .reading_hooks import site_hooks

MAX_BYTES = 200 * 1024 * 1024  # above this not even read: no reader takes so much


@dataclass(frozen=True, slots=True)
class Document:
    """One document. `source_id` names it in its source for good; `path` is the file it lies in, if it could be had.

    `address` is its old address where the source knows it, `known` what else it knows: "published" and "updated" (ISO
    dates), "content_type", "old_addresses", and who may see it (see `sources.access`). `trouble` says why the source
    could not give it; `notes` are what came with it and could not be had, an image say, as (code, Swedish text).
    """

    source_id: str
    path: Path | None
    address: str = ""
    known: dict[str, Any] = field(default_factory=dict)
    trouble: UnreadableDocument | None = None
    notes: tuple[tuple[str, str], ...] = ()

    def load(self) -> bytes:
        """The bytes. Raises `UnreadableDocument` with a Swedish message when they cannot be had."""
        if self.trouble is not None:
            raise self.trouble
        assert self.path is not None
        try:
            size = self.path.stat().st_size
            if size > MAX_BYTES:
                raise UnreadableDocument("too-large", f"Filen är för stor ({size // 2**20} MB). Dela upp den.")
            data = self.path.read_bytes()
        except PermissionError as error:
            raise UnreadableDocument(
                "no-permission", "Filen får inte läsas. Ge den som kör importen rätt att läsa den."
            ) from error
        except IsADirectoryError as error:
            raise UnreadableDocument("folder", "Det är en mapp, inte en fil.") from error
        except FileNotFoundError as error:
            raise UnreadableDocument("not-found", "Filen finns inte. Kontrollera namnet.") from error
        except OSError as error:
            raise UnreadableDocument("unreadable", f"Filen går inte att läsa: {error.strerror}.") from error
        check_size(data)
        return data


def documents(paths: Sequence[Path], root: Path | None = None, left: LeftOut | None = None) -> Iterator[Document]:
    """Every document of the paths, folders searched through, each once. A path that does not exist comes too: the
    run reports it by name. `root` is the archive's folder, which ids are given from (see `root_of`). `left` is told
    of the files that are not read. Mail is no file to be read where it lies: it brings files of its own."""
    seen: set[Path] = set()
    for path in paths:
        absolute = path.absolute()
        if absolute.is_dir():
            index = staging.indexed(absolute)  # a folder that was filled from a source says what in it is an article
            every, facts = ([], None) if index else texts_in(absolute, left)
            found = sorted(index) or [file for file in every if file.suffix.casefold() not in MAILS]
        else:
            index, found, facts = {}, [absolute], None
        for file in found:
            if file in seen:
                continue
            seen.add(file)
            if file in index:
                yield _indexed(file, index[file])
            else:
                known = dict(facts.of(file) if facts else facts_alone(file))
                yield _in_place(_id(file, root), file, known)


def mails(folders: Sequence[Path], root: Path | None = None) -> Iterator[sources.Document]:
    """The mail that lies in folders, as a source gives it: with the files it brings."""
    for folder in folders:
        found = [path for path in walk(folder.absolute()) if path.suffix.casefold() in MAILS]
        for path in without_copies(found, LeftOut()):  # those have been told of with the other files
            document = mail_document(path, folder.absolute())
            document.source_id = _id(path, root)
            yield document


def _id(file: Path, root: Path | None) -> str:
    return file.relative_to(root).as_posix() if root and file.is_relative_to(root) else file.as_posix()


def _in_place(source_id: str, file: Path, known: dict[str, Any]) -> Document:
    """A file that is read where it lies, with what is known of it beside what is in it."""
    address = str(known.pop("address", ""))
    return Document(source_id, file, address, known)


def _indexed(path: Path, row: dict[str, Any]) -> Document:
    """A file that `staging.stage` wrote, with what its source knew."""
    address, source_id = str(row.get("address") or ""), str(row["source_id"])
    # Of documents with one id (see `sources.identity`) the one that keeps it plain is the one its address means.
    own = [] if source_id.endswith("]") or row.get("id_only") else [source_id]
    others = [*own, *(str(other) for other in row.get("old_addresses") or [])]
    old = [other if is_web(other) else _sibling(address, other) for other in others if other != address]
    told = ("published", "updated", "content_type", "told", *MARKS, *source_statements.MARKS)
    known = {name: row.get(name) for name in told if row.get(name)}
    if old := [other for other in dict.fromkeys(old) if is_web(other)]:
        known["old_addresses"] = old
    return Document(source_id, path, address if is_web(address) else "", known)


def _sibling(address: str, name: str) -> str:
    """The address of a page that was called `name` in the same place; "" for what is no name of a page."""
    if not address or not re.fullmatch(r"[\w%.~-]+", name):
        return urljoin(address, name) if address and name.startswith("/") else ""
    return urljoin(address.rstrip("/"), name) + ("/" if address.endswith("/") else "")


def staged(documents: Iterable[Any], folder: Path, fetcher: Any = None) -> Iterator[Document]:
    """The documents of a source that is no folder (an export, an archive, the web), each put in `folder` with its
    images when its turn comes. What cannot be had comes too, with the reason."""
    for found in staging.stage(iter(documents), folder, fetcher, hooks=site_hooks()):
        notes = [(trouble.code, f"{trouble.name}: {trouble.message}") for trouble in found.troubles]
        if found.path is None:
            first = found.troubles[0]
            address = found.row.get("address") or ""
            trouble = UnreadableDocument(first.code, first.message)
            yield Document(found.source_id, None, address if is_web(address) else "", {}, trouble)
        else:
            document = _indexed(found.path, found.row)
            yield Document(document.source_id, found.path, document.address, document.known, None, tuple(notes))


def root_of(paths: Sequence[Path], recorded: str = "") -> Path | None:
    """The archive's folder, which ids are given from: the one recorded for the source where all the paths lie in it,
    else the folder that is given, or the one that all the given folders lie in. None for files of no known folder."""
    absolute = [path.absolute() for path in paths]
    if recorded and absolute and all(path.is_relative_to(recorded) for path in absolute):
        return Path(recorded)
    if absolute and all(path.is_dir() for path in absolute):
        return Path(os.path.commonpath(absolute))
    return None


def is_whole(paths: Sequence[Path], root: Path | None) -> bool:
    """Whether the paths are all of the archive: what is missing in them is then missing in the source."""
    return len(paths) == 1 and paths[0].is_dir() and paths[0].absolute() == root
