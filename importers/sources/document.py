"""What every source yields: documents, each with its bytes and what the source knows of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..reading.model.errors import UnreadableDocument


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that belongs to a document: an image in an e-mail, a medium of an export. `address` is how the document
    refers to it; `load` gives its bytes and raises UnreadableDocument."""

    name: str
    load: Callable[[], bytes]
    address: str = ""
    content_type: str = ""
    text: str = ""  # alternative text or caption, where the source has one


@dataclass(slots=True)
class Document:
    """One source document, read only when its turn comes.

    `source_id` names it in its source for good; `address` is the page's own, where it has one; `name` is for people.
    `path` is the file it lies in, and `archive` the folder that its images may lie in. `published` and `updated` are
    ISO dates that the source knows. `known` holds more that it knows: title, uid, kind, categories, old addresses.
    `beside` gives the way to a medium that lies with it, by its whole address, where there are too many to name.
    `meant` gives the file of its archive that an address in it means: asked with the address and the page's own.
    `rivals` are the addresses of all documents that the source gives this same id, where they are several.
    """

    source_id: str
    fetch: Callable[[], bytes]
    name: str = ""
    address: str | None = None
    content_type: str | None = None
    path: Path | None = None
    archive: Path | None = None
    published: str | None = None
    updated: str | None = None
    headers: dict[str, str] = field(default_factory=dict)
    known: dict[str, object] = field(default_factory=dict)
    attachments: list[Attachment] = field(default_factory=list)
    rivals: frozenset[str] = frozenset()
    beside: Callable[[str], Callable[[], bytes] | None] | None = None
    meant: Callable[..., Attachment | None] | None = None

    def load(self) -> bytes:
        """The bytes. Raises UnreadableDocument with a Swedish message where they cannot be had."""
        return self.fetch()


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a source could not give, by name, with the reason: the others still come."""

    name: str
    code: str
    message: str


class SourceError(Exception):
    """A source that cannot be used at all. `code` is stable; the message is Swedish and says what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def failing(code: str, message: str) -> Callable[[], bytes]:
    """A `fetch` for a document that is known to be unreadable: it is reported by name when its turn comes."""

    def fetch() -> bytes:
        raise UnreadableDocument(code, message)

    return fetch


Documents = Iterator[Document]
