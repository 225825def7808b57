#!/usr/bin/env python3
"""Pages a second and memory of the reader, beside other extractors, in one run on the same pages.

Usage: python scripts/bench_read.py [FOLDER…] [--copies N] [--rounds N] [--limit N]
       python scripts/bench_read.py --documents 10000

A folder's .html, .htm and .html.gz files are read. Without one, the project's own pages are: those of samples/archive
and of the profiles' tests, each in some variations and set in the frame of a large site (see bench_pages.py).

Two tables: the pages that a site profile knows, and all pages by the general rules. Beside Brygga's reader stand
trafilatura, readability-lxml and newspaper4k. All get the same bytes in one process and thread, data already in
memory; the fastest of the rounds counts for each page. Peak memory is what the process grew by while an extractor
worked (Linux only). "Brygga, whole" also recognises people, quotes and figures, as an import does.

--documents reads so many varied documents, whole, one after the other, and prints the memory on the way.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import logging
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from bench_pages import OWN, framed, many, pages_in, varied

Extractor = Callable[[bytes], object]
WARM = b"<html><head><title>Hej</title></head><body><p>En text att ladda med.</p></body></html>"
PROFILED_TARGET, GENERAL_TARGET = 3.0, 0.9
GROWTH_TARGET = 10.0  # megabytes from the second mark to the last: what remembered words of bounded caches take


def brygga(data: bytes) -> object:
    from brygga.importers.reading.formats.html import read_html

    return read_html(data, source="sida")


def brygga_general(data: bytes) -> object:
    from brygga.importers.reading.formats.html import read_html

    return read_html(data, source="sida", profile="general")


def brygga_whole(data: bytes) -> object:
    from brygga.importers.reading import read

    return read(data, source="sida.html")


def trafilatura(data: bytes) -> object:
    import trafilatura

    return trafilatura.bare_extraction(data, include_comments=False, with_metadata=True)


def readability(data: bytes) -> object:
    from readability import Document

    document = Document(data.decode("utf-8", "replace"))
    return document.summary(html_partial=True), document.short_title()


def newspaper(data: bytes) -> object:
    import newspaper

    article = newspaper.Article("http://example.org/", fetch_images=False)
    article.download(input_html=data.decode("utf-8", "replace"))
    article.parse()
    return article


OTHERS: dict[str, Extractor] = {
    "trafilatura": trafilatura,
    "readability-lxml": readability,
    "newspaper4k": newspaper,
}


def memory(key: str) -> float:
    """A figure of /proc/self/status in MB; 0 where there is none."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(key)), 0.0)


def reset_peak() -> None:
    """Let the process's peak memory begin anew."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def measure(extract: Extractor, data: list[bytes], rounds: int) -> tuple[list[float], float, int]:
    """(best seconds for each page, peak growth in MB, pages that failed)."""
    best = [float("inf")] * len(data)
    failed: set[int] = set()
    gc.collect()
    gc.freeze()
    reset_peak()
    before = memory("VmRSS")
    for _ in range(rounds):
        for number, page in enumerate(data):
            begin = time.perf_counter()
            try:
                extract(page)
            except Exception:
                failed.add(number)
            best[number] = min(best[number], time.perf_counter() - begin)
    return best, max(0.0, memory("VmHWM") - before), len(failed)


def table(title: str, ours: dict[str, Extractor], data: list[bytes], rounds: int) -> dict[str, float]:
    """Measure and print; the pages a second of each extractor that is installed."""
    size = sum(map(len, data))
    print(f"\n{title}: {len(data)} pages, {size / len(data) / 1e3:.0f} kB on average, {rounds} rounds")
    heads = ("pages/s", "ms mean", "median", "p95", "max", "peak MB", "failed")
    print(f"{'':<24}" + "".join(f"{head:>9}" for head in heads))
    rates: dict[str, float] = {}
    for name, extract in {**ours, **OTHERS}.items():
        try:
            extract(WARM)
        except ImportError:
            print(f"{name:<24}  not installed: make bench-read installs it")
            continue
        except Exception:
            pass
        times, peak, failed = measure(extract, data, rounds)
        rates[name] = len(times) / sum(times)
        ordered = sorted(times)
        row = (statistics.mean(times), statistics.median(times), ordered[int(0.95 * len(ordered))], ordered[-1])
        print(
            f"{name:<24}{rates[name]:9.1f}"
            + "".join(f"{1000 * value:9.2f}" for value in row)
            + f"{peak:9.1f}{failed:9d}",
            flush=True,
        )
    return rates


def compare(rates: dict[str, float], name: str, target: float) -> bool:
    """Print how fast Brygga is beside trafilatura; whether it reaches the target."""
    if "trafilatura" not in rates:
        return True
    times = rates[name] / rates["trafilatura"]
    print(f"{name} reads at {times:.2f} times the rate of trafilatura; the target is {target}.")
    return times >= target


def known(page: bytes) -> bool:
    """Whether a site profile knows the page."""
    from brygga.importers.reading import UnreadableDocument
    from brygga.importers.reading.formats.html import read_html

    try:
        return bool(read_html(page, source="sida").profile)
    except UnreadableDocument:
        return False


def read_many(pages: list[bytes], count: int) -> bool:
    """Read so many documents and print the memory at each power of ten; whether it stayed flat."""
    marks = [n for n in (100, 1000, 10_000, 100_000) if n < count] + [count]
    print(f"\n{'documents':>10}{'RSS MB':>9}{'peak MB':>9}{'seconds':>9}")
    peaks: list[float] = []
    reset_peak()
    begin = time.perf_counter()
    for number, page in enumerate(many(pages, count), 1):
        brygga_whole(page)
        if number in marks:
            peaks.append(memory("VmHWM"))
            print(f"{number:10d}{memory('VmRSS'):9.1f}{peaks[-1]:9.1f}{time.perf_counter() - begin:9.1f}", flush=True)
            reset_peak()
    if len(peaks) < 3:
        return True
    growth = peaks[-1] - peaks[1]
    print(f"From {marks[1]} to {count} documents the peak grew {growth:.1f} MB; at most {GROWTH_TARGET} is flat.")
    return growth <= GROWTH_TARGET


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--limit", type=int, help="at most so many pages")
    parser.add_argument("--copies", type=int, default=10, help="variations of each of the project's own pages")
    parser.add_argument("--rounds", type=int, default=3, help="times each page is read; the fastest counts")
    parser.add_argument("--documents", type=int, help="read so many documents and print the memory instead")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    data = [page for _, page in pages_in(options.folders or OWN, options.limit)]
    if not data:
        print("No pages there: files end in .html, .htm or .html.gz.", file=sys.stderr)
        return 2
    if options.documents:
        return 0 if read_many(data, options.documents) else 1
    if not options.folders:
        data = [framed(varied(page, n), n) for n in range(options.copies) for page in data]
    profiled = [page for page in data if known(page)]
    held = []
    if profiled:
        ours = {"Brygga, by profile": brygga, "Brygga, whole": brygga_whole}
        rates = table("Pages that a profile knows", ours, profiled, options.rounds)
        held.append(compare(rates, "Brygga, by profile", PROFILED_TARGET))
    ours = {"Brygga, general rules": brygga_general}
    rates = table("All pages, by the general rules", ours, data, options.rounds)
    held.append(compare(rates, "Brygga, general rules", GENERAL_TARGET))
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
