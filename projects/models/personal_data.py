"""What was done at somebody's request about their personal data, without saying whose; and names that stay away."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class RightsCase(models.Model):
    """One request that was answered. Nothing here says who asked: `reason` is the number that leads to it."""

    class Kind(models.TextChoices):
        EXTRACT = "extract", _("Utdrag")
        CHANGE = "change", _("Ändring")

    kind = models.CharField(_("slag"), max_length=7, choices=Kind.choices)
    reason = models.CharField(_("skäl eller diarienummer"), max_length=300)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("utförd av")
    )
    done_at = models.DateTimeField(_("utförd"), auto_now_add=True)
    counts = models.JSONField(_("ställen"), default=dict)  # action → number of places
    history = models.BooleanField(_("också äldre versioner"), default=False)
    sealed = models.PositiveIntegerField(_("förseglade original"), default=0)
    blocked = models.BooleanField(_("spärrad vid import"), default=False)
    left = models.JSONField(default=list)  # [kind of place, number] of what is left for somebody to do elsewhere

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("begäran om personuppgifter")
        verbose_name_plural = _("begäranden om personuppgifter")
        ordering = ["-pk"]
        permissions = [("handle_personal_data", "Kan svara på begäran om personuppgifter")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"


def new_salt() -> str:
    """The key that names are hashed with, made with the first of them."""
    return secrets.token_hex(16)


class BlockedName(models.Model):
    """A name, mail address or number that imports do not bring back, as a keyed hash: the list says nobody's name.

    `length` is how many words were hashed, `instead` what stands there."""

    digest = models.CharField(max_length=64, unique=True)
    salt = models.CharField(max_length=32)
    length = models.PositiveSmallIntegerField(default=1)
    instead = models.CharField(_("står i stället"), max_length=100, blank=True)
    case = models.ForeignKey(RightsCase, models.CASCADE, related_name="blocks", verbose_name=_("begäran"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("spärrat namn")
        verbose_name_plural = _("spärrade namn")

    def __str__(self) -> str:
        return self.digest[:12]
