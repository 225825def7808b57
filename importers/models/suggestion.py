"""What imported articles say of projects and units: one row for each value, and for each article that says it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Suggestion(models.Model):
    """A value that at least one article gives a field of a project or unit page, and what became of it.

    `value` has the form of `writing.fields`: for a list, one entry of it. `key` is the same for the same value, `slot`
    for values of which only one can be true (all end dates; the shares of one funder). A value is kept without
    articles only as long as somebody has decided on it.
    """

    class State(models.TextChoices):
        NEW = "new", _("Att ta ställning till")
        PRESENT = "present", _("Står på sidan")
        REPLACED = "replaced", _("Har stått på sidan")
        ACCEPTED = "accepted", _("Godtagen")
        DECLINED = "declined", _("Avböjd")

    DECIDED = (State.ACCEPTED, State.DECLINED)

    page = models.ForeignKey(
        "wagtailcore.Page", models.CASCADE, related_name="brygga_suggestions", verbose_name=_("sida")
    )
    field = models.CharField(_("fält"), max_length=60)
    slot = models.CharField(max_length=32)
    key = models.CharField(max_length=32)
    value = models.JSONField(_("uppgift"))
    state = models.CharField(_("läge"), max_length=8, choices=State.choices, default=State.NEW)
    contradicts = models.BooleanField(_("motsäger något annat"), default=False)
    undo = models.JSONField(null=True, blank=True)  # what accepting or removing it changed, {field: [before, after]}
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("avgjord av"),
    )
    decided_at = models.DateTimeField(_("avgjord"), null=True, blank=True)
    created_at = models.DateTimeField(_("funnen"), auto_now_add=True)

    wagtail_reference_index_ignore = True  # a page is not "used" by what is suggested for it

    class Meta:
        verbose_name = _("förslag")
        verbose_name_plural = _("förslag")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "field", "key"], name="brygga_one_suggestion_per_value")
        ]
        indexes = [
            models.Index(
                fields=["page"],
                name="brygga_suggestion_open",
                condition=Q(state="new") | Q(contradicts=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_id}.{self.field}"


class SuggestionSource(models.Model):
    """An article that says it: its sentence, where that stands in the document, and which of its words say it."""

    suggestion = models.ForeignKey(Suggestion, models.CASCADE, related_name="sources")
    item = models.ForeignKey("ImportItem", models.CASCADE, related_name="suggestion_sources")
    sentence = models.TextField(_("mening"))
    words = models.JSONField(default=list)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    confidence = models.FloatField(_("säkerhet"), default=1.0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("källa till förslag")
        verbose_name_plural = _("källor till förslag")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["suggestion", "item"], name="brygga_one_source_per_suggestion_and_item")
        ]

    def __str__(self) -> str:
        return self.sentence
