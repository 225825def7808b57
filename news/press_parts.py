"""What a press room shows of the news: invitations to come, and the press releases by year.

Only what everybody may see is asked for, so that news under embargo (scheduled for later) is nowhere. No model is
imported here: the press room is one, and imports this.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.utils import timezone
from wagtail.models import Page

from brygga.site.page_cache.moments import holds_until
from brygga.site.page_querysets import LINK_FIELDS

from .choices import PRESS_KINDS

INVITATIONS_SHOWN = 20
INVITATION_FIELDS = ("lead", "event_start", "event_end", "event_place", "event_signup", "last_published_at")


class Year(NamedTuple):
    """A year of the archive and how many there are of it; None for those without a date."""

    year: int | None
    number: int


def _news(below: Page | None) -> Any:
    news = apps.get_model("brygga_news.NewsPage").objects.live().public()
    return news.descendant_of(below) if below is not None else news


def coming_invitations(below: Page | None, most: int | None = None) -> list[Any]:
    """The invitations whose time has not passed, the next one first, `most` at most. What shows them is another thing
    when the first of them is over."""
    now = timezone.now()
    over = {"event_start__lt": now, "event_end__isnull": True}
    coming = _news(below).filter(event_start__isnull=False).exclude(event_end__lt=now).exclude(**over)
    found = list(coming.order_by("event_start", "pk").only(*LINK_FIELDS, *INVITATION_FIELDS)[:most])
    holds_until(*(one.event_end or one.event_start for one in found))
    return found


def press_releases(below: Page | None) -> Any:
    """All press releases and invitations to the press, the newest first and those without a date last."""
    from_the_press = _news(below).filter(kind__in=PRESS_KINDS)
    return from_the_press.order_by("-listed_on", "-pk")


def years_of(releases: Any) -> list[Year]:
    """The years that there are releases of, the newest first, and last those without a date."""
    rows = releases.order_by().annotate(_year=ExtractYear("first_published_on")).values_list("_year")
    counts: dict[int | None, int] = dict(rows.annotate(_count=Count("pk")))
    dated = sorted((year for year in counts if year is not None), reverse=True)
    return [Year(year, counts[year]) for year in [*dated, *([None] if None in counts else [])]]


def of_year(releases: Any, year: int | None) -> Any:
    """The releases of a year, or those without a date."""
    if year is None:
        return releases.filter(first_published_on__isnull=True)
    return releases.filter(first_published_on__range=(dt.date(year, 1, 1), dt.date(year, 12, 31)))


def chosen_year(years: list[Year], asked: str) -> Year | None:
    """The year that an address asks for ("2024", "utan" for without a date), else the newest; None without any."""
    wanted = None if asked == "utan" else int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else 0
    return next((year for year in years if year.year == wanted), years[0] if years else None)


def embargoed(below: Page | None) -> list[Any]:
    """The news that is scheduled and not public yet, the next first: for editors only."""
    news = apps.get_model("brygga_news.NewsPage").objects.filter(live=False)
    news = news.descendant_of(below) if below is not None else news
    return list(news.filter(go_live_at__gt=timezone.now()).order_by("go_live_at", "pk"))
