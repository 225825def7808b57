"""Old addresses: when two mean the same place, and what a redirect for one looks like."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit

from wagtail.contrib.redirects.models import Redirect

# Query parameters that say which page is meant; the others (utm_…, fontsize, print) do not change what is shown.
IDENTITY = frozenset(
    {"p", "page_id", "id", "pageid", "articleid", "newsid", "attachment_id", "cat", "guid", "epslanguage"}
)
_DEFAULT_DOCUMENT = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.I)
# What servers put in an address to know a visitor again: ;jsessionid=1A2B, /(S(x1y2))/.
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid|cfid|cftoken)=[^/;?]*|/\([A-Z]\([^)/]*\)\)", re.I)
_UID = re.compile(r"(?:^|/)resolveuid/([0-9a-f-]{16,40})", re.I)
_WEB = re.compile(r"^https?://", re.I)
_LABEL = re.compile(r"(?!-)[\w-]{1,63}(?<!-)")
KEY_LENGTH = 255


def is_web(address: str | None) -> bool:
    return bool(address and _WEB.match(address))


def host(address: str) -> str:
    """The host without www and port, casefolded; "" for what has none, or one that cannot be read."""
    try:
        name = (urlsplit(address).hostname or "").casefold()
    except ValueError:
        return ""
    return name.removeprefix("www.")


def is_possible(address: str) -> bool:
    """Whether there can be a page at a web address: its host and port are ones that a browser would take (RFC 1035,
    2.3.4: at most 63 signs in each part and 253 in all)."""
    try:
        parts = urlsplit(address)
        name = parts.hostname or ""
        _ = parts.port  # raises for a number that is none
    except ValueError:
        return False
    if name.startswith("[") or ":" in name:  # an address in numbers, which urlsplit has read
        return True
    return len(name) <= 253 and all(_LABEL.fullmatch(label) for label in name.rstrip(".").split("."))


def address_key(address: str) -> str:
    """A key that is the same for all ways to write one address: http or https, with or without www, a trailing
    slash, index.html, upper or lower case, å or %C3%A5 or %E5, slashes too many, sessions, and parameters that only
    count visitors.

    >>> address_key("https://WWW.solvik.se/Nyheter/%C3%85r/?utm_source=x#a") == address_key("http://solvik.se/nyheter/år")
    True
    """
    if match := _UID.search(address):
        return "uid:" + match[1].replace("-", "").casefold()
    try:
        parts = urlsplit(address.strip())
        name = host(address)
    except ValueError:
        return "bad:" + hashlib.sha256(address.encode("utf-8", "replace")).hexdigest()
    path = unicodedata.normalize("NFC", _unquoted(_SESSION.sub("", parts.path))).casefold()
    path = _DEFAULT_DOCUMENT.sub("/", path).rstrip("/") or "/"
    path = re.sub(r"/{2,}", "/", path)
    query = sorted((k.casefold(), v) for k, v in parse_qsl(parts.query) if k.casefold() in IDENTITY)
    key = name + path + ("?" + urlencode(query) if query else "")
    if len(key) > KEY_LENGTH:
        digest = hashlib.sha256(key.encode()).hexdigest()
        key = key[: KEY_LENGTH - 65] + "#" + digest
    return key


def _unquoted(path: str) -> str:
    """A path with its signs written out, in UTF-8 or as older servers wrote them."""
    try:
        return unquote(path, errors="strict")
    except UnicodeDecodeError:
        return unquote(path, encoding="cp1252", errors="replace")


def absolute(href: str, base: str | None) -> str:
    """`href` made absolute where the page's own address is known; as it is otherwise or when it cannot be read."""
    try:
        return urljoin(base, href.strip()) if base else href.strip()
    except ValueError:
        return href.strip()


def redirect_path(address: str) -> str:
    """The path (with query) that Wagtail's redirect middleware looks up for this old address.

    Tracking parameters go, since the middleware tries the path without its query too. Longer than the column allows
    gives "": such an address is listed by `import_check` instead.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query) if k.casefold() in IDENTITY])
    path = Redirect.normalise_path(parts.path + ("?" + query if query else ""))
    return path if len(path) <= 255 and "\0" not in path else ""
