"""The long kill test of the importer: imports and undoings are killed with SIGKILL at random moments and gone on with.

For each kill it prints where the run stood. At the end there must be exactly one page for each document, the tree's
numbers right, nothing orphaned, the indexes and the raw bytes complete (see importers/runs/integrity.py), on SQLite
and on PostgreSQL.

Usage: python scripts/torture.py [--documents 500] [--kills 50] [--databases sqlite postgresql] [--seed 1]
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit, urlunsplit

from bench_articles import BASE, write_site

HERE = Path(__file__).resolve().parent
MANAGE = HERE.parent / "manage.py"
AT_WORK = 0.8  # the share of the kills that wait until the run has its documents; the others come at any moment


def main() -> int:
    """Torture each database; 0 when all is sound."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"], choices=["sqlite", "postgresql"])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--inside", default="", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        return Torture(options).carry_out()
    failed = 0
    for database in options.databases:
        with tempfile.TemporaryDirectory(prefix="brygga-torture-") as folder:
            command = [sys.executable, __file__, "--inside", database, "--documents", str(options.documents)]
            command += ["--kills", str(options.kills), "--seed", str(options.seed)]
            environment = {**os.environ, "BRYGGA_VAR": folder, "DJANGO_SETTINGS_MODULE": "brygga.site.settings.demo"}
            if database == "sqlite":
                environment["DATABASE_URL"] = f"sqlite:///{folder}/torture.sqlite3"
            else:
                command = [sys.executable, str(HERE / "with_postgres.py"), *command]
                environment["TORTURE_DATABASE"] = f"brygga_torture_{os.getpid()}"
            failed += subprocess.run(command, env=environment, check=False).returncode != 0
    return 1 if failed else 0


