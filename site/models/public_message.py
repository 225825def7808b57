"""Messages to all visitors: a crisis, a disturbance, or something to know. What is past stays as history."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import Page


class MessageKind(models.TextChoices):
    """How much a message matters; the first two stand above everything on the page."""

    CRISIS = "crisis", _("Viktigt meddelande till allmänheten")
    DISTURBANCE = "disturbance", _("Störning")
    INFORMATION = "information", _("Information")


class PublicMessageQuerySet(models.QuerySet["PublicMessage"]):
    """Messages, by time."""

    def begun(self, now: dt.datetime | None = None) -> PublicMessageQuerySet:
        """Those that are, or have been, to be seen; the newest first."""
        return self.filter(starts_at__lte=now or timezone.now()).order_by("-starts_at", "-pk")

    def not_over(self, now: dt.datetime | None = None) -> PublicMessageQuerySet:
        """Those that are to be seen now or later."""
        return self.filter(models.Q(ends_at=None) | models.Q(ends_at__gt=now or timezone.now()))


class PublicMessage(models.Model):
    """A message that stands on every page, or on those below one page, from a time until a time."""

    kind = models.CharField(_("slag"), max_length=12, choices=MessageKind.choices, default=MessageKind.INFORMATION)
    title = models.CharField(_("rubrik"), max_length=140, help_text=_("Vad som har hänt, i en mening."))
    text = RichTextField(
        _("text"),
        blank=True,
        features=["bold", "link"],
        help_text=_("Vad man ska göra, och när det kommer mer."),
    )
    starts_at = models.DateTimeField(_("visas från"), default=timezone.now)
    ends_at = models.DateTimeField(
        _("visas till"),
        null=True,
        blank=True,
        help_text=_("Tomt om det inte är bestämt. Ta inte bort: avsluta."),
    )
    language = models.CharField(
        _("språk"), max_length=10, default="sv", help_text=_("Språkets kod: sv, en, ar. Styr hur texten läses upp.")
    )
    section = models.ForeignKey(
        Page,
        verbose_name=_("bara på sidorna under"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("Lämna tomt så visas det på hela webbplatsen."),
    )

    objects = PublicMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("meddelande till alla")
        verbose_name_plural = _("meddelanden till alla")
        ordering = ["-starts_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{reverse('brygga_messages')}#meddelande-{self.pk}"

    @property
    def is_urgent(self) -> bool:
        """Whether it stands above everything else on the page."""
        return self.kind != MessageKind.INFORMATION

    def is_over(self, now: dt.datetime) -> bool:
        """Whether it has ended at the moment `now`."""
        return self.ends_at is not None and self.ends_at <= now

    @property
    def state(self) -> str:
        """Whether it is to come, to be seen, or over, for the list of the admin."""
        now = timezone.now()
        if self.starts_at > now:
            return str(_("Kommer"))
        return str(_("Avslutat") if self.is_over(now) else _("Visas"))

    def shown(self, path: str, now: dt.datetime) -> bool:
        """Whether it stands on the page at `path` in the tree (empty for what is no page) at the moment `now`."""
        timely = self.starts_at <= now and not self.is_over(now)
        return timely and (self.section is None or (bool(path) and path.startswith(self.section.path)))

    def clean(self) -> None:
        super().clean()
        if self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("Det kan inte sluta visas innan det har börjat.")})


def upcoming(_now: Any = None) -> list[PublicMessage]:
    """The messages that are not over, with the part of the site that they are for."""
    return list(PublicMessage.objects.not_over().select_related("section").order_by("-starts_at", "-pk"))
