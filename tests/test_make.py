"""`make`: its help, and one clear line with what to do when something is missing."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make saknas")


def make(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(
        ["make", "--no-print-directory", *arguments],
        cwd=ROOT,
        env={**inherited, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def complaint(result: subprocess.CompletedProcess[str]) -> str:
    """The one line that tells what is wrong; make's own line about the failed target does not count."""
    assert result.returncode != 0
    lines = [line for line in result.stderr.splitlines() if not line.startswith("make")]
    assert len(lines) == 1, result.stderr
    assert "Traceback" not in result.stderr
    return lines[0]


@pytest.fixture
def pythons(tmp_path: Path):
    """Writes a program that claims to be a Python of some version."""

    def write(version: str, *, venv: bool = True) -> str:
        path = tmp_path / f"python{version}"
        numbers = tuple(int(part) for part in version.split("."))
        path.write_text(
            "#!/bin/sh\n"
            'case "$2" in\n'
            f'  *"%d.%d"*) echo {version} ;;\n'
            f"  *version_info*) exit {int(numbers < (3, 11))} ;;\n"
            f"  *ensurepip*) exit {int(not venv)} ;;\n"
            "esac\n"
        )
        path.chmod(0o755)
        return str(path)

    return write


def test_make_alone_lists_every_command_with_what_it_does():
    listed = set(re.findall(r"^  make ([a-z-]+) +\S", make().stdout, re.M))
    phony = re.search(r"^\.PHONY: (.*?)\n\n", (ROOT / "Makefile").read_text(), re.M | re.S)
    assert phony
    assert listed == set(phony[1].replace("\\\n", " ").split())


def test_a_python_that_is_too_old_is_named_and_nothing_is_installed(pythons):
    line = complaint(make("demo", f"PYTHONS={pythons('3.9')}"))
    assert "Python 3.11 eller senare" in line
    assert "3.9" in line
    assert "Installera" in line


def test_a_python_that_cannot_make_environments_is_named(pythons):
    line = complaint(make("demo", f"PYTHONS={pythons('3.12', venv=False)}"))
    assert "3.12-utan-venv" in line


def test_no_python_at_all_gives_the_same_line(tmp_path: Path):
    assert "hittade: ingen" in complaint(make("demo", f"PYTHONS={tmp_path / 'python3'}"))


def test_a_port_that_is_taken_is_named_with_another_to_try():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        line = complaint(make("demo", f"PORT={port}"))
    assert f"Port {port} används redan" in line
    assert "make demo PORT=" in line


@pytest.mark.parametrize("port", ["åtta", "0", "70000"])
def test_a_port_that_is_no_port_number_is_named(port: str):
    assert f"PORT={port} är inget portnummer" in complaint(make("demo", f"PORT={port}"))


def test_an_address_that_is_not_ours_is_named():
    assert "192.0.2.1" in complaint(make("demo", "HOST=192.0.2.1", "PORT=8191"))


def test_a_full_disk_is_named_with_what_is_needed():
    line = complaint(make("demo", "PORT=8192", "MIN_FREE_MB=999999999"))
    assert "999999999 MB" in line
    assert "Frigör utrymme" in line


@pytest.mark.skipif(os.geteuid() == 0, reason="root får skriva överallt")
def test_a_folder_without_write_permission_is_named(tmp_path: Path):
    tmp_path.chmod(0o500)
    assert "går inte att skriva i" in complaint(make("demo", "PORT=8193", MEDIA_ROOT=str(tmp_path / "media")))


def test_a_database_that_does_not_answer_is_named(tmp_path: Path):
    """The command behind `make demo`; its set-up has been done, since these tests run in it."""
    command = [sys.executable, "manage.py", "make_demo"]
    environment = {**os.environ, "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/x", "BRYGGA_VAR": str(tmp_path)}
    environment["DJANGO_SETTINGS_MODULE"] = "brygga.site.settings.demo"
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert result.stderr.startswith("CommandError: Databasen svarar inte")
    assert len(result.stderr.splitlines()) == 1


