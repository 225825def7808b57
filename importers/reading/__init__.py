"""Reads old web pages and press releases: bytes in, an Article out. No Django, no database, no network.

What is named here is loaded when it is first asked for: a process that shows pages uses the parts of an Article, and
never reads a document.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .model.article import Article
    from .model.article_json import to_json
    from .model.errors import UnreadableDocument
    from .pipeline import as_markup, read

__all__ = ["Article", "UnreadableDocument", "as_markup", "read", "to_json"]

_PLACES = {
    "Article": ".model.article",
    "UnreadableDocument": ".model.errors",
    "as_markup": ".pipeline",
    "read": ".pipeline",
    "to_json": ".model.article_json",
}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(name)
    return getattr(import_module(_PLACES[name], __name__), name)
