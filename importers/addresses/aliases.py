"""The addresses that a page says it has: canonical, short, for print and for AMP."""

from __future__ import annotations

from urllib.parse import urljoin

from lxml import html

from ..reading.formats.decode import decode
from ..reading.model.errors import UnreadableDocument
from .address_keys import host, is_possible, is_web

HEAD = 256 * 1024  # bytes: what a page says of itself stands first in it
_RELATIONS = frozenset({"canonical", "shortlink", "amphtml"})


def aliases(data: bytes, base: str) -> list[str]:
    """Every address on the page's own host that an HTML page gives for itself, each once, `base` left out.

    `base` is the page's own address; without one, the first that the page names is taken for it. Nothing for what is
    no HTML page. A page may name the start page by mistake: that is no address of an article.
    """
    if b"<" not in data[:HEAD]:
        return []
    try:
        root = html.document_fromstring(decode(data[:HEAD]).text)
    except (UnreadableDocument, ValueError, html.etree.ParserError):
        return []
    found: list[str] = []
    for link in root.iter("link"):
        relations = set((link.get("rel") or "").casefold().split())
        for_print = "alternate" in relations and "print" in (link.get("media") or "").casefold()
        if relations & _RELATIONS or for_print:
            found.append(link.get("href") or "")
    found += [m.get("content") or "" for m in root.iter("meta") if (m.get("property") or "").casefold() == "og:url"]
    absolute = [_absolute(base, href) for href in found]
    named = [address for address in absolute if address]
    own = base or next(iter(named), "")
    return list(dict.fromkeys(a for a in named if a != base and host(a) == host(own) and not _is_start(a)))


def _absolute(base: str, href: str) -> str:
    try:
        address = urljoin(base, href.strip()).partition("#")[0]
        return address if is_web(address) and host(address) and is_possible(address) else ""
    except ValueError:
        return ""


def _is_start(address: str) -> bool:
    rest = address.partition("://")[2].partition("/")[2]
    return not rest
