"""What the projects app shows on the home page."""

from typing import Any

from django.db.models import F
from wagtail.models import Page

from .filters import live_projects
from .models import ProjectIndexPage, UnitIndexPage, UnitPage
from .status import Status, status_q

PROJECTS_SHOWN = 6
UNITS_SHOWN = 12


def running_projects(home: Page) -> dict[str, Any]:
    """The projects below `home` that are running, the latest start first; when none is, the latest of all.

    `running` says which of the two; `total` counts all projects; `index` is the list of projects, or None.
    """
    projects = live_projects(home).order_by(F("start_day").desc(nulls_last=True), "title").defer_streamfields()
    shown = list(projects.filter(status_q(Status.RUNNING))[:PROJECTS_SHOWN])
    return {
        "pages": shown or list(projects[:PROJECTS_SHOWN]),
        "running": bool(shown),
        "total": projects.count(),
        "index": ProjectIndexPage.objects.live().public().descendant_of(home).first(),
    }


def units(home: Page) -> dict[str, Any]:
    """The units right below the lists of units, by name."""
    index = UnitIndexPage.objects.live().public().descendant_of(home).first()
    shown = UnitPage.objects.live().public().descendant_of(home)
    if index:
        shown = shown.child_of(index)
    ordered = shown.select_related("organisation").order_by("title").defer_streamfields()
    return {"pages": list(ordered[:UNITS_SHOWN]), "index": index}
