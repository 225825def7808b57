"""A run as the terminal shows it: progress, what became of the documents, what a plan would do to each page."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from ..models import ImportRun, RunEntry
from .report import (
    ACTIONS,
    DONE_ACTIONS,
    ROLES,
    _does_something,
    counts,
    differing,
    name_of,
    page_counts,
    same_text,
    short,
)
from .worker import Progress as WorkProgress


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
