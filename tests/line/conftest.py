"""A small municipal site with an archive beside it, and what a visitor saw of it before anything was imported."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings
from wagtail.images import get_image_model
from wagtail.models import Site

from brygga.importers.management.demo_builder import Builder
from brygga.importers.models import ImportRun
from tests.factories import NewsIndexPageFactory, ProjectIndexPageFactory, UnitIndexPageFactory, make_home
from tests.importers.archive import FUNDED, KITCHEN, write

from . import probes
from .crawl import Answers, Visitor, differences

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
HOST = "localhost"


def archive() -> Path:
    """The folder that is imported: the samples, or the one that BRYGGA_LINE_FOLDER names (see `make line`)."""
    return Path(os.environ.get("BRYGGA_LINE_FOLDER") or SAMPLES / "archive")


def import_archive(folder: Path | None = None, **options: object) -> ImportRun:
    """Import the archive (or this folder) as source "arkivet"; documents that fail are listed by the run and do not
    end it."""
    source = str(folder or archive())
    with suppress(SystemExit):
        call_command("import_articles", source, source="arkivet", base_url=f"http://{HOST}/", verbosity=0, **options)
    for image in get_image_model().objects.all():
        image.get_rendition("max-165x165")  # as the admin's list of images makes them
    return ImportRun.objects.latest("pk")


@dataclass
class Line:
    """What visitors saw before, and the addresses that somebody could guess afterwards."""

    addresses: list[str]
    before: Answers

    def crossed(self, *, but: tuple[str, ...] = ()) -> list[str]:
        """What visitors see otherwise than before, a line for each address; `but` names addresses to leave out."""
        after = look(self.addresses, self.before)
        seen = [{a: b for a, b in these.items() if a not in but} for these in (self.before, after)]
        return differences(*seen, ranked=_ranked)


def _ranked(address: str) -> bool:
    """Whether SQLite orders the answer by bm25, which weighs a word by all texts in the index, drafts' too: what is
    found is the same, the order of what fits about as well may not be. PostgreSQL's rank looks at one text alone."""
    return connection.vendor == "sqlite" and ("/sok/?q=" in address or "search=" in address)


def look(addresses: list[str], before: Answers | None = None) -> Answers:
    """Everything that an anonymous visitor can see, with these addresses asked for too, and those seen `before`."""
    cache.clear()
    site = Site.objects.get(is_default_site=True)
    return Visitor(site.root_url).crawl(addresses, before=before)


@contextmanager
def undone(folder: Path) -> Iterator[None]:
    """What is done inside is undone afterwards: in the database, in the media folder and among the raw bytes."""
    kept = folder.parent / f"{folder.name}-kept"
    shutil.copytree(folder, kept)
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        shutil.rmtree(folder)
        kept.rename(folder)
        cache.clear()
        ContentType.objects.clear_cache()


@pytest.fixture(scope="package")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where media and raw bytes are written."""
    return tmp_path_factory.mktemp("line") / "var"


@contextmanager
def written_in(folder: Path) -> Iterator[None]:
    """Media and raw bytes are written in this folder."""
    names = {"MEDIA_ROOT": folder / "media", "BRYGGA_RAW_ROOT": folder / "raw", "VAR": folder}
    for path in names.values():
        path.mkdir(parents=True, exist_ok=True)
    with override_settings(**names):
        yield


def drawn(folder: Path, source: Path) -> Line:
    """The line around the site as it is now, before the archive in `source` is imported."""
    look(probes.start())  # what is made at the first visit, as pictures in other sizes, is there from now on
    with undone(folder):
        import_archive(source, publish=True)
        addresses = [*probes.start(), *probes.guesses()]
    return Line(addresses, look(addresses))


@pytest.fixture(scope="package")
def built(folder: Path, django_db_setup: None, django_db_blocker: object) -> Iterator[Line]:
    """The site of Solvik with nothing imported, and what visitors see of it; undone after the last test here."""
    with django_db_blocker.unblock(), written_in(folder), transaction.atomic():  # type: ignore[attr-defined]
        call_command("load_organisations", verbosity=0)
        Builder(SAMPLES).build(HOST, 80)
        for image in get_image_model().objects.all():
            image.get_rendition("max-165x165")
        yield drawn(folder, archive())
        transaction.set_rollback(True)
    cache.clear()
    ContentType.objects.clear_cache()


@pytest.fixture
def line(built: Line, folder: Path, db: None) -> Iterator[Line]:
    """The line, for one test; what the test does is undone."""
    with written_in(folder), undone(folder):
        yield built


@pytest.fixture
def small_archive(tmp_path: Path) -> Path:
    """Two texts of which news, a project, people, bodies and figures are made."""
    return write(tmp_path / "archive", kok=KITCHEN, stegen=FUNDED)


@pytest.fixture
def short_line(db: None, tmp_path: Path, small_archive: Path) -> Iterator[Line]:
    """The line around a site of empty lists and the small archive."""
    with written_in(tmp_path / "var"):
        home = make_home()
        for made in (NewsIndexPageFactory, ProjectIndexPageFactory, UnitIndexPageFactory):
            made(parent=home)
        yield drawn(tmp_path / "var", small_archive)
    cache.clear()
    ContentType.objects.clear_cache()


def media() -> set[Path]:
    """The files in the media folder."""
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}
