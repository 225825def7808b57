"""The processes that work on a run: they register and tell that they live; what a dead one had claimed is freed."""

from __future__ import annotations

import os
import secrets
import socket
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from ..models import ImportRun, RunWorker
from .entry_states import release, release_orphans

# A worker that has not been heard of for so long is taken for dead. Workers tell of themselves at every batch.
SILENCE = timedelta(minutes=5)
# On this host one can see whether the process lives; after so long, another has got its number.
REUSED = timedelta(hours=1)
_ours: set[str] = set()  # the workers that this process has registered


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


def others_at_work(run: ImportRun) -> bool:
    """Whether a living process besides this one works on the run."""
    dead = {worker.pk for worker in dead_workers(run)}
    others = RunWorker.objects.filter(run=run).exclude(token__in=_ours)
    return others.exclude(pk__in=dead).exists()


def reclaim(run: ImportRun) -> int:
    """Free what dead workers had claimed, and forget them. Returns the number of entries that were freed."""
    dead = dead_workers(run)
    freed = release(dead)
    RunWorker.objects.filter(pk__in=[worker.pk for worker in dead]).delete()
    # A worker that was killed between its last heartbeat and its row being removed leaves claims without a worker.
    return freed + release_orphans(run)
