"""Names of projects and units that texts mention without evidence enough for a page: for a person to decide on."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PageProposal(models.Model):
    """A project or unit that may deserve a page. `home` is the page that the import puts pages below, `key` the folded
    name. A proposal that nothing speaks of any more goes, unless somebody has declined it."""

    class State(models.TextChoices):
        OPEN = "open", _("Att ta ställning till")
        MADE = "made", _("Sidan finns")
        DECLINED = "declined", _("Avböjd")

    class Role(models.TextChoices):
        PROJECT = "project", _("Projekt")
        UNIT = "unit", _("Enhet")

    role = models.CharField(_("slag"), max_length=7, choices=Role.choices)
    name = models.CharField(_("namn"), max_length=255)
    key = models.CharField(max_length=255)
    home = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+", verbose_name=_("webbplats"))
    page = models.ForeignKey(
        "wagtailcore.Page", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("sida")
    )
    state = models.CharField(_("läge"), max_length=8, choices=State.choices, default=State.OPEN)
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

    wagtail_reference_index_ignore = True  # a page is not "used" by what is proposed

    class Meta:
        verbose_name = _("föreslagen sida")
        verbose_name_plural = _("föreslagna sidor")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["home", "role", "key"], name="brygga_one_page_proposal_per_name")
        ]

    def __str__(self) -> str:
        return self.name


class PageProposalSource(models.Model):
    """A document that mentions the name, with the sentence."""

    proposal = models.ForeignKey(PageProposal, models.CASCADE, related_name="sources")
    item = models.ForeignKey("ImportItem", models.CASCADE, related_name="page_proposal_sources")
    sentence = models.TextField(_("mening"))
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("källa till föreslagen sida")
        verbose_name_plural = _("källor till föreslagna sidor")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "item"], name="brygga_one_source_per_page_proposal_and_item")
        ]

    def __str__(self) -> str:
        return self.sentence
