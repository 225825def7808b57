"""What becomes public when many pages are published together: said before one confirms, counted by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Page

from .gate.evaluate import stops_of
from .gate.stopping import GatedPage, GateStoppedError, told
from .models.acceptance import Standing, StandingMixin
from .version_references import key_of, names

# So many reasons are told, and so many pages looked at before one confirms.
TOLD, LOOKED_AT = 10, 50


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


def _stopped(page: Page) -> str:
    """Why the gate would not let the page's latest version be published; "" where it would."""
    latest = page.get_latest_revision_as_object()
    found = stops_of(latest) if isinstance(latest, GatedPage) else []
    return told(latest, found) if found else ""


def _words(model: type[models.Model], page: Any) -> str:
    return str(getattr(model, "public_name_plural", None) or model._meta.verbose_name_plural)


def _standing() -> list[Any]:
    """The models whose rows are proposed or accepted."""
    return [model for model in apps.get_models() if issubclass(model, StandingMixin)]


class CountedPublishBulkAction(PublishBulkAction):
    """Wagtail's, which says first what becomes public."""

    template_name = "brygga_site/admin/confirm_bulk_publish.html"

    @classmethod
    def execute_action(
        cls, objects: Iterable[Page], include_descendants: bool = False, user: Any = None, **kwargs: Any
    ) -> tuple[int, int]:
        """Wagtail's, page by page: what the gate stops stays, and the others are published all the same."""
        numbers = (0, 0)
        stopped = kwargs.pop("stopped", [])
        for page in objects:
            below = page.get_descendants().not_live().specific() if include_descendants else ()
            try:
                super().execute_action([page.specific], include_descendants=False, user=user, **kwargs)
                numbers = (numbers[0] + 1, numbers[1])
            except GateStoppedError as error:
                stopped.append(str(error))
            for one in below:
                if user is not None and not one.permissions_for_user(user).can_publish():
                    continue
                try:
                    super().execute_action([one], include_descendants=False, user=user, **kwargs)
                    numbers = (numbers[0], numbers[1] + 1)
                except GateStoppedError as error:
                    stopped.append(str(error))
        return numbers

    def get_execution_context(self) -> dict[str, Any]:
        self.stopped: list[str] = []
        return {**super().get_execution_context(), "stopped": self.stopped}

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> Any:
        """What was published, and what the gate stopped, with the reasons."""
        for why in self.stopped[:TOLD]:
            messages.error(self.request, why.replace("%", "%%"))
        if (more := len(self.stopped) - TOLD) > 0:
            messages.error(self.request, _("Ytterligare %d sidor publicerades inte.") % more)
        if num_parent_objects or num_child_objects:
            return super().get_success_message(num_parent_objects, num_child_objects)
        return None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        chosen = [entry["item"] for entry in context["items"]]
        below = [page for one in chosen for page in one.get_descendants().filter(live=False)]
        return {
            **context,
            "revealed": revealed(chosen),
            "revealed_below": revealed(below),
            "stopped": [error for page in chosen[:LOOKED_AT] if (error := _stopped(page))],
        }
