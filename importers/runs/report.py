"""What a run did, for people: progress bar, tables, JSON and an HTML page."""

from __future__ import annotations

from typing import Any

from django.db.models import Count

from ..models import ImportMessage, ImportRun, RunEntry
from ..writing.equality import plain

ACTIONS = {"create": "skapas", "change": "ändras", "leave": "lämnas"}
DONE_ACTIONS = {"create": "skapad", "change": "ändrad", "leave": "lämnad"}
ROLES = {"news": "nyhet", "project": "projekt", "unit": "enhet"}


def counts(run: ImportRun) -> dict[str, int]:
    """How many entries ended in each state, in the states' order."""
    found = dict(RunEntry.objects.filter(run=run).values_list("state").annotate(n=Count("pk")))
    return {state: found[state] for state in RunEntry.State.values if state in found}


def same_text(run: ImportRun) -> int:
    """How many documents have the very words of another, and share its page."""
    return RunEntry.objects.filter(run=run, state=RunEntry.State.UNCHANGED).exclude(reason="").count()


def page_counts(run: ImportRun) -> dict[tuple[str, str], int]:
    """How many pages of each role were made or changed; a page that several documents change counts each time. What a
    person left out of a plan does not count."""
    result: dict[tuple[str, str], int] = {}
    written = RunEntry.objects.filter(run=run, left_out_from="")
    for changes in written.values_list("changes", flat=True).iterator(chunk_size=500):
        for change in changes:
            if change["action"] != "leave":
                key = (change["role"], change["action"])
                result[key] = result.get(key, 0) + 1
    return result


def problem_lines(run: ImportRun, limit: int = 200) -> list[str]:
    """A line for what concerns the whole run, and one for each document that failed, was left or waits for a word: its
    name and the reason."""
    found = RunEntry.objects.filter(run=run, state__in=("failed", "skipped", "waiting"), left_out_from="")
    found = found.select_related("item")
    whole = ImportMessage.objects.filter(run=run, item=None, level=ImportMessage.Level.ERROR)
    lines = [*whole.values_list("text", flat=True), *(f"{name_of(entry)}: {entry.reason}" for entry in found[:limit])]
    if (rest := found.count() - limit) > 0:
        lines.append(f"… och {rest} till: se rapporten (--json eller --html)")
    return lines


# What a reader says of a document that came damaged: its page may lack words that the original has.
DAMAGE = (
    "truncated",
    "no-text",
    "script-page",
    "refused",
    "little-text",
    "goes-on",
    "description-left-out",
    "profile-differs",
    "lost-characters",
    "null-bytes",
    "mojibake",
    "wrong-encoding",
    "mixed-encoding",
    "unknown-encoding",
)


def damage_lines(run: ImportRun, limit: int = 200) -> list[str]:
    """A line for each document that was imported though it came damaged: its name and what is wrong with it."""
    found = ImportMessage.objects.filter(run=run, code__in=DAMAGE, item__isnull=False).select_related("item")
    lines = [f"{told.item.location or told.item.identifier}: {told.text}" for told in found[:limit] if told.item]
    if (rest := found.count() - limit) > 0:
        lines.append(f"… och {rest} till: se rapporten (--json eller --html)")
    return lines


def name_of(entry: RunEntry) -> str:
    """The document's name as the person who gave it knows it."""
    return entry.item.location or entry.item.identifier


def _does_something(entry: RunEntry) -> bool:
    acts = any(change["action"] != "leave" or change["conflicts"] for change in entry.changes)
    return acts or entry.state not in (RunEntry.State.UNCHANGED, RunEntry.State.CHANGED)


def differing(before: Any, after: Any, limit: int = 90) -> tuple[str, str]:
    """Both values on one line each, for a table; long ones from where they begin to differ, a little before."""
    one, other = (short(value, 100_000) for value in (before, after))
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    start = max(0, same - limit // 3) if max(len(one), len(other)) > limit and one and other else 0
    start = one.rfind(" ", 0, start) + 1  # at a word
    found = (f"… {text[start:]}" if start else text for text in (one, other))
    first, second = (text if len(text) <= limit else text[: limit - 1] + "…" for text in found)
    return first, second


def short(value: Any, limit: int = 90) -> str:
    """A value on one line, for a table."""
    if isinstance(value, dict) and "new" in value:
        return f"{value['name']} (ny)"
    if isinstance(value, list) and value and not isinstance(value[0], dict):
        return ", ".join(short(part) for part in value)[:limit]
    text = " ".join(plain(value).split())
    return text if len(text) <= limit else text[: limit - 1] + "…"
