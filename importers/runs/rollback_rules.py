"""Whether a run may be undone as it is now, what of it, and why not."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ..models import ImportRun, PageChange, RunEntry
from . import why_kept
from .restoring import (
    JOINED,
    STANDING,
    UNDOABLE,
)

#: Undoing has been begun, or is to begin when a process has time.
HALF_UNDONE = (ImportRun.State.UNDO_QUEUED, ImportRun.State.ROLLING_BACK, ImportRun.State.UNDO_STOPPED)


def why_not(run: ImportRun, entries: models.QuerySet[RunEntry] | None = None) -> str:
    """Why the run (or these entries of it) cannot be undone as it is now; "" when it can."""
    state = ImportRun.State
    may = (state.FINISHED, state.STOPPED, state.FAILED, state.UNDO_QUEUED, state.UNDO_STOPPED, state.ROLLED_BACK)
    if run.mode == ImportRun.Mode.PLAN:
        return f"Körning {run.pk} kan inte ångras: den var en provkörning och skrev ingenting."
    if run.state not in may:
        return f"Körning {run.pk} kan inte ångras nu ({run.get_state_display()})."
    if not something_left(run, entries):
        return _nothing_left(run, entries)
    numbers = why_kept.later_runs(undoable(run) if entries is None else undoable(run).filter(pk__in=entries))
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
    return kept.exists() or bool(why_kept.made_by(these.filter(state=RunEntry.State.ROLLED_BACK)))


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


def receipt(run: ImportRun) -> dict[str, int]:
    """How many of the pages that the run made or changed are removed, restored, and kept as they are."""
    changes = PageChange.objects.filter(entry__run=run, undone__in=("removed", "restored", "kept"))
    found = dict(changes.order_by().values_list("undone").annotate(models.Count("pk")))
    return {outcome: found.get(outcome, 0) for outcome in ("removed", "restored", "kept")}


def undoable(run: ImportRun) -> models.QuerySet[RunEntry]:
    """What the run wrote; and documents that it met for the first time and found on another's page, word for word."""
    earlier = RunEntry.objects.filter(STANDING, run__lt=run.pk, run__mode=ImportRun.Mode.APPLY)
    joined = JOINED & ~Q(item__in=earlier.values("item"))
    return RunEntry.objects.filter(Q(state__in=UNDOABLE) | joined, run=run).select_related("item", "run")
