"""The example host: Brygga is added as the guide says, and the site is served."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .guide import documented

ROOT = Path(__file__).resolve().parent.parent
MINIMAL = ROOT / "examples" / "minimal"


def test_the_example_adds_brygga_by_the_guides_own_lines():
    assert (MINIMAL / "kommun" / "settings.py").read_text(encoding="utf-8").endswith(documented("plugin-settings"))
    urls = (MINIMAL / "kommun" / "urls.py").read_text(encoding="utf-8")
    assert f'    {documented("plugin-urls").strip()},\n    path("", include(wagtail_urls)),' in urls


LOOK = """
import django
django.setup()
from django.test import Client
from wagtail.models import Site
from brygga.news.models import NewsIndexPage, NewsPage
home = Site.objects.get(is_default_site=True).root_page
index = home.add_child(instance=NewsIndexPage(title="Nyheter", slug="nyheter"))
index.add_child(instance=NewsPage(title="Bron är öppen", slug="bron", lead="Kör försiktigt."))
client = Client(headers={"host": "localhost"})
wanted = {"/": '<a href="/nyheter/">Nyheter</a>', "/nyheter/bron/": "Kör försiktigt.", "/admin/login/": ""}
for path, words in wanted.items():
    response = client.get(path)
    assert response.status_code == 200, (path, response.status_code)
    assert words in response.content.decode(), path
"""
BY_HAND = ("createsuperuser", "runserver")  # which ask, or never end


@pytest.mark.slow
def test_the_example_is_set_up_by_its_readme_and_serves_its_first_page_and_ours(tmp_path: Path):
    shutil.copytree(MINIMAL, tmp_path / "minimal", ignore=shutil.ignore_patterns("__pycache__", "data"))
    environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "KOMMUN_DATA"}}
    environment["DJANGO_SETTINGS_MODULE"] = "kommun.settings"

    def run(*command: str) -> str:
        done = subprocess.run(
            [sys.executable, *command],
            cwd=tmp_path / "minimal", env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
        return done.stdout

    readme = (MINIMAL / "README.md").read_text(encoding="utf-8")
    commands = [line.split() for line in re.findall(r"^python (manage\.py \w+)$", readme, re.M)]
    assert len(commands) > 5
    for command in commands:
        if command[1] not in BY_HAND:
            run(*command)
    assert "No changes" in run("manage.py", "makemigrations", "--check", "--dry-run")
    run("-c", LOOK)
