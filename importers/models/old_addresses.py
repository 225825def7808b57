"""Old addresses: of items, in links that still wait for their page, and those that are gone for good."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model_string
from wagtail.images import get_image_model_string


class OldAddress(models.Model):
    """An address under which an item could be reached. `key` is what `addresses.address_key` makes of it."""

    item = models.ForeignKey("ImportItem", models.CASCADE, related_name="old_addresses", verbose_name=_("dokument"))
    url = models.CharField(_("adress"), max_length=2000)
    key = models.CharField(max_length=255)
    redirect = models.ForeignKey("wagtailredirects.Redirect", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("gammal adress")
        verbose_name_plural = _("gamla adresser")
        constraints = [models.UniqueConstraint(fields=["item", "url"], name="brygga_old_address_once")]
        indexes = [models.Index(fields=["key"], name="brygga_old_address_key")]

    def __str__(self) -> str:
        return self.url


class OldFile(models.Model):
    """An address under which a picture or document of an item could be had, and what it became here. It leads there as
    long as the file is public."""

    item = models.ForeignKey("ImportItem", models.CASCADE, related_name="old_files", verbose_name=_("dokument"))
    url = models.CharField(_("adress"), max_length=2000)
    key = models.CharField(max_length=255)
    image = models.ForeignKey(get_image_model_string(), models.CASCADE, null=True, related_name="+")
    document = models.ForeignKey(get_document_model_string(), models.CASCADE, null=True, related_name="+")

    wagtail_reference_index_ignore = True  # it shows the file to nobody

    class Meta:
        verbose_name = _("gammal filadress")
        verbose_name_plural = _("gamla filadresser")
        indexes = [models.Index(fields=["key"], name="brygga_old_file_key")]

    def __str__(self) -> str:
        return self.url


class PendingLink(models.Model):
    """A link on an imported page to an address of the archive whose page did not exist when it was written."""

    item = models.ForeignKey("ImportItem", models.CASCADE, related_name="pending_links", verbose_name=_("dokument"))
    href = models.CharField(_("adress"), max_length=2000)
    key = models.CharField(max_length=255)

    class Meta:
        verbose_name = _("väntande länk")
        verbose_name_plural = _("väntande länkar")
        indexes = [models.Index(fields=["key"], name="brygga_pending_link_key")]

    def __str__(self) -> str:
        return self.href


class GoneAddress(models.Model):
    """An old address that is gone on purpose: the site answers 410, with the reason on the page."""

    path = models.CharField(
        _("sökväg"), max_length=255, unique=True, help_text=_("Den gamla adressen utan webbplatsens namn.")
    )
    reason = models.TextField(_("skäl"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("beslutad av"),
    )
    created_at = models.DateTimeField(_("beslutad"), auto_now_add=True)

    class Meta:
        verbose_name = _("borttagen adress")
        verbose_name_plural = _("borttagna adresser")
        ordering = ["path"]

    def __str__(self) -> str:
        return self.path

    @property
    def title(self) -> str:
        """What the page that says so calls it."""
        return self.path
