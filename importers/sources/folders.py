"""A file, a folder, several of each: documents in a fixed order, each once."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..reading.formats.decode import MAX_BYTES
from ..reading.model.errors import UnreadableDocument
from .document import Document, Documents

# What a folder is searched for. A file that is named itself is tried whatever it is called.
SUFFIXES = frozenset({".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".docx", ".pdf", ".eml"})


def read_file(path: Path, limit: int = MAX_BYTES) -> bytes:
    """A file's bytes. Raises UnreadableDocument with a Swedish message where they cannot be had, or are too many."""
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > limit:
                raise UnreadableDocument(
                    "too-large",
                    f"Filen är {size / 2**20:.0f} MB. Gränsen är {limit // 2**20} MB. Dela upp den, eller ta bort "
                    "inbäddade bilder och filmer.",
                )
            return file.read(limit + 1)[:limit]
    except FileNotFoundError:
        raise UnreadableDocument("missing", "Filen finns inte. Kontrollera namnet och mappen.") from None
    except IsADirectoryError:
        raise UnreadableDocument("folder", "Det är en mapp, inte en fil.") from None
    except PermissionError:
        raise UnreadableDocument(
            "no-rights", "Filen får inte läsas. Ge den som importerar rätt att läsa den."
        ) from None
    except OSError as error:
        raise UnreadableDocument("unreadable", f"Filen gick inte att läsa: {error.strerror}.") from None


def file_document(path: Path, archive: Path) -> Document:
    """The document that a file is."""
    absolute = path.absolute()
    return Document(
        source_id=absolute.as_posix(),
        name=path.name,
        path=absolute,
        archive=archive,
        fetch=lambda: read_file(absolute),
    )


def from_paths(paths: Iterable[Path]) -> Documents:
    """Every document of the paths, folders searched through, hidden files left out, each file once.

    A path that does not exist comes too, so that it is reported by name. Links that lead out of a folder are not
    followed.
    """
    seen: set[Path] = set()
    for path in paths:
        absolute = path.absolute()
        folder = absolute if absolute.is_dir() else absolute.parent
        for found in walk(absolute) if absolute.is_dir() else [absolute]:
            real = found.resolve()
            if real not in seen:
                seen.add(real)
                yield file_document(found, folder)


def nothing_in(what: str, suffixes: Iterable[str]) -> str:
    """What is said of an archive or folder in which nothing is read: what lies in it instead."""
    found = Counter(suffix.casefold() or "utan ändelse" for suffix in suffixes)
    lies = ", ".join(f"{number} {suffix}" for suffix, number in found.most_common(6)) or "ingenting"
    return (
        f"{what} har inga texter eller exporter som läsaren känner igen. I det ligger: {lies}. Välj en annan fil, "
        "eller ange källans slag med --kind."
    )


def walk(folder: Path) -> Iterator[Path]:
    """The documents below a folder, by name."""
    root = folder.resolve()
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            found = Path(place) / name
            if (
                not name.startswith(".")
                and found.suffix.casefold() in SUFFIXES
                and found.resolve().is_relative_to(root)
            ):
                yield found
