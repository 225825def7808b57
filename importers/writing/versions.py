"""What a document was read and written by."""

from __future__ import annotations

from ..archive.reading_hooks import site_hooks
from ..reading import READER_VERSION
from ..reading.hooks import identity_of

# Raised when the same document would give other pages than before: then the next run reads every document again.
WRITING_VERSION = "1"


def reader_version() -> str:
    """What a document was read and written by: the same bytes are read again when it is another."""
    hooks = identity_of(site_hooks())
    return f"{READER_VERSION}/{WRITING_VERSION}" + (f"/{hooks}" if hooks else "")
