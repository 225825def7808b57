"""Invitations: a news page with a time and a place, as something to put in a calendar (RFC 5545)."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from .models import NewsPage, live_news

PRODUCT = "-//Brygga//Inbjudningar//SV"
USUAL_LENGTH = dt.timedelta(hours=1)  # of what does not say when it ends


def invitation(page: NewsPage, host: str, address: str) -> Calendar:
    """The calendar with the one event. The times are in UTC, which every calendar turns into its own."""
    calendar, event = Calendar(), Event()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
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
    calendar.add_component(event)
    return calendar


@require_safe
def invitation_ics(request: HttpRequest, pk: int) -> HttpResponse:
    """The invitation of a public news page; 404 for one without a time."""
    page = get_object_or_404(live_news().filter(event_start__isnull=False), pk=pk)
    host = request.get_host().partition(":")[0]
    calendar = invitation(page, host, page.get_full_url(request) or "")
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="inbjudan-{page.pk}.ics"'
    return response
