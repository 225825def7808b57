"""What a document was read and written by."""

from __future__ import annotations

from ..archive.reading_hooks import site_hooks
from ..reading.hooks import identity_of
from .code_digest import code_digest


def reader_version() -> str:
    """What a document was read and written by: the same bytes are read again when it is another."""
    hooks = identity_of(site_hooks())
    return code_digest() + (f"/{hooks}" if hooks else "")