class Torture:
    """One database, from empty to whole.

    An archive of new documents is imported until a run gets through, however often it is killed; then a fifth of them
    are changed and imported again in the same way; then that run is undone, until an undoing gets through; then comes
    the next archive.
    """

    NEW, CHANGED, UNDONE = "nya", "ändringar", "ångrande"
    NEXT: ClassVar = {NEW: CHANGED, CHANGED: UNDONE, UNDONE: NEW}

    def __init__(self, options: argparse.Namespace) -> None:
        if name := os.environ.get("TORTURE_DATABASE"):
            new_database(name)
        import django

        django.setup()
        self.options = options
        self.chance = random.Random(options.seed)
        self.archives = 0
        self.imported = 0  # the run that ended the first phase
        self.phase = self.UNDONE  # the first archive is made as if the one before had been imported and undone
        # Seconds that the writing of a run takes, and an undoing from its start.
        self.lengths = {self.CHANGED: 4.0, self.NEW: 15.0, self.UNDONE: 8.0}
        self.stood: Counter[str] = Counter()

    def carry_out(self) -> int:
        """Kill, go on, kill …, finish, and look; 0 when all is sound."""
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        print(f"{self.options.inside}: arkiv om {self.options.documents} dokument, {self.options.kills} SIGKILL")
        print(f"  {'nr':>3} {'efter s':>8} {'körning':>8}  där den stod", flush=True)
        killed = whole = 0
        self._next_phase()
        while killed < self.options.kills:
            number = self._to_resume()
            if self.phase == self.UNDONE and number is None:
                self._next_phase()  # it was killed when it had said that all is done
                continue
            status = self._one_run(killed + 1, number)
            connection.close()
            if status is None:
                killed += 1
            elif status == 0:
                whole += 1
                if self.phase != self.UNDONE:  # there may be more runs to undo
                    self._next_phase()
            elif number is None or self.phase == self.UNDONE:
                print(f"  Körningen slutade med {status}.")
                return 1
        while self.phase == self.UNDONE and (number := self._to_resume()) is not None:
            subprocess.run(self._command(number), capture_output=True, check=False)
            connection.close()
        self.phase = self.NEW
        last = subprocess.run(self._command(None), capture_output=True, text=True, check=False)
        time.sleep(0.2)
        print(f"  {killed} gånger dödad; {whole + 1} körningar hann bli klara, {self.archives} arkiv.")
        print("  Där de dödades: " + ", ".join(f"{where} {n}" for where, n in self.stood.most_common()) + ".")
        if last.returncode:
            print(last.stdout[-2000:], last.stderr[-2000:])
        return 0 if self._sound() and last.returncode == 0 else 1

    @property
    def folder(self) -> Path:
        return Path(os.environ["BRYGGA_VAR"]) / f"arkiv-{self.archives}"

    def _next_phase(self) -> None:
        """The phase is done: change a fifth of the documents, undo the run that imported those, or begin the next
        archive."""
        from brygga.importers.models import ImportRun

        self.phase = self.NEXT[self.phase]
        if self.phase == self.UNDONE:
            return
        if self.phase == self.CHANGED:
            self.imported = ImportRun.objects.order_by("-pk").values_list("pk", flat=True)[0]
            files = sorted(self.folder.rglob("*.html"))
            for file in self.chance.sample(files, max(1, len(files) // 5)):
                text = file.read_text(encoding="utf-8")
                file.write_text(text.replace("</p>", f" Rättat {self.chance.random()}.</p>", 1), encoding="utf-8")
            return
        start, stop = self.archives * self.options.documents, (self.archives + 1) * self.options.documents
        self.archives += 1
        write_site(self.folder, start, stop, stop)

    def _command(self, resume: int | None) -> list[str]:
        if self.phase == self.UNDONE:
            return [sys.executable, str(MANAGE), "import_rollback", str(resume), "--reason", "Prov"]
        command = [sys.executable, str(MANAGE), "import_articles"]
        if resume is not None:
            return [*command, "--resume", str(resume)]
        return [*command, str(self.folder), "--publish", "--source", f"tortyr-{self.archives}", "--base-url", BASE]

    def _to_resume(self) -> int | None:
        """Half of the times the run that was killed is gone on with, else a new one is started. In the phase of
        undoing: the latest run with changes that is left to undo; None when there is none."""
        from brygga.importers.models import ImportRun
        from brygga.importers.runs import rollback_rules

        run = ImportRun.objects.filter(source__key=f"tortyr-{self.archives}").order_by("-pk").first()
        if self.phase == self.UNDONE:
            runs = ImportRun.objects.filter(source__key=f"tortyr-{self.archives}", pk__gt=self.imported).order_by(
                "-pk"
            )
            left = (run for run in runs if run.state in rollback_rules.HALF_UNDONE or not rollback_rules.why_not(run))
            return next((run.pk for run in left), None)
        if run is None or run.state == ImportRun.State.FINISHED or not run.total:
            return None
        return run.pk if self.chance.random() < 0.5 else None

    def _one_run(self, number: int, resume: int | None) -> int | None:
        """Start a run and kill it: None, or its exit status when it was done before the blow fell."""
        process = subprocess.Popen(self._command(resume), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        undoing = self.phase == self.UNDONE
        at_work = self.chance.random() < AT_WORK and not undoing
        if at_work:
            process.stdout.readline()  # "Körning N: M dokument.": the documents are queued, writing begins
        begun = time.monotonic()
        try:
            status = process.wait(self.chance.uniform(0.0, self.lengths[self.phase] if at_work or undoing else 6.0))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            where, run, done = self._stands()
            self.stood[where] += 1
            print(f"  {number:>3} {time.monotonic() - begun:>8.2f} {run:>8}  {where}{done}", flush=True)
            return None
        if undoing or (at_work and resume is None):
            # What is left of a run that was killed is short: the longest of late is what a whole one takes.
            self.lengths[self.phase] = max(1.0, time.monotonic() - begun, self.lengths[self.phase] * 0.8)
        return status

    def _stands(self) -> tuple[str, str, str]:
        """Where the killed run was: before its first row, reading in, writing or undoing, with the entries that were
        done."""
        from brygga.importers.models import ImportRun, RunEntry, RunWorker

        run = ImportRun.objects.order_by("-pk").first()
        if run is None or (self.phase != self.UNDONE and not RunWorker.objects.filter(run=run).exists()):
            return "före körningen", "", ""
        entries = Counter(RunEntry.objects.filter(run=run).values_list("state", flat=True))
        if self.phase == self.UNDONE:
            gone = entries[RunEntry.State.ROLLED_BACK]
            begun = run.state != ImportRun.State.FINISHED
            return "under ångrande" if begun else "före ångrandet", str(run.pk), f", {gone} dokument ångrade"
        left = entries["pending"] + entries["claimed"]
        done = f", {self.phase}: {sum(entries.values()) - left} av {run.total or self.options.documents} klara"
        if not run.total:
            return "under inläsning", str(run.pk), done
        return ("under skrivning" if left else "på slutet"), str(run.pk), done

    def _sound(self) -> bool:
        """Print each check with its answer."""
        from django.core.management import call_command

        from brygga.importers.models import ImportItem, OldAddress
        from brygga.importers.runs.integrity import CHECKS
        from brygga.news.models import NewsPage

        rows = [(check.__doc__.splitlines()[0].rstrip("."), list(check())) for check in CHECKS]
        out = StringIO()
        call_command("fixtree", interactive=False, stdout=out)
        said = " ".join(out.getvalue().split())
        rows.append(("manage.py fixtree has nothing to mend", [] if "No problems found" in said else [said]))
        items, pages = ImportItem.objects.count(), NewsPage.objects.exclude(source_name="").count()
        addresses = OldAddress.objects.filter(url__startswith=BASE).exclude(redirect=None).values("item").distinct()
        wanted, led = self.options.documents * self.archives, addresses.count()
        wrong = [] if items == pages == led == wanted else [f"{items} items, {pages} pages, {led} redirected"]
        rows.append((f"{wanted} documents are as many items and pages, each with its old address redirected", wrong))
        for name, found in rows:
            print(f"  {'FEL ' if found else 'rätt'}  {name}")
            for problem in found[:10]:
                print(f"          {problem}")
        return not any(found for _, found in rows)


def new_database(name: str) -> None:
    """Make an empty database on the PostgreSQL that DATABASE_URL names, and let DATABASE_URL name it instead."""
    import psycopg

    address = os.environ["DATABASE_URL"]
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        connection.execute(f'CREATE DATABASE "{name}"')
    os.environ["DATABASE_URL"] = urlunsplit(urlsplit(address)._replace(path=f"/{name}"))


if __name__ == "__main__":
    sys.exit(main())
