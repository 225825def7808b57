"""Undoing a run, or single items of it: as revisions and log entries, like any other edit.

A page that the run changed goes back to the revision it had, if nobody has edited it since. A page that the run made
is removed if nobody has edited it and nothing refers to it. What else it made goes when nothing refers to it and no
stored version of a page names it. Whatever is kept is listed with the reason. The record and the raw bytes stay.

Each document is undone in a transaction of its own, so that undoing can be killed and gone on with. What a document
made besides pages is looked at when all pages are, since a version names what its page no longer does.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db import DatabaseError, InterfaceError, models, transaction
from django.db.models import Q
from wagtail.actions.delete_page import DeletePageAction

from brygga.site.named import key_of

from ..models import (
    FieldConflict,
    ImportItem,
    ImportMessage,
    ImportRun,
    PageChange,
    PendingLink,
    RunEntry,
)
from ..suggestions.page_proposals import withdraw_proposals
from ..suggestions.record import withdraw
from . import integrity, keeping, states
from .keeping import Drafts
from .restoring import (
    UNDOABLE,
    WRITTEN,
    note_outcome_of,
    remove_values,
    restore,
    stands_earlier,
    untouched,
    withdraw_statements,
)
from .retry import patiently
from .worker import lock_writing

logger = logging.getLogger(__name__)
HEARTBEAT = 5.0  # seconds between the signs of life
TOGETHER = 100  # objects removed in one transaction
HALF_UNDONE = (ImportRun.State.ROLLING_BACK, ImportRun.State.UNDO_STOPPED)


@dataclass
class Undone:
    """What a rollback did: titles of pages, those that were kept with the reason, the same for what else was made,
    and what the check found afterwards."""

    removed: list[str] = field(default_factory=list)
    restored: list[str] = field(default_factory=list)
    kept: list[tuple[str, str]] = field(default_factory=list)
    objects_removed: int = 0
    objects_kept: list[tuple[str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Before:
    """What was undone before an undoing began: changes of pages (primary keys), and how many objects."""

    changes: frozenset[int] = frozenset()
    objects: int = 0

    @classmethod
    def of(cls, run: ImportRun) -> Before:
        """Nothing for one that was cut off: that undoing goes on."""
        if run.state == ImportRun.State.UNDO_STOPPED:
            return cls()
        undone = PageChange.objects.filter(entry__run=run, undone__in=("removed", "restored"))
        entries = RunEntry.objects.filter(run=run, state=RunEntry.State.ROLLED_BACK)
        return cls(frozenset(undone.values_list("pk", flat=True)), keeping.number_gone(entries))


def rollback_run(run: ImportRun, reason: str = "", user: Any = None) -> Undone:
    """Undo all that the run did, newest first; may be called again to finish one that was cut off, without a reason
    then. What is told is all that this undoing undid, also before it was cut off.

    Raises `IllegalTransitionError` for a run that is at work, was a plan, has nothing left to undo, or must wait for
    a later one to be undone, `ValueError` without a reason.
    """
    reason = begin(run, reason)
    noted = run.rollback_reason
    if reason not in noted:  # what was said the first time is kept
        noted = f"{noted} {reason}".strip()
    before = Before.of(run)
    worker = patiently(lambda: states.start_rollback(run, noted, user))
    told = [time.monotonic()]

    def tell() -> None:
        if time.monotonic() - told[0] > HEARTBEAT:
            patiently(lambda: states.heartbeat(worker))
            told[0] = time.monotonic()

    try:
        result = _Undoing(run, run.entries.all(), reason, user, tell, before).carry_out(undoable(run))
        result.problems = patiently(lambda: list(integrity.after_undo(run)))
        note = "Kontrollen efteråt hittade fel: " + " ".join(result.problems) if result.problems else ""
        patiently(lambda: states.rolled_back(run, worker, note))
    except BaseException:
        _leave(run, worker)
        raise
    return result


def rollback_entries(entries: Iterable[RunEntry], reason: str, user: Any = None) -> Undone:
    """Undo single items of a run that is not at work. Raises as `rollback_run`."""
    entries = list(entries)
    if not entries:
        return Undone()
    run = entries[0].run
    these = RunEntry.objects.filter(pk__in=[entry.pk for entry in entries], run=run)
    reason = begin(run, reason, these)
    return _Undoing(run, these, reason, user).carry_out(undoable(run).filter(pk__in=these))


def begin(run: ImportRun, reason: str, entries: models.QuerySet[RunEntry] | None = None) -> str:
    """Whether the run (or these entries of it) may be undone now: the reason to note. Raises as `rollback_run`."""
    states.stop_dead_runs(run.source)
    run.refresh_from_db()
    if why := why_not(run, entries):
        raise states.IllegalTransitionError(why)
    if not reason.strip() and run.state == ImportRun.State.UNDO_STOPPED:
        reason = run.rollback_reason
    if not reason.strip():
        raise ValueError("Skriv varför körningen ångras. Skälet sparas tillsammans med den.")
    return reason


def why_not(run: ImportRun, entries: models.QuerySet[RunEntry] | None = None) -> str:
    """Why the run (or these entries of it) cannot be undone as it is now; "" when it can."""
    state = ImportRun.State
    may = (state.FINISHED, state.STOPPED, state.FAILED, state.UNDO_STOPPED, state.ROLLED_BACK)
    if run.mode == ImportRun.Mode.PLAN:
        return f"Körning {run.pk} kan inte ångras: den var en provkörning och skrev ingenting."
    if run.state not in may:
        return f"Körning {run.pk} kan inte ångras nu ({run.get_state_display()})."
    if not something_left(run, entries):
        return _nothing_left(run, entries)
    numbers = keeping.later_runs(undoable(run) if entries is None else undoable(run).filter(pk__in=entries))
    if not numbers:
        return ""
    if len(numbers) == 1:
        return f"Körning {numbers[0]} har skrivit till samma dokuments sidor efter körning {run.pk}. Ångra den först."
    listed = ", ".join(map(str, reversed(numbers)))
    return (
        f"Körningarna {listed} har skrivit till samma dokuments sidor efter körning {run.pk}. "
        "Ångra dem först, i den ordningen."
    )


def something_left(run: ImportRun, entries: models.QuerySet[RunEntry] | None = None) -> bool:
    """Whether undoing the run (or these entries of it) could change anything: an undoing that was cut off is to be
    ended, and what one left because something stood in its way may be able to go by now."""
    these = RunEntry.objects.filter(run=run) if entries is None else entries
    if (entries is None and run.state in HALF_UNDONE) or undoable(run).filter(pk__in=these).exists():
        return True
    kept = PageChange.objects.filter(entry__in=these, undone="kept", page__isnull=False)
    return kept.exists() or bool(keeping.made_by(these.filter(state=RunEntry.State.ROLLED_BACK)))


def _nothing_left(run: ImportRun, entries: models.QuerySet[RunEntry] | None) -> str:
    """Why there is nothing to undo, as a sentence."""
    if run.state == ImportRun.State.ROLLED_BACK:
        return f"Körning {run.pk} är redan ångrad."
    undone = RunEntry.objects.filter(run=run) if entries is None else entries
    if undone.filter(state=RunEntry.State.ROLLED_BACK).exists():
        return f"Dokumenten är redan ångrade i körning {run.pk}."
    return f"Det finns ingenting att ångra: körning {run.pk} skrev ingenting."


def progress(run: ImportRun) -> tuple[int, int]:
    """How many documents of the run are undone, and how many there were to undo."""
    done = RunEntry.objects.filter(run=run, state=RunEntry.State.ROLLED_BACK).count()
    return done, done + undoable(run).count()


def undoable(run: ImportRun) -> models.QuerySet[RunEntry]:
    """What the run wrote; and documents that it met for the first time and found on another's page, word for word."""
    earlier = RunEntry.objects.filter(run__lt=run.pk, run__mode=ImportRun.Mode.APPLY, state__in=WRITTEN)
    joined = Q(state=RunEntry.State.UNCHANGED) & ~Q(item__in=earlier.values("item"))
    return RunEntry.objects.filter(Q(state__in=UNDOABLE) | joined, run=run).select_related("item", "run")


