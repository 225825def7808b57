"""The images and files that an article shows, put where the writer looks for them: in the archive's folder."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from ..reading.article import Article
from ..reading.errors import UnreadableDocument
from .documents import Document, Trouble
from .fetch import Fetcher


def path_for(address: str, folder: Path) -> Path | None:
    """The file in `folder` that an address is kept as: its path on the old site. None for what leads out of it."""
    name = unquote(urlsplit(address).path if "://" in address else address).lstrip("/\\")
    if not name or "\0" in name or len(name) > 1000:
        return None
    path = (folder / re.sub(r"^cid:", "cid/", name)).resolve()
    return path if path.is_relative_to(folder.resolve()) and path != folder.resolve() else None


def collect(article: Article, document: Document, folder: Path, fetcher: Fetcher | None = None) -> list[Trouble]:
    """Save the article's images and files below `folder`, from the document's attachments or from the old site.

    What is there already is left alone. Gives back what could not be had, by name and reason.
    """
    at_hand = {attachment.address: attachment for attachment in document.attachments}
    beside = PurePosixPath(str(document.known.get("folder") or ""))
    troubles: list[Trouble] = []
    for address in _wanted(article):
        name = _in_archive(address, beside) if document.known.get("folder") else address
        path = path_for(name, folder)
        if path is None or path.exists():
            continue
        attachment = at_hand.get(name) or at_hand.get(urlsplit(address).path.lstrip("/"))
        absolute = urljoin(article.address or "", address)
        try:
            if attachment is not None:
                data = attachment.load()
            elif fetcher is not None and absolute.startswith(("http://", "https://")):
                data = fetcher.fetch(absolute).data
            else:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        except UnreadableDocument as error:
            troubles.append(Trouble(address, error.code, error.message))
        except OSError as error:
            troubles.append(Trouble(address, "unwritable", f"Filen gick inte att spara: {error.strerror}."))
    return troubles


def _in_archive(address: str, folder: PurePosixPath) -> str:
    """A relative address as the archive names the file: "bild.jpg" in 2019/a.html is 2019/bild.jpg."""
    if "://" in address or address.startswith(("/", "cid:")):
        return address
    return posixpath.normpath((folder / unquote(address)).as_posix())


def _wanted(article: Article) -> Iterable[str]:
    """The addresses of images and linked files, each once, in reading order."""
    addresses = [image.src for image in article.images] + [link.href for link in article.links if link.kind == "file"]
    return dict.fromkeys(a for a in addresses if a and not a.startswith("data:"))
