"""Invitations: a news page with a time and a place, as something to put in a calendar (RFC 5545)."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event
from wagtail.models import Site

from brygga.projects.calendars import EVENT
from brygga.site.extras import kept

from .models import NewsPage, live_news
from .press_parts import coming_invitations

PRODUCT = "-//Brygga//Inbjudningar//SV"
USUAL_LENGTH = dt.timedelta(hours=1)  # of what does not say when it ends


def invitation(page: NewsPage, host: str, address: str) -> Calendar:
    """The calendar with the one event. The times are in UTC, which every calendar turns into its own."""
    calendar = _calendar()
    calendar.add_component(_event(page, host, address))
    return calendar


def _calendar(name: str = "") -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("name", name)
    return calendar


def _event(page: NewsPage, host: str, address: str) -> Event:
    event = Event()
    start = page.event_start or timezone.now()
    event.add("uid", f"invitation-{page.pk}@{host}")
    event.add("dtstamp", page.last_published_at or timezone.now())
    event.add("dtstart", start.astimezone(dt.UTC))
    event.add("dtend", (page.event_end or start + USUAL_LENGTH).astimezone(dt.UTC))
    event.add("summary", page.title)
    if page.event_place:
        event.add("location", page.event_place)
    words = "\n\n".join(filter(None, (page.lead, page.event_signup, address)))
    event.add("description", words)
    event.add("url", address)
    return event


@require_safe
def invitation_ics(request: HttpRequest, pk: int) -> HttpResponse:
    """The invitation of a public news page; 404 for one without a time."""
    page = get_object_or_404(live_news().filter(event_start__isnull=False), pk=pk)
    host = request.get_host().partition(":")[0]
    calendar = invitation(page, host, page.get_full_url(request) or "")
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="inbjudan-{page.pk}.ics"'
    return response


@require_safe
def invitations_ics(request: HttpRequest) -> HttpResponse:
    """All invitations to come on the site that is asked, to subscribe to."""
    site = Site.find_for_request(request)
    host = request.get_host().partition(":")[0]
    calendar = _calendar(_("Inbjudningar"))

    def event(page: NewsPage) -> Event:
        return _event(page, host, page.get_full_url(request) or "")

    for made in kept(EVENT, event, coming_invitations(site.root_page if site else None)):
        calendar.add_component(made)
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="inbjudningar.ics"'
    return response
