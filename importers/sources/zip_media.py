"""The pictures and other files in a ZIP archive, found by what a text or an export calls them."""

from __future__ import annotations

import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from .archive_places import places
from .document import Attachment
from .left_out import LeftOut

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".pdf", ".docx", ".xlsx", ".pptx"})
_SAME_NAME = "filer med samma namn i arkivet, där det är oklart vilken som menas"


class ZipMedia:
    """The files of an archive. `read` gives an entry's bytes and raises UnreadableDocument. Of several that have one
    name and say different things nobody knows which is meant: none is given, and `left` is told."""

    def __init__(
        self, entries: Sequence[zipfile.ZipInfo], read: Callable[[zipfile.ZipInfo], bytes], left: LeftOut
    ) -> None:
        self._read = read
        by_path: dict[str, list[zipfile.ZipInfo]] = defaultdict(list)
        for info in entries:
            by_path[info.filename].append(info)
        self._by_path = {path: infos[0] for path, infos in by_path.items() if _same(infos)}
        for path in by_path.keys() - self._by_path.keys():
            if PurePosixPath(path).suffix.casefold() in SUFFIXES:
                left.note(_SAME_NAME, path, len(by_path[path]))
        self._by_folded: dict[str, list[zipfile.ZipInfo]] = defaultdict(list)
        self._by_name: dict[str, list[zipfile.ZipInfo]] = defaultdict(list)
        self._by_folder: dict[str, list[Attachment]] = defaultdict(list)
        for path, info in self._by_path.items():
            self._by_folded[_folded(path)].append(info)
            self._by_name[PurePosixPath(path).name].append(info)
            if PurePosixPath(path).suffix.casefold() in SUFFIXES:
                self._by_folder[PurePosixPath(path).parent.as_posix()].append(self._attachment(info))

    def beside(self, name: PurePosixPath) -> list[Attachment]:
        """The files in a document's own folder."""
        return [file for file in self._by_folder.get(name.parent.as_posix(), []) if file.address != str(name)]

    def meant(self, address: str, folder: str, page: str) -> Attachment | None:
        """The file that a text in `folder` means with an address; `page` is the text's own. None where the archive
        does not have it."""
        candidates = places(address, folder, page)
        exact = next((self._by_path[place] for place in candidates if place in self._by_path), None)
        if exact is not None:
            return self._attachment(exact)
        for place in candidates:
            alike = self._by_folded.get(_folded(place), [])
            if len(alike) == 1:
                return self._attachment(alike[0])
        return None

    def of_export(self, address: str) -> Callable[[], bytes] | None:
        """The way to a medium that an export names: the entry whose path ends as its address does, by at least a
        folder and a name. None where several do so equally far and are not the same."""
        wanted = PurePosixPath(unquote(urlsplit(address).path)).parts
        best: list[zipfile.ZipInfo] = []
        length = 2
        for info in self._by_name.get(wanted[-1] if wanted else "", []):
            same = _common_end(PurePosixPath(info.filename).parts, wanted)
            if same >= length:
                best = [*best, info] if same == length and best else [info]
                length = same
        return partial(self._read, best[0]) if best and _same(best) else None

    def _attachment(self, info: zipfile.ZipInfo) -> Attachment:
        path = info.filename
        return Attachment(name=PurePosixPath(path).name, address=path, load=partial(self._read, info))


def _same(infos: Sequence[zipfile.ZipInfo]) -> bool:
    return len({(info.CRC, info.file_size) for info in infos}) == 1


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", unquote(path)).casefold()


def _common_end(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    pairs = zip(reversed(one), reversed(other), strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
