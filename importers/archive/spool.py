"""Files that were sent from a browser, until an import has read them in: a folder of each order's own below
`BRYGGA_RAW_ROOT`, which no web server shows. Names are never trusted, and nothing is opened here."""

from __future__ import annotations

import contextlib
import re
import shutil
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from brygga.site.options import option

from ..sources import registry
from ..sources.suffixes import SUFFIXES
from . import raw
from .other_formats import what_to_do

UPLOADS = "uploads"
BESIDE = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".xlsx", ".pptx"})  # that documents may show
_MEGABYTE = 2**20
_KEPT = 7 * 24 * 3600  # seconds that files nobody has asked to have read are kept
_LONGEST_NAME = 150


class RefusedFileError(Exception):
    """A file that is not taken. The message is Swedish, names it and says why."""


@dataclass(frozen=True, slots=True)
class Held:
    """A file that has come whole, or a part of one."""

    name: str
    size: int


def suffixes() -> frozenset[str]:
    """The endings of the files that are taken: those that are read, and those that may be shown beside them."""
    return BESIDE | SUFFIXES.union(*(kind.suffixes for kind in registry.kinds()))


def limits() -> tuple[int, int]:
    """How many bytes and how many files one order may have."""
    chosen = option("BRYGGA_UPLOAD_LIMITS")
    return int(chosen["megabytes"]) * _MEGABYTE, int(chosen["files"])


def folder_of(token: str) -> Path:
    """The folder of an order's files. Raises `SourceError` where no place is set for originals."""
    return raw.root() / UPLOADS / token


def held(token: str) -> list[Held]:
    """The files that have come whole, by name."""
    folder = folder_of(token)
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return [Held(path.name, path.stat().st_size) for path in found if not path.name.startswith(".")]


def safe_name(given: str) -> str:
    """A name to keep a file under: the last part of what the browser calls it. Raises `RefusedFileError` for a name
    that is none, and for kinds of files that are not read."""
    name = unicodedata.normalize("NFC", given.replace("\\", "/").rpartition("/")[2])
    name = re.sub(r"[\x00-\x1f\x7f<>:\"|?*\u202a-\u202e\u2066-\u2069]", "", name).strip(" .")
    stem, dot, ending = name.rpartition(".")
    suffix = f".{ending.casefold()}"
    if not dot or not stem:
        raise RefusedFileError(
            _("”%(name)s” har ingen filändelse, så det går inte att säga vad det är. %(advice)s")
            % {"name": given, "advice": what_to_do("")}
        )
    if suffix not in suffixes():
        raise RefusedFileError(
            _("”%(name)s” läses inte: filer av slaget %(suffix)s kan inte importeras. %(advice)s")
            % {"name": name[:_LONGEST_NAME], "suffix": suffix, "advice": what_to_do(suffix)}
        )
    return f"{stem[: _LONGEST_NAME - len(suffix)]}{suffix}"


def received(token: str, given: str) -> int:
    """How many bytes of the file have come, so that a broken upload can go on from there."""
    name = safe_name(given)
    folder = folder_of(token)
    for path in (folder / name, _part(folder, name)):
        if path.is_file():
            return path.stat().st_size
    return 0


def append(token: str, given: str, at: int, data: bytes, total: int) -> int:
    """Write a piece of a file at its place; the file is whole when `total` bytes have come. Returns how many have.

    A piece that comes twice is written once, and one that comes too early is not written: the answer then says where
    to go on. Raises `RefusedFileError` for what is not taken, `SourceError` and OSError where nothing can be kept."""
    name = safe_name(given)
    folder = folder_of(token)
    if (folder / name).exists():
        return (folder / name).stat().st_size
    _within_limits(token, name, max(total, at + len(data)))
    folder.mkdir(parents=True, exist_ok=True)
    part = _part(folder, name)
    size = part.stat().st_size if part.exists() else 0
    if at > size:
        return size
    with part.open("r+b" if part.exists() else "wb") as file:
        file.seek(at)
        file.write(data)
    size = part.stat().st_size
    if size >= total:
        part.replace(folder / name)
    return size


def _within_limits(token: str, name: str, size: int) -> None:
    most, files = limits()
    there = [one for one in held(token) if one.name != name]
    if len(there) >= files:
        raise RefusedFileError(
            _("”%(name)s” fick inte plats: högst %(number)d filer åt gången. Packa dem i ett ZIP-arkiv.")
            % {"name": name, "number": files}
        )
    if sum(one.size for one in there) + size > most:
        raise RefusedFileError(
            _("”%(name)s” fick inte plats: högst %(size)d MB åt gången. Dela upp det, eller be den som sköter datorn.")
            % {"name": name, "size": most // _MEGABYTE}
        )


def remove(token: str, given: str) -> None:
    """Take a file away that somebody had dropped."""
    name, folder = safe_name(given), folder_of(token)
    for path in (folder / name, _part(folder, name)):
        path.unlink(missing_ok=True)


def clear(token: str) -> None:
    """Take all the files away: they have been read in."""
    shutil.rmtree(folder_of(token), ignore_errors=True)


def sweep(but: str = "") -> None:
    """Take away what somebody dropped a week ago and never asked to have read; `but` is the order that asks now."""
    folder = raw.root() / UPLOADS
    limit = raw.now_in(folder) - _KEPT
    for path in folder.iterdir() if folder.is_dir() else ():
        with contextlib.suppress(OSError):
            if path.name != but and path.stat().st_mtime < limit:
                shutil.rmtree(path, ignore_errors=True)


def _part(folder: Path, name: str) -> Path:
    return folder / f".{name}.part"
