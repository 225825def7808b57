"""The plain loop that `make bench-import` compares imports with writes what an import writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from brygga.importers.reading import read
from brygga.news.models import NewsPage
from brygga.projects.models import ProjectPage, UnitPage
from tests.factories import make_home

SCRIPTS = Path(__file__).parent.parent.parent / "scripts"


@pytest.mark.django_db
def test_each_article_becomes_a_published_page_with_its_projects_and_units(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(SCRIPTS))
    from bench_articles import BASE, write_site
    from bench_plain import PlainLoop

    make_home()
    write_site(tmp_path, 0, 6, 6)
    loop, files = PlainLoop(tmp_path, BASE), sorted(tmp_path.rglob("*.html"))
    for file in files:
        address = f"{BASE}/{file.relative_to(tmp_path).as_posix()}"
        loop.write(read(file.read_bytes(), source=file.name, address=address), file)
    loop.link_forward()
    assert NewsPage.objects.filter(live=True).count() == len(files) == 6
    assert ProjectPage.objects.exists()
    assert UnitPage.objects.filter(head__isnull=False).exists()