def _leave(run: ImportRun, worker: Any) -> None:
    try:
        states.leave_rollback(run, worker)
    except (DatabaseError, InterfaceError):  # the next one who looks finds a dead process
        logger.warning("Körning %s: det gick inte att anteckna att ångrandet avbröts.", run.pk)


class _Undoing:
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
        states.entry_rolled_back(entry, self.reason)
        if stands_earlier(entry):
            states.items_to([item], ImportItem.State.WRITTEN, reason="", written_digest="")
        else:
            states.items_to([item], ImportItem.State.ROLLED_BACK, reason=self.reason, written_digest="")

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
            outside = {pk for pk, c in circle.items() if keeping.why_page_stays(c.page, c.entry, self.drafts, leaving)}
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
            return ("gone", "") if removed.exists() else ("kept", keeping.GONE)
        if not untouched(change):
            return "kept", keeping.edited(change)
        if not change.created:
            return restore(change, change.page, entry, self.user)
        if why := keeping.why_page_stays(change.page, entry, self.drafts):
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
        removed, left = 0, patiently(lambda: keeping.made_by(entries))
        while True:
            stays: list[tuple[models.Model, str]] = []
            for start in range(0, len(left), TOGETHER):
                stays += patiently(partial(self._remove_some, left[start : start + TOGETHER]))
                self.tell()
            if len(stays) == len(left):
                return removed, [(keeping.label(obj), why) for obj, why in stays]
            removed, left = removed + len(left) - len(stays), [obj for obj, _ in stays]

    @transaction.atomic
    def _remove_some(self, objects: list[models.Model]) -> list[tuple[models.Model, str]]:
        """Remove those of the objects that nothing needs; the others, with the reason. The versions are asked in the
        transaction that removes: nobody saves one that names them in between without our seeing it."""
        lock_writing()
        held = keeping.why_held(objects)
        free = [(obj, held.get(key_of(type(obj), obj.pk)) or keeping.why_object_stays(obj)) for obj in objects]
        whose = keeping.named_by_any((obj for obj, why in free if not why), self.since)
        stays = []
        for obj, why in free:
            if not why and (versions := whose.get(key_of(type(obj), obj.pk))):
                why = keeping.named(versions)
            pk = obj.pk
            try:
                if not why:
                    with transaction.atomic():
                        obj.delete()
            except (models.ProtectedError, models.RestrictedError) as error:
                why = keeping.referred(len(error.args[1]))
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
            kept=keeping.once(kept),
            objects_removed=keeping.number_made(entries) - len(objects) - self.before.objects,
            objects_kept=objects,
        )
