"""Pages that came from an old site: when they were brought here, and whether a person has changed them since."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class PageOrigin(models.Model):
    """One for each page that was brought here from elsewhere. The day of its coming is nothing that visitors are told:
    only what a person changes here after it is a change.

    `revision` is the last version that was brought here; None where that has been cleared away.
    """

    wagtail_reference_index_ignore = True  # what is known of a page does not use it

    page = models.OneToOneField(Page, models.CASCADE, primary_key=True, related_name="brygga_origin")
    imported_at = models.DateTimeField(_("importerad"))
    revision = models.ForeignKey("wagtailcore.Revision", models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(_("ändrad här"), null=True, blank=True)

    class Meta:
        verbose_name = _("sidas ursprung")
        verbose_name_plural = _("sidors ursprung")

    def __str__(self) -> str:
        return f"{self.page_id}"
