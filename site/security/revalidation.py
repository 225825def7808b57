"""Public pages are asked for again instead of sent again: an ETag over what the visitor would get, and 304.

The tag is made of the page, so whatever changes anywhere changes it; nothing is kept here. Browsers and proxies may
keep a copy and have to ask each time (`no-cache`). Whoever has a session, as after log-in or the password of a page,
gets no tag, and what they get is theirs (`private`).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from ..answers.guard import DRAWN
from ..options import addresses_beside

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

#: When a form was drawn, signed: another one each second, and good for a week.
_DRAWN = re.compile(rf'(name="{DRAWN}" value=")[^"]*'.encode())
_TOKEN = b"csrfmiddlewaretoken"


class RevalidationMiddleware:
    """Stands above the middleware of sessions and CSRF, and below what compresses."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        # A kept page (see `page_cache`) has been looked at, and brings its tag along.
        tag = getattr(response, "brygga_tag", "")
        if not isinstance(response, HttpResponse) or not (tag or _may_be_kept(request, response)):
            return response
        patch_vary_headers(response, ["Cookie"])
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            patch_cache_control(response, private=True, no_cache=True)
            return response
        patch_cache_control(response, no_cache=True)
        response.headers["ETag"] = tag = tag or tag_of(response.content, timezone.localdate())
        answer = get_conditional_response(request, etag=tag, response=response)
        return answer if answer is not None else response


def tag_of(body: bytes, today: dt.date) -> str:
    """The tag of a page, weak since the moment when its forms were drawn does not count. The day does: a form is good
    for a week, and a copy that is asked for again each day never grows older than its form."""
    lasting, forms = _DRAWN.subn(rb"\1", body)
    lasting += today.isoformat().encode() if forms else b""
    return f'W/"{hashlib.blake2b(lasting, digest_size=16).hexdigest()}"'


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the response is a public page that has said nothing itself of how it may be kept."""
    return (
        request.method in ("GET", "HEAD")
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not any(response.has_header(name) for name in ("ETag", "Last-Modified", "Cache-Control"))
        and not request.path_info.startswith(addresses_beside())
        and _TOKEN not in response.content
    )
