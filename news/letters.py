"""The letters of subscriptions: to confirm, and with news, in plain text and in HTML. Nothing in them is tracked."""

from __future__ import annotations

import datetime as dt
import logging
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Any

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task
from wagtail.models import Site

from brygga.site.mailing import QUEUE, message
from brygga.site.models import SiteSettings
from brygga.site.options import option

from .models import NewsPage
from .subjects import news_of, subject
from .subscription import Frequency, Subscription

log = logging.getLogger(__name__)
MOST_NEWS = 30  # in one letter


def _around(subscription: Subscription) -> dict[str, Any]:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    settings = SiteSettings.for_site(site) if site else SiteSettings()
    root = site.root_url if site else ""
    leave = f"{root}{reverse('brygga_leave', args=[subscription.token])}"
    return {"settings": settings, "root": root, "leave": leave, "subscription": subscription}


def _letter(subscription: Subscription, name: str, title: str, context: dict[str, Any]) -> EmailMultiAlternatives:
    context = {**context, "title": title}
    text = render_to_string(f"brygga_news/letters/{name}.txt", context)
    html = render_to_string(f"brygga_news/letters/{name}.html", context)
    headers = {
        # RFC 8058: the mail program may leave with one POST, without asking.
        "List-Unsubscribe": f"<{context['leave']}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    return message(title, text, [subscription.email], html, headers)


def confirming(subscription: Subscription) -> EmailMultiAlternatives:
    """The letter that asks whether the address wants news."""
    context = _around(subscription)
    about = subject(subscription.about, subscription.about_key)
    context["about"] = about.name if about else ""
    context["confirm"] = f"{context['root']}{reverse('brygga_confirm', args=[subscription.token])}"
    return _letter(subscription, "confirm", _("Bekräfta att du vill ha nyheter"), context)


def telling(subscription: Subscription, news: list[NewsPage]) -> EmailMultiAlternatives:
    """The letter with news."""
    context = {**_around(subscription), "news": news}
    title = news[0].title if len(news) == 1 else _("%(number)s nyheter") % {"number": len(news)}
    return _letter(subscription, "news", f"{context['settings'].name}: {title}", context)


@task(backend=QUEUE)
def send_confirmation(key: int) -> bool:
    """Sends the letter that asks; False where it could not be sent, or nobody waits for it any more."""
    subscription = Subscription.objects.filter(pk=key, confirmed_at=None).first()
    if subscription is None:
        return False
    with _language():
        return _sent(subscription, confirming(subscription))


@task(backend=QUEUE)
def send_due(frequency: str) -> int:
    """Sends what has come since the last letter to those who want it so often; returns how many letters were sent.

    No more than `BRYGGA_LETTERS_AT_A_TIME` go at once; who got none this time is first the next.
    """
    now = timezone.now()
    Subscription.objects.forgotten(now).delete()
    waiting = Subscription.objects.confirmed().filter(frequency=frequency).order_by("told_until", "pk")
    oldest = waiting.values_list("told_until", flat=True).first()
    if oldest is None:
        return 0  # the mail server is not asked for nothing
    sent = 0
    # One connection for all letters. The news of a subject is asked for once, however many follow it.
    asked: dict[tuple[str, int], list[NewsPage]] = {}
    with _language(), get_connection() as connection:
        for subscription in waiting.iterator():
            key = (subscription.about, subscription.about_key)
            if key not in asked:
                asked[key] = _since(oldest, now, *key)
            news = [page for page in asked[key] if page.first_published_at > subscription.told_until][:MOST_NEWS]
            if not news:
                continue
            letter = telling(subscription, news)
            letter.connection = connection
            if _sent(subscription, letter):
                Subscription.objects.filter(pk=subscription.pk).update(told_until=now, failures=0)
                sent += 1
            if sent >= option("BRYGGA_LETTERS_AT_A_TIME"):
                break
    return sent


def _since(oldest: dt.datetime | None, now: dt.datetime, about: str, key: int) -> list[NewsPage]:
    news = news_of(about, key).filter(first_published_at__gt=oldest, first_published_at__lte=now)
    return list(news.order_by("-first_published_at"))


def _sent(subscription: Subscription, letter: EmailMultiAlternatives) -> bool:
    try:
        return bool(letter.send())
    except SMTPRecipientsRefused:
        Subscription.objects.filter(pk=subscription.pk).update(failures=F("failures") + 1)
    except (SMTPException, OSError) as error:
        # The server's answer names the address.
        log.warning("A letter could not be sent (%s).", type(error).__name__)
    return False


def _language() -> Any:
    site = Site.objects.filter(is_default_site=True).first()
    return translation.override(SiteSettings.for_site(site).language if site else "sv")


def tell_at_once(**_kwargs: Any) -> None:
    """A news page has been published: those who want it at once get it, in the background."""
    if Subscription.objects.confirmed().filter(frequency=Frequency.AT_ONCE).exists():
        send_due.enqueue(str(Frequency.AT_ONCE))
