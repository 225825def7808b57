"""Workflows by names that their users understand: the one that every new Wagtail has, and one in two steps."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.utils.translation import gettext as _
from wagtail.models import GroupApprovalTask, Page, Task, Workflow, WorkflowPage, WorkflowTask

DEFAULT = "Moderators approval"  # what Wagtail's migration calls the workflow and its task


def name_default_workflow() -> None:
    """Give Wagtail's first workflow and its task a Swedish name, where nobody has named them otherwise."""
    for model in (Workflow, Task):
        model.objects.filter(name=DEFAULT).update(name=_("Godkännande före publicering"))


def two_step_workflow(reviewers: Group, publishers: Group, home: Page | None) -> tuple[Workflow, bool]:
    """A workflow in which the reviewers approve first and the publishers then, and whether it was made now.

    Pages below `home` follow it, where no other workflow has been given to that page.
    """
    workflow, made = Workflow.objects.get_or_create(name=_("Granskning i två steg"))
    if made:
        for order, (name, group) in enumerate(
            ((_("Granska språk och fakta"), reviewers), (_("Publicera"), publishers))
        ):
            task = GroupApprovalTask.objects.create(name=name)
            task.groups.add(group)
            WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    if home is not None:
        WorkflowPage.objects.get_or_create(page=home, defaults={"workflow": workflow})
    return workflow, made
