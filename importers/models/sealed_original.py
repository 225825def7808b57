"""Originals that are kept, and seen only by who has a right to it: what was received may be a public record."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

# The code of a message that an import has left out somebody whom the document names.
HIDDEN = "blocked-name"


class SealedOriginal(models.Model):
    """A document as it was received, closed to everybody but those who may open what is sealed."""

    raw = models.OneToOneField(
        "RawDocument", models.PROTECT, primary_key=True, related_name="seal", verbose_name=_("original")
    )
    reason = models.CharField(_("skäl"), max_length=300)
    sealed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("förseglat av")
    )
    sealed_at = models.DateTimeField(_("förseglat"), auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("förseglat original")
        verbose_name_plural = _("förseglade original")
        permissions = [("see_sealed_originals", "Kan se förseglade original")]

    def __str__(self) -> str:
        return self.raw_id[:12]


def is_sealed(digest: str | None) -> bool:
    """Whether the original with this hash is sealed."""
    return digest is not None and SealedOriginal.objects.filter(pk=digest).exists()
