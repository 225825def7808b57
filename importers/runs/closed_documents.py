"""What of a run was not public in its source: how many of each kind, and which."""

from __future__ import annotations

from django.db.models import Count

from ..models import ImportMessage, ImportRun
from ..sources.access import REASONS, code_of

_STATUS = {code_of(status): status for status in REASONS}


def closed_counts(run: ImportRun) -> dict[str, int]:
    """How many documents of the run were closed in each way, by status and in the order of `REASONS`."""
    found = ImportMessage.objects.filter(run=run, code__in=_STATUS).values_list("code")
    counts = dict(found.annotate(n=Count("item", distinct=True)).order_by())
    return {status: counts[code] for code, status in _STATUS.items() if code in counts}


def closed_summary(run: ImportRun) -> str:
    """ "privat 1, lösenord 1, kommande 2"; "" where all was public."""
    return ", ".join(f"{REASONS[status][0]} {number}" for status, number in closed_counts(run).items())


def closed_lines(run: ImportRun, limit: int = 200) -> list[str]:
    """A line for each document that was not public: its title or name, and why."""
    found = ImportMessage.objects.filter(run=run, code__in=_STATUS, item__isnull=False).select_related("item")
    rows = found.order_by("item_id", "pk")
    lines = list(dict.fromkeys(f"{told.item}: {told.text}" for told in rows[:limit] if told.item))
    if (rest := found.count() - limit) > 0:
        lines.append(f"… och {rest} till: se rapporten (--json eller --html)")
    return lines
