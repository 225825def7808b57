"""Publishing what an import left as drafts, when somebody has looked at it and said so."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction
from wagtail.models import Page

from brygga.news.models import NewsPage
from brygga.site.gate.stopping import GateStoppedError

from ..models import ImportItem, ImportRun, PageChange, Review
from ..sources.access import SCHEDULED, status_of
from ..writing import fields
from ..writing.page_evidence import SAID, says_something
from ..writing.page_types import kind_of
from ..writing.pages import latest
from .retry import patiently


def drafts_of(run: ImportRun, *, everything: bool = False) -> list[int]:
    """The news pages (primary keys) that the run made and that nobody has published yet, parents first; with
    `everything` also the units and projects, those left out that say nothing. One that has been public and was taken
    down or thrown away is left: that was somebody's decision. What was closed in its source stays closed, and what
    waits for its time goes on waiting."""
    made = PageChange.objects.filter(entry__run=run, created=True, undone="", page__isnull=False)
    known = dict(made.values_list("page", "entry__item__known"))
    made_open = [pk for pk, those in known.items() if status_of(those) in ("", SCHEDULED)]
    pages = Page.objects.filter(pk__in=made_open, live=False, first_published_at=None, locked=False)
    pages = pages.filter(latest_revision__approved_go_live_at=None)
    thrown = ImportItem.objects.filter(review__state=Review.State.THROWN, page__isnull=False)
    pages = pages.exclude(pk__in=thrown.values("page"))
    if not everything:
        return list(pages.type(NewsPage).order_by("depth", "path").values_list("pk", flat=True))
    return [page.pk for page in pages.order_by("depth", "path") if _is_worth_showing(page)]


def _is_worth_showing(page: Page) -> bool:
    current = latest(page)
    kind = kind_of(current)
    return kind == "news" or (bool(kind) and says_something(kind, fields.snapshot(current, SAID[kind])))


def publish_run(
    run: ImportRun,
    user: Any = None,
    tell: Callable[[int], object] = lambda number: None,
    *,
    everything: bool = False,
    stopped: list[str] | None = None,
) -> int:
    """Publish the latest version of each of `drafts_of` the run, an editor's too, each in a transaction with its log
    entry. May be broken off and done again. What the publish gate stops stays a draft, and `stopped` gets the reasons.
    Returns how many were published."""
    published = 0
    for number, pk in enumerate(drafts_of(run, everything=everything), 1):
        try:
            patiently(partial(_publish, pk, user))
            published += 1
        except GateStoppedError as error:
            if stopped is not None:
                stopped.append(str(error))
        tell(number)
    return published


@transaction.atomic
def _publish(pk: int, user: Any) -> None:
    page = Page.objects.select_for_update().filter(pk=pk, live=False).first()
    if page is not None and page.latest_revision is not None:
        page.latest_revision.publish(user=user)
