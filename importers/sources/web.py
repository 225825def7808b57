"""Web addresses as documents: one, a list, what a sitemap names, what a listing page leads to."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import urljoin, urlsplit

from lxml import html

from ..reading.formats.decode import MAX_BYTES, decode
from ..reading.model.errors import UnreadableDocument
from .document import Document, Documents, SourceError, failing
from .fetch import Fetcher, clean
from .fetch_errors import FetchError
from .safe_xml import children, local, parse_xml, value
from .store import Copy

MAX_SITEMAPS = 500
MAX_LISTINGS = 2_000
_NOT_PAGES = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|css|js|ico|zip|mp[34]|avi|mov|woff2?|xml|json|rss)$", re.IGNORECASE
)
_NEXT = re.compile(
    r"^\W*(?:nästa(?: sida)?|äldre(?: inlägg| nyheter)?|fler(?: nyheter)?|visa fler|next(?: page)?|older(?: posts)?)"
    r"\W*$",
    re.IGNORECASE,
)
_NEXT_CLASS = re.compile(r"(?:^|[\s_-])(?:next|pagination-next|nasta|older)(?:$|[\s_-])", re.IGNORECASE)


def web_document(fetcher: Fetcher, address: str, **known: object) -> Document:
    """The document at an address, fetched when its turn comes."""

    def fetch() -> bytes:
        copy = fetcher.fetch(address)
        document.headers = copy.headers
        document.content_type = copy.content_type
        document.address = copy.final
        return copy.data

    document = Document(source_id=address, name=address, address=address, fetch=fetch, known=dict(known))
    return document


def missing_part(address: str, message: str) -> Document:
    """A part of the source itself that could not be had: it fails by name, so that nobody thinks that all came."""
    return Document(
        source_id=address, name=address, address=address, fetch=failing("part-missing", message), known={"part": True}
    )


def from_addresses(fetcher: Fetcher, rows: Iterable[tuple[str, dict[str, str]]]) -> Documents:
    """A document for each address of a list."""
    for address, known in rows:
        yield web_document(fetcher, address, **known)


# Sitemaps (sitemaps.org 0.9)


def from_sitemap(fetcher: Fetcher, address: str, wanted: Callable[[str], bool] = lambda address: True) -> Documents:
    """The pages that a sitemap names, also those of the sitemaps that an index names; each page once.

    `address` may be the site itself: then its robots.txt says where the sitemap is, else /sitemap.xml is tried.
    Only addresses on the sitemap's own host are taken. Raises SourceError when there is no sitemap.
    """
    host = _host(address)
    waiting = [address] if re.search(r"\.xml(?:\.gz)?(?:$|\?)|sitemap", address) else _known_sitemaps(fetcher, address)
    seen_maps: set[str] = set()
    seen: set[str] = set()
    found_any = False
    while waiting and len(seen_maps) < MAX_SITEMAPS:
        current = waiting.pop(0)
        if current in seen_maps:
            continue
        seen_maps.add(current)
        try:
            root = parse_xml(_unzipped(fetcher.fetch(current)))
        except (FetchError, SourceError) as error:
            if not found_any and not waiting:
                raise SourceError(
                    "no-sitemap", f"Webbplatsens karta {current} gick inte att läsa. {error.message}"
                ) from error
            yield missing_part(current, f"Webbplatsens karta {current} gick inte att läsa. {error.message}")
            continue
        found_any = True
        if local(root) == "sitemapindex":
            waiting.extend(value(entry, "loc") for entry in children(root, "sitemap"))
            continue
        for entry in children(root, "url"):
            page = value(entry, "loc")
            if (
                not page
                or page in seen
                or _host(page) != host
                or _NOT_PAGES.search(urlsplit(page).path)
                or not wanted(page)
            ):
                continue
            seen.add(page)
            document = web_document(fetcher, page)
            # lastmod says when the page was changed, seldom truly; it is kept as something known, not as a date.
            document.known["lastmod"] = value(entry, "lastmod")
            yield document


def _known_sitemaps(fetcher: Fetcher, address: str) -> list[str]:
    return fetcher.sitemaps(address) or [urljoin(address, "/sitemap.xml")]


def _unzipped(copy: Copy) -> bytes:
    """The bytes of a sitemap, unpacked if they are gzip, never more than the limit."""
    if not copy.data.startswith(b"\x1f\x8b"):
        return copy.data
    try:
        data = zlib.decompressobj(wbits=31).decompress(copy.data, MAX_BYTES + 1)
    except (zlib.error, gzip.BadGzipFile) as error:
        raise SourceError("broken-gzip", "Filen är skadad.") from error
    if len(data) > MAX_BYTES:
        raise SourceError("too-large", f"Filen är större än {MAX_BYTES // 2**20} MB när den packas upp.")
    return data


# Listing pages


def from_listing(fetcher: Fetcher, address: str, pattern: str = "") -> Documents:
    """The pages that a listing leads to, over all its "next" pages; each page once.

    `pattern` is a regular expression that the addresses of pages match. Without one, pages are what lies below the
    listing's own path, links in menus left out. Raises SourceError when the listing itself cannot be read.
    """
    try:
        matches = re.compile(pattern).search if pattern else None
    except re.error as error:
        raise SourceError("bad-pattern", f"Mönstret {pattern!r} är inget reguljärt uttryck.") from error
    listing: str | None = clean(address)
    own = clean(address)
    listings: set[str] = set()
    seen: set[str] = set()
    while listing and listing not in listings and len(listings) < MAX_LISTINGS:
        listings.add(listing)
        try:
            copy = fetcher.fetch(listing)
            root = html.document_fromstring(decode(copy.data, content_type=copy.content_type).text)
        except (UnreadableDocument, ValueError, html.etree.ParserError) as error:
            if len(listings) == 1:
                reason = error.message if isinstance(error, UnreadableDocument) else "Sidan är trasig."
                raise SourceError("no-listing", f"Listan {listing} gick inte att läsa. {reason}") from error
            yield missing_part(listing, "Listans fortsättning gick inte att läsa: artiklar kan saknas.")
            return
        following = _next_page(root, copy.final)
        for page, text in _links(root, copy.final):
            if page in seen or page == following or page in listings or _host(page) != _host(own):
                continue
            if matches(page) if matches else _below(page, own):
                seen.add(page)
                yield web_document(fetcher, page, link_text=text)
        listing = following


def _links(root: html.HtmlElement, base: str) -> Iterator[tuple[str, str]]:
    for link in root.iter("a"):
        href = link.get("href", "")
        if not href or any(local(p) in ("nav", "header", "footer") for p in link.iterancestors()):
            continue
        try:
            page = clean(urljoin(base, href))
        except (FetchError, ValueError):
            continue
        if not _NOT_PAGES.search(urlsplit(page).path):
            yield page, " ".join(link.text_content().split())


def _below(page: str, listing: str) -> bool:
    ours, theirs = urlsplit(listing), urlsplit(page)
    folder = re.sub(r"(?:\.\w+|/)$", "", ours.path) + "/"
    return theirs.path.startswith(folder) and theirs.path.rstrip("/") != folder.rstrip("/")


def _next_page(root: html.HtmlElement, base: str) -> str | None:
    """Where the listing goes on: rel=next, a class that says so, or a link that is called "Nästa"."""
    found = root.xpath("//link[@rel='next']/@href | //a[contains(concat(' ', @rel, ' '), ' next ')]/@href")
    if not found:
        for link in root.iter("a"):
            label = " ".join((link.text_content() or link.get("aria-label", "") or link.get("title", "")).split())
            if link.get("href") and (_NEXT.match(label) or _NEXT_CLASS.search(link.get("class", ""))):
                found = [link.get("href")]
                break
    for href in found:
        try:
            return clean(urljoin(base, str(href)))
        except (FetchError, ValueError):
            continue
    return None


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").casefold().removeprefix("www.")
    except ValueError:
        return ""
