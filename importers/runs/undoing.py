"""Undoes entries of one run, many in one transaction, and then what they made besides pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from django.db import models, transaction
from wagtail.models import Page

from brygga.site.index_watch import pages_read_together
from brygga.site.version_references import Key, key_of

from ..models import FieldConflict, ImportItem, ImportMessage, ImportRun, PageChange, PendingLink, RunEntry
from ..suggestions.page_proposals import withdraw_proposals
from ..suggestions.record import withdraw
from . import entry_states, removing, restoring, why_kept
from .removable_pages import Leaving
from .restoring import note_outcomes_of, with_pages
from .retry import patiently
from .undo_result import Before, Undone
from .why_kept import Drafts
from .writing_lock import lock_writing

TOGETHER = 100  # documents, pages or objects in one transaction


class Undoing:
    """Undoing entries of one run. `entries` are all that may be undone by it, the finished ones too."""

    def __init__(
        self,
        run: ImportRun,
        entries: models.QuerySet[RunEntry],
        reason: str,
        user: Any,
        tell: Callable[[], None] = lambda: None,
        before: Before | None = None,
    ) -> None:
        self.run, self.entries, self.before = run, entries, before or Before()
        self.reason, self.user, self.tell = reason, user, tell
        self.since = run.created_at  # no version from before that can name what the run made
        self.drafts = Drafts(self.since)
        self.gone: set[Key] = set()  # pages that went since the drafts were looked at

    def carry_out(self, undoable: models.QuerySet[RunEntry]) -> Undone:
        keys = list(undoable.order_by("-position", "-pk").values_list("pk", flat=True))
        patiently(self._look_at_drafts)
        for some in _some(keys):
            patiently(partial(self.undo_some, some))
            self.tell()
        return self._settle()

    def sweep(self) -> int:
        """Remove what an earlier undoing of the run left besides pages and nothing needs any more: a version of a page
        that is gone by now named it, say. How many objects went."""
        return self._remove_objects(self.entries.filter(state=RunEntry.State.ROLLED_BACK))[0]

    def _look_at_drafts(self) -> None:
        made = PageChange.objects.filter(entry__in=self.entries, created=True, page__isnull=False)
        self.drafts.look(made.exclude(undone="removed").values_list("page_id", flat=True))
        self.gone.clear()

    @transaction.atomic
    def undo_some(self, keys: Sequence[int]) -> None:
        """These entries (primary keys) in one transaction; those that are undone already are left."""
        lock_writing()
        found = RunEntry.objects.filter(pk__in=keys).exclude(state=RunEntry.State.ROLLED_BACK)
        entries = list(found.select_related("item", "run").order_by("-position", "-pk"))
        standing = restoring.standing_earlier(entries)
        undone = PageChange.objects.filter(entry__in=entries, undone="")
        list(Page.objects.select_for_update().filter(pk__in=undone.values("page")).order_by("pk").values_list("pk"))
        changes = with_pages(undone)
        changed = {change.page_id for change in changes if change.page_id}
        with pages_read_together():
            restoring.remove_values(entries)
            self._undo_changes(changes)
        restoring.withdraw_statements(entries, changes, standing)
        items = [entry.item for entry in entries]
        PendingLink.objects.filter(item__in=items).delete()
        withdraw(entries, changed)
        withdraw_proposals([item for item in items if item.pk not in standing])
        conflicts = FieldConflict.objects.filter(item__in=items, run=self.run, state=FieldConflict.State.OPEN)
        conflicts.update(state=FieldConflict.State.OBSOLETE)
        entry_states.entries_rolled_back(entries, self.reason)
        stays = [item for item in items if item.pk in standing]
        leaves = [item for item in items if item.pk not in standing]
        entry_states.items_to(stays, ImportItem.State.WRITTEN, reason="", written_digest="")
        entry_states.items_to(leaves, ImportItem.State.ROLLED_BACK, reason=self.reason, written_digest="")

    def _undo_changes(self, changes: Sequence[PageChange]) -> list[tuple[PageChange, str]]:
        """Undo changes of pages, the newest first: those that are kept, with the reason."""
        kept: list[tuple[PageChange, str]] = []
        by_page: dict[int, list[PageChange]] = defaultdict(list)
        for change in changes:
            if change.page_id:
                by_page[change.page_id].append(change)
        outcomes = [self._of_no_page(change) for change in changes if not change.page_id]
        back = [restoring.go_back(those) for those in by_page.values()]
        restoring.restore([going for going, _ in back if going[1]], self.user)
        for _, found in back:
            outcomes += found
        restored = [change for change, outcome, _ in outcomes if outcome == "restored"]
        restoring.restore_records(restored, {change.entry_id: change.entry.item_id for change in restored})
        for name in ("restored", "gone", "kept"):
            note_outcomes_of((change for change, outcome, _ in outcomes if outcome == name), name)
        kept += [(change, why) for change, outcome, why in outcomes if outcome == "kept" and why]
        made = [c.pk for c, outcome, why in outcomes if outcome == "kept" and c.created and not why]
        return kept + self._remove_pages(made)

    def _of_no_page(self, change: PageChange) -> tuple[PageChange, str, str]:
        removed = PageChange.objects.filter(entry__run=self.run, title=change.title, undone="removed")
        return (change, "gone", "") if removed.exists() else (change, "kept", why_kept.GONE)

    # Pages

    def _settle(self) -> Undone:
        """Try what was kept once more, as long as that helps: what stood in its way (a page below it, a page that
        links to it, another document's word, an object that is gone now) may be gone by now. What stays is noted."""
        entries = self.entries.filter(state=RunEntry.State.ROLLED_BACK)
        while True:
            patiently(self._look_at_drafts)
            left = PageChange.objects.filter(entry__in=entries, undone="kept").order_by("-pk")
            keys, kept = list(left.values_list("pk", flat=True)), list[tuple[PageChange, str]]()
            for some in _some(keys):
                kept += patiently(partial(self._retry, some))
                self.tell()
            circle = [change.pk for change, _ in kept if change.created and change.page_id]
            helped = bool(patiently(partial(self._remove_circle, circle))) or len(kept) < len(keys)
            removed, objects = self._remove_objects(entries)
            if not (helped or removed):
                return patiently(partial(self._tell_result, entries, kept, objects))

    @transaction.atomic
    def _retry(self, keys: Sequence[int]) -> list[tuple[PageChange, str]]:
        lock_writing()
        return self._undo_changes(with_pages(PageChange.objects.filter(pk__in=keys, undone="kept")))

    def _remove_pages(self, keys: Sequence[int], *, circle: bool = False) -> list[tuple[PageChange, str]]:
        """Remove the pages that these changes (primary keys) made and that nothing needs, in the caller's transaction.
        Those that stay, with the reason."""
        if not keys:
            return []
        pages = PageChange.objects.filter(pk__in=keys).values("page")
        list(Page.objects.select_for_update().filter(pk__in=pages).values_list("pk"))
        changes = with_pages(PageChange.objects.filter(pk__in=keys, page__isnull=False))
        leaving = Leaving(changes, self.drafts, self.gone)
        free = leaving.free(circle=circle)
        own = [change.entry.item_id for change in free if change.entry.item.page_id == change.page_id]
        # Such an item has no page then, and had none that an editor took away.
        ImportItem.objects.filter(pk__in=own).update(page=None, had_page=False)
        removing.remove_pages([change.page_id for change in free if change.page_id], self.user)
        note_outcomes_of(free, "removed")
        self.gone |= {key_of(Page, change.page_id) for change in free}
        return leaving.kept()

    @transaction.atomic
    def _remove_circle(self, keys: Sequence[int]) -> int:
        """Remove pages that are kept only because they refer to each other. Returns how many there were."""
        lock_writing()
        return len(keys) - len(self._remove_pages(keys, circle=True))

    # What was made besides pages

    def _remove_objects(self, entries: models.QuerySet[RunEntry]) -> tuple[int, list[tuple[str, str]]]:
        """Remove what nothing needs, as long as that lets more go. How many went, and what stays, with the reason."""
        removed, left = 0, patiently(lambda: why_kept.made_by(entries))
        while True:
            stays: list[tuple[models.Model, str]] = []
            for some in _some(left):
                stays += patiently(partial(self._remove_some, some))
                self.tell()
            if len(stays) == len(left):
                return removed, [(why_kept.label(obj), why) for obj, why in stays]
            removed, left = removed + len(left) - len(stays), [obj for obj, _ in stays]

    @transaction.atomic
    def _remove_some(self, objects: Sequence[models.Model]) -> list[tuple[models.Model, str]]:
        """Remove those of the objects that nothing needs; the others, with the reason. The versions are asked in the
        transaction that removes: nobody saves one that names them in between without our seeing it."""
        lock_writing()
        keys = {id(obj): key_of(type(obj), obj.pk) for obj in objects}
        held, needed = why_kept.why_held(objects), why_kept.referrers(set(keys.values()))
        why = {key: why_kept.referred(len(whose)) for key, whose in needed.items()} | held
        asked = [obj for obj in objects if not why.get(keys[id(obj)])]
        for key, versions in why_kept.named_by_any(asked, self.since).items():
            why[key] = why_kept.named(versions)
        stays = [(obj, why[keys[id(obj)]]) for obj in objects if why.get(keys[id(obj)])]
        return stays + removing.remove_objects([obj for obj in objects if not why.get(keys[id(obj)])])

    @transaction.atomic
    def _tell_result(
        self,
        entries: models.QuerySet[RunEntry],
        kept: list[tuple[PageChange, str]],
        objects: list[tuple[str, str]],
    ) -> Undone:
        """Note what stays, and tell what was done, by this process or one before it."""
        items = {entry.item_id for entry in entries}
        ImportMessage.objects.filter(run=self.run, code="rollback-kept", item__in=items).delete()
        ImportMessage.objects.bulk_create(
            ImportMessage(
                run=change.entry.run,
                item=change.entry.item,
                code="rollback-kept",
                text=f"Sidan ”{change.title}” behölls: {why}",
            )
            for change, why in kept
        )
        rows = PageChange.objects.filter(entry__in=entries, undone__in=("removed", "restored")).order_by("-pk")
        done = [row for row in rows.values_list("pk", "undone", "title") if row[0] not in self.before.changes]
        return Undone(
            removed=[title for _, undone, title in done if undone == "removed"],
            restored=[title for _, undone, title in done if undone == "restored"],
            kept=why_kept.once(kept),
            objects_removed=why_kept.number_made(entries) - len(objects) - self.before.objects,
            objects_kept=objects,
        )


def _some(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (values[start : start + TOGETHER] for start in range(0, len(values), TOGETHER))
