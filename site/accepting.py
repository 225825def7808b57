"""How editors see what an import has proposed, and accept it: a column, a filter, the choosers, an action."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.ui.tables import Column
from wagtail.log_actions import log
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction
from wagtail.snippets.permissions import get_permission_name
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet

from .models.acceptance import Standing
from .remembered import forget

ACCEPTED = "brygga.accept"  # what the log calls it


def standing_column() -> Column:
    """The column that says whether a thing is proposed or accepted."""
    return Column("standing", label=gettext_lazy("Läge"), accessor="get_standing_display", sort_key="standing")


class _WithStanding:
    @property
    def columns(self) -> list[Column]:
        return [*super().columns, standing_column()]  # type: ignore[misc]


class ChooseWithStanding(_WithStanding, ChooseView):
    """A chooser that marks what is proposed."""


class ChooseResultsWithStanding(_WithStanding, ChooseResultsView):
    """Its results."""


class StandingChooserViewSet(SnippetChooserViewSet):
    """For what has a standing."""

    choose_view_class = ChooseWithStanding
    choose_results_view_class = ChooseResultsWithStanding


class AcceptBulkAction(SnippetBulkAction):
    """Makes ticked things accepted, with their proposed parts: the values of a key figure, the roles of a person.
    All that is accepted is listed first. `models` are those whose lists have it; a model names its parts in
    `standing_parts`."""

    display_name = gettext_lazy("Godta")
    action_type = "accept"
    aria_label = gettext_lazy("Godta det som är markerat")
    template_name = "brygga_site/admin/confirm_bulk_accept.html"
    action_priority = 20
    models: list[type[Model]] = []

    def check_perm(self, snippet: Model) -> bool:
        return self.request.user.has_perm(get_permission_name("change", self.model))

    def object_context(self, snippet: Model) -> dict[str, Any]:
        return {**super().object_context(snippet), "parts": proposed_parts(snippet)}

    @classmethod
    def execute_action(cls, objects: Sequence[Any], user: Any = None, **_kwargs: Any) -> tuple[int, int]:
        return sum(accept(obj, user) for obj in objects), 0

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), "user": self.request.user}

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        told = ngettext("%(number)d är godtagen.", "%(number)d är godtagna.", num_parent_objects)
        return told % {"number": num_parent_objects} if num_parent_objects else _("Allt var redan godtaget.")


def proposed_parts(obj: Any) -> list[Any]:
    """The parts of a thing that an import has proposed, with the words that they were read from."""
    name = getattr(obj, "standing_parts", "")
    return [part for part in getattr(obj, name).all() if part.is_proposed] if name else []


@transaction.atomic
def accept(obj: Any, user: Any) -> bool:
    """Makes a thing and its proposed parts accepted, and notes who did it; false where all was accepted before."""
    parts = proposed_parts(obj)
    if not (parts or obj.is_proposed):
        return False
    for thing in (obj, *parts):
        type(thing)._default_manager.filter(pk=thing.pk).update(standing=Standing.ACCEPTED)
    obj.standing = Standing.ACCEPTED
    log(obj, ACCEPTED, user=user, data={"parts": [str(part) for part in parts]})
    forget()
    return True
