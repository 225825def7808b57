"""Filters of listings: GET parameters that can be shared, a count beside each choice, no JavaScript.

A `Listing` is made of facets. Each facet has a name (its GET parameter) and tells, for a queryset, the choices with
their counts. The counts of one facet heed the choices made in the *other* facets, so that a choice never promises
more than it gives. The number of queries depends on the number of facets only: one for each, one for the total, one
for the page shown; counts are remembered until a page changes (`remembered`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from .listing import ShownPage, ShownPaginator
from .privacy import private_paths
from .remembered import recall

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# A choice that gives something: its value in the address, its name, how many it gives.
Counted = tuple[str, "StrOrPromise", int]

PER_PAGE = 20
MAX_CHOSEN = 20  # of one facet; an address with more is somebody's experiment


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a facet: its value in the address, its name, how many it gives, whether it is chosen, and the
    addresses (`?…`) with it switched on or off and with it as the only one."""

    value: str
    label: str
    count: int
    chosen: bool
    toggle_url: str
    only_url: str


@dataclass(frozen=True, slots=True)
class Facet:
    """How a listing is filtered by one thing.

    `query(values)` gives the Q of the chosen values; `counts(queryset)` gives (value, label, count) of each choice
    that gives anything, in the order they are shown; `names` are those of its values that are known beforehand.
    `once` is true where the condition gives each page once: a filter on a relation to many may give it many times.
    """

    name: str
    label: StrOrPromise
    query: Callable[[list[str]], Q]
    counts: Callable[[QuerySet], Iterable[Counted]]
    names: Mapping[str, Any] = field(default_factory=dict)
    once: bool = False


@dataclass(frozen=True, slots=True)
class FacetChoices:
    """A facet as it is shown: `name`, `label`, `choices`, and the address with this facet cleared."""

    name: str
    label: str
    choices: list[Choice]
    clear_url: str

    @property
    def chosen(self) -> list[Choice]:
        """The choices that are made."""
        return [choice for choice in self.choices if choice.chosen]


@dataclass
class Listing:
    """A filtered, paged listing, ready for a template.

    `total` counts what is left, `unfiltered_total` all there is; `page` is Django's paginator page (its objects in
    `page.object_list`, elided numbers in `shown_numbers`); `facets` the `FacetChoices`; `active` every choice made
    with the address that takes it away; `query` the address without `page` ("a=1&b=2"); `clear_url` takes all away.
    """

    facets: list[FacetChoices]
    page: ShownPage
    total: int
    unfiltered_total: int
    query: str
    text: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def active(self) -> list[Choice]:
        """Every choice that is made, of all facets."""
        return [choice for facet in self.facets for choice in facet.chosen]

    @property
    def is_filtered(self) -> bool:
        """Whether anything is chosen."""
        return bool(self.query)

    @property
    def clear_url(self) -> str:
        """The address with nothing chosen."""
        return "?"

    def page_url(self, number: int) -> str:
        """The address of another page of the same listing."""
        return "?" + (f"{self.query}&" if self.query else "") + f"page={number}"

    @property
    def pages(self) -> list[dict[str, Any]]:
        """What a pager needs: {number, url, current}, with number None for a gap."""
        elided = self.page.paginator.get_elided_page_range(self.page.number, on_each_side=1, on_ends=1)
        return [
            {
                "number": number if isinstance(number, int) else None,
                "url": self.page_url(number) if isinstance(number, int) else "",
                "current": number == self.page.number,
            }
            for number in elided
        ]

    @property
    def previous_url(self) -> str:
        """The address of the page before, or ""."""
        return self.page_url(self.page.previous_page_number()) if self.page.has_previous() else ""

    @property
    def next_url(self) -> str:
        """The address of the page after, or ""."""
        return self.page_url(self.page.next_page_number()) if self.page.has_next() else ""


def chosen_values(params: Mapping[str, Any], name: str) -> list[str]:
    """The values given for a facet, each once, at most `MAX_CHOSEN`."""
    values = params.getlist(name) if isinstance(params, QueryDict) else params.get(name, [])
    values = [values] if isinstance(values, str) else values
    return list(dict.fromkeys(value for value in values if value and "\x00" not in value))[:MAX_CHOSEN]


