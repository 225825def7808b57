"""What a document was read and written by."""

from __future__ import annotations

from ..archive.known_sites import MARK
from ..archive.reading_hooks import site_hooks
from ..reading.hooks import identity_of
from .article_mapping import mapping_version
from .code_digest import code_digest


def reader_version(learnt: str = "") -> str:
    """What a document was read and written by: the same bytes are read again when it is another. `learnt` is the
    identity of what was known of its site."""
    hooks = identity_of(site_hooks())
    known = f"{MARK}{learnt}" if learnt else ""
    return "/".join(filter(None, (code_digest(), hooks, mapping_version(), known)))
