"""Runs parts of a make target one after another, and says at the end how long each took.

Usage: python scripts/run_parts.py MAKE PART …   where a PART is a target, or NAME=TARGET to show another name; parts
joined by + (lint+types+layers) run side by side, as many at a time as there are processors, and what each says is
shown when it has ended.

Stops at the first part that fails, as make does, with that part's exit status (those beside it go on to their end);
under `make --keep-going` it goes on and fails at the end. What ran is listed either way. Standard library only: the
first part sets up the environment.
"""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

PASSED, FAILED, NOT_RUN = "passed", "FAILED", "not run"


def clock(seconds: float) -> str:
    """Minutes and seconds: 0:07, 12:30."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def keeps_going() -> bool:
    """Whether make was asked to go on after a failure. Its one-letter options are the first word of MAKEFLAGS."""
    letters = os.environ.get("MAKEFLAGS", "").partition(" ")[0]
    return "k" in letters and "=" not in letters and not letters.startswith("--")


def run(make: str, target: str, *, shown: bool) -> tuple[int, float, str]:
    """Exit status of a target, the seconds it took, and what it said unless that was `shown` at once."""
    began = time.monotonic()
    heard = (
        {} if shown else {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, "errors": "replace"}
    )
    # Descriptors stay open, since make hands its jobs on through them.
    done = subprocess.run([make, "--no-print-directory", target], close_fds=False, check=False, **heard)  # type: ignore[call-overload]
    return done.returncode, time.monotonic() - began, done.stdout or ""


def main(make: str, *steps: str) -> int:
    rows: list[tuple[str, str, float]] = []
    status = 0
    began = time.monotonic()
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for step in steps:
            parts = [
                (name or target, target) for name, _, target in (part.rpartition("=") for part in step.split("+"))
            ]
            if status and not keeps_going():
                rows.extend((name, NOT_RUN, 0.0) for name, _ in parts)
                continue
            alone = len(parts) == 1
            if alone:
                print(f"==== {parts[0][0]}", flush=True)
            running = [pool.submit(run, make, target, shown=alone) for _, target in parts]
            for (name, _), future in zip(parts, running, strict=True):
                code, seconds, said = future.result()
                if not alone:
                    print(f"==== {name}\n{said}", end="", flush=True)
                rows.append((name, FAILED if code else PASSED, seconds))
                status = status or code
    rows.append(("all", FAILED if status else PASSED, time.monotonic() - began))
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
