"""What the projects app shows on the home page."""

from typing import Any

from django.db.models import Case, F, When
from django.utils import timezone
from wagtail.models import Page

from brygga.site.cards import dress
from brygga.site.models import SiteSettings
from brygga.site.privacy import private_paths
from brygga.site.remembered import recall
from brygga.site.sections import list_below

from .models import ProjectIndexPage, UnitIndexPage, UnitPage
from .models.projects import live_projects
from .moments import add_moments
from .own_units import of_others, projects_of_others
from .status import Status, status_q

PROJECTS_SHOWN = 6
UNITS_SHOWN = 12


def current_projects(home: Page) -> dict[str, Any]:
    """The municipality's own projects below `home` that matter now: those running, then those planned, then the
    latest of the rest.

    `running` says whether all that are shown are running; `total` counts all projects; `index` is the list of
    projects, or None. Which they are is remembered (see `remembered`), what they say is not.
    """
    key = ("current projects", home.pk, timezone.localdate(), private_paths())
    chosen = recall({key: lambda: _choose(home)})[key]
    pages = {page.pk: page for page in live_projects().filter(pk__in=chosen["keys"]).for_cards()}
    shown = [pages[key] for key in chosen["keys"] if key in pages]
    add_moments(dress(shown))
    return {**chosen, "pages": shown, "index": list_below(ProjectIndexPage, home)}


def _choose(home: Page) -> dict[str, Any]:
    today = timezone.localdate()
    turn = Case(
        When(status_q(Status.RUNNING, today), then=0), When(status_q(Status.PLANNED, today), then=1), default=2
    )
    own = live_projects(home).exclude(projects_of_others(_responsible(home)))
    projects = own.annotate(turn=turn).order_by("turn", F("start_day").desc(nulls_last=True), "title")
    turns = dict(projects.values_list("pk", "turn")[:PROJECTS_SHOWN])
    return {
        "keys": list(turns),
        "running": bool(turns) and not any(turns.values()),
        "total": live_projects(home).count(),
    }


def _responsible(home: Page) -> str:
    """The organisation that the settings of the site of `home` name, or ""."""
    key = ("responsible organisation", home.pk)

    def named() -> str:
        site = home.get_site()
        return SiteSettings.for_site(site).organisation_name if site else ""

    return recall({key: named})[key]


def units(home: Page) -> dict[str, Any]:
    """The municipality's own units right below the list of units, by name."""
    index = list_below(UnitIndexPage, home)
    shown = UnitPage.objects.live().public().listed().exclude(of_others(_responsible(home)))
    shown = shown.child_of(index) if index else shown.descendant_of(home)
    return {"pages": dress(list(shown.order_by("title").for_cards()[:UNITS_SHOWN])), "index": index}
