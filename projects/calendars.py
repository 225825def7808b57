"""Milestones as iCalendar (RFC 5545): one project's, or all projects' in one calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import partial

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from brygga.site.extras import attempt, declare, kept
from brygga.site.partial_dates import PartialDate

from .models import Milestone, ProjectPage

EVENT = declare("calendar-event", "a milestone in a calendar")
PRODUCT = "-//Brygga//Milstolpar//SV"


def milestone_event(milestone: Milestone, date: PartialDate, page: ProjectPage, address: str, host: str) -> Event:
    """An all-day event, as long as the date is vague: "juni 2024" takes the whole month, and does not block it."""
    event = Event()
    event.add("uid", f"milestone-{milestone.pk}@{host}")
    event.add("dtstamp", page.last_published_at or timezone.now())
    event.add("dtstart", date.first_day)
    event.add("dtend", date.last_day + dt.timedelta(days=1))
    event.add("summary", f"{page.title}: {milestone.title}")
    if milestone.description:
        event.add("description", milestone.description)
    if address:
        event.add("url", address)
    event.add("transp", "TRANSPARENT")
    return event


def _events(page: ProjectPage, request: HttpRequest, host: str) -> list[Event]:
    address = page.get_full_url(request) or ""

    def event(milestone: Milestone) -> Event | None:
        date = milestone.date
        return milestone_event(milestone, date, page, address, host) if date else None

    return [made for made in kept(EVENT, event, page.milestones.all()) if made is not None]


def calendar_of(pages: Iterable[ProjectPage], name: str, request: HttpRequest) -> bytes:
    """The calendar of the milestones of `pages`, which should have them prefetched."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("name", name)
    host = request.get_host().partition(":")[0]
    for page in pages:
        for event in attempt(EVENT, partial(_events, page, request, host), [], page):
            calendar.add_component(event)
    return calendar.to_ical()


def calendar_name(page: ProjectPage | None) -> str:
    """The name that a calendar program shows."""
    return _("Milstolpar: %(project)s") % {"project": page.title} if page else _("Milstolpar i alla projekt")
