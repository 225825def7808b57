"""Keeps whole public pages, and gives them until something changes that visitors may see.

A kept page costs one query: in which state the content is. It is right on the next request after a change, in every
process, whether they share a cache or not, since the state lies in the database and changes with what it tells of.
Nothing is kept for whoever has a session or is let in by a password, of forms, previews, errors, private pages or
queries other than the pages of a listing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ..security.revalidation import tag_of
from . import moments, states, store
from .kept_pages import Kept, answer, is_asked_in_public, is_on, kept, key_of, may_be_kept

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase


class PageCacheMiddleware:
    """Stands right below RevalidationMiddleware, above the middleware of sessions."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_on() or not is_asked_in_public(request):
            return self.get_response(request)
        state = states.read()
        with states.known(state):
            key = None if state is None else key_of(request, state)
            return self.get_response(request) if key is None else self._from(key, request)

    def _from(self, key: str, request: HttpRequest) -> HttpResponseBase:
        now = timezone.now()
        page = store.fetch(key)
        if isinstance(page, Kept) and now.timestamp() < page.until:
            response: HttpResponseBase = answer(page)
            response.brygga_tag = page.tag  # type: ignore[attr-defined]
            return response
        with moments.collected() as named:
            response = self.get_response(request)
        if isinstance(response, HttpResponse) and request.method == "GET" and may_be_kept(response):
            tag = tag_of(response.content, timezone.localdate(now))
            page = kept(response, tag, named, now)
            store.keep(key, page, page.until - now.timestamp())
            response.brygga_tag = tag  # type: ignore[attr-defined]
        return response
