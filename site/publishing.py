"""What becomes public when many pages are published together: said before one confirms, counted by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import models
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Page

from .models.acceptance import Standing, StandingMixin
from .version_references import key_of, names


def revealed(pages: Iterable[Page]) -> list[tuple[str, int]]:
    """What visitors see from then on that they do not see now, as (name, number): the pages by their type, what their
    latest versions name in the register, and the values that are read out of them."""
    waiting = [page.specific for page in pages if not page.live or page.has_unpublished_changes]
    told: Counter[str] = Counter()
    named: dict[type[models.Model], set[str]] = {}
    for page in waiting:
        if not page.live:
            told[_words(type(page), page)] += 1
        content = page.latest_revision.content if page.latest_revision is not None else page.serializable_data()
        for model, pk in names(type(page), content):
            named.setdefault(model, set()).add(pk)
    for model in _standing():
        keys = [pk for pk in named.get(key_of(model, 0)[0], ()) if pk.isdigit()]
        found = models.Q(pk__in=keys)
        if any(field.name == "source_page" for field in model._meta.fields):
            found |= models.Q(source_page__in=[page.pk for page in waiting])
        rows = model._default_manager.filter(found, standing=Standing.PROPOSED)
        public = getattr(model._default_manager, "public", None)
        hidden = rows.exclude(pk__in=public().values("pk")) if public is not None else rows
        if number := hidden.count():
            told[str(model._meta.verbose_name if number == 1 else model._meta.verbose_name_plural)] += number
    return list(told.items())


def _words(model: type[models.Model], page: Any) -> str:
    return str(getattr(model, "public_name_plural", None) or model._meta.verbose_name_plural)


def _standing() -> list[Any]:
    """The models whose rows are proposed or accepted."""
    return [model for model in apps.get_models() if issubclass(model, StandingMixin)]


class CountedPublishBulkAction(PublishBulkAction):
    """Wagtail's, which says first what becomes public."""

    template_name = "brygga_site/admin/confirm_bulk_publish.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        chosen = [entry["item"] for entry in context["items"]]
        below = [page for one in chosen for page in one.get_descendants().filter(live=False)]
        return {**context, "revealed": revealed(chosen), "revealed_below": revealed(below)}
