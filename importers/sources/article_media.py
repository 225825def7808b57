"""The images and files that an article shows, put where the writer looks for them: in the archive's folder."""

from __future__ import annotations

import errno
import hashlib
import posixpath
import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit
from uuid import uuid4

from ..reading.model.article import Article
from ..reading.model.errors import UnreadableDocument
from .document import Document, Trouble
from .fetch import Fetcher, FetchError


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
    return path if path.is_relative_to(folder.resolve()) and path != folder.resolve() else None


def collect(article: Article, document: Document, folder: Path, fetcher: Fetcher | None = None) -> list[Trouble]:
    """Save the article's images and files below `folder`, from the document's attachments or from the old site.

    What is there already is left alone. Gives back what could not be had, by name and reason. Raises OSError when the
    disk is full.
    """
    at_hand = {attachment.address: attachment for attachment in document.attachments}
    beside = PurePosixPath(str(document.known.get("folder") or ""))
    troubles: list[Trouble] = []
    for address in wanted(article):
        name = _in_archive(address, beside) if document.known.get("folder") else address
        path = path_for(name, folder, article.address or "")
        if path is None or path.exists():
            continue
        attachment = at_hand.get(name) or at_hand.get(urlsplit(address).path.lstrip("/"))
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


def _in_archive(address: str, folder: PurePosixPath) -> str:
    """A relative address as the archive names the file: "bild.jpg" in 2019/a.html is 2019/bild.jpg."""
    if "://" in address or address.startswith(("/", "cid:")):
        return address
    return posixpath.normpath((folder / unquote(address)).as_posix())


def wanted(article: Article) -> Iterable[str]:
    """The addresses of images and linked files, each once, in reading order."""
    addresses = [image.src for image in article.images] + [link.href for link in article.links if link.kind == "file"]
    return dict.fromkeys(a for a in addresses if a and not a.startswith("data:"))
