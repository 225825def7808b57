#!/usr/bin/env python3
"""Seconds and memory that it takes to learn a site from a sample of its pages.

Usage: python scripts/bench_learn.py [--pages N]

The site is invented: the pages of the reader's tests, in the frame of a large site. What a run does is timed: some of
the pages are chosen, read from disk, learnt from, and some of them read with and without what was learnt.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
SECONDS, MEGABYTES = 10.0, 200.0
PARTS = 20  # folders
DIFFERENT = 400  # pages that are written anew; the others are these with another number in them


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=10_000)
    number = parser.parse_args().pages
    from bench_pages import framed

    from brygga.importers.reading.formats.html import read_html
    from brygga.importers.reading.formats.html.sampling import spread
    from brygga.importers.reading.formats.html.site_learning import MOST_PAGES
    from brygga.importers.reading.formats.html.site_study import study
    from tests.reading import invented_sites

    with tempfile.TemporaryDirectory() as name:
        pages = invented_sites.site("soup", DIFFERENT)
        for at in range(number):
            file = Path(name) / f"del{at % PARTS}" / f"{at}.html"
            file.parent.mkdir(exist_ok=True)
            html = pages[at % DIFFERENT].html.replace(" personer", f" personer av {at}")
            file.write_bytes(framed(html.encode(), 1))
        read_html(html, source="sida")  # loads what is loaded once
        before, memory = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        files = sorted(Path(name).rglob("*.html"))
        chosen = spread(((file.parent, file) for file in files), MOST_PAGES)
        found = study([(str(file), file.read_bytes()) for file in chosen])
        took = time.process_time() - before
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) / 1024
    assert found is not None
    print(f"{number} pages, {found.knowledge.pages} looked at: {took:.1f} s, memory grew by {grown:.0f} MB")
    return int(took > SECONDS or grown > MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
