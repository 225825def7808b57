"""The querysets of pages that are shown to visitors."""

from __future__ import annotations

from typing import Self

from django.db.models import Q
from wagtail.query import PageQuerySet

from .privacy import private_paths

# What a link to a page needs. A page has fifty columns, and to ask for them all is most of what a query costs.
LINK_FIELDS = ("title", "slug", "path", "depth", "live", "url_path", "content_type", "locale")


class ShownPageQuerySet(PageQuerySet):
    """Wagtail's, which asks what is private once a request and no more than is shown."""

    def private_q(self) -> Q:
        """The pages that stand in a private part."""
        return _below(private_paths()) or Q(pk__in=[])

    def public(self) -> Self:
        """The pages that stand in no private part."""
        private = _below(private_paths())
        return self.exclude(private) if private else self.all()

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
