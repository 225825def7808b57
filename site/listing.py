"""Paging of listings, and how a listing is told apart from its neighbours."""

from typing import Any

from django.core.paginator import Page as PagedList
from django.core.paginator import Paginator
from django.http import HttpRequest

PER_PAGE = 20


def paged(request: HttpRequest, items: Any, per_page: int = PER_PAGE, total: int | None = None) -> PagedList:
    """The part of `items` that `?page=` asks for; a number out of range or no number gives the nearest part.

    `total` is how many there are, where that is known already.
    """
    paginator = Paginator(items, per_page)
    if total is not None:
        paginator.count = total
    page = paginator.get_page(request.GET.get("page"))
    page.shown_numbers = list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))
    return page
