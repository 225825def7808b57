"""Every place that holds a person."""

from __future__ import annotations

from wagtail.models import Page

from .asking import pattern_of
from .elsewhere import keepers
from .holdings import Found, Holding
from .naming import Named
from .page_places import page_keys, places_on
from .table_places import places_in_tables


def find(named: Named, *, thorough: bool = False) -> Found:
    """Everything that holds the person. `thorough` reads also what takes long to read: every original there is."""
    pattern = pattern_of(named)
    pages = page_keys(named, pattern)
    holdings: list[Holding] = []
    held: list[int] = []
    for page in Page.objects.filter(pk__in=pages).order_by("title", "pk").specific():
        on_page = places_on(page, named)
        holdings += on_page
        held += [page.pk] if on_page else []
    holdings += places_in_tables(named, pattern)
    for keeper in keepers():
        holdings += keeper.find(named, pattern, held, thorough=thorough)
    return Found(holdings, held)
