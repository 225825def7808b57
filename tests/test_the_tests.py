"""What holds for every test: no slow machine fails it, and a failure of a property test can be had again."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from hypothesis import HealthCheck, settings

from .conftest import DIFFERENT, thin_out

HERE = Path(__file__).resolve().parent
FILES = [path for path in sorted(HERE.rglob("*.py")) if path != Path(__file__).resolve()]
# Where processor time is compared, in a way that a slow machine does not decide.
MEASURES = {"growth.py"}
OWN_LIMIT = re.compile(r"\bsettings\((?:[^()]|\([^()]*\))*\bdeadline=")
CLOCKS = re.compile(r"\b(?:process_time|perf_counter|thread_time|timeit|time\.time\(|default_timer|date\.today\(\))")


def test_no_example_of_a_property_test_has_a_time_limit():
    assert settings.default.deadline is None
    assert OWN_LIMIT.search("@settings(max_examples=examples(9), deadline=None)")
    assert HealthCheck.too_slow in settings.default.suppress_health_check
    own = [path.name for path in FILES if path.name != "conftest.py" and OWN_LIMIT.search(path.read_text())]
    assert own == [], "the profile in conftest.py is for all"


def test_a_slow_machine_is_not_a_failed_health_check():
    """A test that names the checks it suppresses replaces those of the profile, so it must name this one too."""
    named = [
        f"{path.name}: {found}"
        for path in FILES
        for found in re.findall(r"suppress_health_check=(\[[^]]*\]|list\(HealthCheck\))", path.read_text())
        if "too_slow" not in found and found not in ("list(HealthCheck)", "[]")
    ]
    assert named == []


def test_no_test_reads_a_clock_to_judge_by():
    assert [path.name for path in FILES if path.name not in MEASURES and CLOCKS.search(path.read_text())] == []


def test_the_browser_waits_equally_long_everywhere():
    """Playwright gives up after five seconds unless told otherwise: a busy machine needs more."""
    limits = re.compile(r"timeout=\d|set_default(?:_navigation)?_timeout\(\d")
    assert [path.name for path in FILES if path.parent.name == "browser" and limits.search(path.read_text())] == []


PROPERTY = """
from hypothesis import given, settings, strategies as st

@settings(max_examples=20)
@given(st.integers())
def test_numbers(number):
    with open({seen!r}, "a") as file:
        file.write(f"{{number}}\\n")
"""


def examples(folder: Path, *arguments: str, **environment: str) -> tuple[list[str], str]:
    """The examples that a property test got under this project's conftest.py, and the line that pytest ended with."""
    seen, test = folder / "seen", folder / "test_numbers.py"
    test.write_text(PROPERTY.format(seen=str(seen)))
    seen.unlink(missing_ok=True)
    kept = {name: value for name, value in os.environ.items() if name != "CI" and not name.startswith("PYTEST_")}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        "-p",
        "no:django",  # numbers need no apps
        "-p",
        "tests.conftest",
    ]
    done = subprocess.run(
        [*command, "-c", str(HERE.parent / "pyproject.toml"), str(test), *arguments],
        cwd=HERE.parent,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return seen.read_text().split(), re.search(r"^hypothesis: .*$", done.stdout, re.M)[0]


def test_the_line_at_the_end_gives_the_same_examples_again(tmp_path: Path):
    first, line = examples(tmp_path)
    seed = re.search(r"--hypothesis-seed=\d+", line)[0]
    assert examples(tmp_path, seed) == (first, line)
    assert examples(tmp_path)[0] != first


def test_on_ci_the_examples_are_the_same_each_time(tmp_path: Path):
    first, line = examples(tmp_path, CI="true")
    assert "repeat with CI=true" in line
    assert examples(tmp_path, CI="true") == (first, line)


KINDS = """
import pytest
from django.test import SimpleTestCase, TestCase

def test_plain(): pass

@pytest.mark.django_db
def test_marked(): pass

def test_with_a_fixture(db): pass

class Simple(SimpleTestCase):
    def test_simple(self): pass

class Case(TestCase):
    def test_case(self): pass
"""


def test_what_asks_for_no_database_is_left_out_on_request(tmp_path: Path):
    test = tmp_path / "test_kinds.py"
    test.write_text(KINDS)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "--collect-only", f"--rootdir={HERE.parent}"]
    command += ["-c", str(HERE.parent / "pyproject.toml"), "-p", "tests.conftest", str(test)]
    done = subprocess.run([*command, "--database-only"], capture_output=True, text=True, cwd=HERE.parent)
    found = re.findall(r"::(test_\w+)", done.stdout)
    assert sorted(found) == ["test_case", "test_marked", "test_with_a_fixture"]
    assert "3/5 tests collected (2 deselected)" in done.stdout


def test_of_a_dear_test_with_many_cases_some_are_left_for_the_proofs():
    class Case:
        def __init__(self, nodeid):
            self.nodeid, self.marks = nodeid, []

        def get_closest_marker(self, name):
            return name in self.marks

        def add_marker(self, mark):
            self.marks.append(mark.name)

    names = ["tests/importers/test_a.py::many", "tests/importers/test_a.py::few", "tests/reading/test_a.py::many"]
    items = [Case(f"{name}[{case}]") for name in names for case in range(3 if "few" in name else 9)]
    items.append(Case("tests/importers/test_a.py::one"))
    thin_out(items)
    left = [item.nodeid for item in items if "slow" in item.marks]
    assert left == [f"tests/importers/test_a.py::many[{case}]" for case in (1, 2, 3, 5, 6, 7)]


def test_every_file_that_runs_on_both_databases_is_there_and_asks_for_one():
    for name in DIFFERENT:
        assert re.search(r"django_db|\b(db|url|admin_client|site|home)\b", (HERE / name).read_text()), name
