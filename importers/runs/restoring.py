"""What undoing does with one page that a run changed, and with what an item is known to have said."""

from __future__ import annotations

from typing import Any

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Revision

from brygga.projects.models import Observation
from brygga.site.origins import bringing, brought_again

from ..models import (
    ImportItem,
    ImportRun,
    PageChange,
    RunEntry,
    WrittenPage,
)
from ..writing import observations
from . import why_kept

UNDOABLE = (RunEntry.State.CREATED, RunEntry.State.CHANGED, RunEntry.State.CONFLICT)
WRITTEN = (*UNDOABLE, RunEntry.State.UNCHANGED)


def stands_earlier(entry: RunEntry) -> bool:
    """Whether an earlier run wrote the entry's document and is not undone."""
    before = RunEntry.objects.filter(item=entry.item_id, run__lt=entry.run_id, state__in=WRITTEN)
    return before.filter(run__mode=ImportRun.Mode.APPLY).exists()


def note_outcome_of(change: PageChange, outcome: str) -> None:
    change.undone = outcome
    PageChange.objects.filter(pk=change.pk).update(undone=outcome)


def withdraw_statements(entry: RunEntry, changes: list[PageChange]) -> None:
    """What the item said of pages that it did not change (they said so already) is not said any more, unless it said
    so in an earlier run too; and a page that it only joined is not its own any more. Its own is what it has written
    and what could not be undone."""
    item = entry.item
    if stands_earlier(entry):
        return
    touched = {change.page_id for change in changes if change.page_id}
    kept = PageChange.objects.filter(entry__item=item, undone__in=("", "kept"), page__isnull=False)
    touched |= set(kept.values_list("page_id", flat=True))
    WrittenPage.objects.filter(item=item).exclude(page__in=touched).delete()
    if item.page_id and item.page_id not in touched:
        Redirect.objects.filter(pk__in=item.old_addresses.values("redirect"), automatically_created=True).delete()
        ImportItem.objects.filter(pk=item.pk).update(page=None, had_page=False)


def untouched(change: PageChange) -> bool:
    """Whether nobody has written to the page after this change, or all who did were undone (see `restore`)."""
    change.refresh_from_db(fields=["page", "revision_after"])
    return change.page is not None and change.page.latest_revision_id == change.revision_after


def restore(change: PageChange, page: Page, entry: RunEntry, user: Any) -> tuple[str, str]:
    """Make the earlier revision the latest again, and the published one where the run had published."""
    earlier = Revision.objects.filter(pk=change.revision_before).first()
    if earlier is None:
        return "kept", why_kept.NO_VERSION
    was_published = page.live and page.live_revision_id == change.revision_after
    old = earlier.as_object()
    revision = old.save_revision(user=user, previous_revision=earlier, log_action=True)
    if was_published and change.live_revision_before == change.revision_before:
        with bringing():
            revision.publish(user=user, previous_revision=earlier)
    if change.revision_after:
        brought_again(page.pk, change.revision_after, revision.pk)
    # What the page says now is what the change before this one (of this run or an earlier) wrote, by a new number.
    before = PageChange.objects.filter(page=page, undone__in=("", "kept"), pk__lt=change.pk)
    before.filter(revision_after=change.revision_before).update(revision_after=revision.pk)
    _restore_record(change, page, entry)
    return "restored", ""


def _restore_record(change: PageChange, page: Page, entry: RunEntry) -> None:
    record = WrittenPage.objects.filter(item=entry.item, page=page)
    if change.written_before:
        record.update(values=change.written_before)
    else:
        record.delete()


def remove_values(entry: RunEntry) -> None:
    """Remove the values of key figures that the entry noted: no page names them, their page or indicator does."""
    made = entry.made.filter(content_type=why_kept.content_type(Observation)).order_by("-pk")
    for row in Observation.objects.filter(pk__in=made.values("object_id")).order_by("-pk"):
        observations.remove(row)
