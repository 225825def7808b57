"""Where documents come from: files, folders, archives, web sites, feeds and the exports of other systems."""

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
