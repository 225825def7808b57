"""What the gate found in the latest version of each page, kept so that many pages can be listed without reading them.

Only the rule and the place are kept, never the words: they may be about somebody. A page is read again when it has got
a new version; what else changes (a page that it links to, a rule) is found by `manage.py check_pages`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, get_page_models

from .evaluate import findings_of
from .registry import rules
from .stopping import GatedPage


class GateRecord(models.Model):
    """That a version of a page has been read."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="+")
    revision = models.PositiveBigIntegerField(null=True)
    checked_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("kontroll av en sida")
        verbose_name_plural = _("kontroller av sidor")

    def __str__(self) -> str:
        return str(self.page)


class GateProblem(models.Model):
    """A problem in the version of the page that was read last."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("sida"))
    rule = models.CharField(_("regel"), max_length=60, db_index=True)
    text = models.CharField(_("vad"), max_length=300)
    path = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("sak att se över")
        verbose_name_plural = _("saker att se över")
        ordering = ["page", "pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def label(self) -> str:
        """What the rule is called; its name where no such rule is registered any more."""
        return next((str(rule.label) for rule in rules() if rule.name == self.rule), self.rule)


def gated_pages() -> QuerySet[Page]:
    """The pages that have the gate."""
    return Page.objects.type(*[model for model in get_page_models() if issubclass(model, GatedPage)])


def unread(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Those of the pages whose latest version has not been read."""
    fresh = GateRecord.objects.filter(
        Q(revision=F("page__latest_revision")) | Q(revision=None, page__latest_revision=None)
    )
    return pages.exclude(pk__in=fresh.values("page"))


def read_pages(pages: Iterable[Page]) -> int:
    """Read the latest version of each page and keep what is found. Returns how many were read."""
    number = 0
    for page in pages:
        _read(page)
        number += 1
    return number


@transaction.atomic
def _read(page: Page) -> None:
    latest: Any = page.get_latest_revision_as_object()
    GateProblem.objects.filter(page=page.pk).delete()
    GateProblem.objects.bulk_create(
        GateProblem(page_id=page.pk, rule=one.rule, text=str(one.problem.text)[:300], path=one.problem.spot.path[:200])
        for one in findings_of(latest)
    )
    GateRecord.objects.update_or_create(page_id=page.pk, defaults={"revision": page.latest_revision_id})
