"""Source documents: their raw bytes, and what is known of each."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .guarded_state import GuardedState


class RawDocument(models.Model):
    """The bytes of a document as they were received, in `BRYGGA_RAW_ROOT` (see `archive/raw.py`), never changed."""

    digest = models.CharField(_("kontrollsumma (SHA-256)"), max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField(_("storlek i byte"))
    content_type = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField(_("mottaget"), auto_now_add=True)

    class Meta:
        verbose_name = _("originaldokument")
        verbose_name_plural = _("originaldokument")

    def __str__(self) -> str:
        return self.digest[:12]


class ImportItem(GuardedState):
    """One source document over all runs: unique by source and source id."""

    class State(models.TextChoices):
        NEW = "new", _("Ny")
        WRITTEN = "written", _("Importerad")
        CONFLICT = "conflict", _("Konflikt")
        WAITING = "waiting", _("Väntar på besked")
        FAILED = "failed", _("Misslyckades")
        REMOVED = "removed", _("Sidan är borttagen")
        ROLLED_BACK = "rolled_back", _("Ångrad")

    class Verdict(models.TextChoices):
        SAME = "same", _("Samma text som en annan")
        SEPARATE = "separate", _("En egen text")

    source = models.ForeignKey("ImportSource", models.CASCADE, related_name="items", verbose_name=_("källa"))
    identifier = models.CharField(_("id i källan"), max_length=500)
    state = models.CharField(_("läge"), max_length=11, choices=State.choices, default=State.NEW)
    title = models.CharField(_("rubrik"), max_length=500, blank=True)
    address = models.CharField(_("gammal adress"), max_length=2000, blank=True)
    location = models.CharField(max_length=1000, blank=True)  # where the file lies, for the images beside it
    known = models.JSONField(default=dict, blank=True)  # what the source knows besides (see `documents.Document`)
    raw = models.ForeignKey(RawDocument, models.PROTECT, null=True, related_name="items", verbose_name=_("original"))
    written_digest = models.CharField(max_length=64, blank=True)  # the raw bytes that the page was made from
    reader_version = models.CharField(max_length=60, blank=True)
    page = models.ForeignKey(
        "wagtailcore.Page", models.SET_NULL, null=True, related_name="import_items", verbose_name=_("sida")
    )
    had_page = models.BooleanField(default=False)
    fingerprint = models.CharField(max_length=64, blank=True, db_index=True)  # of the words, for duplicates
    likeness = models.CharField(max_length=64, blank=True, db_index=True)  # of title and date, for likely duplicates
    duplicate_of = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="duplicates")
    verdict = models.CharField(_("besked om dubblett"), max_length=8, choices=Verdict.choices, blank=True)
    reason = models.TextField(_("skäl"), blank=True)
    attempts = models.PositiveIntegerField(_("försök"), default=0)
    first_seen_at = models.DateTimeField(_("först sedd"), auto_now_add=True)
    gone_since = models.DateTimeField(_("borta ur källan sedan"), null=True, blank=True)

    class Meta:
        verbose_name = _("dokument")
        verbose_name_plural = _("dokument")
        ordering = ["source", "identifier"]
        constraints = [models.UniqueConstraint(fields=["source", "identifier"], name="brygga_one_item_per_source_id")]
        indexes = [models.Index(fields=["source", "state"], name="brygga_item_state")]

    def __str__(self) -> str:
        # A file that was named by itself has its whole path as its id, which is nobody's business.
        return self.title or (
            self.identifier.rpartition("/")[2] if self.identifier.startswith("/") else self.identifier
        )
