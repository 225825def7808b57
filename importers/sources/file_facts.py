"""What is known of the files of an archive beside what is in them: what a table beside them says, what the head of a
text in Markdown says, where a mirrored page lay, what of a folder is nobody's text."""

from __future__ import annotations

import hashlib
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from ..reading.formats.decode import MAX_BYTES, decode
from ..reading.formats.front_matter import MAX_HEAD
from ..reading.model.errors import UnreadableDocument
from . import site_generators, table_rows
from .document import SourceError
from .docx_properties import address_in
from .left_out import UNREAD, LeftOut
from .metadata_tables import Known, known_of_rows
from .mirrors import address_of_mirrored
from .suffixes import SUFFIXES

MAX_TABLE = 50 * 2**20
_HTML = frozenset({".html", ".htm", ".xhtml"})
# What programs leave beside what people wrote: Word's locks and halves, the system's and the clouds' own.
_NOBODYS = re.compile(
    r"~\$.*|~.*\.tmp|.*\.tmp|~WRL\d+.*|thumbs\.db|desktop\.ini|.*\.crdownload|.*\.part", re.IGNORECASE
)
# Files with words in them that a folder may hold and that nothing is read of.
_TEXTS = frozenset(
    ".doc .dot .rtf .odt .pages .wpd .pdf .ppt .pptx .odp .xls .ods .mht .mhtml .epub .tex .docm .dotx".split()
)
_PICTURES = frozenset(".jpg .jpeg .png .gif .webp .tif .tiff .heic".split())
_NOT_SHOWN = "bilder som ligger bredvid texterna utan att någon text visar dem"
COPY = re.compile(
    r"(?:kopia av |copy of )(?P<a>.+)|(?P<b>.+?)(?: ?[-–] ?(?:kopia|copy)(?: ?\(\d+\))?| ?\(\d+\))", re.IGNORECASE
)


def facts_alone(path: Path) -> Known:
    """What is known of a file that was named by itself: what its own head or properties say."""
    return _inside(path, path.name, site_generators.Generator())


def _inside(path: Path, name: str, generator: site_generators.Generator) -> Known:
    suffix = path.suffix.casefold()
    if suffix in site_generators.SUFFIXES:
        return site_generators.facts_of(_head(path), name, generator)
    if is_page_name(name):
        return address_of_mirrored(name, _start(path))
    address = address_in(path) if suffix == ".docx" else ""
    return {"address": address} if address else {}


def merged(known: Known, stated: Known) -> Known:
    """What a file is known to be, with what a table states of it before that."""
    both = {**known, **stated}
    old = [known.get("address"), *(known.get("old_addresses") or ()), *(stated.get("old_addresses") or ())]  # type: ignore[misc]
    both["old_addresses"] = [address for address in dict.fromkeys(old) if address and address != both.get("address")]
    return {key: value for key, value in both.items() if value}


def is_nobodys(name: str) -> bool:
    """Whether a file is one that a program left for itself, by its name."""
    return bool(_NOBODYS.fullmatch(name))


def take_rows(of: dict[str, Known], table: str, said: tuple[dict[str, Known], list[str]], left: LeftOut) -> None:
    """Add what a table says of files to what is known `of` them; what an earlier table said stays. Tells of the
    columns that nothing is made of."""
    found, columns = said
    for file, known in found.items():
        of.setdefault(file, {}).update({k: v for k, v in known.items() if k not in of[file]})
    for column in columns:
        left.note("kolumner i tabeller som inte är med", column)
    if found:
        left.note("tabeller med uppgifter om filerna", table)


