"""Who has asked for news by e-mail, and of what."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

UNCONFIRMED_DAYS = 7  # then an address that nobody has confirmed is forgotten
MOST_FAILURES = 5  # letters in a row that were refused


class About(models.TextChoices):
    """What the news is about."""

    ALL = "alla", _("Alla nyheter")
    TOPIC = "amne", _("Ett ämne")
    UNIT = "enhet", _("En enhet")
    PROJECT = "projekt", _("Ett projekt")


class Frequency(models.TextChoices):
    """How often a letter comes."""

    AT_ONCE = "direkt", _("När nyheten kommer")
    DAILY = "dagligen", _("Högst ett brev om dagen")


def _new_token() -> str:
    return secrets.token_urlsafe(24)


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    """Subscriptions, and which of them are no longer wanted."""

    def confirmed(self) -> SubscriptionQuerySet:
        """Those whose address has said yes."""
        return self.filter(confirmed_at__isnull=False)

    def forgotten(self, now: dt.datetime | None = None) -> SubscriptionQuerySet:
        """Those that nobody confirmed in time, and those whose letters are refused."""
        oldest = (now or timezone.now()) - dt.timedelta(days=UNCONFIRMED_DAYS)
        unconfirmed = models.Q(confirmed_at=None, created_at__lt=oldest)
        return self.filter(unconfirmed | models.Q(failures__gte=MOST_FAILURES))


class Subscription(models.Model):
    """One address, one subject. `token` is in the letters alone: who has it may confirm and leave.

    `told_until` is how far the letters have come: what was published first after it has not been told.
    """

    email = models.EmailField(_("e-post"))
    about = models.CharField(_("om"), max_length=10, choices=About.choices, default=About.ALL)
    about_key = models.PositiveBigIntegerField(_("vilket"), default=0)  # 0: all news
    frequency = models.CharField(_("hur ofta"), max_length=10, choices=Frequency.choices, default=Frequency.DAILY)
    token = models.CharField(max_length=40, unique=True, default=_new_token, editable=False)
    created_at = models.DateTimeField(_("begärd"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("bekräftad"), null=True, blank=True)
    told_until = models.DateTimeField(default=timezone.now, editable=False)
    failures = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("prenumeration")
        verbose_name_plural = _("prenumerationer")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["email", "about", "about_key"], name="subscription_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_about_display()}: {self.email}"
