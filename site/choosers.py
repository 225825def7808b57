"""Choosing what pages point at: a second line tells equal names apart, and what is not there yet is made at once."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import TitleColumn
from wagtail.log_actions import log
from wagtail.snippets.views.chooser import SnippetCreateView

from .accepting import ChooseResultsWithStanding, ChooseWithStanding, StandingChooserViewSet


class _ToldApart:
    @property
    def title_column(self) -> TitleColumn:
        """The name, with what the object's `told_apart` says below it."""
        column = super().title_column  # type: ignore[misc]
        column.cell_template_name = "brygga_site/admin/told_apart_cell.html"
        return column


class ChooseToldApart(_ToldApart, ChooseWithStanding):
    """The chooser with second lines."""


class ChooseResultsToldApart(_ToldApart, ChooseResultsWithStanding):
    """Its results."""


class LoggedCreateView(SnippetCreateView):
    """Makes what was missing, in the log as what is made anywhere else."""

    @transaction.atomic
    def save_form(self, form: Any) -> Model:
        made = form.save()
        log(made, "wagtail.create", user=self.request.user, content_changed=True)
        return made


class NewForm(WagtailAdminModelForm):
    """The form of something new in a chooser. Its fields have names of their own: the page's form is behind it."""

    prefix = "ny"


class ToldApartChooserViewSet(StandingChooserViewSet):
    """A chooser of a model whose objects have `told_apart`, the words of the second line.

    `fetched` are the relations that the line needs, fetched for all rows together; `creation_form_class` is a
    `NewForm` for what is made in the chooser, by those who may add to the register.
    """

    fetched: tuple[str, ...] = ()
    choose_view_class = ChooseToldApart
    choose_results_view_class = ChooseResultsToldApart
    create_view_class = LoggedCreateView
    creation_tab_label = _("Skapa ny")
    create_action_label = _("Skapa och välj")

    def get_object_list(self) -> QuerySet[Any]:
        """All rows, with what the second line says."""
        return self.model._default_manager.prefetch_related(*self.fetched)
