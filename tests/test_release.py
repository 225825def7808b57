"""What a release says of itself and holds, asked before anything is built. `make release` builds and tries it."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path

import pytest
from setuptools import Distribution
from setuptools.command.egg_info import FileList
from setuptools.config.pyprojecttoml import apply_configuration

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))
try:
    import release_checks
    import test_matrix
finally:
    sys.path.remove(str(ROOT / "scripts"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture
def metadata() -> Message:
    """What building writes of pyproject.toml."""
    written = io.StringIO()
    apply_configuration(Distribution(), ROOT / "pyproject.toml").metadata.write_pkg_file(written)
    return HeaderParser().parsestr(written.getvalue())


def test_the_metadata_has_what_the_index_and_its_readers_ask_for(metadata: Message):
    assert release_checks.metadata_problems(metadata, PROJECT) == []
    assert metadata.get_payload() == (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("header", "value", "told"),
    [
        ("Classifier", "Framework :: Bridge", "the index knows no classifier 'Framework :: Bridge'"),
        ("Provides-Extra", "drawings", "the extra drawings is only"),
        ("Requires-Dist", "django<6", "django<6: a library keeps no newer release away"),
        ("Requires-Dist", "brygga-x @ https://pypi.org/x.whl", "no requirement with an address"),
        ("Project-URL", "Source, https://example.org/brygga", "leads nowhere"),
        ("Project-URL", "Source, http://wagtail.org/", "leads nowhere"),
    ],
)
def test_what_the_index_would_not_take_or_nobody_could_use_is_told(
    metadata: Message, header: str, value: str, told: str
):
    known = set(metadata.get_all("Classifier", []))
    metadata[header] = value
    (problem,) = release_checks.metadata_problems(metadata, PROJECT, known)
    assert told in problem


@pytest.mark.parametrize("gone", ["Summary", "Classifier", "Description-Content-Type", "License-Expression"])
def test_what_is_missing_is_told(metadata: Message, gone: str):
    del metadata[gone]
    assert release_checks.metadata_problems(metadata, PROJECT) != []


def test_the_classifiers_name_each_framework_that_the_matrix_tries():
    named = set(PROJECT["classifiers"])
    for pair in test_matrix.PAIRS:
        assert f"Framework :: Django :: {pair.django}" in named
        assert f"Framework :: Wagtail :: {pair.wagtail.partition('.')[0]}" in named


def tracked() -> list[str]:
    """The files of the repository; the test is left out where there is none (in a source release)."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("ingen klon")
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [name for name in names if (ROOT / name).is_file()]


def test_the_source_release_takes_every_file_of_the_repository(monkeypatch: pytest.MonkeyPatch):
    names = tracked()
    monkeypatch.chdir(ROOT)
    taken = FileList()
    for line in (ROOT / "MANIFEST.in").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            taken.process_template_line(line)
    # These two are taken by setuptools itself.
    assert sorted(set(names) - set(taken.files) - {"pyproject.toml", "MANIFEST.in"}) == []


FILES = {"site/a.py": b"a = 1\n", "site/py.typed": b"", "docs/b.md": b"# B\n"}


def test_a_file_that_a_source_release_lacks_has_changed_or_should_not_have_is_named(tmp_path: Path):
    path = tmp_path / "brygga-1.0.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name, content in {
            "site/a.py": b"a = 2\n",
            "secret.env": b"x",
            "PKG-INFO": b"",
            "docs/b.md": b"# B\n",
        }.items():
            entry = tarfile.TarInfo(f"brygga-1.0/{name}")
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    assert release_checks.source_problems(path, FILES) == [
        "site/a.py is another in the source release",
        "secret.env has no place in the source release",
        "site/py.typed is not in the source release (MANIFEST.in)",
    ]


def test_a_file_that_a_wheel_lacks_or_should_not_have_is_named(tmp_path: Path):
    path = tmp_path / "brygga-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("brygga/site/a.py", "tests/b.py", "brygga-1.0.dist-info/licenses/LICENSE"):
            archive.writestr(name, "")
    found = release_checks.wheel_problems(path, FILES)
    assert found[:2] == ["brygga/site/py.typed is not in the wheel", "tests/b.py has no place in the wheel"]
    assert "the licence is not in the wheel" not in found


def test_links_to_files_of_the_source_are_found_and_those_of_the_world_are_not():
    text = "[a](docs/a.md) ![b](b.png) [c](https://wagtail.org) [d](#here) [e](mailto:a@solvik.example)"
    assert release_checks.links_inside(text) == ["docs/a.md", "b.png"]
