#!/usr/bin/env python3
"""Puts small faults into a copy of the code, one at a time, and tells which of them the tests do not notice.

Usage: python scripts/mutants.py [WORDS …] [--list]

The faults, and the tests that have to notice each, stand in tests/mutants.toml; WORDS choose those whose name has one
of them. The work tree is not touched. The exit status is 1 where a fault survives, where its old text no longer stands
exactly once in its file, or where the tests fail without any fault.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MUTANTS = ROOT / "tests" / "mutants.toml"
SECONDS = 600  # after so long the tests hang on the fault, which is to notice it
FAILED = 1  # pytest's exit status where a test failed; the others are faults of the mutant itself
NOT_COPIED = shutil.ignore_patterns(".git", ".venv*", "var", "build", "*.egg-info", "__pycache__", ".*_cache")
PYTEST = (sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-m", "not browser")


@dataclass(frozen=True)
class Mutant:
    """One fault: in `file`, `new` in the place of `old`; `tests` are to notice it."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]

    def put(self, text: str) -> str:
        """The file's text with the fault. Raises ValueError where the old text does not stand there exactly once."""
        if (found := text.count(self.old)) != 1:
            raise ValueError(f"{self.name}: the old text stands {found} times in {self.file}, not once.")
        return text.replace(self.old, self.new)


def all_mutants(path: Path = MUTANTS) -> list[Mutant]:
    """The faults of the file, in its order."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["mutant"]
    return [Mutant(**{**row, "tests": tuple(row["tests"])}) for row in rows]


class Copy:
    """A copy of the repository in which `brygga` is what is copied, whatever is installed."""

    def __init__(self, folder: Path, source: Path = ROOT) -> None:
        self.root = folder / "copy"
        shutil.copytree(source, self.root, ignore=NOT_COPIED, symlinks=True)
        settings = tomllib.loads((self.root / "pyproject.toml").read_text(encoding="utf-8"))
        for package, name in settings["tool"]["setuptools"]["package-dir"].items():
            link = folder / "packages" / Path(*package.split("."))
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(self.root / name, target_is_directory=True)
        self._environment = {
            **os.environ,
            "PYTHONPATH": str(folder / "packages"),
            "PYTHONDONTWRITEBYTECODE": "1",  # a file that changes twice within a second must not be taken for the old
        }
        self._database = folder / "whole.sqlite3"
        self._arguments: tuple[str, ...] = ()
        if (self.root / "manage.py").exists():
            self._make_database(folder)

    def _make_database(self, folder: Path) -> None:
        """Migrate once, for all: each run of the tests then begins with a copy of that database."""
        name = "settings_of_mutants"
        (folder / "packages" / f"{name}.py").write_text(
            "from brygga.site.settings.test import *\n"
            f'DATABASES["default"] |= {{"NAME": {str(self._database)!r}, "TEST": {{"NAME": {self._used!r}}}}}\n',
            encoding="utf-8",
        )
        self._environment["DATABASE_URL"] = "sqlite://:memory:"
        self._arguments = (f"--ds={name}", "--reuse-db")
        command = [sys.executable, "manage.py", "migrate", "--verbosity=0", f"--settings={name}"]
        subprocess.run(command, cwd=self.root, env=self._environment, check=True)

    @property
    def _used(self) -> str:
        """The database that the tests write in."""
        return str(self._database.with_name("used.sqlite3"))

    def test(self, tests: tuple[str, ...]) -> tuple[int, str]:
        """pytest's exit status for these tests, stopped at the first that fails, and what it printed."""
        if self._database.exists():
            for suffix in ("-wal", "-shm", "-journal"):
                Path(self._used + suffix).unlink(missing_ok=True)
            shutil.copy(self._database, self._used)
        try:
            done = subprocess.run(
                [*PYTEST, *self._arguments, *tests],
                cwd=self.root,
                env=self._environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return FAILED, f"no end after {SECONDS} seconds"
        return done.returncode, done.stdout


def outcome(mutant: Mutant, copy: Copy) -> str:
    """ "killed", or what is wrong with the fault or with the tests."""
    path = copy.root / mutant.file
    text = path.read_text(encoding="utf-8")
    try:
        path.write_text(mutant.put(text), encoding="utf-8")
    except ValueError:
        return "OLD TEXT IS GONE"
    try:
        status, printed = copy.test(mutant.tests)
    finally:
        path.write_text(text, encoding="utf-8")
    if status in (0, FAILED):
        return "killed" if status else "SURVIVED"
    print(printed)
    return "TESTS COULD NOT RUN"


def run(mutants: list[Mutant], source: Path = ROOT) -> int:
    """Try each fault, print a table, and give the exit status."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copy = Copy(Path(folder), source)
        tests = tuple(dict.fromkeys(test for mutant in mutants for test in mutant.tests))
        print(f"{len(mutants)} mutants; first all their tests without any …", flush=True)
        status, printed = copy.test(tests)
        if status:
            print(printed, file=sys.stderr)
            print("The tests fail without a mutant.", file=sys.stderr)
            return 1
        lived = []
        for mutant in mutants:
            start = time.monotonic()
            found = outcome(mutant, copy)
            print(f"{found:<20}{time.monotonic() - start:5.0f} s  {mutant.file}: {mutant.name}", flush=True)
            lived += [mutant] if found != "killed" else []
    print(f"{len(mutants) - len(lived)} of {len(mutants)} killed.")
    return 1 if lived else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="*", help="only mutants whose name or file has one of these")
    parser.add_argument("--list", action="store_true", help="print the names and do nothing")
    options = parser.parse_args()
    chosen = [
        mutant
        for mutant in all_mutants()
        if not options.words or any(word in f"{mutant.file}: {mutant.name}" for word in options.words)
    ]
    if options.list or not chosen:
        print("\n".join(f"{mutant.file}: {mutant.name}" for mutant in chosen) or "No mutant has such a name.")
        return 0 if chosen else 1
    return run(chosen)


if __name__ == "__main__":
    sys.exit(main())
