"""Pages that exist, as they are while one batch is written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail.models import Page, PageLogEntry

from ..models import PageChange
from . import fields


class Existing:
    """A page that exists, as it is while one batch is written: `row` has its state, `current` what its editors see.
    `ours` says whether imports alone have had to do with it, None while nobody has asked."""

    def __init__(self, row: Page, current: Page, *, ours: bool | None = None) -> None:
        self.row, self.current, self.ours = row, current, ours
        self._values: dict[str, Any] = {}

    def values(self, names: Iterable[str]) -> dict[str, Any]:
        """The fields in their plain form."""
        for name in names:
            if name not in self._values:
                self._values[name] = fields.read(self.current, name)
        return {name: self._values[name] for name in names}

    def changed(self, names: Iterable[str]) -> None:
        """These fields of `current` were set."""
        for name in names:
            self._values.pop(name, None)

    def forget(self) -> None:
        """Nothing is known of what the fields hold."""
        self._values.clear()


def is_ours(page: Page) -> bool:
    """Whether an import made the page, and every version of it and its publication are imports' own."""
    changes = list(
        PageChange.objects.filter(page=page.pk, undone__in=("", "kept")).values_list(
            "created", "revision_before", "revision_after", "entry__run__publish_all"
        )
    )
    made = [published for created, _, _, published in changes if created]
    written = {after for _, _, after, _ in changes}
    between = {before for created, before, _, _ in changes if not created}
    if not made or page.latest_revision_id not in written or not between <= written:
        return False
    if page.first_published_at is not None and not any(made):
        return False
    acts = ("wagtail.unpublish", "wagtail.unpublish.scheduled", "wagtail.publish.schedule")
    return not PageLogEntry.objects.filter(page=page.pk, action__in=acts).exists()
