"""How many queries and milliseconds the public pages cost, beside a page of stock Wagtail with the same words.

For SQLite and PostgreSQL, with 100 and with 10,000 news pages, in one run on this machine. Each page is asked for
through Django's test client (no network, no cache in front). The sizes, our page and the stock page take turns. What
is counted is the time of the processor, in this process and in the database's: what the machine does for others does
not show. The figure is the median of `--times` rounds after three that warm up. Queries are counted as timed, and
with Django's cache empty ("4/16").

The stock page (`bench_stock`) is what Wagtail's project template and documentation lead to: its middleware, a base
template with menu, breadcrumbs, site settings and user bar, and the same words and images in a StreamField. It
remembers nothing but what Wagtail does. Our pages have what is remembered between requests warm when they are timed:
the frame (site, settings, menu and links of the footer), the counts of the listings, and which projects and lists the
home page leads to; see `brygga.site.remembered`. What a page itself says is fetched each time.

Usage: python scripts/bench_site.py [--sizes 100 10000] [--times 40] [--databases sqlite postgresql]
The exit status is 1 when a target is missed: 25 queries a page, 1.5 times the stock page, 1.3 times from the smallest
archive to the largest.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
PAGES = {
    "startsida": "/",
    "projekt": "/projekt/etableringscentrum/",
    "enhet": "/enheter/aie/",
    "nyhet": "/nyheter/etableringscentrum-oppnar/",
}
LISTINGS = {"projektlista": "/projekt/", "nyhetslista": "/nyheter/", "nyhetslista, filtrerad": "/nyheter/?slag=news"}
STOCK_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
WARM_UP = 3
MAX_QUERIES, MAX_TIMES_STOCK, MAX_GROWTH = 25, 1.5, 1.3


def main() -> int:
    """Runs each database, with a process for each size, and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 10_000])
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"], choices=["sqlite", "postgresql"])
    parser.add_argument("--serve", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve(options.serve)
        return 0
    sizes = sorted(options.sizes)
    results = {}
    for name in options.databases:
        with database(name) as address, ExitStack() as stack:
            print(f"{name}: bygger arkiven …", file=sys.stderr)
            workers = {size: stack.enter_context(Worker(size, address(size))) for size in sizes}
            for worker in workers.values():
                worker.ready()
            print(f"{name}: mäter …", file=sys.stderr)
            for _round in range(options.times + WARM_UP):
                for worker in workers.values():
                    worker.ask()
            results[name] = {size: worker.result() for size, worker in workers.items()}
    return 1 if report(results, sizes) else 0


@contextmanager
def database(name: str) -> Iterator[Callable[[int], str]]:
    """A function that gives the address of a database for each size."""
    if name == "sqlite":
        with tempfile.TemporaryDirectory(prefix="brygga-bench-") as folder:
            yield lambda size: f"sqlite:///{folder}/bench-{size}.sqlite3"
        return
    from with_postgres import postgres

    with postgres() as address:
        yield lambda _size: address


class Worker:
    """A process with an archive of its own. It measures one round when it is asked, so that the sizes take turns."""

    def __init__(self, size: int, address: str) -> None:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "bench_settings",
            "PYTHONPATH": f"{HERE}:{HERE.parent}",
            "DATABASE_URL": address,
        }
        command = [sys.executable, __file__, "--serve", str(size)]
        self.process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.queries: dict[str, list[int]] = {}
        self.taken: dict[str, list[float]] = {}

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_error: object) -> None:
        self.process.stdin.close()
        self.process.wait(timeout=120)

    def _answer(self) -> dict:
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("Mätningen avbröts; felet står ovanför.")
        return json.loads(line)

    def ready(self) -> None:
        """Waits until the archive is built."""
        self.queries = self._answer()

    def ask(self) -> None:
        """One round: every page once."""
        self.process.stdin.write("round\n")
        self.process.stdin.flush()
        for name, milliseconds in self._answer().items():
            self.taken.setdefault(name, []).append(milliseconds)

    def result(self) -> dict:
        """{page: {queries (warm, cold), ms, stock_queries, stock_ms}}."""
        times = {name: statistics.median(values[WARM_UP:]) for name, values in self.taken.items()}
        return {
            name: {
                "queries": self.queries[name],
                "ms": times[name],
                "stock_queries": self.queries[f"stock {name}"],
                "stock_ms": times[f"stock {name}"],
            }
            for name in [*PAGES, *LISTINGS]
        }


