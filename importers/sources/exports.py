"""Exports of other systems among the files of a folder or an archive: told apart, the parts of one read together."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

from . import registry
from .document import Documents, SourceError
from .export_files import ExportFile, on_disk
from .file_reading import read_file
from .registry import Asked, Beside

Exports = dict[str, list[ExportFile]]  # by the name of their kind
_FEW = 20_000  # files of a folder that are looked into


def exports_among(files: Sequence[ExportFile]) -> Exports:
    """The exports among some files, in their order. A file that cannot be read is none."""
    found: Exports = {}
    for file in files:
        try:
            kind = registry.kind_of_export(file.head(), Path(file.name).suffix.casefold())
        except SourceError:
            continue
        if kind:
            found.setdefault(kind, []).append(file)
    return found


def in_folder(folder: Path) -> Exports:
    """The exports that lie in a folder or below it, by name."""
    files: list[Path] = []
    suffixes = registry.export_suffixes()
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files += [
            Path(place) / name
            for name in sorted(names)
            if not name.startswith(".") and Path(name).suffix.casefold() in suffixes
        ]
        if len(files) > _FEW:
            break
    root = folder.resolve()
    return exports_among([on_disk(path) for path in files if path.resolve().is_relative_to(root)])


def documents_of(exports: Exports, asked: Asked) -> Documents:
    """The documents of exports, kind by kind."""
    for kind in registry.kinds():
        if kind.files and exports.get(kind.name):
            yield from kind.files(exports[kind.name], asked)


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
