"""The command: an archive in, pages out, and nothing on a second run."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, Site

from brygga.importers.archive import raw
from brygga.importers.models import ImportItem, ImportRun, RawDocument
from brygga.importers.sources import SourceError
from brygga.news.models import NewsIndexPage, NewsPage
from brygga.projects.models import Organisation, Person
from brygga.site.models import HomePage

from .archive import HTML, KITCHEN, LIBRARY, footprint, news, run_import, states, write

pytestmark = pytest.mark.django_db


def test_a_press_release_becomes_a_news_page_with_its_parts(tmp_path):
    run_import(write(tmp_path / "a", kok=KITCHEN), publish=True)
    page = news("Nytt kök ger fler en väg till jobb")
    assert page.live
    assert page.lead.startswith("I går öppnade Solviks kommun")
    assert str(page.first_published_on) == "2023-05-11"
    assert [q["speaker_name"] for q in page.quotes] == ["Maja Lindgren", "Maja Lindgren"]
    assert "väntat länge" in page.quotes[0]["text"]
    assert [b.value["text"] for b in page.body if b.block_type == "heading"] == ["Så går det till"]
    contact = page.contacts.get()
    assert (contact.name, contact.email) == ("Maja Lindgren", "maja.lindgren@solvik.example")
    assert page.source_name == "kok.txt"


def test_imported_pages_are_drafts_unless_the_importer_publishes(tmp_path):
    run_import(write(tmp_path / "a", kok=KITCHEN))
    page = news("Nytt kök ger fler en väg till jobb")
    assert not page.live
    assert page.has_unpublished_changes
    assert page.latest_revision is not None


def test_an_empty_site_gets_a_home_page_and_the_index_pages_it_needs(tmp_path, client):
    assert not HomePage.objects.exists()
    run_import(write(tmp_path / "a", kok=KITCHEN), publish=True)
    index = NewsIndexPage.objects.get()
    assert Site.objects.get(is_default_site=True).root_page.specific_class is HomePage
    assert index.live
    assert news("Nytt kök ger fler en väg till jobb").get_parent().specific == index
    assert Page.find_problems() == ([], [], [], [], [])


def test_pages_go_below_the_page_that_is_named(tmp_path):
    run_import(write(tmp_path / "a", kok=KITCHEN), publish=True)
    home = HomePage.objects.get()
    index = home.add_child(instance=NewsIndexPage(title="Arkiv"))
    run_import(write(tmp_path / "b", bibliotek=LIBRARY), under=str(index.pk))
    assert news("Språkcaféet flyttar till biblioteket").get_parent().pk == index.pk


def test_a_second_run_over_the_same_files_changes_nothing(tmp_path):
    folder = write(tmp_path / "a", kok=KITCHEN, bibliotek=LIBRARY)
    run_import(folder, publish=True)
    before = footprint(), Organisation.objects.count(), Person.objects.count()
    run = run_import(folder, publish=True)
    assert (footprint(), Organisation.objects.count(), Person.objects.count()) == before
    assert set(states(run).values()) == {"unchanged"}
    assert run.state == ImportRun.State.FINISHED


def test_organisations_and_people_are_matched_and_never_made_twice(tmp_path):
    known = Organisation.objects.create(name="Solviks kommun", kind="municipality")
    run_import(write(tmp_path / "a", kok=KITCHEN, bibliotek=LIBRARY), publish=True)
    assert list(Organisation.objects.filter(name__startswith="Solvik")) == [known]
    assert Person.objects.filter(name="Maja Lindgren").count() == 1
    assert news("Nytt kök ger fler en väg till jobb").publisher == known


def test_bad_files_are_reported_by_name_and_the_others_are_imported(tmp_path, monkeypatch):
    folder = write(
        tmp_path / "a",
        kok=KITCHEN,
        tom="",
        binar=bytes(range(256)) * 40,
        stympad__html="<html><head><title>Halv sida</title></head><body><h1>Halv sida</h1><p>Texten slutar mitt i",
        latin=LIBRARY.encode("cp1252"),
        stor=b"x" * (50 * 1024 * 1024),
        stangd="Får inte läsas",
    )
    real = Path.read_bytes

    def read_bytes(self: Path) -> bytes:
        if self.name == "stangd.txt":
            raise PermissionError(13, "Permission denied")
        return real(self)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    out = StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("import_articles", str(folder), publish=True, stdout=out)
    assert stopped.value.code == 1
    run = ImportRun.objects.get()
    result = states(run)
    assert {name for name, state in result.items() if state == "failed"} == {
        "tom.txt",
        "binar.txt",
        "stor.txt",
        "stangd.txt",
    }
    assert result["kok.txt"] == result["latin.txt"] == result["stympad.html"] == "created"
    assert run.problems == 4
    for name in ("tom.txt", "binar.txt", "stor.txt", "stangd.txt"):
        item = ImportItem.objects.get(location__endswith=name)
        assert item.reason, name
        assert item.state == ImportItem.State.FAILED
        assert f"{folder / name}: {item.reason}" in out.getvalue()
    assert "Språkcaféet" in news("Språkcaféet flyttar till biblioteket").title
    assert f"{folder / 'stympad.html'}: Sidan slutar mitt i" in out.getvalue()


def test_a_damaged_page_is_imported_and_named_and_the_exit_status_says_so(tmp_path):
    folder = write(tmp_path / "a", stympad__html="<html><body><h1>Halv</h1><p>Verkstaden i Solvik öppnar i maj, men")
    out = StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("import_articles", str(folder), stdout=out)
    assert stopped.value.code == 1
    assert states(ImportRun.objects.get()) == {"stympad.html": "created"}
    assert "Importerat, men skadat:\n  " in out.getvalue()
    assert f"{folder / 'stympad.html'}: Sidan slutar mitt i" in out.getvalue()


def test_a_failed_file_is_tried_again_by_the_next_run(tmp_path):
    folder = write(tmp_path / "a", kok="")
    run_import(folder)
    write(tmp_path / "a", kok=KITCHEN)
    run = run_import(folder)
    assert states(run) == {"kok.txt": "created"}
    assert ImportItem.objects.get().state == ImportItem.State.WRITTEN
    assert ImportItem.objects.get().reason == ""


def test_a_path_that_does_not_exist_is_reported(tmp_path):
    with pytest.raises(SystemExit):
        call_command("import_articles", str(tmp_path / "saknas.txt"), stdout=StringIO())
    assert "finns inte" in ImportItem.objects.get().reason


def test_no_path_and_an_unknown_page_are_refused(tmp_path):
    with pytest.raises(CommandError, match="minst en fil"):
        call_command("import_articles")
    with pytest.raises(CommandError, match="ingen sida"):
        call_command("import_articles", str(write(tmp_path / "a", kok=KITCHEN)), under="finns-inte")


def test_a_dry_run_writes_no_page_and_says_what_it_would_do(tmp_path):
    out = StringIO()
    before = footprint(), Organisation.objects.count()
    call_command("import_articles", str(write(tmp_path / "a", kok=KITCHEN)), dry_run=True, stdout=out)
    assert (footprint(), Organisation.objects.count()) == before
    assert "skapas" in out.getvalue()
    assert ImportItem.objects.get().state == ImportItem.State.NEW


def test_the_raw_bytes_are_kept_once_compressed_and_out_of_the_public_media(tmp_path, settings):
    run_import(write(tmp_path / "a", kok=KITCHEN, kopia=KITCHEN))
    document = RawDocument.objects.get()
    assert raw.load(document.digest) == KITCHEN.encode()
    stored = raw.path_of(document.digest)
    assert stored.stat().st_size < len(KITCHEN)
    assert not stored.is_relative_to(settings.MEDIA_ROOT)
    settings.BRYGGA_RAW_ROOT = Path(settings.MEDIA_ROOT) / "raw"
    with pytest.raises(SourceError, match="offentliga"):
        raw.root()


def test_hostile_markup_does_not_reach_a_page(tmp_path):
    body = (
        '<p onclick="alert(1)">Text <script>alert(2)</script><a href="javascript:alert(3)">klicka</a> '
        '<img src="x" onerror="alert(4)">slut på stycket som är långt nog för att läsas.</p>'
        '<p><a href="../../../etc/passwd.pdf">Rapport</a> och mer text så att stycket blir ett stycke.</p>'
    )
    html = HTML.format(title="Farlig sida", address="https://gammal.solvik.example/farlig", lead="Ingress.", body=body)
    run_import(write(tmp_path / "a", farlig__html=html), publish=True)
    stored = str(news("Farlig sida").body.get_prep_value())
    for bad in ("script", "onclick", "onerror", "javascript:", "alert(1)"):
        assert bad not in stored
    assert "klicka" in stored


def test_a_folder_is_searched_through_and_hidden_files_left(tmp_path):
    write(tmp_path / "a" / "2023" / "maj", kok=KITCHEN)
    write(tmp_path / "a" / ".git", bibliotek=LIBRARY)
    run = run_import(tmp_path / "a")
    assert states(run) == {"kok.txt": "created"}


def test_the_raised_figure_of_a_note_is_no_part_of_an_address(tmp_path):
    text = (
        "<html><body><main><h1>Väg 63<sup>1</sup> byggs om på 40 m<sup>2</sup></h1>"
        "<p>Arbetet börjar i vår och tar två år. Trafiken leds om under tiden.</p></main></body></html>"
    )
    run_import(write(tmp_path / "a", a__html=text), publish=True)
    assert NewsPage.objects.get().slug == "vag-63-byggs-om-pa-40-m2"
