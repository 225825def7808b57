"""What is installed is whole: every package, every template and data file, and the plugin in another project."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from .fresh import Fresh

ROOT = Path(__file__).resolve().parent.parent
APPS = ("site", "projects", "news", "importers")
LEFTOVERS = {"__pycache__", ".DS_Store"}


def files_of(app: str) -> list[Path]:
    """Every file of an app's folder, as a path relative to the repository."""
    return [
        path.relative_to(ROOT)
        for path in (ROOT / app).rglob("*")
        if path.is_file() and not LEFTOVERS.intersection(path.parts) and path.suffix not in {".pyc", ".pyo"}
    ]


def declared() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]


def test_every_folder_with_python_files_is_a_declared_package():
    found = {
        ".".join(("brygga", *path.parent.parts)) for app in APPS for path in files_of(app) if path.suffix == ".py"
    }
    assert sorted(found) == sorted(declared()["packages"])


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy so that nothing is left in the source tree."""
    copy = tmp_path_factory.mktemp("source")
    for app in APPS:
        shutil.copytree(ROOT / app, copy / app, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "MANIFEST.in", "README.md", "LICENSE", "CHANGELOG.md"):
        shutil.copy(ROOT / name, copy / name)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(copy / "dist"), str(copy)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout[-2000:] + result.stderr[-2000:]
    return next((copy / "dist").glob("brygga-*.whl"))


def test_the_wheel_holds_every_template_stylesheet_translation_and_data_file(wheel: Path):
    inside = {name.removeprefix("brygga/") for name in zipfile.ZipFile(wheel).namelist()}
    missing = [str(path) for app in APPS for path in files_of(app) if path.as_posix() not in inside]
    assert missing == []
    # The types hold for those who use it.
    assert [app for app in APPS if f"{app}/py.typed" not in inside] == []


def test_the_wheel_holds_nothing_but_the_product_and_its_licence(wheel: Path):
    names = zipfile.ZipFile(wheel).namelist()
    strangers = [name for name in names if not re.match(r"brygga/(site|projects|news|importers)/|brygga-[^/]+/", name)]
    assert strangers == []
    assert any(name.endswith("/licenses/LICENSE") for name in names)


def installed(wheel: Path, folder: Path) -> Fresh:
    """A fresh project with the wheel in a folder of its own beside it."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", folder / "installed", wheel]
    subprocess.run([str(part) for part in command], check=True)
    return Fresh(folder, installed=folder / "installed")


@pytest.mark.slow
def test_the_plugin_works_in_a_fresh_wagtail_project(wheel: Path, tmp_path: Path):
    fresh = installed(wheel, tmp_path)
    fresh.set_up()
    fresh.visit(tmp_path / "installed")


@pytest.mark.slow
def test_the_commands_of_the_quarter_of_an_hour_end_with_an_imported_page(wheel: Path, tmp_path: Path):
    assert installed(wheel, tmp_path).quarter_of_an_hour() > 5
