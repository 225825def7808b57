"""Import runs in the background, through Django's tasks. The backend is the site's choice (`TASKS["imports"]`)."""

from __future__ import annotations

from django_tasks import task

from brygga.site.options import option

from ..models import ImportRun
from . import heartbeats, launch, run_states

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


def enqueue(run: ImportRun) -> None:
    """Leave the run to a background worker (with the default settings `manage.py db_worker --backend imports`)."""
    if run.state == ImportRun.State.RUNNING:
        run_states.queue(run)
    carry_out_run.enqueue(run.pk)
