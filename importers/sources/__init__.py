"""Where documents come from: files, folders, archives, web sites, feeds and the exports of other systems.

What is named here is loaded when it is first asked for: a process that shows pages fetches nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .article_media import collect
    from .document import Attachment, Document, SourceError, Trouble
    from .fetch import Fetcher
    from .fetch_errors import FetchError
    from .manners import Manners
    from .opening import add_known, open_source
    from .registry import Asked, SourceKind, register
    from .store import CopyStore

__all__ = [
    "Asked",
    "Attachment",
    "CopyStore",
    "Document",
    "FetchError",
    "Fetcher",
    "Manners",
    "SourceError",
    "SourceKind",
    "Trouble",
    "add_known",
    "collect",
    "open_source",
    "register",
]

_PLACES = {
    "collect": ".article_media",
    "Attachment": ".document",
    "Document": ".document",
    "SourceError": ".document",
    "Trouble": ".document",
    "Fetcher": ".fetch",
    "FetchError": ".fetch_errors",
    "Manners": ".manners",
    "add_known": ".opening",
    "open_source": ".opening",
    "Asked": ".registry",
    "SourceKind": ".registry",
    "register": ".registry",
    "CopyStore": ".store",
}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(name)
    return getattr(import_module(_PLACES[name], __name__), name)
