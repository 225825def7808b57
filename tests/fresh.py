"""A project made by `wagtail start` with Brygga in it as the guides say: what a developer has after ten minutes.

The tests try it with the wheel, and `make release` with what it has built, so nothing of pytest is used here.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from .guide import DOCS, documented

#: Puts two pages into the site and looks at what visitors get; its argument is where Brygga must have come from.
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


class Fresh:
    """A new project in `folder`, with the settings and addresses that docs/installera.md gives.

    It runs on `python`, whose environment has Wagtail; Brygga is there too, or in the folder `installed`.
    """

    def __init__(self, folder: Path, python: Path = Path(sys.executable), installed: Path | None = None) -> None:
        self.folder, self.python, self.installed = folder, python, installed
        self.project = folder / "kommun"
        self.run(python.parent / "wagtail", "start", "kommun")
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
        """What a command says, run in the project. AssertionError when it fails."""
        environment = {**os.environ, "PYTHONSAFEPATH": ""}
        for name in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "PYTHONPATH"):
            environment.pop(name, None)
        if self.installed:
            environment["PYTHONPATH"] = str(self.installed)
        cwd = self.folder
        if self.project.exists():
            cwd, environment["DJANGO_SETTINGS_MODULE"] = self.project, "kommun.settings.dev"
        result = subprocess.run(
            [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
        )
        assert result.returncode == 0, f"{command}\n{result.stdout[-3000:]}\n{result.stderr[-3000:]}"
        return result.stdout

    def manage(self, *arguments: str) -> str:
        """What a command of `manage.py` says. AssertionError when it fails."""
        return self.run(self.python, "manage.py", *arguments)

    def set_up(self) -> None:
        """The database and what the guide puts into it, with no model that lacks a migration."""
        self.manage("check")
        self.manage("makemigrations", "--check", "--dry-run")
        self.manage("migrate", "--verbosity", "0")
        self.manage("load_organisations")

    def visit(self, origin: Path) -> None:
        """Pages of ours are served by what is installed below `origin`. AssertionError when one is not."""
        assert "plugin works" in self.run(self.python, "-c", VISIT, origin)

    def quarter_of_an_hour(self) -> int:
        """Runs the commands of docs/femton-minuter.md, those aside that ask or never end, and looks at the page that
        they make. Says how many were run."""
        guide = (DOCS / "femton-minuter.md").read_text(encoding="utf-8")
        commands = [line.split()[2:] for line in re.findall(r"^python manage\.py .*$", guide, re.M)]
        (self.project / "arkiv").mkdir()
        (self.project / "arkiv" / "kok.txt").write_text(documented("kok.txt", "femton-minuter.md"), encoding="utf-8")
        asked = [command for command in commands if command[0] not in BY_HAND]
        for command in asked:
            self.manage(*command)
        address = re.search(r"127\.0\.0\.1:8000(/[^`]+)", guide)
        assert address
        self.run(self.python, "-c", LOOK, address[1])
        return len(asked)
