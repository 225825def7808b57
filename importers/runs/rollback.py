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
from typing import Any

from django.db import DatabaseError, InterfaceError, models

from ..models import (
    ImportRun,
    RunEntry,
)
from . import heartbeats, integrity, run_states
from .retry import RunCannotGoOnError, patiently
from .rollback_rules import undoable, why_not
from .undo_result import Before, Undone
from .undoing import Undoing

logger = logging.getLogger(__name__)
HEARTBEAT = 5.0  # seconds between the signs of life


def rollback_run(run: ImportRun, reason: str = "", user: Any = None) -> Undone:
    """Undo all that the run did, newest first; may be called again to finish one that was cut off, without a reason
    then. What is told is all that this undoing undid, also before it was cut off.

    Raises `IllegalTransitionError` for a run that is at work, was a plan, has nothing left to undo, or must wait for
    a later one to be undone, `ValueError` without a reason.
    """
    reason = begin(run, reason)
    noted = _noted(run, reason)
    before = Before.of(run)
    worker = patiently(lambda: run_states.start_rollback(run, noted, user))
    told = [time.monotonic()]

    def tell() -> None:
        if time.monotonic() - told[0] > HEARTBEAT:
            patiently(lambda: heartbeats.heartbeat(worker))
            told[0] = time.monotonic()

    try:
        result = Undoing(run, run.entries.all(), reason, user, tell, before).carry_out(undoable(run))
        result.objects_of_others = _sweep(run, user, tell)
        result.problems = patiently(lambda: list(integrity.after_undo(run)))
        note = "Kontrollen efteråt hittade fel: " + " ".join(result.problems) if result.problems else ""
        patiently(lambda: run_states.rolled_back(run, worker, note))
    except BaseException as error:
        _leave(run, worker, str(error) if isinstance(error, RunCannotGoOnError) else "")
        raise
    return result


def _sweep(run: ImportRun, user: Any, tell: Callable[[], None]) -> int:
    """What the source's other runs left when they were undone, since what this run made named it, goes with it. How
    many objects went."""
    others = ImportRun.objects.filter(source=run.source_id, state=ImportRun.State.ROLLED_BACK).exclude(pk=run.pk)
    return sum(Undoing(other, other.entries.all(), "", user, tell).sweep() for other in others.order_by("-pk"))


def order(run: ImportRun, reason: str, user: Any = None) -> None:
    """Let the run wait for a process that undoes it (see `tasks.undo`). Raises as `rollback_run`."""
    reason = begin(run, reason)
    patiently(lambda: run_states.queue_rollback(run, _noted(run, reason), user))


def _noted(run: ImportRun, reason: str) -> str:
    """What stands on the run: what was said the first time is kept."""
    return run.rollback_reason if reason in run.rollback_reason else f"{run.rollback_reason} {reason}".strip()


def rollback_entries(entries: Iterable[RunEntry], reason: str, user: Any = None) -> Undone:
    """Undo single items of a run that is not at work. Raises as `rollback_run`."""
    entries = list(entries)
    if not entries:
        return Undone()
    run = entries[0].run
    these = RunEntry.objects.filter(pk__in=[entry.pk for entry in entries], run=run)
    reason = begin(run, reason, these)
    return Undoing(run, these, reason, user).carry_out(undoable(run).filter(pk__in=these))


def begin(run: ImportRun, reason: str, entries: models.QuerySet[RunEntry] | None = None) -> str:
    """Whether the run (or these entries of it) may be undone now: the reason to note. Raises as `rollback_run`."""
    run_states.stop_dead_runs(run.source)
    run.refresh_from_db()
    if why := why_not(run, entries):
        raise run_states.IllegalTransitionError(why)
    if not reason.strip() and run.state in (ImportRun.State.UNDO_QUEUED, ImportRun.State.UNDO_STOPPED):
        reason = run.rollback_reason
    if not reason.strip():
        raise ValueError("Skriv varför körningen ångras. Skälet sparas tillsammans med den.")
    return reason


def _leave(run: ImportRun, worker: Any, why: str) -> None:
    try:
        run_states.leave_rollback(run, worker, why)
    except (DatabaseError, InterfaceError):  # the next one who looks finds a dead process
        logger.warning("Körning %s: det gick inte att anteckna att ångrandet avbröts.", run.pk)
