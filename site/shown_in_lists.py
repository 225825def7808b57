"""What lists show: a page of a kind that opens with a lead stands in them once it has one.

Such a page without a lead says nothing in a card, so it is reached by its own address only. A page type says so with
`needs_lead`; `ShownPageQuerySet.listed` and `listed` below are the one rule for cards, the front page, search, topics,
the sitemap, the API's lists and open data.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page, get_page_models


def is_listed(page: Page) -> bool:
    """Whether lists show the page, once it is published."""
    return not getattr(page, "needs_lead", False) or bool((getattr(page, "lead", "") or "").strip())


def listed(pages: QuerySet[Any]) -> QuerySet[Any]:
    """The pages that lists show, of pages of any kinds. The search takes the filter too."""
    without = Q()
    for model in get_page_models():
        if getattr(model, "needs_lead", False):
            without |= Q(pk__in=model._default_manager.filter(lead="").values("pk"))
    return pages.exclude(without) if without else pages