def build_listing(
    queryset: QuerySet,
    facets: list[Facet],
    params: Mapping[str, Any],
    *,
    prepare: Callable[[Any], QuerySet],  # a queryset of that kind
    scope: Any,
    per_page: int = PER_PAGE,
) -> Listing:
    """The listing of `queryset` filtered by what `params` (request.GET) chooses, and paged by `page`.

    `prepare` orders what is left and says which columns and relations the cards need. `scope` tells this queryset
    from others of its model (the key of the page it stands under); counts are remembered by it.
    """
    chosen = {facet.name: chosen_values(params, facet.name) for facet in facets}
    conditions = {facet.name: facet.query(chosen[facet.name]) for facet in facets if chosen[facet.name]}
    kept = (queryset.model._meta.label, scope, timezone.localdate().isoformat(), private_paths())
    filtered = _narrowed(queryset, conditions, once={facet.name for facet in facets if facet.once})
    total, whole = ("total", kept, _sorted(chosen, conditions)), ("total", kept, ())
    wanted: dict[Any, Callable[[], Any]] = {total: filtered.count, whole: queryset.count}
    counts_of = {}
    for facet in facets:
        others = {name: condition for name, condition in conditions.items() if name != facet.name}
        counts_of[facet.name] = ("facet", facet.name, kept, _sorted(chosen, others))
        wanted[counts_of[facet.name]] = partial(_counted, facet, queryset, others)
    known = recall(wanted)
    shown = []
    for facet in facets:
        found, names = known[counts_of[facet.name]], facet.names
        if not set(chosen[facet.name]) <= {value for value, _label, _count in found} | set(names):
            # Something is chosen that the other choices leave nothing of: its name is asked of the whole listing.
            everything = ("facet", facet.name, kept, ())
            rows = recall({everything: partial(_counted, facet, queryset, {})})[everything]
            names = {**names, **{value: label for value, label, _count in rows}}
        shown.append(_facet_choices(facet, found, chosen, names))
    paginator = ShownPaginator(prepare(filtered), per_page)
    paginator.count = known[total]
    page = paginator.get_page(params.get("page"))
    return Listing(shown, page, known[total], known[whole], address(chosen))


def _narrowed(queryset: QuerySet, conditions: Mapping[str, Q], once: set[str]) -> QuerySet:
    """What is left of `queryset`, each page once. Where a filter may give a page twice, the keys are made unique
    before anything is ordered, counted or cut; else the database may follow the index of the order, and stop."""
    narrowed = queryset
    for condition in conditions.values():
        narrowed = narrowed.filter(condition)
    if once.issuperset(conditions):
        return narrowed
    return queryset.model._default_manager.filter(pk__in=narrowed.order_by().values("pk"))


def _sorted(chosen: Mapping[str, list[str]], names: Iterable[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What is chosen of the facets in `names`, the same for the same choices in another order."""
    return tuple(sorted((name, tuple(sorted(chosen[name]))) for name in names))


def address(chosen: Mapping[str, list[str]]) -> str:
    """The part of an address after "?" that means these choices."""
    return urlencode([(name, value) for name, values in chosen.items() for value in values])


def _counted(facet: Facet, queryset: QuerySet, conditions: Mapping[str, Q]) -> list[Counted]:
    for condition in conditions.values():
        queryset = queryset.filter(condition)
    return list(facet.counts(queryset))


def _facet_choices(
    facet: Facet, found: list[Counted], chosen: dict[str, list[str]], names: Mapping[str, Any]
) -> FacetChoices:
    mine = chosen[facet.name]
    counted = list(found)
    present = {value for value, _label, _count in counted}
    # A choice that is made stays visible, also when the other choices leave nothing of it.
    counted += [(value, names.get(value, value), 0) for value in mine if value not in present]
    choices = []
    for value, label, count in counted:
        toggled = [v for v in mine if v != value] if value in mine else [*mine, value]
        choices.append(
            Choice(
                value=value,
                label=str(label),
                count=count,
                chosen=value in mine,
                toggle_url="?" + address({**chosen, facet.name: toggled}),
                only_url="?" + address({**chosen, facet.name: [value]}),
            )
        )
    return FacetChoices(facet.name, str(facet.label), choices, "?" + address({**chosen, facet.name: []}))


def relation_facet(name: str, label: StrOrPromise, path: str, key: str = "slug", title: str = "name") -> Facet:
    """A facet over a relation: `path` to it ("topics"), `key` the field that stands in the address, `title` the name.

    The same thing reached twice from one page counts once.
    """

    def counts(queryset: QuerySet) -> list[Counted]:
        rows = (
            queryset.filter(**{f"{path}__isnull": False})
            .order_by()
            .values_list(f"{path}__{key}", f"{path}__{title}")
            .annotate(n=Count("pk", distinct=True))
        )
        return sorted(((str(k), t, n) for k, t, n in rows if k), key=lambda row: row[1].casefold())

    return Facet(name, label, lambda values: Q(**{f"{path}__{key}__in": values}), counts)


def numeric_values(values: Iterable[str]) -> list[int]:
    """Those of `values` that can be a key of a row."""
    return [int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 10]
