"""The states of a run's entries and of items: which follows which, and every change of one.

Each is a conditional UPDATE, see `run_states`. Only the state that an entry begins with is chosen elsewhere: `intake`
makes those that need no reading as failed, skipped or unchanged, and the others pending."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Model, Q

from brygga.site.bulk_update import update_many

from ..models import ImportItem, ImportRun, RunEntry, RunWorker
from ..models.guarded_state import IllegalTransitionError

Entry = RunEntry.State
Item = ImportItem.State
OUTCOMES = (Entry.CREATED, Entry.CHANGED, Entry.UNCHANGED, Entry.CONFLICT, Entry.WAITING, Entry.SKIPPED, Entry.FAILED)
ENTRY_TRANSITIONS: dict[str, tuple[str, ...]] = {
    Entry.CLAIMED: (Entry.PENDING,),
    Entry.PENDING: (Entry.CLAIMED, Entry.FAILED, Entry.UNCHANGED),
    **dict.fromkeys(OUTCOMES, (Entry.CLAIMED,)),
    Entry.CHANGED: (Entry.CLAIMED, Entry.UNCHANGED),
    Entry.ROLLED_BACK: (Entry.CREATED, Entry.CHANGED, Entry.UNCHANGED, Entry.CONFLICT, Entry.WAITING),
}
ITEM_TRANSITIONS: dict[str, tuple[str, ...]] = {
    Item.WRITTEN: (Item.NEW, Item.WRITTEN, Item.CONFLICT, Item.WAITING, Item.FAILED, Item.REMOVED, Item.ROLLED_BACK),
    Item.CONFLICT: (Item.NEW, Item.WRITTEN, Item.CONFLICT, Item.WAITING, Item.FAILED),
    Item.WAITING: (Item.NEW, Item.WAITING, Item.FAILED, Item.ROLLED_BACK),
    Item.FAILED: (Item.NEW, Item.WRITTEN, Item.CONFLICT, Item.WAITING, Item.FAILED, Item.ROLLED_BACK),
    Item.REMOVED: (Item.WRITTEN, Item.CONFLICT, Item.FAILED, Item.REMOVED),
    Item.ROLLED_BACK: (Item.WRITTEN, Item.CONFLICT, Item.FAILED, Item.WAITING, Item.REMOVED, Item.ROLLED_BACK),
}


def move_state(model: type[Model], table: dict[str, tuple[str, ...]], pk: int, to: str, **also: Any) -> None:
    """Set `state` of one row to `to` if the table allows it from where the row is now."""
    changed = model._default_manager.filter(pk=pk, state__in=table[to]).update(state=to, **also)
    if not changed:
        now = model._default_manager.filter(pk=pk).values_list("state", flat=True).first()
        raise IllegalTransitionError(f"{model.__name__} {pk}: {now} → {to}")


def release(workers: Iterable[RunWorker]) -> int:
    """Entries that these workers had claimed wait again. Returns how many."""
    tokens = [worker.token for worker in workers]
    if not tokens:
        return 0
    return RunEntry.objects.filter(state=Entry.CLAIMED, claimed_by__in=tokens).update(
        state=Entry.PENDING, claimed_by=""
    )


def release_orphans(run: ImportRun) -> int:
    """Entries of the run that are claimed by a worker which is not there any more wait again. Returns how many."""
    known = RunWorker.objects.filter(run=run).values("token")
    claimed = RunEntry.objects.filter(run=run, state=Entry.CLAIMED).exclude(claimed_by__in=known)
    return claimed.update(state=Entry.PENDING, claimed_by="")


def claim(run: ImportRun, worker: RunWorker, size: int) -> list[RunEntry]:
    """Up to `size` pending entries, in order, that now belong to this worker alone.

    What is the worker's already comes first. A worker asks when it has nothing in hand, so those are entries that it
    was given by a database that went away before it could say so.
    """
    ours = RunEntry.objects.filter(run=run, state=Entry.CLAIMED, claimed_by=worker.token)
    if not ours.exists():
        with transaction.atomic():
            pending = RunEntry.objects.filter(run=run, state=Entry.PENDING).order_by("position", "pk")
            if connection.features.has_select_for_update_skip_locked:
                pending = pending.select_for_update(skip_locked=True)
            ids = list(pending.values_list("pk", flat=True)[:size])
            RunEntry.objects.filter(pk__in=ids, state__in=ENTRY_TRANSITIONS[Entry.CLAIMED]).update(
                state=Entry.CLAIMED, claimed_by=worker.token
            )
    return list(ours.select_related("item", "item__raw").order_by("position", "pk"))


def still_claimed(entries: Iterable[RunEntry], worker: RunWorker) -> set[int]:
    """Those of the entries (primary keys) that the worker still has."""
    pks = [entry.pk for entry in entries]
    ours = RunEntry.objects.filter(pk__in=pks, state=Entry.CLAIMED, claimed_by=worker.token)
    return set(ours.values_list("pk", flat=True))


def settle(entries: Sequence[RunEntry], worker: RunWorker | None) -> None:
    """Write the outcome that each entry object carries in `outcome`, with its reason and changes.

    Raises `IllegalTransitionError`, and so rolls back the transaction it is called in, when any of them is no longer
    this worker's: the worker was taken for dead and somebody else has the entry.
    """
    now: dict[int, tuple[str, str]] = {
        pk: (state, by)
        for pk, state, by in RunEntry.objects.filter(pk__in=[e.pk for e in entries])
        .select_for_update()
        .values_list("pk", "state", "claimed_by")
    }
    for entry in entries:
        state, by = now.get(entry.pk, ("", ""))
        if state not in ENTRY_TRANSITIONS[entry.outcome] or (worker and by != worker.token):
            raise IllegalTransitionError(f"RunEntry {entry.pk}: {state} ({by}) → {entry.outcome}")
        entry.state = entry._state_in_database = entry.outcome
        entry.claimed_by = ""
    names = ("state", "claimed_by", "reason", "changes")
    update_many(RunEntry, names, ((entry.pk, [getattr(entry, name) for name in names]) for entry in entries))


def entries_rolled_back(entries: Sequence[RunEntry], reason: str) -> None:
    """What the entries wrote → undone. Raises `IllegalTransitionError` when one of them cannot be."""
    keys = [entry.pk for entry in entries]
    before = ENTRY_TRANSITIONS[Entry.ROLLED_BACK]
    changed = RunEntry.objects.filter(pk__in=keys, state__in=before).update(state=Entry.ROLLED_BACK, reason=reason)
    if changed != len(keys):
        raise IllegalTransitionError(f"RunEntry: {len(keys) - changed} of {len(keys)} cannot be rolled back")


def entry_changed(entry: RunEntry, changes: list[Any]) -> None:
    """unchanged → changed: the document is as it was, but its links lead to pages now."""
    move_state(RunEntry, ENTRY_TRANSITIONS, entry.pk, Entry.CHANGED, changes=changes)


def leave_out(entry: RunEntry, why: str) -> None:
    """created or changed → skipped, in a finished plan: a person does not want it. `take_in_again` undoes it."""
    plan = {"run__mode": ImportRun.Mode.PLAN, "run__state": ImportRun.State.FINISHED}
    rows = RunEntry.objects.filter(pk=entry.pk, state__in=(Entry.CREATED, Entry.CHANGED), **plan)
    if not rows.update(state=Entry.SKIPPED, left_out_from=F("state"), reason=why):
        raise IllegalTransitionError(f"RunEntry {entry.pk}: not one that a plan would write")


def take_in_again(entry: RunEntry) -> None:
    """skipped → what it was before somebody left it out of the plan."""
    rows = RunEntry.objects.filter(pk=entry.pk, state=Entry.SKIPPED).exclude(left_out_from="")
    if not rows.update(state=F("left_out_from"), left_out_from="", reason=""):
        raise IllegalTransitionError(f"RunEntry {entry.pk}: nobody left it out")


def retry(entry: RunEntry) -> None:
    """failed → pending, within the same run."""
    move_state(RunEntry, ENTRY_TRANSITIONS, entry.pk, Entry.PENDING, claimed_by="")


def read_unchanged_again(run: ImportRun) -> None:
    """unchanged → pending, in a run that begins: the documents are as they were, and will be read by other knowledge
    of their site."""
    rows = RunEntry.objects.filter(run=run, state=Entry.UNCHANGED, reason="")
    count(run, -rows.update(state=Entry.PENDING), 0)


def count(run: ImportRun, done: int, problems: int) -> None:
    """Add to the run's progress, which the admin shows."""
    ImportRun.objects.filter(pk=run.pk).update(done=F("done") + done, problems=F("problems") + problems)