@pytest.fixture
def parts(tmp_path: Path):
    """Runs parts of a small Makefile as `make test` runs its own."""
    makefile = "quick:\n\t@echo one thing\nwrong:\n\t@exit 3\nlast:\n\t@echo the last thing $(WORD)\n"
    (tmp_path / "Makefile").write_text(makefile + "all:\n\t@python=$(PYTHON); $$python $(SCRIPT) $(MAKE) $(PARTS)\n")

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        known = [f"PYTHON={sys.executable}", f"SCRIPT={ROOT / 'scripts' / 'run_parts.py'}"]
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
        command = ["make", "all", *known, *arguments]
        return subprocess.run(command, cwd=tmp_path, env=kept, capture_output=True, text=True, check=False)

    return run


def outcomes(output: str) -> dict[str, str]:
    """Each part of the closing table with how it went; those that ran have a time."""
    rows = re.findall(r"^  (\S+) +(?:\d+:\d\d +)?(passed|FAILED|not run)$", output.partition("how long")[2], re.M)
    return dict(rows)


def test_the_time_of_each_part_is_told_at_the_end(parts):
    done = parts("PARTS=named=quick last", "WORD=of-all")
    assert done.returncode == 0
    assert "one thing" in done.stdout
    assert "the last thing of-all" in done.stdout
    assert outcomes(done.stdout) == {"named": "passed", "last": "passed", "all": "passed"}
    assert len(re.findall(r" \d+:\d\d  passed$", done.stdout, re.M)) == 3


def test_a_part_that_fails_ends_the_run_and_is_named(parts):
    done = parts("PARTS=quick wrong last")
    assert done.returncode != 0
    assert "the last thing" not in done.stdout
    assert outcomes(done.stdout) == {"quick": "passed", "wrong": "FAILED", "last": "not run", "all": "FAILED"}


def test_asked_to_keep_going_the_later_parts_run_and_the_failure_counts(parts):
    done = parts("--keep-going", "PARTS=wrong last")
    assert done.returncode != 0
    assert outcomes(done.stdout) == {"wrong": "FAILED", "last": "passed", "all": "FAILED"}


def test_parts_side_by_side_are_each_told_and_one_that_fails_ends_the_run(parts):
    done = parts("PARTS=named=quick+wrong+quick last")
    assert done.returncode != 0
    assert done.stdout.count("one thing") == 2
    assert "the last thing" not in done.stdout
    assert list(outcomes(done.stdout).items()) == [
        ("named", "passed"), ("wrong", "FAILED"), ("quick", "passed"), ("last", "not run"), ("all", "FAILED"),
    ]  # fmt: skip


def test_test_and_proofs_run_every_check_and_test_that_there_is():
    """A new check that nobody runs keeps nothing."""
    makefile = (ROOT / "Makefile").read_text()
    testing = makefile.partition("# ---- Testing")[2].partition("# ---- Measuring")[0]
    # These look at nothing that `make test` and `make proofs` do not.
    others = {"test", "proofs", "test-wagtail-next", "test-matrix", "format", "coverage"}
    there_are = set(re.findall(r"^([a-z-]+):.*## ", testing, re.M)) - others
    lists = re.findall(r"^(?:TEST|PROOF)_PARTS := ((?:.*\\\n)*.*)$", testing, re.M)
    run = [part for names in lists for part in re.split(r"[\s+]+", names.replace("\\\n", " ")) if part]
    assert {part.rpartition("=")[2] for part in run} - {"$(VENV)/.test"} == there_are
    ci = (ROOT / ".ci" / "run").read_text().splitlines()
    assert [line for line in ci if line.startswith("make ")] == ["make test", "make proofs", "make test-wagtail-next"]


def test_every_test_runs_in_one_of_the_parts():
    """What is left out of one part by its mark is chosen by it in another."""
    makefile = (ROOT / "Makefile").read_text()
    chosen = dict(
        re.findall(r"^(test-[a-z-]+): .*?\n(?:\t.*\n)*?\t.*\$\(PYTEST\) -m \"?(.*?)\"? (?=\$)", makefile, re.M)
    )
    assert chosen == {
        "test-sqlite": "not slow",
        "test-slow": "slow or hypothesis",
        "test-postgres": "not browser and not slow",
        "test-postgres-whole": "not browser",
        "test-wagtail-next": "not browser and not slow",
    }
