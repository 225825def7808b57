"""The original of an imported page, as it was received: shown where nothing in it can do anything, or handed out."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import nh3
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from wagtail.models import Page

from ..archive import raw
from ..models import ImportItem
from ..reading.formats.decode import decode
from ..reading.model.errors import UnreadableDocument
from ..review.left_out_prose import article_of
from .rights import EVERYTHING, ORIGINALS, require

# Nothing is fetched, nothing runs, nothing is sent, and the frame has no origin.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; base-uri 'none'; form-action 'none'"
_TAGS = (nh3.ALLOWED_TAGS | {"main", "section", "address"}) - {"map", "area"}
_ATTRIBUTES = {
    "*": {"lang", "dir"},
    "img": {"alt"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_GONE = {"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "select", "textarea"}
MOST = 2_000_000  # characters that are shown


def may_see_item(user: Any, item: ImportItem) -> bool:
    """Whether the document is one of those that the user works with: its page is one that the user may edit."""
    if user.has_perm(EVERYTHING):
        return True
    page = Page.objects.filter(pk=item.page_id).first() if item.page_id else None
    return page is not None and page.specific.permissions_for_user(user).can_edit()


def _item(request: HttpRequest, pk: int) -> ImportItem:
    require(request.user, ORIGINALS)
    item = get_object_or_404(ImportItem.objects.select_related("raw", "page"), pk=pk)
    if not may_see_item(request.user, item):
        raise PermissionDenied
    if item.raw_id is None:
        raise Http404
    return item


@xframe_options_sameorigin
def original(request: HttpRequest, pk: int) -> HttpResponse:
    """The original: a web page with its structure and no scripts, styles, images or addresses; all else as the text
    that was read in it."""
    item = _item(request, pk)
    article = article_of(item)
    markup = text = ""
    if article is not None and article.format == "html":
        markup = safe_markup(item)
    elif article is not None:
        text = article.source_text[:MOST]
    response = render(
        request,
        "brygga_importers/admin/original.html",
        {"item": item, "markup": markup, "text": text, "article": article},
    )
    response["Content-Security-Policy"] = POLICY
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, no-store"
    return response


def safe_markup(item: ImportItem) -> str:
    """The web page's elements and words, and nothing of it that acts or points anywhere."""
    assert item.raw_id is not None
    try:
        text = decode(raw.load(item.raw_id)).text[:MOST]
    except (UnreadableDocument, FileNotFoundError, ValueError):
        return ""
    return nh3.clean(text, tags=_TAGS, attributes=_ATTRIBUTES, clean_content_tags=_GONE, link_rel=None)


def original_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The very bytes, to keep: never shown by the browser."""
    item = _item(request, pk)
    assert item.raw_id is not None
    try:
        data = raw.load(item.raw_id)
    except (FileNotFoundError, ValueError) as error:
        raise Http404 from error
    name = (item.location or item.identifier).rstrip("/").rpartition("/")[2] or "original"
    response = HttpResponse(data, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name[-150:], safe='')}"
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    return response
