"""The state machine of import runs, entries and items: the one place where their states change.

Every transition is a conditional UPDATE (`WHERE state IN …`), so that an illegal one, or one that another process
has just made impossible, is not written: it raises `IllegalTransitionError`. No function here reads a state first and
writes it later.
"""

from __future__ import annotations

import os
import secrets
import socket
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Model, Q
from django.utils import timezone

from brygga.site.bulk_update import update_many

from ..models import ImportItem, ImportRun, ImportSource, RunEntry, RunWorker
from ..models.guarded_state import IllegalTransitionError

__all__ = ["IllegalTransitionError", "RunAlreadyActiveError"]

Run = ImportRun.State
Entry = RunEntry.State
Item = ImportItem.State

# A worker that has not been heard of for so long is taken for dead. Workers tell of themselves at every batch.
SILENCE = timedelta(minutes=5)
# On this host one can see whether the process lives; after so long, another has got its number.
REUSED = timedelta(hours=1)

RUN_TRANSITIONS: dict[str, tuple[str, ...]] = {
    Run.QUEUED: (Run.RUNNING,),
    Run.RUNNING: (Run.QUEUED, Run.STOPPED, Run.FAILED),
    Run.STOPPING: (Run.RUNNING,),
    Run.STOPPED: (Run.QUEUED, Run.RUNNING, Run.STOPPING),
    Run.FINISHED: (Run.RUNNING, Run.STOPPING),
    Run.FAILED: (Run.QUEUED, Run.RUNNING, Run.STOPPING),
    Run.ROLLING_BACK: (Run.FINISHED, Run.STOPPED, Run.FAILED, Run.ROLLED_BACK, Run.UNDO_STOPPED),
    Run.ROLLED_BACK: (Run.ROLLING_BACK,),
    Run.UNDO_STOPPED: (Run.ROLLING_BACK,),
}
OUTCOMES = (Entry.CREATED, Entry.CHANGED, Entry.UNCHANGED, Entry.CONFLICT, Entry.WAITING, Entry.SKIPPED, Entry.FAILED)
ENTRY_TRANSITIONS: dict[str, tuple[str, ...]] = {
    Entry.CLAIMED: (Entry.PENDING,),
    Entry.PENDING: (Entry.CLAIMED, Entry.FAILED),
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

_ours: set[str] = set()  # the workers that this process has registered


class RunAlreadyActiveError(Exception):
    """Another run of the same source is active; `run` is that run where it could be found."""

    def __init__(self, source: ImportSource, run: ImportRun | None):
        self.run = run
        number = f" (körning {run.pk})" if run else ""
        super().__init__(f"En import av {source} pågår redan{number}. Vänta tills den är klar, eller stoppa den.")


def _move(model: type[Model], table: dict[str, tuple[str, ...]], pk: int, to: str, **also: Any) -> None:
    """Set `state` of one row to `to` if the table allows it from where the row is now."""
    changed = model._default_manager.filter(pk=pk, state__in=table[to]).update(state=to, **also)
    if not changed:
        now = model._default_manager.filter(pk=pk).values_list("state", flat=True).first()
        raise IllegalTransitionError(f"{model.__name__} {pk}: {now} → {to}")


def _run_to(run: ImportRun, to: str, **also: Any) -> None:
    try:
        with transaction.atomic():
            _move(ImportRun, RUN_TRANSITIONS, run.pk, to, **also)
    except IntegrityError as error:
        raise RunAlreadyActiveError(run.source, active_run(run.source)) from error
    run.refresh_from_db()


# Runs


def active_run(source: ImportSource) -> ImportRun | None:
    """The run of the source that is queued, at work, being stopped or being rolled back."""
    return ImportRun.objects.filter(source=source, state__in=ImportRun.ACTIVE).first()


def create(source: ImportSource, **fields: Any) -> ImportRun:
    """A new queued run. Raises `RunAlreadyActiveError` where the source has one (a dead one is stopped first)."""
    stop_dead_runs(source)
    try:
        with transaction.atomic():
            return ImportRun.objects.create(source=source, **fields)
    except IntegrityError as error:
        raise RunAlreadyActiveError(source, active_run(source)) from error


def start(run: ImportRun) -> RunWorker:
    """queued, stopped or failed → running, with this process as its worker; a running run gets one more worker.

    In one transaction: a running run without a living worker is one that was killed.
    """
    with transaction.atomic():
        if run.state != Run.RUNNING:
            _run_to(run, Run.RUNNING, started_at=timezone.now(), finished_at=None)
        return register_worker(run)


def queue(run: ImportRun) -> None:
    """running → queued: its documents are there, and somebody else is to work on it."""
    with transaction.atomic():
        _run_to(run, Run.QUEUED)
        RunWorker.objects.filter(run=run).delete()


def is_running(run: ImportRun) -> bool:
    """Whether the run, as it is in the database now, is to be worked on."""
    return ImportRun.objects.filter(pk=run.pk, state=Run.RUNNING).exists()


def ask_to_stop(run: ImportRun) -> None:
    """running → stopping: the workers finish their batch, then the run is stopped."""
    _run_to(run, Run.STOPPING)


def stopped(run: ImportRun, note: str = "") -> None:
    _run_to(run, Run.STOPPED, finished_at=timezone.now(), note=note)


def finish(run: ImportRun) -> None:
    """running → finished. Raises `IllegalTransitionError` while entries are left."""
    if RunEntry.objects.filter(run=run, state__in=(Entry.PENDING, Entry.CLAIMED)).exists():
        raise IllegalTransitionError(f"ImportRun {run.pk}: there are entries left")
    _run_to(run, Run.FINISHED, finished_at=timezone.now())


def fail(run: ImportRun, note: str) -> None:
    _run_to(run, Run.FAILED, finished_at=timezone.now(), note=note)


def start_rollback(run: ImportRun, reason: str, user: Any = None) -> RunWorker:
    """finished, stopped, failed, cut off while it was undone, or (to undo what was left) rolled back → rolling back,
    with this process at work."""
    with transaction.atomic():
        _run_to(run, Run.ROLLING_BACK, rollback_reason=reason, rolled_back_by=user, note="")
        return register_worker(run)


def rolled_back(run: ImportRun, worker: RunWorker, note: str = "") -> None:
    """rolling back → rolled back; the process that did it leaves."""
    with transaction.atomic():
        _run_to(run, Run.ROLLED_BACK, finished_at=timezone.now(), note=note)
        unregister_worker(worker)


def undo_stopped(run: ImportRun) -> None:
    """rolling back → undoing cut off: nothing but undoing can follow."""
    note = "Ångrandet avbröts. Fortsätt ångra för att bli klar: det som är ångrat är gjort."
    _run_to(run, Run.UNDO_STOPPED, finished_at=timezone.now(), note=note)


def leave_rollback(run: ImportRun, worker: RunWorker) -> None:
    """The process leaves a run that it could not finish undoing. Another may be at it: then the run goes on."""
    with transaction.atomic():
        unregister_worker(worker)
        if not RunWorker.objects.filter(run=run).exists():
            with suppress(IllegalTransitionError):
                undo_stopped(run)


# Workers


def register_worker(run: ImportRun) -> RunWorker:
    """Tell that this process works on the run."""
    host = socket.gethostname()
    token = f"{host[:30]}:{os.getpid()}:{secrets.token_hex(6)}"
    _ours.add(token)
    return RunWorker.objects.create(run=run, token=token, host=host, pid=os.getpid(), heartbeat_at=timezone.now())


def heartbeat(worker: RunWorker) -> None:
    """Tell that the worker lives. One that was taken for dead meanwhile comes back under its own name."""
    now = timezone.now()
    if not RunWorker.objects.filter(pk=worker.pk).update(heartbeat_at=now):
        worker.heartbeat_at = now
        worker.save(force_insert=True)


def unregister_worker(worker: RunWorker) -> None:
    """The process leaves the run; what it had claimed and not finished is free again."""
    with transaction.atomic():
        release([worker])
        RunWorker.objects.filter(pk=worker.pk).delete()


def heartbeats(run: ImportRun) -> None:
    """Tell that this process lives, whatever it does for the run."""
    for worker in RunWorker.objects.filter(run=run, token__in=_ours):
        heartbeat(worker)


def leave(run: ImportRun) -> None:
    """This process has nothing more to do with the run."""
    for worker in RunWorker.objects.filter(run=run, host=socket.gethostname(), pid=os.getpid()):
        unregister_worker(worker)


def _process_lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def dead_workers(run: ImportRun) -> list[RunWorker]:
    """Workers of this host whose process is gone, and workers of other hosts that have long been silent.

    A process that has our own number but is not ours ran before this host (a container, say) was started anew.
    """
    host, now = socket.gethostname(), timezone.now()

    def dead(worker: RunWorker) -> bool:
        if worker.host != host:
            return worker.heartbeat_at < now - SILENCE
        impostor = worker.pid == os.getpid() and worker.token not in _ours
        return impostor or not _process_lives(worker.pid) or worker.heartbeat_at < now - REUSED

    return [worker for worker in RunWorker.objects.filter(run=run) if dead(worker)]


def release(workers: Iterable[RunWorker]) -> int:
    """Entries that these workers had claimed wait again. Returns how many."""
    tokens = [worker.token for worker in workers]
    if not tokens:
        return 0
    return RunEntry.objects.filter(state=Entry.CLAIMED, claimed_by__in=tokens).update(
        state=Entry.PENDING, claimed_by=""
    )


def reclaim(run: ImportRun) -> int:
    """Free what dead workers had claimed, and forget them. Returns the number of entries that were freed."""
    dead = dead_workers(run)
    freed = release(dead)
    RunWorker.objects.filter(pk__in=[worker.pk for worker in dead]).delete()
    # A worker that was killed between its last heartbeat and its row being removed leaves claims without a worker.
    known = RunWorker.objects.filter(run=run).values("token")
    freed += (
        RunEntry.objects.filter(run=run, state=Entry.CLAIMED)
        .exclude(claimed_by__in=known)
        .update(state=Entry.PENDING, claimed_by="")
    )
    return freed


def is_abandoned(run: ImportRun) -> bool:
    """Whether the run says that it is at work, but every process that was is dead."""
    if run.state not in (Run.RUNNING, Run.STOPPING, Run.ROLLING_BACK):
        return False
    dead = {worker.pk for worker in dead_workers(run)}
    return not RunWorker.objects.filter(run=run).exclude(pk__in=dead).exists()


def stop_dead_runs(source: ImportSource) -> None:
    """Runs that say they are at work, with an import or its undoing, but whose every worker is dead become ones that
    can be gone on with."""
    for run in ImportRun.objects.filter(source=source, state__in=(Run.RUNNING, Run.STOPPING, Run.ROLLING_BACK)):
        reclaim(run)
        if RunWorker.objects.filter(run=run).exists():
            continue
        with suppress(IllegalTransitionError):  # its last process has just ended it in good order
            if run.state == Run.ROLLING_BACK:
                undo_stopped(run)
            else:
                stopped(run, "Processen som körde importen försvann. Fortsätt körningen för att bli klar.")


# Entries


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


def entry_rolled_back(entry: RunEntry, reason: str) -> None:
    _move(RunEntry, ENTRY_TRANSITIONS, entry.pk, Entry.ROLLED_BACK, reason=reason)


def entry_changed(entry: RunEntry, changes: list[Any]) -> None:
    """unchanged → changed: the document is as it was, but its links lead to pages now."""
    _move(RunEntry, ENTRY_TRANSITIONS, entry.pk, Entry.CHANGED, changes=changes)


def retry(entry: RunEntry) -> None:
    """failed → pending, within the same run."""
    _move(RunEntry, ENTRY_TRANSITIONS, entry.pk, Entry.PENDING, claimed_by="")


def count(run: ImportRun, done: int, problems: int) -> None:
    """Add to the run's progress, which the admin shows."""
    ImportRun.objects.filter(pk=run.pk).update(done=F("done") + done, problems=F("problems") + problems)


# Items


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
