#!/usr/bin/env python3
"""Print precision and recall of each kind of fact in texts that the reader has not seen.

    python scripts/first_sight.py FOLDER [--misses]

What FOLDER holds is told in tests/quality/first_sight.py. Exit status 2 where it holds no text with gold.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).parent.parent))


def main() -> int:
    """Print the table, and with --misses what was missed or too much."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brygga.site.settings.test")
    django.setup()
    from tests.quality.first_sight import READING, measure, table  # imports models, which Django must be set up for

    tally = measure(options.folder)
    if not tally.wanted:
        print(f"{options.folder} har inga texter med facit (NAMN.gold).", file=sys.stderr)
        return 2
    if options.misses:
        print("\n".join(tally.misses))
    print(f"{table(tally)}\n\n{table(tally, READING)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