class FileFacts:
    """What is known of the files in a folder. Tables are read once, heads when they are asked for."""

    def __init__(self, folder: Path, left: LeftOut | None = None) -> None:
        self._folder, self._left = folder, left if left is not None else LeftOut()
        self._root = folder.resolve()
        self._generator = site_generators.generator_of(self._of_site)
        self._rows: dict[str, Known] = {}
        names = names_in(folder)
        for name in names:
            if PurePosixPath(name).suffix.casefold() in table_rows.SUFFIXES and not is_nobodys(
                PurePosixPath(name).name
            ):
                self._table(name, names)

    def of(self, path: Path) -> Known:
        """What is known of a file of the folder. Nothing for one that cannot be read."""
        name = path.relative_to(self._folder).as_posix()
        known = _inside(path, name, self._generator)
        return merged(known, self._rows.get(name, {}))

    def _of_site(self, name: str) -> bytes | None:
        """A file of the site that the folder is of, or a part of."""
        places = [self._folder]
        if self._folder.name in ("_posts", "_drafts", "content"):
            places.append(self._folder.parent)
        for place in places:
            path = place / name
            try:
                if path.is_file() and path.resolve().is_relative_to(place.resolve()):
                    return path.read_bytes()
            except OSError:
                continue
        return None

    def _table(self, name: str, names: list[str]) -> None:
        path = self._folder / name
        try:
            if not path.resolve().is_relative_to(self._root) or path.stat().st_size > MAX_TABLE:
                return
            rows = table_rows.read_rows(path.read_bytes(), name)
        except OSError:
            return
        except SourceError as error:
            self._left.note(f"tabeller som inte kunde läsas ({error.message.rstrip('.')})", name)
            return
        others = (other for other in names if other != name)
        take_rows(self._rows, name, known_of_rows(rows, others, _parent(name)), self._left)


def note_unread(names: Iterable[str], read: Iterable[str], left: LeftOut) -> None:
    """Tell of the files of a folder or an archive that hold texts and that no document is made of, by their kind, and
    of pictures where no text can show them: Word, PDF and plain text bring their own or none. Both are names from the
    archive's root."""
    seen = set(read)
    shows = any(is_page_name(name) or _suffix(name) in site_generators.SUFFIXES for name in seen)
    for name in names:
        path = PurePosixPath(name)
        if name in seen or is_nobodys(path.name):
            continue
        if _suffix(name) in _TEXTS:
            left.note(f"{UNREAD} ({_suffix(name)})", path.name)
        elif seen and not shows and _suffix(name) in _PICTURES:
            left.note(_NOT_SHOWN, path.name)


def is_page_name(name: str) -> bool:
    """Whether a document's file is a web page, by its name: a page of a mirror may have any ending."""
    return _suffix(name) in _HTML or _suffix(name) not in SUFFIXES


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.casefold()


def without_copies(paths: Iterable[Path], left: LeftOut) -> Iterator[Path]:
    """The paths without the copies among them: a file that is named as the copy of another ("Kopia av …", "… (1)")
    and has the bytes of one of that name. A copy that says something else is a text of its own."""
    every = list(paths)
    originals: dict[str, list[Path]] = defaultdict(list)
    for path in every:
        originals[path.name.casefold()].append(path)
    for path in every:
        if is_nobodys(path.name):
            left.note("programs egna filer (~$, .tmp)", path.name)
            continue
        named = COPY.fullmatch(path.stem)
        same = originals.get(f"{(named['a'] or named['b'])}{path.suffix}".casefold(), []) if named else []
        if any(other != path and _digest(other) == _digest(path) for other in same):
            left.note("kopior med samma innehåll", path.name)
            continue
        yield path


def _digest(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            return path.as_posix()
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return path.as_posix()


def names_in(folder: Path) -> list[str]:
    """The files below a folder, hidden ones left out, as paths from it, in a fixed order."""
    found: list[str] = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [(Path(place) / name).relative_to(folder).as_posix() for name in sorted(names) if name[:1] != "."]
    return found


def _parent(name: str) -> str:
    parent = PurePosixPath(name).parent.as_posix()
    return "" if parent == "." else parent


def _head(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return decode(file.read(4 * MAX_HEAD)).text
    except (OSError, UnreadableDocument):
        return ""


def _start(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(4096).decode("utf-8", "replace")
    except OSError:
        return ""
