"""The long kill test of the importer: a run is killed with SIGKILL at random moments and gone on with.

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
    are changed and imported again in the same way; then comes the next archive.
    """

    def __init__(self, options: argparse.Namespace) -> None:
        if name := os.environ.get("TORTURE_DATABASE"):
            new_database(name)
        import django

        django.setup()
        self.options = options
        self.chance = random.Random(options.seed)
        self.archives = 0
        self.changing = True  # the first archive is made as if the one before had been changed and imported
        self.lengths = {True: 4.0, False: 15.0}  # seconds of a run's writing, when changing and when new
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
            status = self._one_run(killed + 1, number)
            connection.close()
            if status is None:
                killed += 1
            elif status == 0:
                whole += 1
                self._next_phase()
            elif number is None:
                print(f"  Körningen slutade med {status}.")
                return 1
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
        """All is imported: change a fifth of the documents, or begin the next archive."""
        self.changing = not self.changing
        if self.changing:
            files = sorted(self.folder.rglob("*.html"))
            for file in self.chance.sample(files, max(1, len(files) // 5)):
                text = file.read_text(encoding="utf-8")
                file.write_text(text.replace("</p>", f" Rättat {self.chance.random()}.</p>", 1), encoding="utf-8")
            return
        start, stop = self.archives * self.options.documents, (self.archives + 1) * self.options.documents
        self.archives += 1
        write_site(self.folder, start, stop, stop)

    def _command(self, resume: int | None) -> list[str]:
        command = [sys.executable, str(MANAGE), "import_articles"]
        if resume is not None:
            return [*command, "--resume", str(resume)]
        return [*command, str(self.folder), "--publish", "--source", f"tortyr-{self.archives}", "--base-url", BASE]

    def _to_resume(self) -> int | None:
        """Half of the times the run that was killed is gone on with, else a new one is started."""
        from brygga.importers.models import ImportRun

        run = ImportRun.objects.filter(source__key=f"tortyr-{self.archives}").order_by("-pk").first()
        if run is None or run.state == ImportRun.State.FINISHED or not run.total:
            return None
        return run.pk if self.chance.random() < 0.5 else None

    def _one_run(self, number: int, resume: int | None) -> int | None:
        """Start a run and kill it: None, or its exit status when it was done before the blow fell."""
        process = subprocess.Popen(self._command(resume), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        at_work = self.chance.random() < AT_WORK
        if at_work:
            process.stdout.readline()  # "Körning N: M dokument.": the documents are queued, writing begins
        begun = time.monotonic()
        try:
            status = process.wait(self.chance.uniform(0.0, self.lengths[self.changing] if at_work else 6.0))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            where, run, done = self._stands()
            self.stood[where] += 1
            print(f"  {number:>3} {time.monotonic() - begun:>8.2f} {run:>8}  {where}{done}", flush=True)
            return None
        if at_work and resume is None:
            # What is left of a run that was killed is short: the longest of late is what a whole one takes.
            self.lengths[self.changing] = max(1.0, time.monotonic() - begun, self.lengths[self.changing] * 0.8)
        return status

    def _stands(self) -> tuple[str, str, str]:
        """Where the killed run was: before its first row, reading in, or writing, with the entries that were done."""
        from brygga.importers.models import ImportRun, RunEntry, RunWorker

        run = ImportRun.objects.order_by("-pk").first()
        if run is None or not RunWorker.objects.filter(run=run).exists():
            return "före körningen", "", ""
        entries = Counter(RunEntry.objects.filter(run=run).values_list("state", flat=True))
        left = entries["pending"] + entries["claimed"]
        what = "ändringar" if self.changing else "nya"
        done = f", {what}: {sum(entries.values()) - left} av {run.total or self.options.documents} klara"
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
