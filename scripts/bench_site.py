"""How many queries and milliseconds the public pages cost, beside a page of stock Wagtail with the same words.

For SQLite and PostgreSQL, with 100 and with 10,000 news pages, in one run on this machine. Each page is asked for
through Django's test client (no network, no cache in front). The sizes, our page and the stock page take turns, so
that a busy moment hits all of them. The time is the lower quartile of `--times` rounds after three that warm up: what
a page costs when nothing else gets in between. Queries are counted with nothing remembered.

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
        self.queries: dict[str, int] = {}
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
        """{page: {queries, ms, stock_queries, stock_ms}}."""
        times = {name: statistics.quantiles(values[WARM_UP:], n=4)[0] for name, values in self.taken.items()}
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
    from django.test.utils import setup_test_environment

    setup_test_environment()
    old_name = connection.settings_dict["NAME"]
    # A file, as in production: in memory there is no other reader.
    test_name = f"{old_name}-test" if connection.vendor == "sqlite" else f"brygga_bench_{size}"
    connection.settings_dict["TEST"]["NAME"] = test_name
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        asks = {name: _asker(path) for name, path in _build(size).items()}
        print(json.dumps({name: _count_queries(ask) for name, ask in asks.items()}), flush=True)
        for _line in sys.stdin:
            taken = {}
            for name, ask in asks.items():
                start = time.perf_counter()
                ask()
                taken[name] = (time.perf_counter() - start) * 1000
            print(json.dumps(taken), flush=True)
    finally:
        connection.creation.destroy_test_db(old_name, verbosity=0)


def _build(size: int) -> dict[str, str]:
    """The address of each page, and of the stock page to compare it with, in an archive of `size` news pages."""
    from bench_stock.models import StockIndexPage
    from django.core.management import call_command
    from wagtail.models import Site

    from brygga.news.models import NewsPage
    from tests.site.content import build_site

    build_site()
    missing = size - NewsPage.objects.live().count()
    if missing > 0:
        call_command("make_many_news", missing, stdout=sys.stderr)
    home = Site.objects.get(is_default_site=True).root_page
    index = home.add_child(instance=StockIndexPage(title="Stock", slug="stock"))
    _fill_stock(index, size)
    index.refresh_from_db()
    addresses = {}
    for name, path in PAGES.items():
        addresses |= {name: path, f"stock {name}": _stock_twin(index, name, path)}
    for name, path in LISTINGS.items():
        addresses |= {name: path, f"stock {name}": index.get_url()}
    _analyse()
    return addresses


def _analyse() -> None:
    """Lets the database know how large its tables have become, as a database in service does by itself."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _fill_stock(index, size: int) -> None:
    """As many stock pages as there are news pages, with the same titles, leads and dates."""
    from bench_stock.models import StockPage

    from brygga.news.models import NewsPage
    from brygga.site.bulk import insert_pages

    have = StockPage.objects.child_of(index).count()
    news = NewsPage.objects.live().order_by("pk").defer_streamfields()[have:size]
    pages = [
        StockPage(title=page.title, slug=f"s{page.pk}", date=page.first_published_on, lead=page.lead, body=[])
        for page in news
    ]
    insert_pages(index, pages)


def _stock_twin(index, name: str, path: str) -> str:
    """The address of a stock page that has the words of our page: every heading, paragraph, term and list item."""
    from bench_stock.models import StockPage
    from django.test import Client
    from lxml import html

    main_part = html.fromstring(Client().get(path).content.decode()).find(".//main")
    body = []
    for element in main_part.iter("h2", "h3", "p", "li", "dt", "dd", "td", "th"):
        if words := " ".join(element.text_content().split()):
            kind = "heading" if element.tag in {"h2", "h3"} else "paragraph"
            body.append((kind, words if kind == "heading" else f"<p>{words}</p>"))
    twin = StockPage(title=name, slug=f"tvilling-{name}", body=body)
    index.add_child(instance=twin)
    return twin.get_url()


def _asker(address: str) -> Callable[[], None]:
    from django.test import Client

    client = Client()

    def ask() -> None:
        response = client.get(address)
        if response.status_code != 200:
            raise SystemExit(f"{address} svarade {response.status_code}")

    return ask


def _count_queries(ask: Callable[[], None]) -> int:
    """The queries of a page that has been asked for before: content types and site roots are remembered."""
    from django.core.cache import cache
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ask()
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)


def report(results: dict[str, dict], sizes: list[int]) -> list[str]:
    """Prints the table; gives the targets that were missed, a sentence each."""
    missed = []
    for database, by_size in results.items():
        print(f"\n{database}")
        print(f"{'sida':<24}{'nyheter':>9}{'frågor':>8}{'ms':>8}{'stock':>8}{'ms':>8}{'gånger':>8}{'växer':>8}")
        for name in [*PAGES, *LISTINGS]:
            for size in sizes:
                row = by_size[size][name]
                ratio = row["ms"] / row["stock_ms"]
                growth = row["ms"] / by_size[sizes[0]][name]["ms"]
                print(
                    f"{name:<24}{size:>9}{row['queries']:>8}{row['ms']:>8.1f}{row['stock_queries']:>8}"
                    f"{row['stock_ms']:>8.1f}{ratio:>8.2f}{growth:>8.2f}"
                )
                if row["queries"] > MAX_QUERIES:
                    missed.append(f"{database}, {name}: {row['queries']} frågor, högst {MAX_QUERIES}.")
                if name in PAGES and ratio > MAX_TIMES_STOCK:
                    missed.append(f"{database}, {name}, {size}: {ratio:.2f} gånger stock, högst {MAX_TIMES_STOCK}.")
                if name in LISTINGS and size == sizes[-1] and growth > MAX_GROWTH:
                    missed.append(f"{database}, {name}: växer {growth:.2f} gånger, högst {MAX_GROWTH}.")
    print()
    print("\n".join(f"MISSAT: {line}" for line in missed) or "Alla mål nåddes.")
    return missed


if __name__ == "__main__":
    sys.exit(main())
