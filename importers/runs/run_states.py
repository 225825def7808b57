"""The state machine of import runs: the one place where their states change. Entries and items: `entry_states`.

Every transition is a conditional UPDATE (`WHERE state IN …`), so that an illegal one, or one that another process
has just made impossible, is not written: it raises `IllegalTransitionError`. No function here reads a state first and
writes it later.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from ..models import ImportRun, ImportSource, RunEntry, RunWorker
from ..models.guarded_state import IllegalTransitionError
from ..signals import run_finished, run_undone, send_committed
from .entry_states import Entry, move_state
from .heartbeats import dead_workers, reclaim, register_worker, unregister_worker

__all__ = [
    "RUN_TRANSITIONS",
    "IllegalTransitionError",
    "RunAlreadyActiveError",
    "active_run",
    "ask_to_stop",
    "create",
    "fail",
    "finish",
    "is_abandoned",
    "is_running",
    "leave_rollback",
    "queue",
    "queue_rollback",
    "rolled_back",
    "start",
    "start_rollback",
    "stop_dead_runs",
    "stopped",
    "undo_refused",
    "undo_stopped",
]

Run = ImportRun.State


RUN_TRANSITIONS: dict[str, tuple[str, ...]] = {
    Run.QUEUED: (Run.RUNNING,),
    Run.RUNNING: (Run.QUEUED, Run.STOPPED, Run.FAILED),
    Run.STOPPING: (Run.RUNNING,),
    Run.STOPPED: (Run.QUEUED, Run.RUNNING, Run.STOPPING),
    Run.FINISHED: (Run.RUNNING, Run.STOPPING),
    Run.FAILED: (Run.QUEUED, Run.RUNNING, Run.STOPPING),
    Run.ROLLING_BACK: (Run.FINISHED, Run.STOPPED, Run.FAILED, Run.ROLLED_BACK, Run.UNDO_STOPPED, Run.UNDO_QUEUED),
    Run.ROLLED_BACK: (Run.ROLLING_BACK,),
    Run.UNDO_STOPPED: (Run.ROLLING_BACK,),
    Run.UNDO_QUEUED: (Run.FINISHED, Run.STOPPED, Run.FAILED, Run.ROLLED_BACK, Run.UNDO_STOPPED, Run.UNDO_QUEUED),
}


class RunAlreadyActiveError(Exception):
    """Another run of the same source is active; `run` is that run where it could be found."""

    def __init__(self, source: ImportSource, run: ImportRun | None):
        self.run = run
        number = f" (körning {run.pk})" if run else ""
        super().__init__(f"En import av {source} pågår redan{number}. Vänta tills den är klar, eller stoppa den.")


def _run_to(run: ImportRun, to: str, **also: Any) -> None:
    try:
        with transaction.atomic():
            move_state(ImportRun, RUN_TRANSITIONS, run.pk, to, **also)
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
    send_committed(run_finished, ImportRun, run=run)


def fail(run: ImportRun, note: str) -> None:
    _run_to(run, Run.FAILED, finished_at=timezone.now(), note=note)


def queue_rollback(run: ImportRun, reason: str, user: Any = None) -> None:
    """As `start_rollback`, but somebody else is to do the work; one that waits already may be queued once more."""
    _run_to(run, Run.UNDO_QUEUED, rollback_reason=reason, rolled_back_by=user, note="")


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
        send_committed(run_undone, ImportRun, run=run)


def undo_stopped(run: ImportRun, why: str = "") -> None:
    """rolling back → undoing cut off, for the reason told: nothing but undoing can follow."""
    told = ("Ångrandet avbröts.", why, "Fortsätt ångra för att bli klar: det som är ångrat är gjort.")
    _run_to(run, Run.UNDO_STOPPED, finished_at=timezone.now(), note=" ".join(filter(None, told)))


def undo_refused(run: ImportRun, why: str) -> None:
    """waiting to be undone → undoing cut off: it could not begin, for the reason told. Raises
    `IllegalTransitionError` where another process has begun."""
    only: dict[str, tuple[str, ...]] = {Run.UNDO_STOPPED: (Run.UNDO_QUEUED,)}
    move_state(ImportRun, only, run.pk, Run.UNDO_STOPPED, note=f"Ångrandet kunde inte börja. {why}")


def leave_rollback(run: ImportRun, worker: RunWorker, why: str = "") -> None:
    """The process leaves a run that it could not finish undoing. Another may be at it: then the run goes on."""
    with transaction.atomic():
        unregister_worker(worker)
        if not RunWorker.objects.filter(run=run).exists():
            with suppress(IllegalTransitionError):
                undo_stopped(run, why)


# Workers


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
