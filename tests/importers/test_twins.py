"""The same release from two sources."""

import pytest

from brygga.importers.models import FieldConflict, ImportItem
from brygga.news.models import NewsPage

from .archive import KITCHEN, LIBRARY, news, page, run_import, states, write

pytestmark = pytest.mark.django_db
TITLE = "Språkcaféet flyttar till biblioteket"
BODY = (
    "<p>Från och med tisdag träffas språkcaféet på biblioteket i Solvik. Alla som vill öva svenska är välkomna dit, "
    "och ingen behöver anmäla sig i förväg.</p><p>Kaffe finns det också, och barnen kan låna böcker.</p>"
)


def test_the_same_words_from_two_sources_are_one_page_with_two_source_ids(tmp_path):
    run_import(write(tmp_path / "a", bibliotek=LIBRARY), publish=True)
    run = run_import(write(tmp_path / "b", kopia=LIBRARY), publish=True, source="flode")
    assert NewsPage.objects.count() == 1
    assert states(run) == {"kopia.txt": "unchanged"}
    first, second = ImportItem.objects.order_by("pk")
    assert first.page_id == second.page_id
    assert second.duplicate_of == first
    assert {item.source.key for item in (first, second)} == {"a", "flode"}


def test_a_correction_in_either_source_reaches_the_page(tmp_path):
    run_import(write(tmp_path / "a", bibliotek=LIBRARY), publish=True)
    folder = write(tmp_path / "b", kopia=LIBRARY)
    run_import(folder, publish=True, source="flode")
    write(folder, kopia=LIBRARY.replace("tisdag", "onsdag"))
    run_import(folder, publish=True, source="flode")
    assert "onsdag" in news(TITLE).lead
    assert NewsPage.objects.count() == 1
    assert not FieldConflict.objects.exists()


def likely(tmp_path):
    old = "https://gammal.solvik.example/nyheter"
    run_import(write(tmp_path / "a", a__html=page("Kafé på biblioteket", f"{old}/1", BODY)), publish=True)
    folder = write(tmp_path / "b", b__html=page("Kafé på biblioteket", f"{old}/2", BODY.replace("Kaffe", "Te")))
    return folder, run_import(folder, publish=True, source="flode")


def test_a_likely_duplicate_waits_for_a_persons_word(tmp_path):
    folder, run = likely(tmp_path)
    assert states(run) == {"b.html": "waiting"}
    item = ImportItem.objects.get(source__key="flode")
    assert item.state == ImportItem.State.WAITING
    assert "liknar" in item.reason
    assert NewsPage.objects.count() == 1
    assert states(run_import(folder, publish=True, source="flode")) == {"b.html": "waiting"}


def test_when_the_person_says_the_same_it_joins_the_page(tmp_path):
    folder, _ = likely(tmp_path)
    ImportItem.objects.filter(source__key="flode").update(verdict=ImportItem.Verdict.SAME)
    run_import(folder, publish=True, source="flode")
    assert NewsPage.objects.count() == 1
    assert ImportItem.objects.get(source__key="flode").page_id == NewsPage.objects.get().pk


def test_when_the_person_says_separate_it_gets_a_page_of_its_own(tmp_path):
    folder, _ = likely(tmp_path)
    ImportItem.objects.filter(source__key="flode").update(verdict=ImportItem.Verdict.SEPARATE)
    run_import(folder, publish=True, source="flode")
    assert NewsPage.objects.count() == 2


def test_different_texts_with_the_same_title_are_not_taken_for_one(tmp_path):
    run_import(write(tmp_path / "a", ett=LIBRARY), publish=True)
    run_import(write(tmp_path / "b", tva=KITCHEN.replace("Nytt kök ger fler en väg till jobb", TITLE)), publish=True)
    assert NewsPage.objects.filter(title=TITLE).count() == 2
