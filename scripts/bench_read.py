#!/usr/bin/env python3
"""Pages a second and peak memory of the reader, beside other extractors, in one run on the same pages.

Usage: python scripts/bench_read.py [FOLDER…] [--limit N] [--rounds N]

A folder's .html, .htm and .html.gz files are read; without one, the pages of samples/archive. Beside Brygga's reader
stand trafilatura, readability-lxml and newspaper4k where they are installed; those that are not are named. All get the
same bytes in one process and thread, files already in memory. Peak memory is what the process grew by while an
extractor worked (Linux only). "Brygga, whole" also recognises people, quotes and figures, as an import does.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import gzip
import logging
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

Extractor = Callable[[bytes], object]
SAMPLES = Path(__file__).resolve().parent.parent / "samples" / "archive"
SUFFIXES = (".html", ".htm", ".html.gz", ".htm.gz")


def pages(folders: list[Path], limit: int | None) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of every page."""
    files = sorted(p for folder in folders for p in ([folder] if folder.is_file() else folder.rglob("*")))
    files = [file for file in files if file.name.lower().endswith(SUFFIXES)]
    for file in files[:limit]:
        data = file.read_bytes()
        yield str(file), gzip.decompress(data) if file.suffix == ".gz" else data


def brygga(data: bytes) -> object:
    from brygga.importers.reading.html import read_html

    return read_html(data, source="sida")


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


EXTRACTORS: dict[str, Extractor] = {
    "Brygga": brygga,
    "Brygga, whole": brygga_whole,
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


def measure(extract: Extractor, data: list[bytes], rounds: int) -> tuple[list[float], float, int]:
    """(best seconds for each page, peak growth in MB, pages that failed)."""
    best = [float("inf")] * len(data)
    failed: set[int] = set()
    gc.collect()
    gc.freeze()
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")
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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=[SAMPLES])
    parser.add_argument("--limit", type=int, help="at most so many pages")
    parser.add_argument("--rounds", type=int, default=3, help="times each page is read; the fastest counts")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    named = list(pages(options.folders, options.limit))
    if not named:
        print("No pages there: files end in .html, .htm or .html.gz.", file=sys.stderr)
        return 2
    data = [page for _, page in named]
    size = sum(map(len, data))
    print(
        f"{len(data)} pages, {size / 1e6:.1f} MB, {size / len(data) / 1e3:.0f} kB on average, {options.rounds} rounds"
    )
    print(
        f"{'':<18}{'pages/s':>9}{'ms mean':>9}{'ms median':>10}{'ms p95':>8}{'ms max':>8}{'peak MB':>9}{'failed':>8}"
    )
    missing, rates = [], {}
    for name, extract in EXTRACTORS.items():
        try:
            extract(b"<html><head><title>Hej</title></head><body><p>En text att ladda med.</p></body></html>")
        except ImportError:
            missing.append(name)
            continue
        except Exception:
            pass
        times, peak, failed = measure(extract, data, options.rounds)
        rates[name] = len(times) / sum(times)
        ordered = sorted(times)
        row = (statistics.mean(times), statistics.median(times), ordered[int(0.95 * len(ordered))], ordered[-1])
        milliseconds = [1000 * value for value in row]
        print(
            f"{name:<18}{rates[name]:9.1f}{milliseconds[0]:9.2f}{milliseconds[1]:10.2f}{milliseconds[2]:8.1f}"
            f"{milliseconds[3]:8.0f}{peak:9.1f}{failed:8d}",
            flush=True,
        )
    if "trafilatura" in rates:
        print(f"Brygga reads at {rates['Brygga'] / rates['trafilatura']:.2f} times the rate of trafilatura.")
    if missing:
        print(f"Not installed, and left out: {', '.join(missing)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
