"""What people have said of imported pages at the desk: who looks at which, what they found right, what they did."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Review(models.Model):
    """One document's place in the queue of those to review. Without a row a document waits as any other.

    `passed` holds the keys of what a person has looked at and found right. A claim that has run out is none.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Att granska")
        ASIDE = "aside", _("Lagd åt sidan")
        APPROVED = "approved", _("Godkänd som utkast")
        PUBLISHED = "published", _("Godkänd och publicerad")
        THROWN = "thrown", _("Kastad")

    DECIDED = (State.APPROVED, State.PUBLISHED, State.THROWN)

    item = models.OneToOneField(
        "ImportItem", models.CASCADE, related_name="review", verbose_name=_("dokument"), primary_key=True
    )
    state = models.CharField(_("läge"), max_length=9, choices=State.choices, default=State.OPEN)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("öppen hos")
    )
    claimed_until = models.DateTimeField(null=True, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lämnad till"),
    )
    note = models.TextField(_("meddelande"), blank=True)
    passed = models.JSONField(default=list, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("avgjord av"),
    )
    decided_at = models.DateTimeField(_("avgjord"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("granskning")
        verbose_name_plural = _("granskningar")
        permissions = [
            ("import_archive", "Kan importera arkiv"),
            ("review_import", "Kan granska importerade sidor"),
            ("roll_back_import", "Kan ångra importer"),
            ("see_originals", "Kan se importerade original"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.state}"


class ReviewStep(models.Model):
    """One thing that was done to a page at the desk, enough to take it back."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="steps")
    label = models.CharField(max_length=255)
    revision_before = models.BigIntegerField(null=True)
    revision_after = models.BigIntegerField(null=True)
    passed_before = models.JSONField(default=list)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    done_at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("ändring vid granskning")
        verbose_name_plural = _("ändringar vid granskning")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.label