def items_to(items: Sequence[ImportItem], to: str, **fields: Any) -> None:
    """Set the state of several items at once, each from a state that allows it."""
    ids = [item.pk for item in items]
    changed = ImportItem.objects.filter(pk__in=ids, state__in=ITEM_TRANSITIONS[to]).update(state=to, **fields)
    if changed != len(set(ids)):
        raise IllegalTransitionError(f"ImportItem: {len(set(ids)) - changed} of {len(ids)} cannot become {to}")
    for item in items:
        item.state = item._state_in_database = to


def items_each_to(moves: Iterable[tuple[ImportItem, str, dict[str, Any]]]) -> None:
    """Set the state of each item, from one that allows it, with columns of its own (the same ones for all)."""
    by_state: dict[str, list[tuple[ImportItem, dict[str, Any]]]] = defaultdict(list)
    for item, to, columns in moves:
        by_state[to].append((item, columns))
    for to, those in by_state.items():
        names = ("state", *those[0][1])
        rows = [(item.pk, [to, *columns.values()]) for item, columns in those]
        changed = update_many(ImportItem, names, rows, only={"state": ITEM_TRANSITIONS[to]})
        if changed != len(those):
            raise IllegalTransitionError(f"ImportItem: {len(those) - changed} of {len(those)} cannot become {to}")
        for item, _ in those:
            item.state = item._state_in_database = to


def entries_left(run: ImportRun) -> int:
    return RunEntry.objects.filter(Q(state=Entry.PENDING) | Q(state=Entry.CLAIMED), run=run).count()
