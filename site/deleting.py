"""Deleting what pages point at: the admin says first on which pages what disappears (`losses.py`), and which stored
versions name it. A draft that names what is gone opens without it (see `version_references.py`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail.snippets.views.snippets import DeleteView

from .losses import losses
from .version_references import key_of, named_by_versions, titles_of

SHOWN = 10


def versions_told(objects: Iterable[models.Model]) -> str:
    """Which pages have drafts or earlier versions that name any of the objects, as a sentence; "" for none."""
    found = named_by_versions({key_of(type(obj), obj.pk) for obj in objects})
    titles = titles_of(set().union(*found.values()))
    if not titles:
        return ""
    listed = ", ".join(f"”{title}”" for title in titles[:SHOWN])
    if (more := len(titles) - SHOWN) > 0:
        listed += " " + ngettext("och %(number)d sida till", "och %(number)d sidor till", more) % {"number": more}
    return _("Utkast eller sparade versioner nämner detta: %(pages)s. De öppnas utan det som är borta.") % {
        "pages": listed
    }


class NamedDeleteView(DeleteView):
    """Asks whether to delete, with a list of what disappears where, and says which stored versions name it."""

    def get_template_names(self) -> list[str]:
        """The one with the list: the viewset would name its own as `template_name`."""
        return ["brygga_site/admin/confirm_delete.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(losses=losses(self.object), **kwargs)

    @property
    def confirmation_message(self) -> str:
        """Wagtail's question, after what is worth knowing before it is answered."""
        return " ".join(filter(None, (versions_told([self.object]), str(super().confirmation_message))))


def tell_before_bulk_delete(request: HttpRequest, action: str, objects: list[models.Model], view: object) -> None:
    """Say the same of many that are deleted together; for Wagtail's hook `before_bulk_action`."""
    if action == "delete" and (told := versions_told(objects)):
        messages.warning(request, told)


class NamedDeleteBulkAction(DeleteBulkAction):
    """The same list for those that were ticked. `models` are those whose lists have it."""

    models: list[type[models.Model]] = []
    template_name = "brygga_site/admin/confirm_bulk_delete.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for entry in context["items"]:
            entry["losses"] = losses(entry["item"])
        return context
