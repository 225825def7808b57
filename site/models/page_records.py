"""What is kept of pages for the record: who answers for them, what was put right, and which versions were public."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision


class Responsibility(models.Model):
    """Who answers for a page and all pages below it, until one of those has its own."""

    page = models.OneToOneField(
        Page,
        verbose_name=_("sidan och alla under den"),
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("Välj startsidan så gäller det hela webbplatsen, där inget närmare är angivet."),
    )
    unit = models.ForeignKey(
        Page,
        verbose_name=_("ansvarig enhet (sida)"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Enhetens sida, som namnet länkar till. Har enheten ingen sida skriver du namnet nedanför."),
    )
    unit_name = models.CharField(_("ansvarig enhet (namn)"), max_length=150, blank=True)
    email = models.EmailField(_("e-post"), blank=True)
    phone = models.CharField(_("telefon"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("ansvar för sidor")
        verbose_name_plural = _("ansvar för sidor")
        ordering = ["page__path"]

    def __str__(self) -> str:
        return f"{self.page}: {self.unit or self.unit_name}"

    def clean(self) -> None:
        super().clean()
        if not (self.unit_id or self.unit_name.strip()):
            raise ValidationError({"unit_name": _("Välj enhetens sida eller skriv enhetens namn.")})


class Correction(models.Model):
    """Something essential that was wrong on a page, and when it was put right. It stays on the page."""

    page = models.ForeignKey(Page, verbose_name=_("sida"), on_delete=models.CASCADE, related_name="+")
    day = models.DateField(_("rättat den"), default=timezone.localdate)
    text = models.TextField(
        _("vad som var fel och vad som gäller"),
        help_text=_("Till exempel ”Antalet deltagare är 48, inte 84 som det stod först”."),
    )

    class Meta:
        verbose_name = _("rättelse")
        verbose_name_plural = _("rättelser")
        ordering = ["-day", "-pk"]

    def __str__(self) -> str:
        return f"{self.page}, {self.day}"


class PublicVersionQuerySet(models.QuerySet["PublicVersion"]):
    """Versions, by page."""

    def open(self) -> PublicVersionQuerySet:
        """Those that are public still."""
        return self.filter(public_until=None)


class PublicVersion(models.Model):
    """A stored version of a page that everybody could see, from a moment until another."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    revision = models.OneToOneField(Revision, on_delete=models.CASCADE, related_name="+")
    public_from = models.DateTimeField(_("offentlig från"))
    public_until = models.DateTimeField(_("offentlig till"), null=True, blank=True)

    objects = PublicVersionQuerySet.as_manager()

    wagtail_reference_index_ignore = True  # what is known of a page does not use it

    class Meta:
        verbose_name = _("offentlig version")
        verbose_name_plural = _("offentliga versioner")
        ordering = ["-public_from", "-pk"]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.public_from:%Y-%m-%d %H:%M}"