def serve(size: int) -> None:
    """The worker's side: builds the archive, tells the number of queries, then answers each line with a round."""
    import django

    django.setup()
    from django.db import connection

    # No setup_test_environment(): it makes Django copy the context of every template that is drawn.
    old_name = connection.settings_dict["NAME"]
    # A file, as in production: in memory there is no other reader.
    test_name = f"{old_name}-test" if connection.vendor == "sqlite" else f"brygga_bench_{size}"
    connection.settings_dict["TEST"]["NAME"] = test_name
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        asks = askers(build(size))
        clock = processor_clock()
        counts = {name: [count_queries(ask, cold=cold) for cold in (False, True)] for name, ask in asks.items()}
        print(json.dumps(counts), flush=True)
        for _line in sys.stdin:
            taken = {}
            for name, ask in asks.items():
                start = clock()
                ask()
                taken[name] = (clock() - start) * 1000
            print(json.dumps(taken), flush=True)
    finally:
        connection.creation.destroy_test_db(old_name, verbosity=0)


def processor_clock() -> Callable[[], float]:
    """A clock of the processor's seconds for this process and, with PostgreSQL, its process there.

    On a machine that does not tell (it needs Linux' /proc) the clock on the wall.
    """
    from django.db import connection

    if connection.vendor == "sqlite":
        return time.process_time
    connection.ensure_connection()
    backend = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    if not backend.exists():
        return time.perf_counter
    return lambda: time.process_time() + int(backend.read_text().split()[0]) / 1e9


def askers(addresses: dict[str, str]) -> dict[str, Callable[[], None]]:
    """A function for each page that asks for it, the stock pages on their own site and with their own middleware."""
    from bench_stock.build import HOST

    return {
        name: _asker(address, HOST, STOCK_MIDDLEWARE) if name.startswith("stock ") else _asker(address)
        for name, address in addresses.items()
    }


def build(size: int) -> dict[str, str]:
    """The address of each page, and of the stock page to compare it with, in an archive of `size` news pages."""
    from bench_stock.build import build_stock
    from django.core.management import call_command
    from django.db import connection

    from brygga.news.models import NewsPage
    from tests.site.content import build_site

    build_site()
    missing = size - NewsPage.objects.live().count()
    if missing > 0:
        call_command("make_many_news", missing, stdout=sys.stderr)
    addresses = {**PAGES, **LISTINGS, **build_stock(size, PAGES, LISTINGS)}
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a database in service does by itself when its tables have grown
    return addresses


def _asker(address: str, host: str = "localhost", middleware: list[str] | None = None) -> Callable[[], None]:
    from django.conf import settings
    from django.test import Client, override_settings

    client = Client(SERVER_NAME=host)
    with override_settings(MIDDLEWARE=middleware or settings.MIDDLEWARE):
        client.handler.load_middleware()

    def ask() -> None:
        response = client.get(address)
        if response.status_code != 200:
            raise SystemExit(f"{address} svarade {response.status_code}")

    return ask


def count_queries(ask: Callable[[], None], *, cold: bool) -> int:
    """The queries of a page that has been asked for before; `cold` with Django's cache emptied since."""
    from django.core.cache import cache
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ask()
    if cold:
        cache.clear()
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)


def report(results: dict[str, dict], sizes: list[int]) -> list[str]:
    """Prints the table; gives the targets that were missed, a sentence each."""
    missed = []
    for database, by_size in results.items():
        print(f"\n{database}")
        print(f"{'sida':<24}{'nyheter':>8}{'frågor':>9}{'ms':>7}{'stock':>8}{'ms':>7}{'gånger':>8}{'växer':>7}")
        for name in [*PAGES, *LISTINGS]:
            for size in sizes:
                row = by_size[size][name]
                ratio = row["ms"] / row["stock_ms"]
                growth = row["ms"] / by_size[sizes[0]][name]["ms"]
                ours, theirs = ("/".join(map(str, row[key])) for key in ("queries", "stock_queries"))
                print(
                    f"{name:<24}{size:>8}{ours:>9}{row['ms']:>7.1f}{theirs:>8}"
                    f"{row['stock_ms']:>7.1f}{ratio:>8.2f}{growth:>7.2f}"
                )
                if max(row["queries"]) > MAX_QUERIES:
                    missed.append(f"{database}, {name}: {max(row['queries'])} frågor, högst {MAX_QUERIES}.")
                if name in PAGES and ratio > MAX_TIMES_STOCK:
                    missed.append(f"{database}, {name}, {size}: {ratio:.2f} gånger stock, högst {MAX_TIMES_STOCK}.")
                if name in LISTINGS and size == sizes[-1] and growth > MAX_GROWTH:
                    missed.append(f"{database}, {name}: växer {growth:.2f} gånger, högst {MAX_GROWTH}.")
    print()
    print("\n".join(f"MISSAT: {line}" for line in missed) or "Alla mål nåddes.")
    return missed


if __name__ == "__main__":
    sys.exit(main())
