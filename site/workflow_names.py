"""The workflow that every new Wagtail has, by a name that its users understand."""

from __future__ import annotations

from django.utils.translation import gettext as _
from wagtail.models import Task, Workflow

DEFAULT = "Moderators approval"  # what Wagtail's migration calls the workflow and its task


def name_default_workflow() -> None:
    """Give Wagtail's first workflow and its task a Swedish name, where nobody has named them otherwise."""
    for model in (Workflow, Task):
        model.objects.filter(name=DEFAULT).update(name=_("Godkännande före publicering"))
