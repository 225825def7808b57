"""An import of documents with one id writes them all, or ends with a status that says which it could not."""

import pytest
from django.core.management import call_command

from brygga.importers.models import ImportItem
from brygga.news.models import NewsPage

from ..sources.test_one_id import A, B, plone, wordpress
from .archive import run_import

pytestmark = pytest.mark.django_db
FIRST = (A, "Den första texten. Verkstaden vid hamnen öppnar igen i maj.")
SECOND = (B, "Den andra texten. Biblioteket har fått nya öppettider i juni.")


@pytest.mark.parametrize("source", [wordpress, plone], ids=lambda source: source.__name__)
def test_both_become_pages_and_stay_their_own_when_the_export_comes_in_another_order(source, tmp_path):
    run_import(source(tmp_path, None, [FIRST, SECOND]), publish=True, source="gammal")
    items = dict(ImportItem.objects.values_list("identifier", "page"))
    assert len(set(items.values())) == NewsPage.objects.count() == 2
    run = run_import(source(tmp_path, None, [SECOND, FIRST]), publish=True, source="gammal")
    assert set(run.entries.values_list("state", flat=True)) == {"unchanged"}
    assert dict(ImportItem.objects.values_list("identifier", "page")) == items


def test_the_second_of_two_with_one_address_is_named_and_the_status_says_so(tmp_path, capsys):
    export = plone(tmp_path, None, [FIRST, (A, SECOND[1])])
    with pytest.raises(SystemExit) as end:
        call_command("import_articles", export, publish=True)
    assert end.value.code == 1
    assert "samma id och samma adress" in capsys.readouterr().out
    assert NewsPage.objects.count() == 1


def test_documents_with_one_id_in_two_exports_of_one_run_are_told(tmp_path, capsys):
    folders = [tmp_path / name for name in ("a", "b")]
    for folder in folders:
        folder.mkdir()
    exports = [plone(folder, None, [text]) for folder, text in zip(folders, (FIRST, (A, SECOND[1])), strict=True)]
    with pytest.raises(SystemExit) as end:
        call_command("import_articles", *exports, publish=True, source="gammal")
    assert end.value.code == 1
    assert "samma id" in capsys.readouterr().out
