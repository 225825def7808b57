"""The original of an imported page, as it was received: shown where nothing in it can do anything, or handed out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from wagtail.log_actions import log
from wagtail.models import Page

from ..archive import raw
from ..models import ImportItem, SealedOriginal
from ..review.left_out_prose import article_of, article_of_bytes
from .original_markup import MOST, markup_of
from .rights import EVERYTHING, ORIGINALS, SEALED, require

if TYPE_CHECKING:
    from ..reading import Article

OPENED = "brygga.open_sealed"  # what the log calls it

# Nothing is fetched, nothing runs, nothing is sent, and the frame has no origin.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; base-uri 'none'; form-action 'none'"


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
    """The original: web pages, Word documents and mail with their paragraphs, headings, lists and tables, and no
    scripts, styles or addresses; all else as the text that was read in it."""
    item = _item(request, pk)
    seal = SealedOriginal.objects.filter(pk=item.raw_id).first()
    article = _opened(request, item, seal)
    markup = markup_of(item, article) if article is not None else ""
    text = article.source_text[:MOST] if article is not None and not markup else ""
    response = render(
        request,
        "brygga_importers/admin/original.html",
        {"item": item, "markup": markup, "text": text, "article": article, "seal": None if article else seal},
    )
    response["Content-Security-Policy"] = POLICY
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, no-store"
    return response


def _opened(request: HttpRequest, item: ImportItem, seal: SealedOriginal | None) -> Article | None:
    """The article, of a sealed original only for those who may open what is sealed; that they did is logged."""
    if seal is None:
        return article_of(item)
    if not request.user.has_perm(SEALED):
        return None
    log(seal, OPENED, user=request.user)
    try:
        return article_of_bytes(item, raw.load(str(item.raw_id)))
    except (FileNotFoundError, ValueError):
        return None


def original_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The very bytes, to keep: never shown by the browser."""
    item = _item(request, pk)
    assert item.raw_id is not None
    seal = SealedOriginal.objects.filter(pk=item.raw_id).first()
    if seal is not None:
        if not request.user.has_perm(SEALED):
            raise PermissionDenied
        log(seal, OPENED, user=request.user)
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
