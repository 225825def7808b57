"""Views of the public site that are no pages of the tree: colours, errors, robots.txt, open data's front page."""

from collections.abc import Iterable
from functools import partial

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_response_headers
from django.utils.html import strip_tags
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site, get_page_models

from .data_described import described
from .extras import EXCERPT, attempt
from .listing import paged
from .models import Topic, TopicsMixin
from .search.page_search import MAX_LENGTH, search_pages
from .site_settings import SiteSettings

YEAR = 365 * 24 * 3600
TOPIC_SHOWN = 10


@require_safe
def colours(request: HttpRequest) -> HttpResponse:
    """The site's own colours as a stylesheet of custom properties.

    A stylesheet, since the content security policy allows no inline style. The link carries the colours' version
    (`?v=`), so a browser may keep it for a year.
    """
    site_settings = SiteSettings.for_request(request)
    response = render(
        request,
        "brygga_site/colours.css",
        {"light": site_settings.light, "dark": site_settings.dark, "site_settings": site_settings},
        content_type="text/css; charset=utf-8",
    )
    current = request.GET.get("v") == site_settings.colour_version
    patch_response_headers(response, YEAR if current else 60)
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt: everything public may be read, filtered listings need not be walked through."""
    return render(
        request,
        "robots.txt",
        {"sitemap": request.build_absolute_uri("/sitemap.xml")},
        content_type="text/plain; charset=utf-8",
    )


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, with a search form and the site's main parts."""
    return render(request, "404.html", status=404)


def gone(request: HttpRequest, page: Page) -> HttpResponse:
    """410: the page was here and was taken down; says when, and that the document can still be asked for."""
    return render(request, "410.html", {"gone": page}, status=410)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search results (`?q=`), narrowed by page type (`?typ=`), each with the place where the words stand."""
    text = request.GET.get("q", "").strip()[:MAX_LENGTH]
    chosen = request.GET.get("typ", "")
    type_id = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 9 else None
    found = search_pages(Site.find_for_request(request), text, type_id, exactly="exakt" in request.GET)
    page_of_results = paged(request, found.results, total=found.shown)
    page_of_results.object_list = specific_pages(page_of_results.object_list)
    excerpts = found.excerpts
    excerpts.look_beside(page_of_results.object_list)
    for page in page_of_results.object_list:
        page.excerpt = attempt(EXCERPT, partial(excerpts.of, page), "", page)
    also = found.also_on(f"{page.title} {strip_tags(page.excerpt)}" for page in page_of_results.object_list)
    return render(
        request,
        "brygga_site/search.html",
        {"query": text, "found": found, "results": page_of_results, "type_id": type_id, "also": also},
    )


def specific_pages(pages: Iterable[Page]) -> list[Page]:
    """The same pages as what they are (news, project …), in the same order: a query a type, and one for each relation
    that their cards show."""
    ids = [page.pk for page in pages]
    found = {page.pk: page for page in Page.objects.filter(pk__in=ids).specific()}
    for model in dict.fromkeys(type(page) for page in found.values()):
        alike = [page for page in found.values() if type(page) is model]
        prefetch_related_objects(alike, *getattr(model, "card_relations", ()))
    return [found[pk] for pk in ids if pk in found]


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything about one topic, by kind of page, newest first."""
    shown = get_object_or_404(Topic.objects.public(), slug=slug)
    site = Site.find_for_request(request)
    groups = []
    for model in get_page_models():
        if not issubclass(model, TopicsMixin) or model._meta.abstract:
            continue
        pages = model.objects.live().public().listed().descendant_of(site.root_page).filter(topics=shown)
        total = pages.count()
        if total:
            shown_pages = pages.order_by(*model.topic_ordering).for_cards()[:TOPIC_SHOWN]
            groups.append({"name": model._meta.verbose_name_plural, "total": total, "pages": shown_pages})
    others = Topic.objects.public().exclude(pk=shown.pk)
    return render(request, "brygga_site/topic.html", {"topic": shown, "groups": groups, "others": others})


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """What can be fetched and followed: open data with its licence, feeds, calendars."""
    context = {"topics": Topic.objects.public(), "structured_data": described(request)}
    return render(request, "brygga_site/open_data.html", context)
