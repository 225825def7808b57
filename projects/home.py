"""What the projects app shows on the home page."""

from typing import Any

from django.db.models import Case, F, When
from django.utils import timezone
from wagtail.models import Page

from .filters import live_projects
from .models import ProjectIndexPage, UnitIndexPage, UnitPage
from .status import Status, status_q

PROJECTS_SHOWN = 6
UNITS_SHOWN = 12


def current_projects(home: Page) -> dict[str, Any]:
    """The projects below `home` that matter now: those running, then those planned, then the latest of the others.

    `running` says whether all that are shown are running; `total` counts all projects; `index` is the list of
    projects, or None.
    """
    today = timezone.localdate()
    turn = Case(
        When(status_q(Status.RUNNING, today), then=0), When(status_q(Status.PLANNED, today), then=1), default=2
    )
    projects = live_projects(home).annotate(turn=turn).order_by("turn", F("start_day").desc(nulls_last=True), "title")
    shown = list(projects.defer_streamfields()[:PROJECTS_SHOWN])
    return {
        "pages": shown,
        "running": bool(shown) and all(page.turn == 0 for page in shown),
        "total": live_projects(home).count(),
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
