"""How many documents a second the runs take, one after the other, on one archive: import, the same again, changed,
read again, undone.

The articles are those of bench_import.py (bench_articles.py: web pages with pictures, quotes, people, projects, links
between each other), in an empty database of its own: SQLite in a file, or PostgreSQL with --postgresql. Everything is
on, as in an import. "changed" adds a paragraph to every document; "read again" is `import_articles --reread` after the
version of the reader has become another: as a plan, and carried out. Both kinds of undoing are measured: of the pages
that a run changed, and of those that one made. No figure is a target here: the machine may be busy with other things.

Usage: python scripts/bench_runs.py [--size 1000] [--postgresql] [--profile NAME]
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import Any
from unittest import mock

from bench_articles import BASE, write_site
from with_postgres import postgres

ADDED = "<p>Kommunen lägger till en rad om lokalerna, som hålls öppna till klockan {hour}.</p>"


def main() -> None:
    """Measure each run in its turn and print a line of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=1000)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--profile", default="", help="print where the time of this run goes")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="brygga-bench-"))).resolve()
        os.environ |= {"BRYGGA_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "brygga.site.settings.demo"}
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
        if options.postgresql:
            os.environ["DATABASE_URL"] = stack.enter_context(postgres())
        measure(folder / "arkiv", options)


def measure(folder: Path, options: argparse.Namespace) -> None:
    """All runs over `size` articles in `folder`."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from brygga.importers.archive.stored import documents
    from brygga.importers.models import RunEntry
    from brygga.importers.runs import launch, reread, rollback
    from brygga.importers.writing import versions

    call_command("migrate", verbosity=0)
    write_site(folder, 0, options.size, options.size)
    source = launch.source_for("bench", folder=folder, base_url=BASE)
    print(f"{connection.vendor}, {options.size} dokument, last {os.getloadavg()[0]:.1f}", flush=True)

    @contextmanager
    def told(name: str) -> Iterator[list[Any]]:
        kept: list[Any] = []
        wall, cpu = time.perf_counter(), time.process_time()
        profile = cProfile.Profile()
        with profile if name == options.profile else nullcontext():
            yield kept
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        states = {}
        if kept:
            run = kept[0]
            states = {s: n for s in RunEntry.State.values if (n := run.entries.filter(state=s).count())}
        ms = [1000 * seconds / options.size for seconds in (wall, cpu)]
        print(f"{name:<28}{options.size / wall:>8.1f}/s  {ms[0]:>7.1f} ms, CPU {ms[1]:>6.1f} ms  {states}", flush=True)
        if name == options.profile:
            pstats.Stats(profile).sort_stats("cumulative").print_stats(90)

    def imported(name: str, **more: Any) -> Any:
        with told(name) as kept:
            kept.append(launch.carry_out(launch.begin(source, documents([folder]), publish=True, **more)))
        return kept[0]

    first = imported("import")
    imported("again")
    for number, file in enumerate(sorted(folder.rglob("*.html"))):
        text = file.read_text(encoding="utf-8")
        at = text.rindex("</article>")
        file.write_text(text[:at] + ADDED.format(hour=9 + number % 9) + text[at:], encoding="utf-8")
    imported("changed, as a plan", plan=True)
    changed = imported("changed")
    with mock.patch.object(versions, "code_digest", return_value="another"):
        with told("read again, as a plan") as kept:
            kept.append(launch.carry_out(reread.begin_reread(source, plan=True, publish=True)))
        with told("read again") as kept:
            kept.append(launch.carry_out(reread.begin_reread(source, publish=True)))
    with told("undo of what was changed"):
        undone = rollback.rollback_run(changed, "Mätning")
    print(f"  {len(undone.restored)} restored, {len(undone.kept)} kept, {undone.problems[:3]}")
    with told("undo of what was made"):
        undone = rollback.rollback_run(first, "Mätning")
    print(f"  {len(undone.removed)} removed, {len(undone.kept)} kept, {undone.problems[:3]}")


if __name__ == "__main__":
    sys.exit(main())
