"""How much faster a kept page is than one that is made, in one process, through Django's test client.

For each public page and listing: the milliseconds of the processor that it takes to make it, to give it from what is
kept, and to say that it is the same (304). The three take turns; the figure is the median of `--times` rounds. The
database is asked as ever: a kept page costs the query for the state of the content.

Usage: python scripts/bench_cache.py [--size 1000] [--times 60] [--database sqlite|postgresql]
The exit status is 1 when the pages together are made in less than 25 times what the kept ones take.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench_site import LISTINGS, PAGES, build, database, processor_clock

HERE = Path(__file__).resolve().parent
TARGET = 25
WAYS = ("made", "kept", "same")


def main() -> int:
    """Builds the site in a process with the database asked for, and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=1000)
    parser.add_argument("--times", type=int, default=60)
    parser.add_argument("--database", default="sqlite", choices=["sqlite", "postgresql"])
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        return serve(options.size, options.times)
    with database(options.database) as address:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "bench_settings",
            "PYTHONPATH": f"{HERE}:{HERE.parent}",
            "DATABASE_URL": address(options.size),
        }
        command = [sys.executable, __file__, "--serve", "--size", str(options.size), "--times", str(options.times)]
        return subprocess.run(command, env=environment, check=False).returncode


def serve(size: int, times: int) -> int:
    """The side with the database: builds, measures, prints."""
    import django

    django.setup()
    from django.db import connection

    old_name = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = (
        f"{old_name}-test" if connection.vendor == "sqlite" else "brygga_bench_cache"
    )
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        build(size)
        return report({name: measured(address, times) for name, address in (PAGES | LISTINGS).items()})
    finally:
        connection.creation.destroy_test_db(old_name, verbosity=0)


def measured(address: str, times: int) -> dict[str, float]:
    """The milliseconds of each way to answer for `address`."""
    from django.conf import settings
    from django.test import Client

    client, clock = Client(), processor_clock()
    settings.BRYGGA_PAGE_CACHE = True
    tag = client.get(address).headers["ETag"]

    def ask(kept: bool, headers: dict[str, str], status: int) -> Callable[[], Any]:
        def asked() -> None:
            settings.BRYGGA_PAGE_CACHE = kept
            response = client.get(address, headers=headers)
            if response.status_code != status:
                raise SystemExit(f"{address} svarade {response.status_code}")

        return asked

    ways = {
        "made": ask(False, {}, 200),
        "kept": ask(True, {}, 200),
        "same": ask(True, {"if-none-match": tag}, 304),
    }
    taken: dict[str, list[float]] = {way: [] for way in WAYS}
    for _round in range(times + 3):
        for way, asked in ways.items():
            start = clock()
            asked()
            taken[way].append((clock() - start) * 1000)
    return {way: statistics.median(values[3:]) for way, values in taken.items()}


def report(rows: dict[str, dict[str, float]]) -> int:
    """Prints the table; 1 where the target is missed. The last row is all pages together."""
    rows["alla"] = {way: sum(row[way] for row in rows.values()) for way in WAYS}
    print(f"{'sida':<24}{'görs, ms':>10}{'sparad, ms':>12}{'304, ms':>9}{'gånger':>8}")
    for name, row in rows.items():
        times = row["made"] / row["kept"]
        print(f"{name:<24}{row['made']:>10.2f}{row['kept']:>12.3f}{row['same']:>9.3f}{times:>8.1f}")
    reached = times >= TARGET
    print("Målet nåddes." if reached else f"MISSAT: {times:.1f} gånger, minst {TARGET}.")
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
