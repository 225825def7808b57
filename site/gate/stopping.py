"""The one place that refuses: the method of a page that every way to publish goes through."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPagePermissionError
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, Revision

from .evaluate import stops_of
from .problems import Finding

logger = logging.getLogger(__name__)
# What the log of a page says.
STOPPED = "brygga.gate.stopped"
SCHEDULED = "wagtail.publish.scheduled"
_open: ContextVar[bool] = ContextVar("brygga_gate_open", default=False)


class GateStoppedError(PublishPagePermissionError):
    """The page may not be published as it is. `findings` says why, the message is for people."""

    def __init__(self, page: Page, findings: Sequence[Finding]) -> None:
        self.page, self.findings = page, tuple(findings)
        super().__init__(told(page, findings))


def told(page: Page, findings: Sequence[Finding]) -> str:
    """Why the page is not published, for people."""
    why = " ".join(dict.fromkeys(one.told for one in findings))
    return _("”%(title)s” publicerades inte. %(why)s") % {"title": page.get_admin_display_title(), "why": why}


@contextmanager
def open_gate() -> Iterator[None]:
    """Nothing is stopped within. For what only takes away from a public page, or puts back what was public."""
    before = _open.set(True)
    try:
        yield
    finally:
        _open.reset(before)


def is_open() -> bool:
    """Whether nothing is to be stopped just now."""
    return _open.get()


class GatedPage:
    """Gives a page type the gate. Stands before `Page` among the bases; Brygga's own page types have it."""

    def publish(self, revision: Revision, user: Any = None, *args: Any, **kwargs: Any) -> Any:
        """Wagtail's. Raises `GateStoppedError` where a rule stops the revision. When its time has come by itself there
        is nobody to tell: it stays, the page's history says why, and the next round tries again."""
        if not is_open() and (found := stops_of(revision.as_object())):
            error = GateStoppedError(revision.as_object(), found)
            if (args[1] if len(args) > 1 else kwargs.get("log_action")) != SCHEDULED:
                raise error
            note_missed(error, revision)
            return None
        return super().publish(revision, user, *args, **kwargs)  # type: ignore[misc]

    publish.alters_data = True  # type: ignore[attr-defined]


def note_missed(error: GateStoppedError, revision: Revision) -> None:
    """Say in the page's history, once for a version and its reasons, that it was not published on its time."""
    logger.warning("Not published on its time: page %s, %s", revision.object_id, error)
    reasons = [one.told for one in error.findings]
    last = PageLogEntry.objects.filter(page=error.page.pk, action=STOPPED).order_by("-timestamp", "-pk").first()
    if last is not None and last.revision_id == revision.pk and last.data.get("reasons") == reasons:
        return
    log(instance=error.page, action=STOPPED, revision=revision, data={"reasons": reasons})
