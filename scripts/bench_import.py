"""How many pages a second an import writes, beside the plain loop of `add_child`, `save_revision` and `publish`.

Both ways write the same invented articles (bench_articles.py: web pages with pictures, quotes, people, projects, links
between each other), on SQLite (a file, with the site's own settings) and on PostgreSQL, each in a process and a
database of its own. They take turns, a hundred articles each, so that whatever else the machine does meets both.

What is compared is writing: the time that reading takes (HTML → Article, the same code) is measured in the same run
and taken off. The plain loop (bench_plain.py) is what a good migrator would write. The import has everything on: raw
bytes kept, ledger checked, revisions, search index, reference index, log, redirects, provenance, look for twins, what
later articles say of projects and units merged into their pages, links to later articles, reading back.

Above --whole articles (2,000) the plain loop is not run from beginning to end, since that takes too long: 200 more
articles are written by it to the full site, and the time for all is the straight line between the run over the
smallest archive and that. Such figures are marked ~.

Usage: python scripts/bench_import.py [--sizes 1000 10000] [--databases sqlite postgresql] [--whole 2000]
The exit status is 1 when a target is missed: writing 6 times the plain loop, the rate of the largest size within 15 %
of that of the smallest, an unchanged second run 10 times faster than the first, memory growth below 64 MB.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from bench_articles import BASE, write_site
from with_postgres import postgres

TIMES, SAME, SECOND, MEMORY = 6.0, 0.85, 10.0, 64
TURN = 100
HEADER = (
    f"{'databas':<11}{'artiklar':>9}{'läsning':>9}{'slingan':>10}{'Brygga':>8}{'gånger':>8}{'CPU-tid':>9}"
    f"{'andra':>8}{'minne':>8}{'växer':>7}\n"
    f"{'':<11}{'':>9}{'ms':>9}{'ms':>10}{'ms':>8}{'':>8}{'gånger':>9}{'gånger':>8}{'MB':>8}{'MB':>7}"
)


def main() -> int:
    """Run every measurement in processes of their own, and print the table row by row."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"], choices=["sqlite", "postgresql"])
    parser.add_argument("--whole", type=int, default=2000, help="the largest archive the plain loop writes all of")
    parser.add_argument("--sample", type=int, default=200, help="articles that it writes to a larger, full site")
    parser.add_argument("--measure", nargs=3, metavar=("WAY", "SIZE", "SAMPLE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        way, size, sample = options.measure
        measure(way, int(size), int(sample))
        return 0
    sizes, missed, lines = sorted(options.sizes), [], [HEADER]
    for database in options.databases:
        rows: list[dict[str, Any]] = []
        for size in sizes:
            sample = 0 if size <= options.whole or size == sizes[0] else options.sample
            rows.append(compare(database, size, sample, rows[:1]))
            lines.append(line(database, rows[-1]))
            print("\n".join([*lines[:2], lines[-1]]) if len(lines) == 2 else lines[-1], flush=True)
        missed += misses(database, rows)
    print("\n" + "\n".join(lines))
    print("\n".join(["Mål som inte nåddes:", *missed]) if missed else "Alla mål nåddes.")
    return 1 if missed else 0


def line(database: str, row: dict[str, Any]) -> str:
    """One row of the table."""
    about = "~" if row["estimated"] else ""
    return (
        f"{database:<11}{row['size']:>9}{row['reading']:>9.1f}{about + format(row['plain'][0], '.1f'):>10}"
        f"{row['brygga'][0]:>8.1f}{row['times'][0]:>8.1f}{row['times'][1]:>9.1f}{row['second']:>8.0f}"
        f"{row['memory']:>8.0f}{row['grown']:>7.0f}"
    )


def misses(database: str, rows: list[dict[str, Any]]) -> list[str]:
    """The targets that the rows of one database miss, in words."""
    found = []
    for row in rows:
        name = f"{database}, {row['size']}"
        if row["times"][0] < TIMES:
            found.append(f"{name}: {row['times'][0]:.1f} gånger den vanliga slingan (mål {TIMES:.0f})")
        if row["second"] < SECOND:
            found.append(f"{name}: andra körningen {row['second']:.1f} gånger snabbare (mål {SECOND:.0f})")
        if row["grown"] > MEMORY:
            found.append(f"{name}: minnet växte med {row['grown']:.0f} MB (mål {MEMORY})")
    pace = rows[0]["brygga"][0] / rows[-1]["brygga"][0]
    if pace < SAME:
        found.append(
            f"{database}: farten vid {rows[-1]['size']} är {pace:.0%} av den vid {rows[0]['size']} (mål 85 %)"
        )
    return found


def compare(database: str, size: int, sample: int, first: list[dict[str, Any]]) -> dict[str, Any]:
    """Both ways over `size` articles; the plain loop, if there is a `sample`, over that many more. Times are
    milliseconds for an article: (of the clock, of the processor)."""
    whole = not sample
    with ExitStack() as stack:
        address = stack.enter_context(postgres()) if database == "postgresql" else ""
        ours = stack.enter_context(child("brygga", size, sample, address))
        both = [ours, stack.enter_context(child("plain", size, 0, address))] if whole else [ours]
        results: dict[str, dict[str, Any]] = {}
        started, counts = time.monotonic(), dict.fromkeys([p.args[-3] for p in both], 0)
        waiting = list(both)
        while waiting:
            for process in list(waiting):
                process.stdin.write("\n")
                process.stdin.flush()
                answer = next_answer(process, database)
                if "result" in answer:
                    results[answer["way"]] = answer["result"]
                    waiting.remove(process)
                else:
                    counts[answer["way"]] = answer["turn"]
            told = ", ".join(f"{way} {count}" for way, count in counts.items())
            print(f"  {database} {size}: {told} · {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)
    ours = results["brygga"]
    plain = results["plain"]["writing"] if whole else estimate(size, sample, first[0], ours["sample"])
    return {
        **ours,
        "size": size,
        "estimated": not whole,
        "plain": plain,
        "brygga": ours["writing"],
        "times": [p / b for p, b in zip(plain, ours["writing"], strict=True)],
    }


def estimate(size: int, sample: int, small: dict[str, Any], after: list[float]) -> list[float]:
    """The mean of the straight line from the middle of the small archive's run to the sample after the last."""
    middle, end = small["size"] / 2, size + sample / 2
    part = (size / 2 - middle) / (end - middle)
    return [start + (full - start) * part for start, full in zip(small["plain"], after, strict=True)]


# The measured processes


@contextmanager
def child(way: str, size: int, sample: int, address: str) -> Iterator[subprocess.Popen[str]]:
    """A process with an empty database of its own, which waits for its turn; everything is removed afterwards."""
    folder = tempfile.mkdtemp(prefix="brygga-bench-")
    name = f"brygga_bench_{way}_{os.getpid()}"
    environment = {**os.environ, "BRYGGA_VAR": folder, "DJANGO_SETTINGS_MODULE": "brygga.site.settings.demo"}
    environment["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
    if address:
        postgres_do(address, f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}"')
        environment["DATABASE_URL"] = urlunsplit(urlsplit(address)._replace(path=f"/{name}"))
    command = [sys.executable, str(Path(__file__).resolve()), "--measure", way, str(size), str(sample)]
    process = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        if address:
            postgres_do(address, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        shutil.rmtree(folder, ignore_errors=True)


def postgres_do(address: str, *statements: str) -> None:
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def next_answer(process: subprocess.Popen[str], database: str) -> dict[str, Any]:
    """What the process says when its turn is over; other lines that it prints are passed over."""
    for text in process.stdout:
        if text.startswith("{"):
            return json.loads(text)
    sys.exit(f"{database}: {' '.join(process.args[-3:])} slutade i förtid.")


@dataclass
class Clock:
    """Adds up wall time and processor time (with that of the PostgreSQL process that serves us, where one can see
    it) while it goes."""

    backend: Path | None = None
    wall: float = 0.0
    cpu: float = 0.0
    _from: tuple[float, float] | None = None

    def _now(self) -> tuple[float, float]:
        cpu = time.process_time()
        if self.backend is not None:
            parts = self.backend.read_text().rpartition(")")[2].split()
            cpu += (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")
        return time.perf_counter(), cpu

    def start(self) -> None:
        self._from = self._now()

    def stop(self) -> None:
        (wall, cpu), (from_wall, from_cpu) = self._now(), self._from
        self.wall, self.cpu = self.wall + wall - from_wall, self.cpu + cpu - from_cpu

    @contextmanager
    def going(self) -> Iterator[None]:
        self.start()
        try:
            yield
        finally:
            self.stop()

    def per(self, count: int, less: Clock | None = None) -> list[float]:
        """Milliseconds for each of `count`, without what the clock `less` counted."""
        other = less.times if less else (0.0, 0.0)
        return [1000 * (mine - taken_off) / count for mine, taken_off in zip(self.times, other, strict=True)]

    @property
    def times(self) -> tuple[float, float]:
        return self.wall, self.cpu


def measure(way: str, size: int, sample: int) -> None:
    """In the measured process: an empty database and `size` files, written one way; the result is printed."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    folder = Path(os.environ["BRYGGA_VAR"]).resolve() / "arkiv"
    write_site(folder, 0, size, size)
    backend = None
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            backend = Path(f"/proc/{cursor.fetchone()[0]}/stat")
        backend = backend if backend.exists() else None

    def turn(count: int) -> None:
        print(json.dumps({"way": way, "turn": count}), flush=True)
        sys.stdin.readline()

    sys.stdin.readline()
    turn(0)
    if way == "plain":
        result: dict[str, Any] = {"writing": plain(folder, 0, size, backend, turn)}
    else:
        result = brygga(folder, size, backend, turn)
        if sample:
            extra = folder.with_name("mer")
            write_site(extra, size, size + sample, size + sample)
            result["sample"] = plain(extra, size, size + sample, backend, lambda count: None)
    print(json.dumps({"way": way, "result": result}), flush=True)


def plain(folder: Path, start: int, stop: int, backend: Path | None, turn: Callable[[int], None]) -> list[float]:
    """The plain loop over articles that are read already: milliseconds for an article."""
    from bench_plain import PlainLoop

    from brygga.importers.reading import read
    from brygga.news.models import NewsPage

    loop, clock, before = PlainLoop(folder, BASE), Clock(backend), NewsPage.objects.count()
    files = sorted(folder.rglob("*.html"))
    for number, file in enumerate(files):
        if number and number % TURN == 0:
            turn(number)
        address = f"{BASE}/{file.relative_to(folder).as_posix()}"
        found = read(file.read_bytes(), source=file.name, address=address)
        with clock.going():
            loop.write(found, file)
    with clock.going():
        loop.link_forward()
    if NewsPage.objects.filter(live=True).count() - before != stop - start:
        sys.exit("Den vanliga slingan skrev inte alla sidor.")
    return clock.per(len(files))


def brygga(folder: Path, size: int, backend: Path | None, turn: Callable[[int], None]) -> dict[str, Any]:
    """The import with everything on, and a second run over the same files."""
    from wagtail.models import Page

    from brygga.importers.archive.stored import documents
    from brygga.importers.runs import launch, worker
    from brygga.news.models import NewsPage

    clock, reading, done, memory = Clock(backend), Clock(backend), [0], [resident()]
    real = worker.read

    def timed(*args: Any, **more: Any) -> Any:
        if done[0] >= size:  # once more, for links to later articles: that belongs to writing
            return real(*args, **more)
        with reading.going():
            return real(*args, **more)

    def tell(entry: Any) -> None:
        done[0] += 1
        if done[0] % TURN == 0:
            clock.stop()
            memory.append(resident())
            turn(done[0])
            clock.start()

    worker.read = timed
    source = launch.source_for("bench", folder=folder, base_url=BASE)
    clock.start()
    launch.carry_out(launch.begin(source, documents([folder]), publish=True), worker.Progress(tell=tell))
    clock.stop()
    worker.read = real
    if NewsPage.objects.filter(live=True).count() != size or any(Page.find_problems()):
        sys.exit("Importen skrev inte alla sidor, eller trädet är trasigt.")
    second = Clock(backend)
    with second.going():
        run = launch.carry_out(launch.begin(source, documents([folder]), publish=True))
    if run.entries.exclude(state="unchanged").exists():
        sys.exit("Den andra körningen ändrade något.")
    return {
        "writing": clock.per(size, reading),
        "reading": reading.per(size)[0],
        "total": clock.per(size)[0],
        "second": clock.wall / second.wall,
        "memory": max(memory),
        "grown": max(memory) - memory[-(-len(memory) // 4) if len(memory) > 1 else 0],
    }


def resident() -> float:
    """Megabytes of memory of its own that this process has now, so without the pages of the SQLite file that it sees
    through a window (where the system does not say: the most it has had)."""
    status = Path("/proc/self/statm")
    if status.exists():
        _, whole, shared, *_ = map(int, status.read_text().split())
        return (whole - shared) * os.sysconf("SC_PAGE_SIZE") / 2**20
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


if __name__ == "__main__":
    sys.exit(main())
