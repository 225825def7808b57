"""What an undoing did, and what had been undone before it began."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..models import ImportRun, PageChange, RunEntry
from . import why_kept


@dataclass
class Undone:
    """What a rollback did: titles of pages, those that were kept with the reason, the same for what else was made,
    and what the check found afterwards. `objects_of_others` is how many objects went that earlier undoings of other
    runs had left."""

    removed: list[str] = field(default_factory=list)
    restored: list[str] = field(default_factory=list)
    kept: list[tuple[str, str]] = field(default_factory=list)
    objects_removed: int = 0
    objects_kept: list[tuple[str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    objects_of_others: int = 0


@dataclass(frozen=True)
class Before:
    """What was undone before an undoing began: changes of pages (primary keys), and how many objects."""

    changes: frozenset[int] = frozenset()
    objects: int = 0

    @classmethod
    def of(cls, run: ImportRun) -> Before:
        """Nothing for one that was cut off: that undoing goes on."""
        if run.state in (ImportRun.State.UNDO_QUEUED, ImportRun.State.UNDO_STOPPED):
            return cls()
        undone = PageChange.objects.filter(entry__run=run, undone__in=("removed", "restored"))
        entries = RunEntry.objects.filter(run=run, state=RunEntry.State.ROLLED_BACK)
        return cls(frozenset(undone.values_list("pk", flat=True)), why_kept.number_gone(entries))
