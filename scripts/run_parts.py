"""Runs parts of a make target one after another, and says at the end how long each took.

Usage: python scripts/run_parts.py MAKE PART …   where a PART is a target, or NAME=TARGET to show another name.

Stops at the first part that fails, as make does, with that part's exit status; under `make --keep-going` it goes on
and fails at the end. What ran is listed either way. Standard library only: the first part sets up the environment.
"""

import os
import subprocess
import sys
import time

PASSED, FAILED, NOT_RUN = "passed", "FAILED", "not run"


def clock(seconds: float) -> str:
    """Minutes and seconds: 0:07, 12:30."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def keeps_going() -> bool:
    """Whether make was asked to go on after a failure. Its one-letter options are the first word of MAKEFLAGS."""
    letters = os.environ.get("MAKEFLAGS", "").partition(" ")[0]
    return "k" in letters and "=" not in letters and not letters.startswith("--")


def main(make: str, *parts: str) -> int:
    rows: list[tuple[str, str, float]] = []
    status = 0
    for part in parts:
        name, _, target = part.rpartition("=")
        name = name or target
        if status and not keeps_going():
            rows.append((name, NOT_RUN, 0.0))
            continue
        print(f"==== {name}", flush=True)
        began = time.monotonic()
        # Descriptors stay open, since make hands its jobs on through them.
        code = subprocess.run([make, "--no-print-directory", target], close_fds=False, check=False).returncode
        rows.append((name, FAILED if code else PASSED, time.monotonic() - began))
        status = status or code
    rows.append(("all", FAILED if status else PASSED, sum(seconds for _, _, seconds in rows)))
    width = max(len(name) for name, _, _ in rows)
    print("==== how long each part took, in minutes and seconds")
    for name, outcome, seconds in rows:
        print(f"  {name:<{width}}  {clock(seconds) if outcome != NOT_RUN else '':>6}  {outcome}")
    return status if status >= 0 else 128 - status


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
