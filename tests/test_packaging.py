"""What is installed is whole: every package, every template and data file, and the plugin in another project."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from .guide import documented

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


VISIT = """
import django, sys
django.setup()
import brygga.site
assert brygga.site.__file__.startswith(sys.argv[1]), brygga.site.__file__
from django.test import Client
from wagtail.models import Site
from brygga.news.models import NewsIndexPage, NewsPage
from brygga.projects.models import Organisation
home = Site.objects.get(is_default_site=True).root_page
index = home.add_child(instance=NewsIndexPage(title="Nyheter", slug="nyheter"))
index.add_child(instance=NewsPage(title="Bron är öppen", slug="bron", lead="Kör försiktigt."))
client = Client(headers={"host": "localhost"})
for path, words in (("/nyheter/bron/", "Bron är öppen"), ("/nyheter/", "Bron"), ("/", ""), ("/admin/login/", "")):
    response = client.get(path)
    assert response.status_code == 200, (path, response.status_code)
    assert words in response.content.decode(), path
assert Organisation.objects.matching("Hagfors").name == "Hagfors kommun"
print("plugin works")
"""


class Fresh:
    """The wheel beside a project made by `wagtail start`, with the settings and addresses that the guide gives."""

    def __init__(self, wheel: Path, folder: Path) -> None:
        self.folder, self.installed, self.project = folder, folder / "installed", folder / "kommun"
        self.run(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", self.installed, wheel)
        self.run(Path(sys.executable).parent / "wagtail", "start", "kommun")
        with (self.project / "kommun" / "settings" / "base.py").open("a", encoding="utf-8") as settings:
            settings.write("\n" + documented("plugin-settings"))
        urls = self.project / "kommun" / "urls.py"
        catch_all = 'path("", include(wagtail_urls)),'
        text = urls.read_text(encoding="utf-8")
        assert catch_all in text
        urls.write_text(
            text.replace(catch_all, f"{documented('plugin-urls').strip()},\n    {catch_all}"), encoding="utf-8"
        )

    def run(self, *command: str | Path) -> str:
        environment = {**os.environ, "PYTHONPATH": str(self.installed), "PYTHONSAFEPATH": ""}
        for name in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL"):
            environment.pop(name, None)
        cwd = self.folder
        if self.project.exists():
            cwd, environment["DJANGO_SETTINGS_MODULE"] = self.project, "kommun.settings.dev"
        result = subprocess.run(
            [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
        )
        assert result.returncode == 0, f"{command}\n{result.stdout[-3000:]}\n{result.stderr[-3000:]}"
        return result.stdout


@pytest.mark.slow
def test_the_plugin_works_in_a_fresh_wagtail_project(wheel: Path, tmp_path: Path):
    fresh = Fresh(wheel, tmp_path)
    fresh.run(sys.executable, "manage.py", "check")
    fresh.run(sys.executable, "manage.py", "makemigrations", "--check", "--dry-run")
    fresh.run(sys.executable, "manage.py", "migrate", "--verbosity", "0")
    fresh.run(sys.executable, "manage.py", "load_organisations")
    assert "plugin works" in fresh.run(sys.executable, "-c", VISIT, fresh.installed)


LOOK = """
import django, sys
django.setup()
from django.test import Client
response = Client(headers={"host": "localhost"}).get(sys.argv[1])
assert response.status_code == 200, (sys.argv[1], response.status_code)
for words in ("Vi har väntat länge på den här dagen", "Maja Lindgren", "0555-123"):
    assert words in response.content.decode(), words
"""
BY_HAND = ("createsuperuser", "runserver")  # which ask, or never end


@pytest.mark.slow
def test_the_commands_of_the_quarter_of_an_hour_end_with_an_imported_page(wheel: Path, tmp_path: Path):
    guide = (ROOT / "docs" / "femton-minuter.md").read_text(encoding="utf-8")
    commands = [line.split()[1:] for line in re.findall(r"^python manage\.py .*$", guide, re.M)]
    assert len(commands) > 7
    fresh = Fresh(wheel, tmp_path)
    (fresh.project / "arkiv").mkdir()
    (fresh.project / "arkiv" / "kok.txt").write_text(documented("kok.txt", "femton-minuter.md"), encoding="utf-8")
    for command in commands:
        if command[1] not in BY_HAND:
            fresh.run(sys.executable, *command)
    address = re.search(r"127\.0\.0\.1:8000(/[^`]+)", guide)
    assert address
    fresh.run(sys.executable, "-c", LOOK, address[1])
