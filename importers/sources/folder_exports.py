"""The exports that lie in a folder, as files or in archives."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from .document import Documents
from .exports import beside_in, documents_of, in_folder
from .registry import Asked
from .zip_archives import from_zip, has_exports


def from_folder(folder: Path, asked: Asked) -> Documents:
    """The documents of the exports in a folder; none where there are none. Archives without exports are somebody's
    attachments."""
    yield from documents_of(in_folder(folder), replace(asked, beside=beside_in(folder)))
    for archive in sorted(path for path in folder.rglob("*.[zZ][iI][pP]") if path.is_file() and has_exports(path)):
        yield from from_zip(archive, asked)
