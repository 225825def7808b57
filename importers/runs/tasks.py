"""Import runs in the background, through Django's tasks. The backend is the site's choice (`TASKS["imports"]`)."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django_tasks import task

from brygga.site.options import option

from ..models import ImportOrder, ImportRun
from ..models.guarded_state import IllegalTransitionError
from . import at_work, heartbeats, launch, orders, run_states
from .retry import RunCannotGoOnError

# A site that has set no queue of its own for imports has them in its ordinary one.
QUEUE = "imports" if "imports" in option("TASKS") else "default"


@task(backend=QUEUE, queue_name=QUEUE)
def carry_out_run(run_id: int) -> str:
    """Work on a run until it is done. A second task for the same run helps the first, or finds nothing to do.

    The run's own heartbeat tells whether a worker is alive: a task that was killed stays "running" for ever in the
    task table, the run does not.
    """
    run = ImportRun.objects.select_related("source").get(pk=run_id)
    if run.state == ImportRun.State.RUNNING:
        heartbeats.reclaim(run)
    elif run.state not in (ImportRun.State.QUEUED, ImportRun.State.STOPPED, ImportRun.State.FAILED):
        return run.state
    return launch.carry_out(run).state


@task(backend=QUEUE, queue_name=QUEUE)
def undo(run_id: int) -> str:
    """Undo a run that waits for it, or go on where a process that did was killed. A second task for the same run finds
    another at work, or nothing to do."""
    run = ImportRun.objects.select_related("source", "rolled_back_by").get(pk=run_id)
    run_states.stop_dead_runs(run.source)
    run.refresh_from_db()
    if run.state not in (ImportRun.State.UNDO_QUEUED, ImportRun.State.UNDO_STOPPED):
        return run.state
    try:
        at_work.rollback.rollback_run(run, user=run.rolled_back_by)
    except RunCannotGoOnError:
        pass  # the run says why it stopped, and that it can be gone on with
    except IllegalTransitionError as error:
        with suppress(IllegalTransitionError):  # another process has begun
            run_states.undo_refused(run, str(error))
    run.refresh_from_db()
    return run.state


def enqueue_undo(run: ImportRun, reason: str, user: Any = None) -> None:
    """Leave the undoing to a background worker. Raises as `rollback.rollback_run` where it cannot begin."""
    at_work.rollback.order(run, reason, user)
    undo.enqueue(run.pk)


@task(backend=QUEUE, queue_name=QUEUE)
def carry_out_order(order_id: int) -> str:
    """Read in what was ordered in the admin, and make its plan. A second task for the same order finds nothing to
    do."""
    run = orders.read_in(ImportOrder.objects.get(pk=order_id))
    return launch.carry_out(run).state if run is not None else ""


def enqueue_order(order: ImportOrder) -> None:
    """Leave what was ordered to a background worker. Raises `CannotOrderError` where there is nothing to do."""
    orders.submit(order)
    carry_out_order.enqueue(order.pk)


def enqueue(run: ImportRun) -> None:
    """Leave the run to a background worker (with the default settings `manage.py db_worker --backend imports`). Where
    others are at work on it already, the worker helps them."""
    if run.state == ImportRun.State.RUNNING and not heartbeats.others_at_work(run):
        run_states.queue(run)
    carry_out_run.enqueue(run.pk)
