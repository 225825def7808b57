"""What waits, by mail to those who want it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext, override
from wagtail.users.models import UserProfile

from brygga.site.mailing import message
from brygga.site.options import option

from ..models import WaitingNotice
from .what_waits import Waiting, waiting_for

_FOLDER = "brygga_importers/mail"


def send_notices() -> int:
    """Sends today's mail to each who wants it, has not had it, and has something that waits. Returns how many were
    sent. Raises OSError (SMTPException is one) where the server does not take a mail: who has not got theirs gets it
    the next time."""
    today, sent = timezone.localdate(), 0
    users = get_user_model()._default_manager.filter(brygga_waiting_notice__wanted=True, is_active=True)
    for user in users.exclude(email="").exclude(brygga_waiting_notice__sent_on=today).order_by("pk"):
        if user.has_perm("wagtailadmin.access_admin"):
            sent += _send(user, today)
    return sent


def _send(user: Any, today: dt.date) -> bool:
    with override(UserProfile.get_for_user(user).get_preferred_language()):
        found = waiting_for(user)
        if not found:
            return False
        mail = _mail(user, found)
    notice = WaitingNotice.objects.get(user=user)
    # Two that run at once: only one of them may send.
    due = WaitingNotice.objects.filter(Q(sent_on=None) | ~Q(sent_on=today), pk=notice.pk)
    if not due.update(sent_on=today):
        return False
    try:
        mail.send()
    except OSError:
        WaitingNotice.objects.filter(pk=notice.pk).update(sent_on=notice.sent_on)
        raise
    return True


def _mail(user: Any, found: list[Waiting]) -> Any:
    base = option("WAGTAILADMIN_BASE_URL").rstrip("/")
    number = sum(one.number for one in found)
    site = option("WAGTAIL_SITE_NAME")
    told = ngettext("%(number)d sak väntar på dig i %(site)s", "%(number)d saker väntar på dig i %(site)s", number)
    context = {
        "title": told % {"number": number, "site": site},
        "rows": [
            {"label": one.label, "number": one.number, "late": one.late, "address": base + one.address}
            for one in found
        ],
        "home": base + reverse("wagtailadmin_home"),
        "account": base + reverse("wagtailadmin_account"),
    }
    text = render_to_string(f"{_FOLDER}/waiting.txt", context)
    return message(context["title"], text, [user.email], render_to_string(f"{_FOLDER}/waiting.html", context))
