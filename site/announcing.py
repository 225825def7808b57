"""Messages to all: which stand on a page now, the page of all there have been, and its feed.

What is to be seen now or later is remembered (see `remembered`); its times are asked for with each page, so a message
comes and goes by the minute.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Min
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .dated_feeds import AtomFeed
from .models.public_message import PublicMessage, upcoming
from .page_cache.moments import holds_until
from .remembered import forget, recall
from .site_settings import SiteSettings

LISTED = 50
_KEY = "public messages"


def messages_for(path: str) -> list[PublicMessage]:
    """The messages that stand now on the page at `path` in the tree, the urgent ones first."""
    now = timezone.now()
    known = recall({_KEY: upcoming})[_KEY]
    for one in known:
        holds_until(one.starts_at, one.ends_at)
    return sorted((one for one in known if one.shown(path, now)), key=lambda one: not one.is_urgent)


def connect() -> None:
    """Listens to what changes a message; called once, when Django is ready."""
    for signal in (post_save, post_delete):
        signal.connect(_changed, sender=PublicMessage, dispatch_uid="brygga_message_changed")


def _changed(**_kwargs: Any) -> None:
    forget()


def _until_the_next(now: dt.datetime) -> None:
    """Says when the next message begins or ends."""
    begins = PublicMessage.objects.filter(starts_at__gt=now).aggregate(next=Min("starts_at"))["next"]
    ends = PublicMessage.objects.filter(ends_at__gt=now).aggregate(next=Min("ends_at"))["next"]
    holds_until(begins, ends)


@require_safe
def messages(request: HttpRequest) -> HttpResponse:
    """All messages there are and have been: those that are over are history, and say so."""
    now = timezone.now()
    _until_the_next(now)
    begun = list(PublicMessage.objects.begun(now)[:LISTED])
    over = [one for one in begun if one.is_over(now)]
    current = [one for one in begun if not one.is_over(now)]
    return render(request, "brygga_site/messages.html", {"current": current, "over": over})


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The messages as Atom."""
    name = SiteSettings.for_request(request).name
    address = request.build_absolute_uri(reverse("brygga_messages"))
    shown = AtomFeed(
        title=_("Meddelanden till alla från %(name)s") % {"name": name},
        link=address,
        description="",
        language="sv",
        feed_url=request.build_absolute_uri(),
    )
    now = timezone.now()
    _until_the_next(now)
    for one in PublicMessage.objects.begun(now)[:LISTED]:
        shown.add_item(
            title=f"{one.get_kind_display()}: {one.title}",
            link=request.build_absolute_uri(one.get_absolute_url()),
            description=one.text,
            unique_id=f"{address}{one.pk}",
            pubdate=one.starts_at,
            updateddate=one.ends_at if one.is_over(now) else one.starts_at,
            categories=[one.kind],
        )
    return HttpResponse(shown.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
