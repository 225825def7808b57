"""The kinds of sources there are: each says how it is told apart and how it is read. A site adds its own.

A kind is told apart by an address, or by how a file begins; files of one kind that lie together in a folder or an
archive are read together, since what one refers to may lie in another. The kinds that Brygga has are in `builtin`.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from .document import Documents, SourceError
from .export_files import ExportFile
from .left_out import LeftOut

if TYPE_CHECKING:
    from .fetch import Fetcher

Beside = Callable[[str], Callable[[], bytes] | None]
AUTO = "auto"


def _nothing(address: str) -> Callable[[], bytes] | None:
    return None


@dataclass(frozen=True, slots=True)
class Asked:
    """How a source is to be read. `pattern` tells the pages of a listing or a sitemap by their addresses, `left` is
    told what no document is made of, `beside` gives the way to a medium that lies with an export, by its address.
    Without a `fetcher` one with ordinary manners is made where one is needed, unless nothing is to be fetched."""

    fetcher: Fetcher | None = None
    pattern: str = ""
    left: LeftOut = field(default_factory=LeftOut)
    beside: Beside = _nothing
    offline: bool = False

    def web(self) -> Fetcher:
        """What fetches, for a source that lies on the web. Raises SourceError where nothing is to be fetched."""
        if self.offline:
            raise SourceError("no-fetch", "Källan ligger på webben och kan inte läsas med --no-fetch.")
        if self.fetcher is not None:
            return self.fetcher
        from .fetch import Fetcher  # the registry is there in every process, what fetches only where that is done

        return Fetcher()


@dataclass(frozen=True, slots=True)
class SourceKind:
    """One kind of source. `name` is what `--kind` calls it; `title` and `example` are for people, in Swedish.

    `address` reads what lies at a web address, `place` a file or folder, `files` an export in one or several files,
    wherever they lie. `is_address` and `is_export` tell the kind: by the address, by how a file begins and its suffix
    (in small letters, with its dot). `is_alone` is the same for a file that somebody has named, where less is enough.
    `suffixes` are those of the files that `is_export` is asked about. `whole` says that a source of this kind tells of
    all it has: what is missing in it is gone.
    """

    name: str
    title: str
    example: str = ""
    address: Callable[[str, Asked], Documents] | None = None
    place: Callable[[Path, Asked], Documents] | None = None
    files: Callable[[Sequence[ExportFile], Asked], Documents] | None = None
    is_address: Callable[[str], bool] | None = None
    is_export: Callable[[bytes, str], bool] | None = None
    is_alone: Callable[[bytes, str], bool] | None = None
    suffixes: frozenset[str] = frozenset()
    whole: bool = False


class UnknownSourceError(ValueError):
    """A kind of source that is named and cannot be had. The message is Swedish and names it."""


# Where Brygga's own kinds stand. They are loaded by name, as those of a site are, and with the first question for
# them: a process that only shows pages needs none of them.
BUILTIN = f"{__package__}.builtin.BUILTIN"
_KINDS: dict[str, SourceKind] = {}


def register(kind: SourceKind) -> None:
    """Add a kind, or put it in the place of the one with its name. Of several that take a file the last is asked
    first: a site's own before Brygga's."""
    _KINDS.pop(kind.name, None)
    _KINDS[kind.name] = kind


@cache
def _ours() -> tuple[SourceKind, ...]:
    return tuple(_at(BUILTIN))


def kinds() -> list[SourceKind]:
    """All kinds: Brygga's, then the site's in the order in which they were added."""
    return [*(kind for kind in _ours() if kind.name not in _KINDS), *_KINDS.values()]


def names() -> tuple[str, ...]:
    """What `--kind` takes."""
    return (AUTO, *(kind.name for kind in kinds()))


def find(name: str) -> SourceKind:
    """The kind of that name. Raises SourceError."""
    found = next((kind for kind in kinds() if kind.name == name), None)
    if found is None:
        raise SourceError("unknown-kind", f"Källtypen {name!r} finns inte. Välj bland {', '.join(names())}.")
    return found


def kind_of_address(address: str) -> str:
    """What kind of source lies at an address, by the address alone; "" for a page like any other."""
    return next((k.name for k in reversed(kinds()) if k.is_address and k.is_address(address)), "")


def kind_of_export(head: bytes, suffix: str) -> str:
    """What kind of export a file is that begins so, among the other files of a folder or archive; "" for none."""
    return next(
        (k.name for k in reversed(kinds()) if k.is_export and suffix in k.suffixes and k.is_export(head, suffix)), ""
    )


def kind_alone(head: bytes, suffix: str) -> str:
    """What kind of source a file is that was named by itself; "" for a document like any other."""
    found = kind_of_export(head, suffix)
    alone = (k.name for k in reversed(kinds()) if k.is_alone and suffix in k.suffixes and k.is_alone(head, suffix))
    return found or next(alone, "")


def export_suffixes() -> frozenset[str]:
    """The suffixes of files that may be exports."""
    return frozenset().union(*(kind.suffixes for kind in kinds() if kind.is_export))


def load(paths: Iterable[str]) -> None:
    """Add the kinds at these dotted paths: each a `SourceKind`, or a list of them. Raises `UnknownSourceError`."""
    for path in paths:
        for kind in _at(path):
            register(kind)


def _at(path: str) -> Iterator[SourceKind]:
    module, _, name = path.rpartition(".")
    try:
        found = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise UnknownSourceError(f"Källan {path} finns inte: {error}") from error
    for kind in found if isinstance(found, (list, tuple)) else [found]:
        if not isinstance(kind, SourceKind):
            raise UnknownSourceError(f"Källan {path} är ingen SourceKind. Ange namnet på en.")
        yield kind
