"""One way into all sources: a path or an address, told apart by what is there."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from urllib.parse import urlsplit

from ..reading.model.article import Article
from . import exports, folders, mailbox, mynewsdesk, plone, services, web, wordpress, zip_archives
from .access import add_access
from .address_list import read_addresses
from .document import Document, Documents, SourceError
from .export_files import on_disk
from .feeds import from_feed
from .fetch import Fetcher
from .left_out import LeftOut
from .told import add_told

KINDS = (
    "auto",
    "files",
    "exports",
    "zip",
    "addresses",
    "page",
    "sitemap",
    "feed",
    "listing",
    "wordpress",
    "plone",
    "mynewsdesk",
    "mail",
    "wordpress-api",
    "plone-api",
    "drupal-api",
)
_WEB_KINDS = frozenset({"page", "sitemap", "feed", "listing", "wordpress-api", "plone-api", "drupal-api"})


def open_source(
    where: str,
    *,
    kind: str = "auto",
    fetcher: Fetcher | None = None,
    pattern: str = "",
    left: LeftOut | None = None,
) -> Documents:
    """The documents at a path or a web address.

    `kind` is one of KINDS; "auto" looks. `fetcher` is needed for whatever lies on the web; without one, one with
    ordinary manners is made. `pattern` tells a listing's pages by their addresses. `left` is told what
    the source has that no document is made of. Raises SourceError.
    """
    if kind not in KINDS:
        raise SourceError("unknown-kind", f"Källtypen {kind!r} finns inte. Välj bland {', '.join(KINDS)}.")
    remote = bool(re.match(r"https?://", where, re.IGNORECASE))
    if kind == "auto":
        kind = _kind_of_address(where) if remote else kind_of_file(Path(where))
    if remote:
        return _web(where, kind, fetcher or Fetcher(), pattern)
    if kind in _WEB_KINDS:
        raise SourceError("no-address", f"{where} är ingen webbadress. Den ska börja med https://.")
    return _local(Path(where), kind, fetcher, left)


def _web(address: str, kind: str, fetcher: Fetcher, pattern: str) -> Documents:
    match kind:
        case "sitemap":
            search = re.compile(pattern).search  # nothing asked for is found in every address
            return web.from_sitemap(fetcher, address, lambda page: search(page) is not None)
        case "feed":
            return from_feed(fetcher, address)
        case "listing":
            return web.from_listing(fetcher, address, pattern)
        case "mynewsdesk":
            return mynewsdesk.from_mynewsdesk_service(address, fetcher)
        case "wordpress-api":
            return services.from_wordpress_service(address, fetcher)
        case "plone-api":
            return services.from_plone_service(address, fetcher)
        case "drupal-api":
            return services.from_drupal_service(address, fetcher)
        case _:
            return iter([web.web_document(fetcher, address)])


def _local(path: Path, kind: str, fetcher: Fetcher | None, left: LeftOut | None) -> Documents:
    match kind:
        case "zip":
            return zip_archives.from_zip(path, fetcher, left)
        case "addresses":
            return web.from_addresses(fetcher or Fetcher(), read_addresses(path))
        case "wordpress":
            return wordpress.from_parts(
                [on_disk(path)], fetcher, left=left, beside=exports.beside_in(path.absolute().parent)
            )
        case "plone":
            return plone.from_plone(path, fetcher, left)
        case "mynewsdesk":
            return mynewsdesk.from_mynewsdesk(path, fetcher)
        case "mail":
            return iter([mailbox.mail_document(path)])
        case "exports":
            return from_exports(path, fetcher, left)
        case _:
            files = folders.from_paths([path])
            return itertools.chain(from_exports(path, fetcher, left), files) if path.is_dir() else files


def from_exports(folder: Path, fetcher: Fetcher | None = None, left: LeftOut | None = None) -> Documents:
    """The documents of the exports that lie in a folder, as files or in archives; none where there are none."""
    found = exports.in_folder(folder)
    yield from exports.documents_of(found, fetcher, left=left, beside=exports.beside_in(folder))
    for archive in archives_in(folder):
        yield from zip_archives.from_zip(archive, fetcher, left)


def archives_in(folder: Path) -> list[Path]:
    """The ZIP files in a folder that hold exports. Others in it are somebody's attachments."""
    found = sorted(path for path in folder.rglob("*.[zZ][iI][pP]") if path.is_file())
    return [path for path in found if zip_archives.has_exports(path)]


def _kind_of_address(address: str) -> str:
    """By the address alone: nothing is fetched before its turn."""
    parts = urlsplit(address)
    if (parts.hostname or "").endswith("mynewsdesk.com") and parts.path.startswith("/services/"):
        return "mynewsdesk"
    for part, kind in (("/wp-json/", "wordpress-api"), ("/jsonapi/", "drupal-api"), ("/++api++", "plone-api")):
        if part in parts.path:
            return kind
    if re.search(r"sitemap[^/]*\.xml(?:\.gz)?$", parts.path, re.IGNORECASE):
        return "sitemap"
    if (
        re.search(r"(?:^|/)(?:feed|rss|atom)(?:\.xml|/|$)|\.(?:rss|atom)$|/RSS$", parts.path)
        or parts.query == "format=rss"
    ):
        return "feed"
    return "page"


def kind_of_file(path: Path) -> str:
    """What kind of source a file is, by its name and how it begins."""
    suffix = path.suffix.casefold()
    if path.is_dir():
        return "files"
    if suffix in (".zip", ".eml"):
        return {".zip": "zip", ".eml": "mail"}[suffix]
    if suffix not in (".xml", ".wxr", ".rss", ".json", ".csv", ".txt", ".lst", ".tsv"):
        return "files"
    try:
        head = on_disk(path).head()
    except SourceError:
        return "files"
    if suffix in (".xml", ".wxr", ".rss"):
        return (
            "wordpress"
            if wordpress.is_wxr(head)
            else "mynewsdesk"
            if b"<items" in head or b"<item" in head
            else "files"
        )
    if suffix == ".json":
        return "plone" if b'"@type"' in head or b'"@id"' in head else "mynewsdesk" if b'"header"' in head else "files"
    if suffix in (".csv", ".tsv"):
        return "addresses"
    lines = [line.strip() for line in head.splitlines()[:20] if line.strip() and not line.startswith(b"#")]
    return (
        "addresses"
        if lines and all(re.match(rb"https?://\S+$", line, re.IGNORECASE) for line in lines[:5])
        else "files"
    )


def add_known(article: Article, document: Document) -> None:
    """Give the article what its source knows and its own text does not say: dates, address, who may see it."""
    add_dates(article, document.published, document.updated)
    add_access(article, document.known)
    add_told(article, document.known)
    article.address = article.address or document.address


def add_dates(article: Article, published: str | None, updated: str | None) -> None:
    """Give the article the dates (ISO) that its source knows and its own text does not say. A day that was read from
    the address is less sure than the source's."""
    if published and (article.address_date or not article.published):
        article.published, article.address_date = published, ""
    article.updated = article.updated or updated
