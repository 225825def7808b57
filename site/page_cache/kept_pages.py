"""Which pages are kept, under what, and what of them."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import zlib
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ..options import addresses_beside, option
from .release import release

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http.response import HttpResponseBase

#: A page of a listing. Other queries are too many to keep, and whoever likes could make more of them.
_QUERY = re.compile(r"(?:page=[1-9][0-9]?)?")
LARGEST = 2_000_000  # bytes
_TOKEN = b"csrfmiddlewaretoken"
#: What a page may vary by: whoever has a session is asked for anew, and nothing below compresses.
_VARIES = {"cookie", "accept-encoding", "origin"}
#: Headers with which a view has decided itself.
_DECIDED = ("Cache-Control", "ETag", "Last-Modified", "Content-Encoding", "Set-Cookie", "Expires")


class Kept(NamedTuple):
    """A page: its headers, its tag, its text (compressed) and until when it holds (seconds since 1970)."""

    headers: tuple[tuple[str, str], ...]
    tag: str
    text: bytes
    until: float


def is_on() -> bool:
    """Whether pages are kept: by the setting, else where the site is not being developed."""
    chosen = option("BRYGGA_PAGE_CACHE")
    return not settings.DEBUG if chosen is None else bool(chosen)


def is_asked_in_public(request: HttpRequest) -> bool:
    """Whether a request reads an address of the public site. A preview is made in the name of the page's address."""
    return (
        request.method in ("GET", "HEAD")
        and not getattr(request, "is_dummy", False)
        and not getattr(request, "is_preview", False)
        and not request.path_info.startswith(addresses_beside())
    )


def key_of(request: HttpRequest, state: int) -> str | None:
    """What the page is kept under that everybody gets who asks so; None where the visitor, or the query, is a case of
    its own."""
    personal = (settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name)
    if any(name in request.COOKIES for name in personal) or "Authorization" in request.headers:
        return None
    query = request.META.get("QUERY_STRING", "")
    if not _QUERY.fullmatch(query):
        return None
    try:
        host = request.get_host()
    except DisallowedHost:
        return None
    today = timezone.localdate().isoformat()
    what = (release(), state, today, request.scheme, host, request.path, query)
    return f"brygga:page:{hashlib.blake2b(repr(what).encode(), digest_size=20).hexdigest()}"


def may_be_kept(response: HttpResponseBase) -> bool:
    """Whether a response is a whole page for everybody, of which nothing is said about how it may be kept."""
    if not isinstance(response, HttpResponse) or response.status_code != 200 or response.cookies:
        return False
    varies = {name.strip().lower() for name in response.headers.get("Vary", "").split(",") if name.strip()}
    return (
        varies <= _VARIES
        and not any(response.has_header(name) for name in _DECIDED)
        and "'nonce-" not in response.headers.get("Content-Security-Policy", "")
        and len(response.content) <= LARGEST
        and _TOKEN not in response.content
    )


def kept(response: HttpResponse, tag: str, moments: Iterable[dt.datetime], now: dt.datetime) -> Kept:
    """`response` as it is kept: until the first of `moments` that is to come, and no longer than the setting says."""
    longest = now + dt.timedelta(seconds=option("BRYGGA_PAGE_CACHE_SECONDS"))
    until = min([longest, *(moment for moment in moments if moment > now)])
    return Kept(tuple(response.headers.items()), tag, zlib.compress(response.content, 1), until.timestamp())


def answer(page: Kept) -> HttpResponse:
    """A response like the one that was kept."""
    response = HttpResponse(zlib.decompress(page.text))
    del response.headers["Content-Type"]
    for name, value in page.headers:
        response.headers[name] = value
    return response
