"""The listing of projects: how it is filtered, counted and paged.

For templates: `ProjectIndexPage.get_context` sets `listing`, a `brygga.site.facets.Listing`:

    {% for facet in listing.facets %}            facet.name, facet.label, facet.clear_url
      {% for choice in facet.choices %}          choice.value .label .count .chosen .toggle_url .only_url
    {% for choice in listing.active %}           what is chosen now; choice.toggle_url takes it away
    {% for page in listing.page.object_list %}   the ProjectPages of this page of the listing
    {{ listing.total }} of {{ listing.unfiltered_total }}, listing.is_filtered, listing.clear_url
    {% for item in listing.pages %}              the pager: item.number (None is a gap), item.url, item.current
    listing.previous_url, listing.next_url

The form may as well be plain check boxes `<input type="checkbox" name="{{ facet.name }}" value="{{ choice.value }}">`
in a `<form method="get">`. GET parameters: `lage` (status), `kommun` (municipality code), `finansiar` (id of the
organisation), `program` (as written), `amne` and `malgrupp` (slugs). Within one facet choices widen (or), between
facets they narrow (and).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brygga.site.facets import Counted, Facet, Listing, build_listing, numeric_values, relation_facet
from brygga.site.page_querysets import ShownPageQuerySet

from .own_units import projects_of_others
from .status import Status, status_q


def status_facet(today: dt.date | None = None) -> Facet:
    """By status, with the rule that the pages themselves show."""
    today = today or timezone.localdate()

    def query(values: list[str]) -> Q:
        condition = Q(pk__in=[])
        for value in values:
            if value in Status.values:
                condition |= status_q(value, today)
        return condition

    def counts(queryset: QuerySet) -> list[Counted]:
        cases = [When(status_q(code, today), then=Value(code)) for code in Status.values]
        stands = Case(*cases, default=Value(""), output_field=CharField())
        rows = queryset.order_by().annotate(stands=stands).values_list("stands").annotate(n=Count("pk"))
        found = dict(rows)
        order = [Status.RUNNING, Status.PLANNED, Status.COMPLETED, Status.CANCELLED]
        return [(str(code), code.label, found[code]) for code in order if found.get(code)]

    return Facet("lage", _("Läge"), query, counts, names=dict(Status.choices), once=True)


def funder_facet() -> Facet:
    """By funder: the organisations of the register and those that were added."""

    def counts(queryset: QuerySet) -> list[Counted]:
        rows = (
            queryset.filter(funding__funder__isnull=False)
            .order_by()
            .values_list("funding__funder_id", "funding__funder__name")
            .annotate(n=Count("pk", distinct=True))
        )
        return sorted(((str(k), t, n) for k, t, n in rows), key=lambda row: row[1].casefold())

    return Facet("finansiar", _("Finansiär"), lambda v: Q(funding__funder_id__in=numeric_values(v)), counts)


def programme_facet() -> Facet:
    """By programme, as it is written."""

    def counts(queryset: QuerySet) -> list[Counted]:
        rows = (
            queryset.exclude(funding__programme="")
            .filter(funding__programme__isnull=False)
            .order_by()
            .values_list("funding__programme")
            .annotate(n=Count("pk", distinct=True))
        )
        return sorted(((t, t, n) for t, n in rows if t), key=lambda row: row[1].casefold())

    return Facet("program", _("Program"), lambda values: Q(funding__programme__in=values), counts)


def municipality_facet() -> Facet:
    """By municipality, also those without a code of the register: they are known by their key ("o17")."""

    def query(values: list[str]) -> Q:
        keys = [value.removeprefix("o") for value in values if value.startswith("o")]
        return Q(municipalities__municipality_code__in=values) | Q(municipalities__in=numeric_values(keys))

    def counts(queryset: QuerySet) -> list[Counted]:
        rows = (
            queryset.filter(municipalities__isnull=False)
            .order_by()
            .values_list(*(f"municipalities__{name}" for name in ("pk", "municipality_code", "short_name", "name")))
            .annotate(n=Count("pk", distinct=True))
        )
        found = [(code or f"o{pk}", short or name, n) for pk, code, short, name, n in rows]
        return sorted(found, key=lambda row: row[1].casefold())

    return Facet("kommun", _("Kommun"), query, counts)


def project_facets() -> list[Facet]:
    """The facets in the order they are shown."""
    return [
        status_facet(),
        municipality_facet(),
        relation_facet("amne", _("Ämne"), "topics"),
        relation_facet("malgrupp", _("Målgrupp"), "target_groups"),
        funder_facet(),
        programme_facet(),
    ]


def project_listing(
    projects: ShownPageQuerySet[Any],
    params: Mapping[str, Any],
    *,
    scope: Any,
    per_page: int = 20,
    responsible: str = "",
) -> Listing:
    """The listing of `projects` as `params` (request.GET) chooses: those of the organisation `responsible` first, and
    within that the newest start first. Each has `of_others`. `scope` is the key of the page they stand below."""
    others = projects_of_others(responsible)

    def prepared(found: ShownPageQuerySet[Any]) -> ShownPageQuerySet[Any]:
        order = ("of_others", F("start_day").desc(nulls_last=True), "title", "pk")
        return (
            found.annotate(of_others=Case(When(others, then=Value(1)), default=Value(0))).order_by(*order).for_cards()
        )

    return build_listing(projects, project_facets(), params, prepare=prepared, scope=scope, per_page=per_page)


def apart(pages: Iterable[Any]) -> dict[str, list[Any]]:
    """The projects of a listing's page: "own" are the municipality's, "others" those that it only tells of."""
    found: dict[str, list[Any]] = {"own": [], "others": []}
    for page in pages:
        found["others" if page.of_others else "own"].append(page)
    return found
