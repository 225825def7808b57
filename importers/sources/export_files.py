"""The files of an export: on disk or in an archive, opened as often as they are read, in whatever encoding."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from ..reading.formats.decode import decode
from ..reading.formats.wide_encodings import wide_encoding
from ..reading.model.errors import UnreadableDocument
from .document import SourceError

HEAD = 1024 * 1024  # bytes of a file in which its kind is looked for: a server may have written much before the XML


class Opened(Protocol):
    """An open file that is read from its beginning, and closed."""

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, none at the end."""

    def seek(self, offset: int, /) -> object:
        """Go on reading from there."""

    def __enter__(self) -> Opened: ...

    def __exit__(self, *failure: Any) -> None: ...


class Readable(Protocol):
    """What an export's file is read from."""

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, none at the end."""


@dataclass(frozen=True, slots=True)
class ExportFile:
    """One file of an export. `name` is for people, `open` gives its bytes from the beginning and raises
    UnreadableDocument, `folder` is where it lies on disk (None in an archive)."""

    name: str
    open: Callable[[], Opened]
    folder: Path | None = None

    def head(self, size: int = HEAD) -> bytes:
        """The first bytes, in an encoding that holds ASCII as it is. Raises SourceError."""
        try:
            with self.open() as file:
                return narrow(file).read(size)
        except UnreadableDocument as error:
            raise SourceError(error.code, error.message) from error
        except OSError as error:
            raise SourceError("unreadable", f"Filen gick inte att läsa: {error.strerror}.") from error

    def text(self, limit: int) -> str:
        """All of the file as text, decoded as web pages are. Raises SourceError."""
        try:
            with self.open() as file:
                return decode(file.read(limit + 1), max_bytes=limit).text
        except UnreadableDocument as error:
            raise SourceError(error.code, error.message) from error
        except OSError as error:
            raise SourceError("unreadable", f"Filen gick inte att läsa: {error.strerror}.") from error


def on_disk(path: Path) -> ExportFile:
    """A file that lies by itself."""

    def opened() -> Opened:
        try:
            return path.open("rb")
        except FileNotFoundError:
            raise UnreadableDocument("missing", "Filen finns inte. Kontrollera namnet och mappen.") from None
        except PermissionError:
            raise UnreadableDocument(
                "no-rights", "Filen får inte läsas. Ge den som importerar rätt att läsa den."
            ) from None

    return ExportFile(path.name, opened, path.absolute().parent)


def narrow(file: Readable) -> Readable:
    """The file's bytes; of one in UTF-16 or UTF-32 the same text in UTF-8."""
    head = file.read(4096)
    encoding = wide_encoding(head)
    whole = _Joined(head, file)
    return _Recoded(whole, encoding) if encoding else whole


class _Joined:
    """What was read already, and the rest."""

    def __init__(self, head: bytes, rest: Readable) -> None:
        self._head, self._rest = io.BytesIO(head), rest

    def read(self, size: int = -1, /) -> bytes:
        first = self._head.read(size)
        if size >= 0 and len(first) == size:
            return first
        return first + self._rest.read(size - len(first) if size >= 0 else -1)


class _Recoded:
    def __init__(self, file: Readable, encoding: str) -> None:
        self._file, self._decoder = file, codecs.getincrementaldecoder(encoding)("replace")
        self._ended = False

    def read(self, size: int = -1, /) -> bytes:
        out = b""
        while not out and not self._ended:
            data = self._file.read(size)
            self._ended = not data or size < 0
            out = self._decoder.decode(data, final=self._ended).encode("utf-8", "replace")
        return out
