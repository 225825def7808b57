"""Paging of listings, and how a listing is told apart from its neighbours."""

from typing import Any

from django.core.paginator import Page as PagedList
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.functional import cached_property

PER_PAGE = 20


class ShownPage(PagedList):
    """One page of a listing, with the numbers that its pager shows; a gap between them is "…"."""

    paginator: Paginator

    @cached_property
    def shown_numbers(self) -> list[int | str]:
        return list(self.paginator.get_elided_page_range(self.number, on_each_side=1, on_ends=1))


class ShownPaginator(Paginator):
    """Django's, whose pages know the numbers to show."""

    def _get_page(self, *args: Any, **kwargs: Any) -> ShownPage:
        return ShownPage(*args, **kwargs)

    def get_page(self, number: float | str | None) -> ShownPage:
        """The page of that number, or the nearest there is."""
        page = super().get_page(number)
        assert isinstance(page, ShownPage)
        return page


def paged(request: HttpRequest, items: Any, per_page: int = PER_PAGE, total: int | None = None) -> ShownPage:
    """The part of `items` that `?page=` asks for; a number out of range or no number gives the nearest part.

    `total` is how many there are, where that is known already.
    """
    paginator = ShownPaginator(items, per_page)
    if total is not None:
        paginator.count = total
    return paginator.get_page(request.GET.get("page"))
