"""Runs the tests where it is hard: the clock a year ahead, a loaded machine, one processor, each file alone; and sets
Brygga up in a fresh clone with the oldest and the newest pip.

Usage: python scripts/hardships.py [--only NAME …] [PYTEST ARGUMENT …]   (make hardships)

What is given after the names is handed to pytest (`tests/projects -k status`); without it all tests run that
`make test` runs. `alone` takes the files that the arguments name, one at a time.

  ahead          the clock a year ahead, by libfaketime (Debian and Ubuntu: apt-get install libfaketime)
  loaded         beside two endless loops for each processor
  one-processor  everything on one processor
  alone          each test file in a process of its own
  old-pip        `make install`, `make demo` and the set-up of `make test` in a clone, with pip 23.0.1 (Debian 12)
  new-pip        the same with the newest pip

Says at the end what passed, and exits with 1 where something did not. What cannot be done here is named and counts as
not done. Standard library only.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
LIBRARY = "libfaketime.so.1"
PLACES = ("/usr/lib", "/usr/local/lib", "/lib", "/opt")
OLD_PIP = "pip==23.0.1"
START = 600  # seconds that a demo may take until it answers


class CannotBeDoneError(Exception):
    """Why a hardship cannot be had on this machine."""


def run(command: list[str], cwd: Path = ROOT, **more: str) -> bool:
    """Whether the command passes. What is set for this run alone is given by name."""
    environment = {"DATABASE_URL": "sqlite://:memory:", **os.environ, **more}
    return subprocess.run(command, cwd=cwd, env=environment, check=False).returncode == 0


def tests(arguments: list[str]) -> list[str]:
    """The whole command line of pytest."""
    return [*PYTEST, "-m", "not slow", *(arguments or ["tests"])]


def ahead(arguments: list[str]) -> bool:
    """The clock a year ahead. Clocks that only measure time go as they do, and so does the browser's: it waits in ways
    that make libfaketime keep every processor busy."""
    library = next((path for place in PLACES for path in sorted(Path(place).glob(f"**/{LIBRARY}"))), None)
    if library is None:
        raise CannotBeDoneError(f"{LIBRARY} is not installed")
    with tempfile.TemporaryDirectory() as name:
        return run(
            tests(arguments),
            LD_PRELOAD=str(library),
            FAKETIME="+365d",
            FAKETIME_DONT_FAKE_MONOTONIC="1",
            PYTHONPATH=str(ROOT / "scripts" / "clock_ahead"),
            **browser_of_today(Path(name)),
        )


def browser_of_today(folder: Path) -> dict[str, str]:
    """What makes the tests use a browser without libfaketime; nothing where there is no browser."""
    found = subprocess.run(
        ["sh", str(ROOT / "scripts" / "ensure_chromium.sh")], capture_output=True, text=True, check=False
    ).stdout.strip()
    if not found:
        return {}
    script = folder / "chromium"
    script.write_text(f'#!/bin/sh\nunset LD_PRELOAD FAKETIME\nexec {shlex.quote(found)} "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return {"BRYGGA_CHROMIUM": str(script)}


@contextlib.contextmanager
def loops() -> Iterator[None]:
    """Two endless loops for each processor."""
    busy = [
        subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(2 * len(os.sched_getaffinity(0)))
    ]
    try:
        yield
    finally:
        for process in busy:
            process.kill()
            process.wait()


def loaded(arguments: list[str]) -> bool:
    """Beside endless loops."""
    with loops():
        return run(tests(arguments))


def one_processor(arguments: list[str]) -> bool:
    """On one processor, with all that the tests start."""
    mine = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(mine)})
    try:
        return run(tests(arguments))
    finally:
        os.sched_setaffinity(0, mine)


def alone(arguments: list[str]) -> bool:
    """Each test file in a process of its own: it needs nothing that another leaves behind."""
    named = [ROOT / argument for argument in arguments or ["tests"]]
    files = [path for place in named for path in ([place] if place.is_file() else sorted(place.rglob("test_*.py")))]
    failed = []
    for file in files:
        name = str(file.relative_to(ROOT))
        print(f"---- {name}", flush=True)
        command = tests([name])
        code = subprocess.run(command, cwd=ROOT, env={"DATABASE_URL": "sqlite://:memory:", **os.environ}).returncode
        if code not in (0, 5):  # 5: all its tests are slow ones
            failed.append(name)
    print(f"{len(files)} files alone, failed: {' '.join(failed) or 'none'}")
    return not failed


def with_pip(wanted: str) -> Callable[[list[str]], bool]:
    """A fresh clone with an empty home is set up with this pip, serves the demo, and installs what tests need."""

    def in_a_clone(arguments: list[str]) -> bool:
        with tempfile.TemporaryDirectory() as name:
            clone, home = Path(name) / "clone", Path(name) / "home"
            home.mkdir()
            subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", ROOT, clone], check=True)
            python = str(clone / ".venv" / "bin" / "python")
            more = {"HOME": str(home), "CI": "true"}
            return (
                run([sys.executable, "-m", "venv", str(clone / ".venv")], **more)
                and run([python, "-m", "pip", "install", "--quiet", "--upgrade", wanted], **more)
                and run([python, "-m", "pip", "--version"], **more)
                and run(["make", "install"], clone, **more)
                and serves(clone, home)
                and run(["make", ".venv/.test"], clone, **more)
                and run([python, "-m", "pytest", "-q", "tests/test_settings.py"], clone, **more)
            )

    return in_a_clone


def serves(clone: Path, home: Path) -> bool:
    """Whether `make demo` answers with its front page."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    demo = subprocess.Popen(
        ["make", "demo", f"PORT={port}"], cwd=clone, env={**environment, "HOME": str(home)}, start_new_session=True
    )
    began = time.monotonic()
    try:
        while time.monotonic() - began < START and demo.poll() is None:
            try:
                answer = urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=60)
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(1)
                continue
            with answer:
                print(f"the demo answered {answer.status} after {time.monotonic() - began:.0f} s", flush=True)
                return answer.status == 200
        return False
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(demo.pid, signal.SIGTERM)
        demo.wait()


HARDSHIPS: dict[str, Callable[[list[str]], bool]] = {
    "ahead": ahead,
    "loaded": loaded,
    "one-processor": one_processor,
    "alone": alone,
    "old-pip": with_pip(OLD_PIP),
    "new-pip": with_pip("pip"),
}


def main() -> int:
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--only", action="append", choices=HARDSHIPS, default=[])
    options, arguments = parser.parse_known_args()
    told = {}
    for name in options.only or HARDSHIPS:
        print(f"==== {name}", flush=True)
        try:
            told[name] = "passed" if HARDSHIPS[name](arguments) else "FAILED"
        except CannotBeDoneError as error:
            told[name] = f"not done: {error}"
    print("====")
    for name, outcome in told.items():
        print(f"  {name:<14} {outcome}")
    return int("FAILED" in told.values())


if __name__ == "__main__":
    sys.exit(main())
