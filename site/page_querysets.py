"""The querysets of pages that are shown to visitors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Manager, Q, QuerySet
from wagtail.models import Page

from .privacy import private_paths

if TYPE_CHECKING:
    from typing import TypeVar

    # Of a BasePage, which is made with these querysets.
    PageT = TypeVar("PageT", bound=Page, covariant=True)

    class PageQuerySet(QuerySet[PageT]):
        """What Brygga asks of Wagtail's, which has no types."""

        def live(self) -> Self: ...
        def child_of(self, other: Page) -> Self: ...
        def descendant_of(self, other: Page, inclusive: bool = False) -> Self: ...
        def defer_streamfields(self) -> Self: ...
        def specific(self, defer: bool = False) -> Self: ...

    class PageManager(Manager[PageT]):
        """Wagtail's, which has no types."""

else:
    from wagtail.models import PageManager
    from wagtail.query import PageQuerySet

__all__ = ["LINK_FIELDS", "PageManager", "ShownPageQuerySet"]

# What a link to a page needs. A page has fifty columns, and to ask for them all is most of what a query costs.
LINK_FIELDS = ("title", "slug", "path", "depth", "live", "url_path", "content_type", "locale")


class ShownPageQuerySet(PageQuerySet["PageT"]):
    """Wagtail's, which asks what is private once a request and no more than is shown."""

    def private_q(self) -> Q:
        """The pages that stand in a private part."""
        return _below(private_paths()) or Q(pk__in=[])

    def public(self) -> Self:
        """The pages that stand in no private part."""
        private = _below(private_paths())
        return self.exclude(private) if private else self.all()

    def listed(self) -> Self:
        """Those that lists show; see `brygga.site.shown_in_lists`."""
        return self.exclude(lead="") if self.model.needs_lead else self.all()

    def for_links(self) -> Self:
        """With what a link needs."""
        return self.only(*LINK_FIELDS)

    def for_cards(self) -> Self:
        """With what the page's card in a list shows; all but the body where its type does not say what that is."""
        if not self.model.card_fields:
            return self.defer_streamfields()
        shown = self.only(*LINK_FIELDS, "search_description", *self.model.card_fields)
        return shown.select_related(*self.model.card_relations) if self.model.card_relations else shown


def _below(paths: tuple[str, ...]) -> Q:
    q = Q()
    for path in paths:
        q |= Q(path__startswith=path)
    return q
