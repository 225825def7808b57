"""How many pages a second an import writes, beside the plain loop of `add_child`, `save_revision` and `publish`.

Both ways write the same invented articles, on SQLite (a file, with the site's own settings) and on PostgreSQL, each in
a process and a database of its own. Both begin with files on disk and read them with the same reader; the time the
reader takes is measured by itself and taken off for the column "skrivna/s". The import has everything on: raw bytes,
ledger, reading back, search and reference index, log, redirects. A second run over the unchanged files follows.

Usage: python scripts/bench_import.py [--sizes 1000 10000] [--databases sqlite postgresql]
The exit status is 1 when a target is missed: writing 6 times the plain loop, the rate of the largest size within 15 %
of that of the smallest, an unchanged second run 10 times faster than the first, memory growth below 64 MB.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
FASTER, SAME, SECOND, MEMORY = 6.0, 0.85, 10.0, 64
PLACES = "Solvik Norrbyn Tallåsen Björkvik Stensund Granliden Ekhamn Sjötorp Vallda Högmo".split()
SUBJECTS = "köket verkstaden växthuset tvätteriet caféet skogslaget måleriet bageriet återbruket lagret".split()
FIRST = "Maja Ola Eva Nils Karin Amir Sofia Per Leila Johan".split()
LAST = "Lindgren Berg Ek Sund Åkesson Nyström Haddad Falk Öberg Dahl".split()
SENTENCES = (
    "Deltagarna lagar lunch till äldreboendena tre dagar i veckan",
    "De andra dagarna läser de svenska tillsammans med en lärare",
    "Var och en har en handledare som följer med till arbetsplatsen",
    "Arbetet är ett samarbete mellan kommunen och företagen på orten",
    "Den som vill kan pröva flera yrken innan det är dags att välja",
    "Efter ett halvår träffas alla och går igenom vad som har gått bra",
    "Lokalerna är ljusa och ligger nära både bussen och biblioteket",
    "Två av tre har gått vidare till arbete eller studier inom ett år",
)


def article(number: int) -> str:
    """An invented press release of about 250 words; the same number gives the same text."""
    chance = random.Random(number)
    place, subject = chance.choice(PLACES), chance.choice(SUBJECTS)
    name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
    lines = [f"{place}s kommun", "", f"Så gick det för {subject} i {place}, del {number}", ""]
    lines += [f"I går firade {subject} i {place} att det har gått {chance.randint(2, 9)} år sedan starten.", ""]
    for part in range(4):
        sentences = chance.sample(SENTENCES, 4)
        lines += [". ".join(sentences) + f". Det var gång nummer {number * 4 + part}.", ""]
        if part % 2 == 0:
            lines += [f"– Vi är stolta över alla som kommer hit, säger {name}, enhetschef i {place}s kommun.", ""]
        else:
            lines += ["Vad som händer nu" if part == 1 else "Så går det vidare", ""]
    day = f"20{chance.randint(10, 25)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    return "\n".join([*lines, f"Publicerad: {day}", ""])


def main() -> int:
    """Run every measurement in a process of its own, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"], choices=["sqlite", "postgresql"])
    parser.add_argument("--measure", nargs=2, metavar=("WAY", "SIZE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure[0], int(options.measure[1]))))
        return 0
    missed: list[str] = []
    print(
        f"{'databas':<12}{'artiklar':>9}{'vanlig slinga/s':>17}{'Brygga/s':>10}{'skrivna/s':>11}{'gånger':>8}"
        f"{'andra körningen/s':>19}{'minne +MB':>11}"
    )
    for database in options.databases:
        rates = {}
        for size in sorted(options.sizes):
            plain, ours = run(database, "plain", size), run(database, "brygga", size)
            times = ours["written"] / plain["written"]
            rates[size] = ours["written"]
            print(
                f"{database:<12}{size:>9}{plain['written']:>17.0f}{ours['rate']:>10.0f}{ours['written']:>11.0f}"
                f"{times:>8.1f}{ours['second']:>19.0f}{ours['memory']:>11.0f}"
            )
            if times < FASTER:
                missed.append(f"{database}, {size}: {times:.1f} gånger den vanliga slingan (mål {FASTER:.0f})")
            if ours["second"] < SECOND * ours["rate"]:
                missed.append(f"{database}, {size}: andra körningen {ours['second'] / ours['rate']:.1f} gånger")
            if ours["memory"] > MEMORY:
                missed.append(f"{database}, {size}: minnet växte med {ours['memory']:.0f} MB")
        if rates and rates[max(rates)] < SAME * rates[min(rates)]:
            missed.append(f"{database}: farten faller till {rates[max(rates)] / rates[min(rates)]:.0%}")
    print("\n".join(["Mål som inte nåddes:", *missed]) if missed else "Alla mål nåddes.")
    return 1 if missed else 0


def run(database: str, way: str, size: int) -> dict[str, float]:
    """One measurement in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="brygga-bench-") as folder:
        command = [sys.executable, str(Path(__file__).resolve()), "--measure", way, str(size)]
        environment = {**os.environ, "BRYGGA_VAR": folder, "DJANGO_SETTINGS_MODULE": "brygga.site.settings.demo"}
        if database == "sqlite":
            environment["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
        else:
            command = [sys.executable, str(HERE / "with_postgres.py"), *command]
            environment["BENCH_POSTGRES"] = f"brygga_bench_{os.getpid()}"
        result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if result.returncode:
            sys.exit(f"{database}, {way}, {size}: {result.stderr[-3000:]}")
        return json.loads(result.stdout.strip().splitlines()[-1])


def measure(way: str, size: int) -> dict[str, float]:
    """In the measured process: an empty database, `size` files, one way of writing them."""
    name = os.environ.get("BENCH_POSTGRES")
    if name:
        _new_postgres_database(name)
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    folder = Path(os.environ["BRYGGA_VAR"]) / "arkiv"
    folder.mkdir(parents=True)
    for number in range(size):
        (folder / f"{number:06d}.txt").write_text(article(number), encoding="utf-8")
    reading = _reading_time(folder, min(size, 300)) * size
    return (_plain if way == "plain" else _brygga)(folder, size, reading)


def _new_postgres_database(name: str) -> None:
    from urllib.parse import urlsplit, urlunsplit

    import psycopg

    address = os.environ["DATABASE_URL"]
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        connection.execute(f'CREATE DATABASE "{name}"')
    parts = urlsplit(address)
    os.environ["DATABASE_URL"] = urlunsplit(parts._replace(path=f"/{name}"))


def _reading_time(folder: Path, count: int) -> float:
    """Seconds that the reader takes for one of the articles."""
    from brygga.importers.reading import read

    files = sorted(folder.glob("*.txt"))[: count + 5]
    for file in files[:5]:
        read(file.read_bytes(), source=file.name)
    start = time.perf_counter()
    for file in files[5:]:
        read(file.read_bytes(), source=file.name)
    return (time.perf_counter() - start) / max(1, len(files) - 5)


def _result(size: int, seconds: float, reading: float, **more: float) -> dict[str, float]:
    return {"rate": size / seconds, "written": size / max(0.001, seconds - reading), **more}


def _plain(folder: Path, size: int, reading: float) -> dict[str, float]:
    """What one writes by hand: read, make the page, add it, save a revision, publish."""
    from brygga.importers.reading import read
    from brygga.importers.writing import fields
    from brygga.importers.writing.blocks import Converter
    from brygga.importers.writing.desired import Notice  # noqa: F401
    from brygga.importers.writing.merge import with_ids
    from brygga.importers.writing.news import news_page
    from brygga.importers.writing.pages import home_of, index_for
    from brygga.importers.writing.register import Register
    from brygga.news.models import NewsPage

    index, register = index_for("news", home_of()), Register()
    convert = Converter(lambda href: {"href": href}, lambda image: None, lambda link: None, lambda quote: None)
    start = time.perf_counter()
    for file in sorted(folder.glob("*.txt")):
        found = read(file.read_bytes(), source=file.name)
        values = news_page(found, convert, register, file.name, "").values
        page = NewsPage(title=values["title"])
        for name, value in values.items():
            fields.write(page, name, with_ids(value, [], file.name) if name in ("body", "lead_quotes") else value)
        index.add_child(instance=page)
        page.save_revision().publish()
    return _result(size, time.perf_counter() - start, reading)


def _brygga(folder: Path, size: int, reading: float) -> dict[str, float]:
    """The import with everything on, and a second run over the same files."""
    from wagtail.models import Page

    from brygga.importers import launch
    from brygga.importers.documents import documents
    from brygga.news.models import NewsPage

    source = launch.source_for("bench", folder=folder, base_url="https://gammal.solvik.example")
    memory: list[int] = []
    start = time.perf_counter()
    run = launch.begin(source, documents([folder]), publish=True)
    from brygga.importers.work import Progress

    def tell(entry: object) -> None:
        if len(memory) < 200 or len(memory) % 100 == 0:
            memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
        else:
            memory.append(memory[-1])

    launch.carry_out(run, Progress(tell=tell))
    first = time.perf_counter() - start
    if NewsPage.objects.filter(live=True).count() != size or any(Page.find_problems()):
        sys.exit("Importen skrev inte alla sidor, eller trädet är trasigt.")
    start = time.perf_counter()
    launch.carry_out(launch.begin(source, documents([folder]), publish=True))
    second = time.perf_counter() - start
    grown = (max(memory) - memory[min(len(memory) - 1, size // 4)]) / 1024
    return _result(size, first, reading, second=size / second, memory=grown)


if __name__ == "__main__":
    sys.exit(main())
