"""What the importer wrote: per page and field, per file, per register object; and where it met an editor."""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model_string
from wagtail.images import get_image_model_string


class WrittenPage(models.Model):
    """What one item last said for each field of one page: the base of the three-way merge.

    `values` maps field name → value as `writing.fields` gives it. `sources` maps field name → list of
    {"sentence", "span": [start, end]}: the words in the document that the value comes from. `files` maps the addresses
    of the document's images and files to what they became here, for the day when the archive is gone:
    {"image": {address: primary key}, "document": {…}}.
    """

    class Role(models.TextChoices):
        NEWS = "news", _("Nyhet")
        PROJECT = "project", _("Projekt")
        UNIT = "unit", _("Enhet")

    item = models.ForeignKey("ImportItem", models.CASCADE, related_name="written", verbose_name=_("dokument"))
    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="brygga_written", verbose_name=_("sida"))
    role = models.CharField(_("roll"), max_length=7, choices=Role.choices)
    subject = models.CharField(max_length=255, blank=True)
    values = models.JSONField(default=dict)
    sources = models.JSONField(default=dict)
    files = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("skrivna värden")
        verbose_name_plural = _("skrivna värden")
        constraints = [models.UniqueConstraint(fields=["item", "page"], name="brygga_written_once_per_item_and_page")]

    def __str__(self) -> str:
        return f"{self.item_id} → {self.page_id}"


class FieldConflict(models.Model):
    """Both the editor and the source changed the same field or block. Nothing is overwritten until it is settled."""

    class State(models.TextChoices):
        OPEN = "open", _("Öppen")
        KEPT = "kept", _("Sidans text behölls")
        TAKEN = "taken", _("Källans text togs")
        OBSOLETE = "obsolete", _("Löst av sig själv")

    item = models.ForeignKey("ImportItem", models.CASCADE, related_name="conflicts", verbose_name=_("dokument"))
    run = models.ForeignKey("ImportRun", models.CASCADE, related_name="conflicts", verbose_name=_("körning"))
    page = models.ForeignKey(
        "wagtailcore.Page", models.CASCADE, related_name="brygga_conflicts", verbose_name=_("sida")
    )
    field = models.CharField(_("fält"), max_length=60)
    block_id = models.CharField(max_length=64, blank=True)
    base = models.JSONField(_("senast importerat"), null=True)
    editor = models.JSONField(_("på sidan nu"), null=True)
    source_value = models.JSONField(_("i källan nu"), null=True)
    state = models.CharField(_("läge"), max_length=8, choices=State.choices, default=State.OPEN)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("konflikt")
        verbose_name_plural = _("konflikter")
        ordering = ["pk"]
        indexes = [models.Index(fields=["item", "state"], name="brygga_conflict_state")]

    def __str__(self) -> str:
        return f"{self.page_id}.{self.field}"


class ImportedFile(models.Model):
    """A file known by the hash of its bytes: fetched once, an image or a document once."""

    digest = models.CharField(max_length=64, unique=True)
    image = models.ForeignKey(get_image_model_string(), models.CASCADE, null=True, related_name="+")
    document = models.ForeignKey(get_document_model_string(), models.CASCADE, null=True, related_name="+")
    original_name = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.original_name or self.digest[:12]


class MadeObject(models.Model):
    """An organisation, person, indicator, observation, image or document that an entry made, so it can be undone."""

    entry = models.ForeignKey("RunEntry", models.CASCADE, related_name="made")
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.content_type_id}:{self.object_id}"
