"""Undoes entries of one run, each in a transaction of its own, and then what they made besides pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import models, transaction
from wagtail.actions.delete_page import DeletePageAction

from brygga.site.named import key_of

from ..models import FieldConflict, ImportItem, ImportMessage, ImportRun, PageChange, PendingLink, RunEntry
from ..suggestions.page_proposals import withdraw_proposals
from ..suggestions.record import withdraw
from . import entry_states, why_kept
from .restoring import (
    note_outcome_of,
    remove_values,
    restore,
    stands_earlier,
    untouched,
    withdraw_statements,
)
from .retry import patiently
from .undo_result import Before, Undone
from .why_kept import Drafts
from .worker import lock_writing

TOGETHER = 100  # objects removed in one transaction


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

    def carry_out(self, undoable: models.QuerySet[RunEntry]) -> Undone:
        keys = list(undoable.order_by("-position", "-pk").values_list("pk", flat=True))
        patiently(self._look_at_drafts)
        for pk in keys:
            patiently(partial(self._undo, pk))
            self.tell()
        return self._settle()

    def _look_at_drafts(self) -> None:
        made = PageChange.objects.filter(entry__in=self.entries, created=True, page__isnull=False)
        self.drafts.look(made.exclude(undone="removed").values_list("page_id", flat=True))

    @transaction.atomic
    def _undo(self, pk: int) -> None:
        """One entry in one transaction; nothing when it is undone already."""
        lock_writing()
        entry = RunEntry.objects.select_related("item", "run").get(pk=pk)
        if entry.state == RunEntry.State.ROLLED_BACK:
            return
        item = entry.item
        changes = list(PageChange.objects.filter(entry=entry, undone="").order_by("-pk").select_related("page"))
        pages = [change.page_id for change in changes if change.page_id]
        for change in changes:
            if change.created and item.page_id == change.page_id:
                remove_values(entry)
            note_outcome_of(change, self._undo_page(change, entry)[0])
        remove_values(entry)
        withdraw_statements(entry, changes)
        PendingLink.objects.filter(item=item).delete()
        withdraw(entry, pages)
        if not stands_earlier(entry):
            withdraw_proposals(item)
        FieldConflict.objects.filter(item=item, run=entry.run, state=FieldConflict.State.OPEN).update(
            state=FieldConflict.State.OBSOLETE
        )
        entry_states.entry_rolled_back(entry, self.reason)
        if stands_earlier(entry):
            entry_states.items_to([item], ImportItem.State.WRITTEN, reason="", written_digest="")
        else:
            entry_states.items_to([item], ImportItem.State.ROLLED_BACK, reason=self.reason, written_digest="")

    def _settle(self) -> Undone:
        """Try what was kept once more, as long as that helps: what stood in its way (a page below it, a page that
        links to it, another document's word, an object that is gone now) may be gone by now. What stays is noted."""
        entries = self.entries.filter(state=RunEntry.State.ROLLED_BACK)
        while True:
            patiently(self._look_at_drafts)
            helped, kept = self._retry(entries)
            helped = patiently(partial(self._remove_circle, [change for change, _ in kept])) or helped
            removed, objects = self._remove_objects(entries)
            if not (helped or removed):
                return patiently(partial(self._tell_result, entries, kept, objects))

    def _retry(self, entries: models.QuerySet[RunEntry]) -> tuple[bool, list[tuple[PageChange, str]]]:
        helped, left = False, []
        for pk in (
            PageChange.objects.filter(entry__in=entries, undone="kept").order_by("-pk").values_list("pk", flat=True)
        ):
            change, outcome, why = patiently(partial(self._retry_page, pk))
            if outcome == "kept":
                left.append((change, why))
            else:
                helped = True
            self.tell()
        return helped, left

    @transaction.atomic
    def _retry_page(self, pk: int) -> tuple[PageChange, str, str]:
        lock_writing()
        change = PageChange.objects.select_related("page", "entry__item", "entry__run").get(pk=pk)
        outcome, why = self._undo_page(change, change.entry)
        note_outcome_of(change, outcome)
        return change, outcome, why

    def _remove_circle(self, kept: list[PageChange]) -> bool:
        """Remove pages that are kept only because they refer to each other. Returns whether there were any."""
        circle = {c.page.pk: c for c in kept if c.created and c.page is not None and untouched(c)}
        smaller = True
        while smaller:  # whoever is held by something outside the circle is not of it
            leaving = set(circle)
            outside = {
                pk for pk, c in circle.items() if why_kept.why_page_stays(c.page, c.entry, self.drafts, leaving)
            }
            smaller = bool(outside)
            circle = {pk: change for pk, change in circle.items() if pk not in outside}
        if not circle:
            return False
        with transaction.atomic():
            lock_writing()
            for change in circle.values():
                self._remove_page(change, change.entry)
                note_outcome_of(change, "removed")
        return True

    def _undo_page(self, change: PageChange, entry: RunEntry) -> tuple[str, str]:
        """Undo one page's change: what was done with it, and why when it was kept."""
        if change.page is None:
            removed = PageChange.objects.filter(entry__run=entry.run_id, title=change.title, undone="removed")
            return ("gone", "") if removed.exists() else ("kept", why_kept.GONE)
        if not untouched(change):
            return "kept", why_kept.edited(change)
        if not change.created:
            return restore(change, change.page, entry, self.user)
        if why := why_kept.why_page_stays(change.page, entry, self.drafts):
            return "kept", why
        self._remove_page(change, entry)
        return "removed", ""

    def _remove_page(self, change: PageChange, entry: RunEntry) -> None:
        """Delete a page that the run made. Its item has no page then, and had none that an editor took away."""
        mine = list(ImportItem.objects.filter(pk=entry.item_id, page=change.page).values_list("pk", flat=True))
        assert change.page is not None, f"{change} has no page to remove"
        DeletePageAction(change.page.specific, user=self.user).execute(skip_permission_checks=True)
        ImportItem.objects.filter(pk__in=mine).update(page=None, had_page=False)

    # What was made besides pages

    def _remove_objects(self, entries: models.QuerySet[RunEntry]) -> tuple[int, list[tuple[str, str]]]:
        """Remove what nothing needs, as long as that lets more go. How many went, and what stays, with the reason."""
        removed, left = 0, patiently(lambda: why_kept.made_by(entries))
        while True:
            stays: list[tuple[models.Model, str]] = []
            for start in range(0, len(left), TOGETHER):
                stays += patiently(partial(self._remove_some, left[start : start + TOGETHER]))
                self.tell()
            if len(stays) == len(left):
                return removed, [(why_kept.label(obj), why) for obj, why in stays]
            removed, left = removed + len(left) - len(stays), [obj for obj, _ in stays]

    @transaction.atomic
    def _remove_some(self, objects: list[models.Model]) -> list[tuple[models.Model, str]]:
        """Remove those of the objects that nothing needs; the others, with the reason. The versions are asked in the
        transaction that removes: nobody saves one that names them in between without our seeing it."""
        lock_writing()
        held = why_kept.why_held(objects)
        free = [(obj, held.get(key_of(type(obj), obj.pk)) or why_kept.why_object_stays(obj)) for obj in objects]
        whose = why_kept.named_by_any((obj for obj, why in free if not why), self.since)
        stays = []
        for obj, why in free:
            if not why and (versions := whose.get(key_of(type(obj), obj.pk))):
                why = why_kept.named(versions)
            pk = obj.pk
            try:
                if not why:
                    with transaction.atomic():
                        obj.delete()
            except (models.ProtectedError, models.RestrictedError) as error:
                why = why_kept.referred(len(error.args[1]))
            if why:
                obj.pk = pk
                stays.append((obj, why))
        return stays

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
