"""Exports of other systems among the files of a folder or an archive: told apart, the parts of one read together."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

from . import mynewsdesk, plone, wordpress
from .document import Documents, SourceError
from .export_files import ExportFile, on_disk
from .fetch import Fetcher
from .folders import read_file
from .left_out import LeftOut

Beside = Callable[[str], Callable[[], bytes] | None]

EXPORT_SUFFIXES = frozenset({".xml", ".json", ".wxr", ".rss"})
_FEW = 20_000  # files of a folder that are looked into


@dataclass(slots=True)
class Exports:
    """The files of exports, by the system they come from."""

    wordpress: list[ExportFile]
    plone: list[ExportFile]
    mynewsdesk: list[ExportFile]

    def __bool__(self) -> bool:
        return bool(self.wordpress or self.plone or self.mynewsdesk)


def kind_of_export(head: bytes, suffix: str) -> str:
    """Which system's export a file is that begins so: wordpress, plone, mynewsdesk or ""."""
    if suffix == ".json":
        if b'"@id"' in head and b'"@type"' in head:
            return "plone"
        return "mynewsdesk" if b'"header"' in head and b'"type_of_media"' in head else ""
    if wordpress.is_wxr(head):
        return "wordpress"
    return "mynewsdesk" if b"<type_of_media" in head else ""


def exports_among(files: Sequence[ExportFile]) -> Exports:
    """The exports among some files, in their order. A file that cannot be read is none."""
    found = Exports([], [], [])
    for file in files:
        try:
            kind = kind_of_export(file.head(), Path(file.name).suffix.casefold())
        except SourceError:
            continue
        if kind:
            getattr(found, kind).append(file)
    return found


def in_folder(folder: Path) -> Exports:
    """The exports that lie in a folder or below it, by name."""
    files = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files += [
            Path(place) / name
            for name in sorted(names)
            if not name.startswith(".") and Path(name).suffix.casefold() in EXPORT_SUFFIXES
        ]
        if len(files) > _FEW:
            break
    root = folder.resolve()
    return exports_among([on_disk(path) for path in files if path.resolve().is_relative_to(root)])


def documents_of(
    exports: Exports, fetcher: Fetcher | None = None, *, left: LeftOut | None = None, beside: Beside | None = None
) -> Documents:
    """The documents of exports, system by system. `beside` gives the way to a medium that lies with them."""
    beside = beside or (lambda address: None)
    if exports.wordpress:
        yield from wordpress.from_parts(exports.wordpress, fetcher, left=left, beside=beside)
    if exports.plone:
        yield from plone.from_parts(exports.plone, fetcher, left=left)
    for file in exports.mynewsdesk:
        yield from mynewsdesk.from_file(file, fetcher)


def beside_in(folder: Path) -> Beside:
    """The way to a medium that lies in a folder with the export: where its address's path, or the end of it from the
    uploads on, leads to a file."""
    root = folder.resolve()

    def beside(address: str) -> Callable[[], bytes] | None:
        steps = [step for step in unquote(urlsplit(address).path).split("/") if step and "\0" not in step]
        for first in range(len(steps) - 1):
            found = root.joinpath(*steps[first:])
            if found.is_file() and found.resolve().is_relative_to(root):
                return partial(read_file, found)
        return None

    return beside
