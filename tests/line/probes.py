"""The addresses that somebody might guess: of everything that stands in the database or in the media folder, public or
not. A crawl finds what the site tells of; these find what it only hides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from django.conf import settings
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, get_page_models

from brygga.importers.models import ImportItem, OldAddress
from brygga.projects.models import Indicator, Organisation, Person, TargetGroup
from brygga.site.api import api_router
from brygga.site.models import Topic

from .crawl import CLOSED

REGISTERS = (Person, Organisation, Indicator, Topic, TargetGroup)


def start() -> list[str]:
    """Where a crawl begins: the front page, and every public address without a parameter."""
    return list(dict.fromkeys(["/", *_plain(get_resolver(), "/"), *_api()]))


def _patterns(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern).lstrip("^").removesuffix("$")
        if route.startswith(CLOSED):
            continue
        if isinstance(entry, URLResolver):
            yield from _patterns(entry, route)
        else:
            yield route, entry


def _plain(resolver: URLResolver, prefix: str) -> list[str]:
    return [route for route, _ in _patterns(resolver, prefix) if not set(route) & set("<(?*[\\")]


def _api() -> list[str]:
    addresses = []
    for name in api_router._endpoints:
        addresses += [f"/api/v2/{name}/", f"/api/v2/{name}/?fields=*&limit=20"]
        addresses += [f"/api/v2/{name}/?fields=*&limit=20&offset={offset}" for offset in (20, 40, 60, 80)]
    for model in get_page_models():
        addresses.append(f"/api/v2/pages/?type={model._meta.label}&fields=*&limit=20")
    return addresses


def guesses() -> list[str]:
    """Every address that belongs to something there is, public or not."""
    return list(dict.fromkeys([*_pages(), *_numbers(), *_files(), *_old(), *_searches()]))


def _pages() -> Iterator[str]:
    for page in Page.objects.filter(depth__gt=1):
        path = "/" + page.url_path.strip("/").partition("/")[2]
        path = path if path.endswith("/") else f"{path}/"
        yield path
        yield f"/api/v2/pages/find/?{urlencode({'html_path': path})}"
    for topic in Topic.objects.all():
        yield f"/amnen/{topic.slug}/"


def _numbers() -> Iterator[str]:
    """Every address with a number in it, asked with every number there is, and some more."""
    for name, viewset in api_router._endpoints.items():
        for number in _keys(viewset.model):
            yield f"/api/v2/{name}/{number}/"
    routes = [route for route, _ in _patterns(get_resolver(), "/") if "<int:" in route and "api" not in route]
    for number in sorted({*_keys(Page), *_keys(Indicator)}):
        for route in routes:
            head, _, rest = route.partition("<int:")
            tail = rest.partition(">")[2]
            if not set(tail) & set("<(?*[\\"):
                yield f"{head}{number}{tail}"


def _keys(model: type[Model]) -> list[int]:
    """The keys of what people and imports have made, and the next few."""
    rows = model._default_manager.all()
    if model is Organisation:
        rows = rows.filter(register_key=None)  # those of the shipped register are public from the start
    keys = sorted(rows.values_list("pk", flat=True))
    return [*keys, *range((keys or [0])[-1] + 1, (keys or [0])[-1] + 4)]


def _files() -> Iterator[str]:
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")):
        if path.is_file():
            yield settings.MEDIA_URL + quote(str(path.relative_to(root)))
    for document in get_document_model().objects.all():
        yield urlsplit(document.url).path


def _old() -> Iterator[str]:
    for url in OldAddress.objects.values_list("url", flat=True):
        parts = urlsplit(url)
        if parts.scheme in ("http", "https"):
            yield quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (f"?{parts.query}" if parts.query else "")
    yield from Redirect.objects.values_list("old_path", flat=True)


def _searches() -> Iterator[str]:
    """Searches for all that has a name: on the site, in the endpoint of its kind, and misspelt, since what the site
    offers instead is made of the words it knows."""
    names = dict(_names())
    for words, endpoint in names.items():
        yield f"/sok/?{urlencode({'q': words})}"
        yield f"/api/v2/{endpoint}/?{urlencode({'search': words})}"
    longest = sorted({max(words.split(), key=len) for words in names if words.strip()}, key=len, reverse=True)
    for word in longest[:25]:
        yield f"/sok/?{urlencode({'q': word[:3] + word[4:]})}"


def _names() -> Iterable[tuple[str, str]]:
    for title in ImportItem.objects.order_by("pk").values_list("title", flat=True):
        yield title, "pages"
    pages = ImportItem.objects.exclude(page=None).values_list("page", flat=True)
    for title in (
        Page.objects.filter(brygga_written__isnull=False).exclude(pk__in=pages).values_list("title", flat=True)
    ):
        yield title, "pages"
    for model, endpoint in ((Person, "people"), (Indicator, "indicators"), (Organisation, "organisations")):
        rows = model.objects.order_by("-pk")
        if model is Organisation:
            rows = rows.filter(register_key=None)
        for name in rows.values_list("name", flat=True)[:15]:
            yield name, endpoint
    for image in get_image_model().objects.order_by("-pk")[:10]:
        yield image.title, "images"
    for document in get_document_model().objects.all()[:5]:
        yield document.title, "documents"
