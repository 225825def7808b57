"""A file's bytes, or why they cannot be had."""

from __future__ import annotations

import os
from pathlib import Path

from ..reading.formats.decode import MAX_BYTES
from ..reading.model.errors import UnreadableDocument


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
