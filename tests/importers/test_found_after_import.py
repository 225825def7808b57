"""What imported pages show and is stored elsewhere is found, in whatever order it was written."""

import pytest

from brygga.importers.runs import worker
from brygga.importers.writing.bulk_pages import Batch
from brygga.news.models import NewsPage
from brygga.projects.models import Observation, UnitPage
from brygga.site.index_check import search_deviations

from .archive import page, run_import, write

OLD = "https://gammal.solvik.example/nyheter"


def told(number: int, count: int) -> str:
    year = {45: 2020, 61: 2021, 77: 2022}[count]
    text = f"<p>Under {year} hade projektet Skogsvägen {count} deltagare. Det här står bara i nummer {number}.</p>"
    return page(f"Artikel nummer {number}", f"{OLD}/{number}", text, lead=f"Så börjar artikel {number}.")


@pytest.mark.django_db
@pytest.mark.parametrize("together", [True, False])
def test_pages_that_show_a_figure_are_found_by_each_value_that_a_document_brings(tmp_path, monkeypatch, together):
    if not together:
        monkeypatch.setattr(worker, "write_together", lambda *args, **more: set())
    write(tmp_path / "a", a1__html=told(1, 45), a2__html=told(2, 45))
    run_import(tmp_path / "a", publish=True)
    assert Observation.objects.count() == 1
    assert list(search_deviations()) == []
    write(tmp_path / "b", b3__html=told(3, 61), b4__html=told(4, 77))
    run_import(tmp_path / "b", publish=True)
    assert Observation.objects.count() == 3
    assert list(search_deviations()) == []
    first = NewsPage.objects.get(title="Artikel nummer 1")
    assert first in list(NewsPage.objects.live().search("77"))  # the newest value stands on the older page too


@pytest.mark.django_db
def test_news_is_found_by_the_name_that_a_batch_gives_a_unit(tmp_path):
    text = "<p>Det berättar enheten för arbete och lärande (EAL) i Solviks kommun.</p>"
    write(tmp_path / "a", a1__html=page("Artikel nummer 1", f"{OLD}/1", text))
    run_import(tmp_path / "a", publish=True, publish_all=True)
    unit, news = UnitPage.objects.get(), NewsPage.objects.get()
    revision = unit.save_revision()
    revision.publish()
    unit.refresh_from_db()
    NewsPage.objects.get().related_units.set([unit])
    batch, before = Batch(), {"full_name": unit.full_name}
    unit.full_name = "Solviks navigatorcentrum"
    batch.change(unit, unit, before, {"full_name": unit.full_name}, True, lambda *_: None)
    batch.flush()
    assert news in list(NewsPage.objects.live().search("navigatorcentrum"))
    assert list(search_deviations()) == []
