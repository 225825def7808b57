"""The modules that read, fetch and write, for those who order work and those who do it: each is loaded when it is
first asked for. A web process orders, shows and stops runs, and does without them (tests/test_light.py)."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..archive import downloads
    from ..suggestions import page_making
    from . import intake, learning, order_documents, rollback, worker

__all__ = ["downloads", "intake", "learning", "order_documents", "page_making", "rollback", "worker"]

_PLACES = {
    "downloads": "..archive.downloads",
    "intake": ".intake",
    "learning": ".learning",
    "order_documents": ".order_documents",
    "page_making": "..suggestions.page_making",
    "rollback": ".rollback",
    "worker": ".worker",
}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(name)
    return import_module(_PLACES[name], __package__)
