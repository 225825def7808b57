#!/usr/bin/env python3
"""Write tests/long_tests.txt, the tests that `make proofs` runs and `make test` does not, from how long each took.

    PYTEST_ADDOPTS="--durations=0 --durations-min=0.2" make test-sqlite | python scripts/long_tests.py

What was on the list before stays on it, since `make test` no longer tells how long it takes; --anew begins anew, from
a run with -m "slow or not slow".

A test is long that takes more than LIMIT of the whole run's time for itself (its call, not what it shares with
others), about a second on two quiet cores. What stands in tests/long_tests.txt after "stays" is run by `make test`
all the same.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

LISTED = Path(__file__).resolve().parent.parent / "tests" / "long_tests.txt"
#: Seconds of its own for each second that all tests took together.
LIMIT = 0.0011
ROW = re.compile(r"([\d.]+)s call +(\S.*?)\s*$")


def took(lines: Iterable[str]) -> Counter[str]:
    """Seconds that each test's own call took, from what pytest says with --durations=0."""
    seconds: Counter[str] = Counter()
    for line in lines:
        if found := ROW.match(line):
            seconds[found[2]] += float(found[1])
    return seconds


def main() -> int:
    lines = LISTED.read_text(encoding="utf-8").splitlines()
    head = [line for line in lines if not line.startswith("tests/")]
    staying = tuple(line.split()[1] for line in head if line.startswith("stays "))
    seconds = took(sys.stdin)
    if not seconds:
        print("Inga tider: kör testerna med --durations=0.", file=sys.stderr)
        return 2
    known = set() if "--anew" in sys.argv else {line for line in lines if line.startswith("tests/")}
    long = {name for name, own in seconds.items() if own > LIMIT * sum(seconds.values())} | known
    chosen = sorted(name for name in long if not name.startswith(staying))
    LISTED.write_text("\n".join([*head, *chosen]) + "\n", encoding="utf-8")
    print(f"{len(chosen)} tests of {sum(seconds[name] for name in chosen):.0f} s, of {sum(seconds.values()):.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
