"""How many queries and milliseconds the public pages cost, beside a page of stock Wagtail with the same words.

For SQLite and PostgreSQL, with 100 and with 10,000 news pages, in one run on this machine. Each page is asked for
through Django's test client (no network, no cache in front), our page and the stock page by turns so that a busy
moment hits both. The time is the lower quartile of `--times` requests, after three that warm up: what the page costs
when nothing else on the machine gets in between.

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
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
PAGES = {
    "startsida": "/",
    "projekt": "/projekt/etableringscentrum/",
    "enhet": "/enheter/aie/",
    "nyhet": "/nyheter/etableringscentrum-oppnar/",
}
LISTINGS = {"projektlista": "/projekt/", "nyhetslista": "/nyheter/", "nyhetslista, filtrerad": "/nyheter/?slag=news"}
MAX_QUERIES, MAX_TIMES_STOCK, MAX_GROWTH = 25, 1.5, 1.3


def main() -> int:
    """Runs each database in a process of its own and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 10_000])
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"], choices=["sqlite", "postgresql"])
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(sorted(options.sizes), options.times)))
        return 0
    results = {}
    for name in options.databases:
        print(f"{name}: mäter …", file=sys.stderr)
        results[name] = run(name, options)
    missed = report(results, sorted(options.sizes))
    return 1 if missed else 0


def run(database: str, options: argparse.Namespace) -> dict:
    """The measurements of one database."""
    command = [
        sys.executable,
        __file__,
        "--measure",
        "--times",
        str(options.times),
        "--sizes",
        *map(str, options.sizes),
    ]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "bench_settings", "PYTHONPATH": f"{HERE}:{HERE.parent}"}
    if database == "sqlite":
        folder = tempfile.TemporaryDirectory(prefix="brygga-bench-")
        environment["DATABASE_URL"] = f"sqlite:///{folder.name}/bench.sqlite3"
    else:
        environment.pop("DATABASE_URL", None)
        command = [sys.executable, str(HERE / "with_postgres.py"), *command]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{database}: mätningen avbröts; felet står ovanför.")
    return json.loads(done.stdout.strip().splitlines()[-1])


def measure(sizes: list[int], times: int) -> dict:
    """{size: {page: {queries, ms, stock_queries, stock_ms}}} of the database that DATABASE_URL names."""
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import setup_test_environment

    setup_test_environment()
    old_name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":  # a file, as in production: in memory there is no other reader
        connection.settings_dict["TEST"]["NAME"] = f"{old_name}-test"
    connection.creation.create_test_db(verbosity=0)
    try:
        return {str(size): _measure_at(size, times) for size in sizes}
    finally:
        connection.creation.destroy_test_db(old_name, verbosity=0)


def _measure_at(size: int, times: int) -> dict:
    from bench_stock.models import StockIndexPage
    from django.core.management import call_command
    from wagtail.models import Page, Site

    from brygga.news.models import NewsIndexPage, NewsPage
    from tests.site.content import build_site

    if not NewsIndexPage.objects.exists():
        build_site()
    missing = size - NewsPage.objects.live().count()
    if missing > 0:
        call_command("make_many_news", missing, stdout=sys.stderr)
    index = StockIndexPage.objects.first()
    if index is None:
        home = Site.objects.get(is_default_site=True).root_page
        index = home.add_child(instance=StockIndexPage(title="Stock", slug="stock"))
    _fill_stock(index, size)
    _analyse()
    results = {}
    for name, path in PAGES.items():
        results[name] = _pair(path, _stock_twin(Page.objects.get(pk=index.pk), name, path), times)
    for name, path in LISTINGS.items():
        results[name] = _pair(path, index.get_url(), times)
    return results


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

    slug = f"tvilling-{name}"
    twin = StockPage.objects.filter(slug=slug).first()
    if twin is None:
        main_part = html.fromstring(Client().get(path).content.decode()).find(".//main")
        body = []
        for element in main_part.iter("h2", "h3", "p", "li", "dt", "dd", "td", "th"):
            if words := " ".join(element.text_content().split()):
                kind = "heading" if element.tag in {"h2", "h3"} else "paragraph"
                body.append((kind, words if kind == "heading" else f"<p>{words}</p>"))
        twin = StockPage(title=name, slug=slug, body=body)
        index.add_child(instance=twin)
    return twin.get_url()


def _pair(path: str, stock_path: str, times: int) -> dict:
    from django.core.cache import cache
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    def ask(address: str) -> Callable[[], None]:
        client = Client()

        def once() -> None:
            response = client.get(address)
            if response.status_code != 200:
                raise SystemExit(f"{address} svarade {response.status_code}")

        return once

    cache.clear()
    result = {}
    asked = {"": ask(path), "stock_": ask(stock_path)}
    for prefix, once in asked.items():
        for _warm in range(3):
            once()
        with CaptureQueriesContext(connection) as captured:
            once()
        result[f"{prefix}queries"] = len(captured)
    taken: dict[str, list[float]] = {prefix: [] for prefix in asked}
    for _time in range(times):
        for prefix, once in asked.items():
            start = time.perf_counter()
            once()
            taken[prefix].append((time.perf_counter() - start) * 1000)
    return result | {f"{prefix}ms": statistics.quantiles(values, n=4)[0] for prefix, values in taken.items()}


def report(results: dict[str, dict], sizes: list[int]) -> list[str]:
    """Prints the table; gives the targets that were missed, a sentence each."""
    missed = []
    for database, by_size in results.items():
        print(f"\n{database}")
        print(f"{'sida':<24}{'nyheter':>9}{'frågor':>8}{'ms':>8}{'stock':>8}{'ms':>8}{'gånger':>8}{'växer':>8}")
        for name in [*PAGES, *LISTINGS]:
            for size in sizes:
                row = by_size[str(size)][name]
                ratio = row["ms"] / row["stock_ms"]
                growth = row["ms"] / by_size[str(sizes[0])][name]["ms"]
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
