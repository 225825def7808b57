"""What somebody has asked to have imported, from the first file that was dropped to the run that wrote the pages."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


def new_token() -> str:
    """A name that nobody guesses, for the folder of an order's files."""
    return secrets.token_hex(16)


class ImportOrder(models.Model):
    """An import that was ordered in the admin: files, addresses or both. The files lie in a folder called `token` (see
    `archive/spool.py`) until they have been read in. `plan` says what the import would do, `run` did it."""

    class State(models.TextChoices):
        GATHERING = "gathering", _("Förbereds")
        QUEUED = "queued", _("Väntar på att läsas in")
        READING = "reading", _("Läses in")
        READ = "read", _("Inläst")
        FAILED = "failed", _("Gick inte att läsa in")

    class Kind(models.TextChoices):
        AUTO = "auto", _("Känn igen av adressen")
        PAGE = "page", _("En sida på varje rad")
        FEED = "feed", _("Flöde (RSS eller Atom)")
        SITEMAP = "sitemap", _("Webbplatskarta (sitemap)")
        LISTING = "listing", _("Sida med länkar till artiklarna")

    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    state = models.CharField(_("läge"), max_length=9, choices=State.choices, default=State.GATHERING)
    name = models.CharField(_("källans namn"), max_length=200, blank=True)
    label = models.CharField(max_length=255, blank=True)  # what it brings, in words: files, addresses
    addresses = models.TextField(_("adresser"), blank=True)
    kind = models.CharField(_("vad adressen är"), max_length=7, choices=Kind.choices, default=Kind.AUTO)
    pattern = models.CharField(_("ord i artiklarnas adresser"), max_length=200, blank=True)
    limit = models.PositiveIntegerField(_("högst så många"), null=True, blank=True)
    fetch_files = models.BooleanField(_("hämta bilder från den gamla webbplatsen"), default=True)
    parent_page = models.ForeignKey(
        "wagtailcore.Page", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("läggs under")
    )
    plan = models.ForeignKey("ImportRun", models.SET_NULL, null=True, blank=True, related_name="+")
    run = models.ForeignKey("ImportRun", models.SET_NULL, null=True, blank=True, related_name="orders")
    note = models.TextField(blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("beställd av")
    )
    created_at = models.DateTimeField(_("beställd"), auto_now_add=True)
    worked_at = models.DateTimeField(null=True, blank=True)  # when the process that reads it in was last heard of

    wagtail_reference_index_ignore = True  # a page is not "used" by what was once put below it

    class Meta:
        verbose_name = _("beställd import")
        verbose_name_plural = _("beställda importer")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name or self.label or gettext("Import %d") % self.pk
