"""A page as its visitors see it, without what is around it: the words that stay when Brygga is gone."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

import nh3
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from lxml import html
from wagtail.models import Page

_TAGS = set(
    "a abbr b blockquote br caption cite dd dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img li ol p q s strong"
    " sub sup table tbody td tfoot th thead time tr ul".split()
)
_LEFT_OUT = {"script", "style", "svg", "form", "button", "nav", "template"}
_ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}


class NotShownError(Exception):
    """A page that cannot be shown; the message says which and why."""


def shown_html(page: Page, *, draft: bool = False) -> str:
    """The HTML of the page's `<main>` without its title, scripts, forms and looks; of a draft as in a preview.

    Raises `NotShownError` where the page does not answer 200.
    """
    response = _answer(page, draft=draft)
    if response.status_code != 200:
        raise NotShownError(f"{page.url_path}: {response.status_code}")
    content: bytes = getattr(response, "content", b"")
    tree = html.document_fromstring(content.decode(response.charset or "utf-8"))
    found = tree.xpath("//main") or tree.xpath("//body")
    for heading in found[0].xpath(".//h1 | .//details[.//form]"):
        heading.drop_tree()
    for link in found[0].xpath(".//a[@href]"):
        if _is_of_brygga(link.get("href")):
            link.drop_tag()  # nothing answers there when Brygga is gone; its words stay
    raw = "".join(html.tostring(part, encoding="unicode") for part in found[0])
    clean = nh3.clean(raw, tags=_TAGS, clean_content_tags=_LEFT_OUT, attributes=_ATTRIBUTES, link_rel=None)
    return "\n".join(line.strip() for line in clean.splitlines() if line.strip())


def _is_of_brygga(address: str) -> bool:
    """Whether an address of Brygga's own answers it: a feed, the search, a calendar."""
    parts = urlsplit(address)
    if parts.netloc or not parts.path.startswith("/"):
        return False
    try:
        return (resolve(unquote(parts.path)).view_name or "").startswith("brygga_")
    except Resolver404:
        return False


def _answer(page: Page, *, draft: bool) -> HttpResponseBase:
    """What the page says to a request for its address, through the site's middleware."""
    headers: dict[str, Any] = page._get_dummy_headers()
    request = WSGIRequest(headers)
    request.is_dummy = True  # type: ignore[attr-defined]  # as Wagtail marks its own

    class Handler(BaseHandler):
        def _get_response(self, request: HttpRequest) -> HttpResponseBase:
            answer = page.serve_preview(request, page.default_preview_mode) if draft else page.serve(request)
            render = getattr(answer, "render", None)
            return render() if render is not None else answer

    handler = Handler()
    handler.load_middleware()
    return handler.get_response(request)
