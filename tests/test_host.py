"""Brygga as a guest: a site with bare settings and with image and document models of its own (`tests/host`)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
RIGHTS = {"BRYGGA_IMAGE_DEFAULTS": {"rights": "Solviks kommun"}, "BRYGGA_DOCUMENT_DEFAULTS": {"rights": "Fri"}}
PAGE = """<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>{title}</title></head><body><main><article>
<h1>{title}</h1><p class="ingress">Dörrarna är öppna för alla som vill lära sig ett yrke.</p>
<figure><img src="{image}" alt="{alt}"></figure>
<p>På måndag börjar tolv personer i {title}. De får lön från första dagen.</p>
<p><a href="{document}">Läs hela beslutet</a> om du vill veta mer.</p></article></main></body></html>"""


class Host:
    """A migrated host in a folder of its own. Everything in it happens in other processes, since the settings and the
    models are others than those of these tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *command: str, settings: dict[str, Any] | None = None) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        environment |= {
            "DJANGO_SETTINGS_MODULE": "tests.host.settings",
            "TEST_HOST": str(self.folder),
            "TEST_HOST_SETTINGS": json.dumps(settings or {}),
            "PYTHONPATH": str(ROOT),
        }
        return subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )

    def manage(self, *arguments: str, **options: Any) -> str:
        """What a command says. AssertionError when it fails."""
        result = self.run("-m", "django", *arguments, **options)
        assert result.returncode == 0, f"{arguments}\n{result.stdout[-3000:]}\n{result.stderr[-3000:]}"
        return result.stdout

    def look(self, code: str, **options: Any) -> Any:
        """What `code` leaves in `answer`, with Django set up."""
        program = f"import django, json\ndjango.setup()\n{code}\nprint('\\n' + json.dumps(answer))"
        result = self.run("-c", program, **options)
        assert result.returncode == 0, f"{result.stdout[-3000:]}\n{result.stderr[-3000:]}"
        return json.loads(result.stdout.splitlines()[-1])


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("host")
    Host(folder).manage("migrate", "--verbosity", "0")
    return folder


@pytest.fixture
def host(migrated: Path, tmp_path: Path) -> Host:
    return Host(shutil.copytree(migrated, tmp_path / "host"))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Three pages, each with a picture of a colour of its own and a document."""
    folder = tmp_path / "arkiv"
    folder.mkdir()
    for number, (name, colour) in enumerate((("koket", "red"), ("skogen", "green"), ("bageriet", "blue"))):
        Image.new("RGB", (60, 40 + number), colour).save(folder / f"{name}.png")
        (folder / f"{name}.pdf").write_bytes(f"%PDF-1.4 {name}".encode())
        text = PAGE.format(
            title=f"Solvik öppnar {name}", image=f"{name}.png", alt=f"Bild av {name}", document=f"{name}.pdf"
        )
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return folder


# A host that had Wagtail's own models first: rows whose ids the new models' rows get again.
OLD_FILES = """
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.images.models import Image
from PIL import Image as Picture
import io
for number in range(6):
    data = io.BytesIO()
    Picture.new("RGB", (9, 9), "black").save(data, "PNG")
    Image.objects.create(title=f"Gammal bild {number}", file=ContentFile(data.getvalue(), "gammal.png"))
    Document.objects.create(title=f"Gammal fil {number}", file=ContentFile(b"gammal", "gammal.txt"))
answer = True
"""


def test_a_site_with_image_and_document_models_of_its_own_has_no_migrations_to_make(host: Host):
    assert "No changes" in host.manage("makemigrations", "--check", "--dry-run")
    host.manage("check")


def test_every_relation_to_an_image_or_a_document_is_to_the_models_of_the_site(host: Host):
    stock = host.look(
        """
from django.apps import apps
from wagtail.documents.models import Document
from wagtail.images.models import Image
answer = [
    f"{model._meta.label}.{field.name}"
    for model in apps.get_models(include_auto_created=True)
    if model.__module__.startswith("brygga.")
    for field in model._meta.get_fields(include_hidden=True)
    if field.concrete and field.related_model in (Image, Document)
]
"""
    )
    assert stock == []


def test_an_import_publishes_the_pictures_of_the_archive_and_no_others(host: Host, archive: Path):
    host.look(OLD_FILES)
    host.manage("import_articles", str(archive), "--publish", settings=RIGHTS)
    shown = host.look(
        """
from brygga.news.models import NewsPage
answer = {
    page.title: [page.lead_image.file.read().hex(), page.lead_image_alt] for page in NewsPage.objects.live()
}
"""
    )
    assert shown == {
        f"Solvik öppnar {name}": [(archive / f"{name}.png").read_bytes().hex(), f"Bild av {name}"]
        for name in ("koket", "skogen", "bageriet")
    }
