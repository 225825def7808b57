"""The listing of news: how it is filtered, counted and paged.

For templates: `NewsIndexPage.get_context` sets `listing`, a `brygga.site.facets.Listing` (see
`brygga.projects.filters` for all it has). Its facets, by GET parameter: `slag` (kind), `ar` (year), `amne` (topic),
`enhet` (id of the unit), `projekt` (id of the project). The archive by year is the facet `ar`: its choices are
years with counts, the newest first, and `choice.only_url` is the address of that year.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _

from brygga.site.facets import Counted, Facet, Listing, build_listing, numeric_values, relation_facet
from brygga.site.page_querysets import ShownPageQuerySet
from brygga.site.privacy import private_paths

from .choices import Kind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# News that came without a date stands last, on every database.
NEWEST_FIRST = ("-listed_on", "-pk")


def kind_facet() -> Facet:
    """By kind, in the order the kinds are declared."""

    def counts(queryset: QuerySet) -> list[Counted]:
        found = dict(queryset.order_by().values_list("kind").annotate(n=Count("pk")))
        return [(str(kind), kind.label, found[kind]) for kind in Kind if found.get(kind)]

    return Facet("slag", _("Slag"), lambda values: Q(kind__in=values), counts, names=dict(Kind.choices), once=True)


def year_facet() -> Facet:
    """By the year of first publication, the newest first."""

    def query(values: list[str]) -> Q:
        condition = Q(pk__in=[])
        for year in numeric_values(values):
            if 1900 <= year <= 9999:
                condition |= Q(first_published_on__year=year)
        return condition

    def counts(queryset: QuerySet) -> list[Counted]:
        rows = (
            queryset.filter(first_published_on__isnull=False)
            .order_by()
            .annotate(year=ExtractYear("first_published_on"))
            .values_list("year")
            .annotate(n=Count("pk"))
        )
        return [(str(year), str(year), n) for year, n in sorted(rows, reverse=True)]

    return Facet("ar", _("År"), query, counts, once=True)


def page_facet(name: str, label: StrOrPromise, path: str) -> Facet:
    """By a related page that visitors may see: a unit or a project."""

    def counts(queryset: QuerySet) -> list[Counted]:
        rows = (
            queryset.filter(**{f"{path}__live": True})
            .order_by()
            .values_list(f"{path}__pk", f"{path}__title", f"{path}__path")
            .annotate(n=Count("pk", distinct=True))
        )
        private = private_paths()
        found = ((str(pk), title, n) for pk, title, place, n in rows if pk and not place.startswith(private))
        return sorted(found, key=lambda row: row[1].casefold())

    return Facet(name, label, lambda values: Q(**{f"{path}__pk__in": numeric_values(values)}), counts)


def topic_facet() -> Facet:
    """By topic."""
    return relation_facet("amne", _("Ämne"), "topics")


def news_facets() -> list[Facet]:
    """The facets in the order they are shown."""
    return [
        kind_facet(),
        year_facet(),
        topic_facet(),
        page_facet("enhet", _("Enhet"), "related_units"),
        page_facet("projekt", _("Projekt"), "related_projects"),
    ]


def news_listing(
    news: ShownPageQuerySet[Any], params: Mapping[str, Any], *, scope: Any, per_page: int = 20
) -> Listing:
    """The listing of `news` as `params` (request.GET) chooses; the newest first. `scope` is the key of the page they
    stand below."""
    return build_listing(news, news_facets(), params, prepare=_prepared, scope=scope, per_page=per_page)


def _prepared(news: ShownPageQuerySet[Any]) -> ShownPageQuerySet[Any]:
    return news.order_by(*NEWEST_FIRST).for_cards()
