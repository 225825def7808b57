"""The list of mutants is kept current, and the script that tries them tells those that live from those that die."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))
try:
    import mutants
finally:
    sys.path.remove(str(ROOT / "scripts"))

ALL = mutants.all_mutants()


@pytest.mark.parametrize("mutant", ALL, ids=lambda mutant: mutant.name)
def test_the_old_text_of_each_mutant_stands_once_in_its_file(mutant):
    text = (ROOT / mutant.file).read_text(encoding="utf-8")
    assert mutant.put(text) != text
    compile(mutant.put(text), mutant.file, "exec")
    for test in mutant.tests:
        assert (ROOT / test.partition("::")[0]).exists(), test


def test_there_are_thirty_mutants_over_all_four_apps_with_names_of_their_own():
    assert len({mutant.name for mutant in ALL}) == len(ALL) >= 30
    assert {mutant.file.partition("/")[0] for mutant in ALL} == {"site", "projects", "news", "importers"}


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one function, a test that looks at one side of its bound, and one that cannot fail."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # none is needed, and each takes its time
    root = tmp_path / "small"
    (root / "site").mkdir(parents=True)
    (root / "pyproject.toml").write_text('[tool.setuptools.package-dir]\n"grown.site" = "site"\n')
    (root / "site" / "age.py").write_text("def adult(age):\n    return age >= 18\n")
    (root / "test_age.py").write_text(
        "from grown.site.age import adult\n\n\ndef test_adult():\n    assert adult(30) and not adult(17)\n"
    )
    (root / "test_bound.py").write_text(
        "from grown.site.age import adult\n\n\ndef test_bound():\n    assert adult(18)\n"
    )
    (root / "test_ill.py").write_text("def test_ill():\n    assert False\n")
    return root


def mutant(test: str, old: str = ">= 18") -> mutants.Mutant:
    return mutants.Mutant("eighteen is no adult", "site/age.py", old, "> 18", (test,))


@pytest.mark.parametrize(
    ("tried", "status", "said"),
    [
        (mutant("test_bound.py"), 0, "killed"),
        (mutant("test_age.py"), 1, "SURVIVED"),
        (mutant("test_age.py", "> 18"), 1, "OLD TEXT IS GONE"),
        (mutant("test_ill.py"), 1, "fail without a mutant"),
        (mutant("test_none.py"), 1, "fail without a mutant"),
    ],
)
def test_a_mutant_that_no_test_notices_fails_the_run(small, capfd, tried, status, said):
    assert mutants.run([tried], small) == status
    out = capfd.readouterr()
    assert said in out.out + out.err
    assert (small / "site" / "age.py").read_text() == "def adult(age):\n    return age >= 18\n"
