"""Runs the tests on every pair of Python, Django and Wagtail that Brygga supports and this machine can install.

Usage: python scripts/test_matrix.py [--only PAIR …] [--list] [PYTEST ARGUMENT …]   (make test-matrix)

Each pair gets an environment of its own in .venv-matrix/, with the newest releases that fit instead of the locked
ones: this is how a host's site is put together, and it tells early what a new release breaks. A pair whose Python is
not here, or whose packages cannot be had, is named with the reason and counts as not run. The browser tests and the
longer proofs are left to `make test`.

Exit status 0 when every pair that could be installed passed and one could. Standard library only.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv-matrix"
PASSED, FAILED, NOT_RUN = "passed", "FAILED", "not run"


@dataclass(frozen=True)
class Pair:
    """Versions as `major.minor`, each of them a column of the support table in docs/installera.md."""

    python: str
    django: str
    wagtail: str

    @property
    def name(self) -> str:
        return f"python{self.python}-django{self.django}-wagtail{self.wagtail}"

    @property
    def pins(self) -> list[str]:
        return [f"django~={self.django}.0", f"wagtail~={self.wagtail}.0"]


# The corners first. Django 6.0 and later need Python 3.12; Wagtail 7.4 knows Django up to 6.0.
PAIRS = (
    Pair("3.11", "5.2", "7.4"),
    Pair("3.13", "6.1", "8.0"),
    Pair("3.14", "6.1", "8.0"),
    Pair("3.12", "6.0", "7.4"),
    Pair("3.12", "6.0", "8.0"),
    Pair("3.13", "5.2", "7.4"),
)


def wanted() -> list[str]:
    """What the project and its tests ask for, without the locks."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    tests = [row for group in ("build", "test") for row in groups[group] if isinstance(row, str)]
    extras = project["project"]["optional-dependencies"]
    return [*project["project"]["dependencies"], *extras["import"], *extras["production"], *tests]


def install(pair: Pair) -> tuple[Path | None, str]:
    """The Python of the pair's environment, made where it is missing; or None and why there is none."""
    python = shutil.which(f"python{pair.python}")
    if python is None or subprocess.run([python, "-c", ""], check=False, capture_output=True).returncode:
        return None, f"python{pair.python} is not here"
    folder = FOLDER / pair.name
    own = folder / "bin" / "python"
    pip = [str(own), "-m", "pip", "--disable-pip-version-check", "--quiet", "--no-input", "install"]
    steps = [
        [*pip, *wanted(), *pair.pins],
        [*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)],
    ]
    if not own.exists():
        steps.insert(0, [python, "-m", "venv", "--clear", str(folder)])
    for step in steps:
        done = subprocess.run(step, capture_output=True, text=True, check=False)
        if done.returncode:
            last = (done.stderr.strip() or done.stdout.strip() or "no word").splitlines()[-1]
            return None, last[:160]
    return own, ""


def run(pair: Pair, arguments: list[str]) -> tuple[str, str]:
    """What became of the tests on one pair, and a word about it."""
    print(f"==== {pair.name}", flush=True)
    python, reason = install(pair)
    if python is None:
        return NOT_RUN, reason
    environment = {**os.environ, "DATABASE_URL": "sqlite://:memory:"}
    command = ["-m", "pytest", "-q", "-m", "not browser and not slow", *arguments]
    began = time.monotonic()
    done = subprocess.run([str(python), *command], cwd=ROOT, env=environment, check=False)
    return FAILED if done.returncode else PASSED, f"{(time.monotonic() - began) / 60:.0f} min"


def main() -> int:
    parser = argparse.ArgumentParser(description="The tests on each pair of versions.", allow_abbrev=False)
    parser.add_argument("--only", action="append", default=[], metavar="PAIR", help="a pair, or a part of its name")
    parser.add_argument("--list", action="store_true", help="name the pairs and stop")
    options, arguments = parser.parse_known_args()
    chosen = [pair for pair in PAIRS if not options.only or any(part in pair.name for part in options.only)]
    if options.list or not chosen:
        print("\n".join(pair.name for pair in PAIRS))
        return 0 if options.list else 2
    rows = [(pair.name, *run(pair, arguments or ["-n", "2", "--dist", "loadfile", "tests"])) for pair in chosen]
    width = max(len(name) for name, _, _ in rows)
    print("==== pairs")
    for name, outcome, word in rows:
        print(f"  {name:<{width}}  {outcome:<7}  {word}")
    outcomes = {outcome for _, outcome, _ in rows}
    return 0 if PASSED in outcomes and FAILED not in outcomes else 1


if __name__ == "__main__":
    sys.exit(main())
