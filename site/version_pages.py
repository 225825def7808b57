"""The history of a page, and a permanent address for each version of it that everybody could see.

A version is shown while its page is public: what was taken down can still be handed out, by asking. Its words are
those of that time; what a page fetches from elsewhere (figures, lists, pictures that are still public) is of today,
and the version says so. What was shown exactly is kept in an archive package (`manage.py archive_package`).
"""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from .models.page_records import PublicVersion
from .privacy import seen
from .recording import records_of

#: Where a request says which version is shown, for the templates.
SHOWN = "brygga_version"
_OPENINGS = (re.compile(r"<main\b[^>]*>"), re.compile(r"<body\b[^>]*>"))


def _public_page(request: HttpRequest, pk: int) -> Page:
    """The page of this site; Http404 where not everybody may see it."""
    site = Site.find_for_request(request)
    pages = Page.objects.descendant_of(site.root_page, inclusive=True).filter(pk=pk) if site else Page.objects.none()
    page = next(iter(seen(pages)), None)
    if page is None:
        raise Http404
    return page


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """The versions of a page that were public, the latest first, and what was put right on it."""
    page = _public_page(request, pk)
    versions = PublicVersion.objects.filter(page_id=page.pk)
    context = {"about": page, "versions": versions, "records": records_of(page)}
    return render(request, "brygga_site/history.html", context)


@require_safe
def version(request: HttpRequest, pk: int) -> HttpResponse:
    """A version that was public, marked as what it is. Its own address is the only one it has."""
    shown = get_object_or_404(PublicVersion.objects.select_related("revision"), pk=pk)
    current = _public_page(request, shown.page_id)
    page = shown.revision.as_object()
    setattr(request, SHOWN, shown)
    response: HttpResponse = page.serve(request)
    if hasattr(response, "render") and not getattr(response, "is_rendered", True):
        response.render()
    mark = render_to_string("brygga_site/includes/version_mark.html", {"version": shown, "about": current}, request)
    response.content = _marked(response.content.decode(), mark)
    response["X-Robots-Tag"] = "noindex"
    # Its words are those of a stored version, whose changes no kept page hears of: somebody's name may go from it.
    response["Cache-Control"] = "no-cache"
    return response


def _marked(text: str, mark: str) -> str:
    """The page with the mark first in it. Raises Http404 where there is no place for it: an old version that does not
    say so would be taken for what holds today."""
    for opening in _OPENINGS:
        if found := opening.search(text):
            return f"{text[: found.end()]}{mark}{text[found.end() :]}"
    raise Http404
