"""The images and files that an article shows, put where the writer looks for them: in the archive's folder."""

from __future__ import annotations

import errno
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from uuid import uuid4

from ..reading.model.article import Article
from ..reading.model.errors import UnreadableDocument
from .document import Document, Trouble
from .fetch import Fetcher, FetchError

INDEX = "index.jsonl"  # in a folder that a source was put in: what it says of each file


def path_for(address: str, folder: Path, page: str = "") -> Path | None:
    """The file in `folder` that an address is kept as: its path on the old site. None for what leads out of it.

    Two addresses that differ in their query are two files, and what comes from another host than the page that shows
    it (`page` is its address) lies in a folder of that host.
    """
    try:
        parts = urlsplit(address)
        elsewhere = "://" in address and bool(page) and _host(address) != _host(page)
    except ValueError:
        return None
    name = unquote(parts.path if "://" in address else address.partition("?")[0]).lstrip("/\\")
    if not name or "\0" in name or len(name) > 1000:
        return None
    if parts.query:
        before, dot, ending = name.rpartition(".")
        mark = "-" + hashlib.sha256(parts.query.encode()).hexdigest()[:8]
        name = f"{before}{mark}.{ending}" if dot and "/" not in ending else name + mark
    name = f"{_host(address)}/{name}" if elsewhere else re.sub(r"^cid:", "cid/", name)
    try:
        path = (folder / name).resolve()
    except OSError:
        return None
    root = folder.resolve()
    return path if path.is_relative_to(root) and path not in (root, root / INDEX) else None


def collect(article: Article, document: Document, folder: Path, fetcher: Fetcher | None = None) -> list[Trouble]:
    """Save the article's images and files below `folder`, from the document's attachments or from the old site.

    What is there already is left alone. Gives back what could not be had, by name and reason. Raises OSError when the
    disk is full.
    """
    at_hand = {attachment.address: attachment for attachment in document.attachments}
    troubles: list[Trouble] = []
    for address in wanted(article):
        own = document.meant(address, page=article.address or "") if document.meant else None
        path = _kept_as(own.address, folder) if own else path_for(address, folder, article.address or "")
        if path is None or path.exists():
            continue
        attachment = own or at_hand.get(address) or at_hand.get(_path_of(address))
        absolute = urljoin(article.address or "", address)
        try:
            lies = document.beside(absolute) if document.beside and attachment is None else None
            if attachment is not None:
                data = attachment.load()
            elif lies is not None:
                data = lies()
            elif fetcher is not None and absolute.startswith(("http://", "https://")):
                data = fetcher.fetch(absolute).data
            else:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, data)
        except UnreadableDocument as error:
            if not (isinstance(error, FetchError) and error.said) and error.code != "no-network":
                troubles.append(Trouble(address, error.code, error.message))
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise
            troubles.append(Trouble(address, "unwritable", f"Filen gick inte att spara: {error.strerror}."))
    return troubles


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its place and move it there, so that half a file is never taken for a whole one, not even
    when several processes write it at once."""
    beside = path.with_name(f".new-{uuid4().hex}")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _kept_as(name: str, folder: Path) -> Path | None:
    """The file in `folder` that a file of an archive is kept as: where it lay there."""
    try:
        path = (folder / name).resolve()
    except (OSError, ValueError):
        return None
    inside = path.is_relative_to(folder.resolve()) and path not in (folder.resolve(), folder.resolve() / INDEX)
    return path if inside else None


def _path_of(address: str) -> str:
    try:
        return urlsplit(address).path.lstrip("/")
    except ValueError:
        return ""


def wanted(article: Article) -> Iterable[str]:
    """The addresses of images and linked files, each once, in reading order."""
    addresses = [image.src for image in article.images] + [link.href for link in article.links if link.kind == "file"]
    return dict.fromkeys(a for a in addresses if a and not a.startswith("data:"))
