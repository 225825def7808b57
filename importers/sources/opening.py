"""One way into all sources: a path or an address, told apart by what is there."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from ..reading.model.article import Article
from . import builtin as builtin  # adds the kinds to the registry
from . import exports, registry
from .access import add_access
from .document import Document, Documents, SourceError
from .export_files import on_disk
from .fetch import Fetcher
from .left_out import LeftOut
from .registry import AUTO, Asked
from .source_problems import add_told
from .source_statements import add_stated


def open_source(
    where: str,
    *,
    kind: str = AUTO,
    fetcher: Fetcher | None = None,
    pattern: str = "",
    left: LeftOut | None = None,
    offline: bool = False,
) -> Documents:
    """The documents at a path or a web address.

    `kind` is one of `registry.names()`; "auto" looks. `fetcher` is needed for whatever lies on the web; without one,
    one with ordinary manners is made, unless `offline` says that nothing is to be fetched. `pattern` tells a listing's
    pages by their addresses. `left` is told what the source has that no document is made of. Raises SourceError.
    """
    asked = Asked(fetcher, pattern, left if left is not None else LeftOut(), offline=offline)
    remote = bool(re.match(r"https?://", where, re.IGNORECASE))
    if kind == AUTO:
        kind = (registry.kind_of_address(where) or "page") if remote else kind_of_file(Path(where))
    found = registry.find(kind)
    if remote:
        # What is read as files is asked for as the page it is.
        return (found.address or _page)(where, asked)
    path = Path(where)
    if found.place:
        return found.place(path, asked)
    if found.files:
        return found.files([on_disk(path)], replace(asked, beside=exports.beside_in(path.absolute().parent)))
    raise SourceError("no-address", f"{where} är ingen webbadress. Den ska börja med https://.")


def _page(address: str, asked: Asked) -> Documents:
    page = registry.find("page").address
    assert page is not None
    return page(address, asked)


def kind_of_file(path: Path) -> str:
    """What kind of source a file is, by its name and how it begins."""
    suffix = path.suffix.casefold()
    if path.is_dir() or not any(suffix in kind.suffixes for kind in registry.kinds()):
        return "files"
    try:
        head = on_disk(path).head()
    except SourceError:
        head = b""  # what is told by its name alone is said to be missing by its own reader
    return registry.kind_alone(head, suffix) or "files"


def add_known(article: Article, document: Document) -> None:
    """Give the article what its source knows and its own text does not say: dates, address, who may see it."""
    add_dates(article, document.published, document.updated)
    add_access(article, document.known)
    add_told(article, document.known)
    add_stated(article, document.known)
    article.address = article.address or document.address


def add_dates(article: Article, published: str | None, updated: str | None) -> None:
    """Give the article the dates (ISO) that its source knows and its own text does not say. A day that was read from
    the address is less sure than the source's."""
    if published and (article.address_date or not article.published):
        article.published, article.address_date = published, ""
    article.updated = article.updated or updated
