"""What a run did, for people: progress bar, tables, JSON and an HTML page."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import Count
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from ..models import ImportMessage, ImportRun, RunEntry
from ..writing.equality import plain
from .worker import Progress as WorkProgress

ACTIONS = {"create": "skapas", "change": "ändras", "leave": "lämnas"}
DONE_ACTIONS = {"create": "skapad", "change": "ändrad", "leave": "lämnad"}
ROLES = {"news": "nyhet", "project": "projekt", "unit": "enhet"}


@contextmanager
def bar(console: Console, run: ImportRun) -> Iterator[WorkProgress]:
    """A progress bar on the console with rate, time left and problems so far."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[problems]}"),
    )
    title = "Provkör" if run.mode == ImportRun.Mode.PLAN else "Importerar"
    with Progress(*columns, console=console, transient=not console.is_terminal) as shown:
        task = shown.add_task(title, total=run.total or None, completed=run.done, rate="", problems="")
        asked = 0.0
        done, problems = run.done, run.problems

        def tell(entry: RunEntry) -> None:
            nonlocal asked, done, problems
            done += 1
            problems += entry.state == RunEntry.State.FAILED
            if time.monotonic() - asked > 1:  # others may be at work on the run too
                asked = time.monotonic()
                done, problems = ImportRun.objects.values_list("done", "problems").get(pk=run.pk)
            speed = shown.tasks[0].speed
            shown.update(
                task,
                completed=done,
                rate=f"{speed:.0f}/s" if speed else "",
                problems=f"[red]{problems} misslyckades[/red]" if problems else "",
            )

        yield WorkProgress(tell=tell)


def counts(run: ImportRun) -> dict[str, int]:
    """How many entries ended in each state, in the states' order."""
    found = dict(RunEntry.objects.filter(run=run).values_list("state").annotate(n=Count("pk")))
    return {state: found[state] for state in RunEntry.State.values if state in found}


def summary_table(run: ImportRun) -> Table:
    """How many documents became what, and how many pages of each kind."""
    table = Table(
        title=f"{'Provkörning' if run.mode == ImportRun.Mode.PLAN else 'Körning'} {run.pk}: {escape(str(run.source))}"
    )
    table.add_column("Resultat")
    table.add_column("Antal", justify="right")
    for state, number in counts(run).items():
        table.add_row(str(RunEntry.State(state).label), str(number))
        if state == RunEntry.State.UNCHANGED and (same := same_text(run)):
            table.add_row("  därav samma text som ett annat dokument", str(same))
    pages = page_counts(run)
    if pages:
        table.add_section()
        for (role, action), number in sorted(pages.items()):
            words = ACTIONS if run.mode == ImportRun.Mode.PLAN else DONE_ACTIONS
            table.add_row(f"{ROLES[role].capitalize()} {words[action]}", str(number))
    return table


def same_text(run: ImportRun) -> int:
    """How many documents have the very words of another, and share its page."""
    return RunEntry.objects.filter(run=run, state=RunEntry.State.UNCHANGED).exclude(reason="").count()


def page_counts(run: ImportRun) -> dict[tuple[str, str], int]:
    """How many pages of each role were made or changed; a page that several documents change counts each time."""
    result: dict[tuple[str, str], int] = {}
    for changes in RunEntry.objects.filter(run=run).values_list("changes", flat=True).iterator(chunk_size=500):
        for change in changes:
            if change["action"] != "leave":
                key = (change["role"], change["action"])
                result[key] = result.get(key, 0) + 1
    return result


def problem_lines(run: ImportRun, limit: int = 200) -> list[str]:
    """A line for what concerns the whole run, and one for each document that failed, was left or waits for a word: its
    name and the reason."""
    found = RunEntry.objects.filter(run=run, state__in=("failed", "skipped", "waiting")).select_related("item")
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


def plan_table(run: ImportRun, *, changes_only: bool = False) -> Table:
    """What a plan would do to each page, field by field; `changes_only` leaves out documents that change nothing."""
    table = Table(title="Vad som skulle hända", show_lines=False)
    for heading in ("Dokument", "Sida", "Vad", "Fält", "Nu", "Blir"):
        table.add_column(heading, overflow="fold")
    shown = 0
    for entry in RunEntry.objects.filter(run=run).select_related("item").iterator(chunk_size=200):
        if changes_only and not _does_something(entry):
            continue
        document = escape(name_of(entry).rsplit("/", 1)[-1])
        if entry.state == RunEntry.State.FAILED or not entry.changes:
            table.add_row(document, "", str(entry.get_state_display()), "", "", escape(entry.reason))
            continue
        for change in entry.changes:
            page = f"{ROLES[change['role']]}: {escape(change['title'])}"
            if change["action"] == "leave" and not change["conflicts"]:
                table.add_row(document, page, ACTIONS["leave"], "", "", "")
                document = ""
            for row in change["fields"]:
                before, after = differing(row.get("before"), row.get("after"))
                table.add_row(document, page, ACTIONS[change["action"]], row["label"], escape(before), escape(after))
                document = page = ""
            for conflict in change["conflicts"]:
                table.add_row(
                    document,
                    page,
                    "[red]konflikt[/red]",
                    conflict["label"],
                    escape(short(conflict.get("editor"))),
                    escape(short(conflict.get("source"))),
                )
        shown += 1
        if shown >= 300:
            table.add_row("…", "", "", "", "", "Resten står i --json och --html.")
            break
    return table


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
