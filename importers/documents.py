"""The documents of a run: files and folders given by path, in a fixed order, each read only when its turn comes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .reading import UnreadableDocument
from .reading.decode import check_size
from .sources.staging import listed

# What a folder is searched for. A file that is named itself is tried whatever it is called.
SUFFIXES = frozenset({".txt", ".text", ".html", ".htm", ".xhtml", ".docx", ".md"})
MAX_BYTES = 200 * 1024 * 1024  # above this not even read: no reader takes so much


@dataclass(frozen=True, slots=True)
class Document:
    """One file. `source_id` names it in its source for good; `archive` is the folder its images may lie in."""

    source_id: str
    path: Path
    archive: Path

    def load(self) -> bytes:
        """The bytes. Raises `UnreadableDocument` with a Swedish message when they cannot be had."""
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


def documents(paths: Sequence[Path]) -> Iterator[Document]:
    """Every document of the paths, folders searched through, each once. A path that does not exist comes too: the
    run reports it by name."""
    seen: set[Path] = set()
    for path in paths:
        absolute = path.absolute()
        if absolute.is_dir():
            every = (p for p in absolute.rglob("*") if p.suffix.casefold() in SUFFIXES and not p.is_dir())
            found = sorted(listed(absolute) or every)  # a folder that fetch_articles filled says what is an article
            archive = absolute
        else:
            found, archive = [absolute], absolute.parent
        for file in found:
            if file not in seen and not any(part.startswith(".") for part in file.relative_to(archive).parts):
                seen.add(file)
                yield Document(source_id=file.as_posix(), path=file, archive=archive)


def folder_of(paths: Sequence[Path]) -> Path | None:
    """The folder, when exactly one folder is what is imported: then the run sees all of the archive."""
    return paths[0].absolute() if len(paths) == 1 and paths[0].is_dir() else None
