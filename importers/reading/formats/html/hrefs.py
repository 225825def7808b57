"""Addresses on a page: what they point at, and how."""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from typing import Literal
from urllib.parse import unquote, urljoin, urlsplit

Kind = Literal["internal", "external", "file", "anchor", "mail", "phone"]

FILE_NAME = re.compile(
    r"\.(?:pdf|docx?|docm|dotx?|rtf|odt|ods|odp|xlsx?|xlsm|csv|pptx?|ppsx?|zip|7z|rar|txt|ics|epub|mp3|mp4|m4a|mov|wav)$",
    re.IGNORECASE,
)
# How the systems name the address of a file that has no ending: Plone, SiteVision, WordPress, EPiServer.
_FILE_PATH = re.compile(r"/(?:@@download|at_download)/|/download/[\w.-]{8,}/|[?&]attachment_id=", re.IGNORECASE)
_IMAGE_NAME = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|avif|tiff?|bmp)$", re.IGNORECASE)
_NO_LINK = re.compile(r"\s*(?:javascript|data|vbscript|about|blob):", re.IGNORECASE)
_BLANKS = re.compile(r"[\t\r\n]")
# Names that no server on the internet has (RFC 6762, 8375 and 9476, and what networks of offices are called).
_INSIDE = (".local", ".localhost", ".localdomain", ".internal", ".intranet", ".intra", ".lan", ".home.arpa", ".corp")


def is_link(href: str | None) -> bool:
    """Whether an href leads anywhere: scripts and empty ones do not."""
    return bool(href and href.strip() and not _NO_LINK.match(href))


def resolve(href: str, address: str | None) -> str:
    """The absolute form of an address on the page at `address`; as it stands where that is unknown or it is broken."""
    href = _BLANKS.sub("", href).strip()
    if not address:
        return href
    return _joined(address, href)


@lru_cache(maxsize=4096)  # a site's menus lead to the same places on every page, and several checks ask of each link
def _joined(address: str, href: str) -> str:
    try:
        return urljoin(address, href)
    except ValueError:
        return href


def leads_inside(href: str, address: str | None) -> bool:
    """Whether an address leads to a network that visitors do not reach: a private number, the computer itself, a name
    without a point. What the page's own host is does not count: its pages are being moved."""
    try:
        parts = urlsplit(resolve(href, address))
        host, own = parts.hostname or "", urlsplit(address).hostname if address else None
    except ValueError:
        return False
    if parts.scheme == "file":
        return True
    if not host or host == own:
        return False
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host or host.endswith(_INSIDE)
    return not number.is_global


@lru_cache(maxsize=4096)
def kind_of(href: str, address: str | None) -> Kind:
    """What a link leads to. Without the page's own address, an absolute link counts as external."""
    href = href.strip()
    folded = href[:10].lower()
    if folded.startswith("mailto:"):
        return "mail"
    if folded.startswith(("tel:", "sms:", "callto:")):
        return "phone"
    if href.startswith("#"):
        return "anchor"
    try:
        parts = urlsplit(resolve(href, address))
        own = urlsplit(address) if address else None
        host = _host(parts.netloc)
    except ValueError:
        return "external"
    if FILE_NAME.search(unquote(parts.path)) or _FILE_PATH.search(href):
        return "file"
    if own and parts.fragment and (parts[:4] == own[:4]):
        return "anchor"
    if not host:
        return "internal"
    return "internal" if own and host == _host(own.netloc) else "external"


def is_image_address(href: str) -> bool:
    """Whether an address is that of a picture (the large version behind a small one)."""
    try:
        return bool(_IMAGE_NAME.search(urlsplit(href).path))
    except ValueError:
        return False


def _host(netloc: str) -> str:
    return netloc.rpartition("@")[2].lower().removeprefix("www.")
