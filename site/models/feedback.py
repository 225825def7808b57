"""What visitors answer about a page: whether it helped, and what is wrong with it."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Answer(models.TextChoices):
    """What was answered."""

    YES = "ja", _("Sidan hjälpte")
    NO = "nej", _("Sidan hjälpte inte")
    FAULT = "fel", _("Fel på sidan")


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    """Answers, by age."""

    def older_than(self, days: int) -> FeedbackQuerySet:
        """Those that came more than so many days ago."""
        return self.filter(created_at__lt=timezone.now() - dt.timedelta(days=days))


class Feedback(models.Model):
    """One answer. Of who gave it nothing is kept but what that person wrote; it is deleted by age."""

    page = models.ForeignKey(
        Page, verbose_name=_("sida"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    path = models.CharField(_("adress"), max_length=500)
    answer = models.CharField(_("svar"), max_length=4, choices=Answer.choices)
    text = models.TextField(_("vad besökaren skrev"), blank=True)
    email = models.EmailField(_("e-post för svar"), blank=True)
    created_at = models.DateTimeField(_("kom"), default=timezone.now, db_index=True)
    handled = models.BooleanField(_("hanterad"), default=False)
    registered_as = models.CharField(
        _("diarienummer"), max_length=60, blank=True, help_text=_("Om svaret är registrerat som inkommen handling.")
    )

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("svar om en sida")
        verbose_name_plural = _("svar om sidor")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_answer_display()}: {self.path}"
