"""Every address that an article has had, and archives that lie elsewhere than last time."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.contrib.redirects.models import Redirect

from brygga.importers.addresses.aliases import aliases
from brygga.importers.addresses.dead_links import Answer, check_addresses
from brygga.importers.models import ImportItem, OldAddress
from brygga.news.models import NewsPage

from .archive import HTML, KITCHEN, LIBRARY, footprint, news, run_import, states, write

OLD = "https://gammal.solvik.example"
HEAD = f"""<link rel="shortlink" href="{OLD}/?p=17"><link rel="amphtml" href="/nyheter/kok/amp/">
<link rel="alternate" media="print" href="/skriv-ut/17"><meta property="og:url" content="{OLD}/nyheter/nytt-kok">
<link rel="alternate" hreflang="en" href="/en/news/kitchen"><link rel="canonical" href="{OLD}/nyheter/kok">"""
BODY = "<p>Köket i Solvik har öppnat, och alla som vill är välkomna dit på tisdagar.</p>"


def page_with(head: str, title: str = "Nytt kök") -> str:
    html = HTML.format(title=title, address=f"{OLD}/nyheter/kok", lead="Ett kök har öppnat.", body=BODY)
    return html.replace("</head>", head + "</head>")


def test_a_page_tells_its_own_addresses_and_no_others():
    other = '<link rel="canonical" href="https://annan.example/a"><link rel="shortlink" href="/">'
    assert aliases(page_with(HEAD + other).encode(), f"{OLD}/nyheter/kok") == [
        f"{OLD}/?p=17",
        f"{OLD}/nyheter/kok/amp/",
        f"{OLD}/skriv-ut/17",
        f"{OLD}/nyheter/nytt-kok",
    ]


@pytest.mark.parametrize(
    "data", [b"", b"<", b"\x00\xff\xfe<", b"Ingen sida <link", b'<link rel="canonical" href="http://[fel/">']
)
def test_what_is_no_page_or_a_broken_one_has_no_addresses(data):
    assert aliases(data, "") == []


@pytest.mark.django_db
def test_each_address_of_a_page_leads_to_it_also_those_that_are_only_a_query(tmp_path, client):
    run_import(write(tmp_path / "a", kok__html=page_with(HEAD)), publish=True)
    target = news("Nytt kök").url
    for path in ("/?p=17", "/?p=17&utm_source=brev", "/nyheter/kok/amp/", "/skriv-ut/17", "/nyheter/nytt-kok"):
        response = client.get(path)
        assert (response.status_code, response.get("Location")) == (301, target), path
    assert client.get("/?p=18").status_code == client.get("/").status_code == 200
    out = StringIO()
    call_command("import_check", stdout=out)
    assert "Alla gamla adresser leder rätt" in out.getvalue()


@pytest.mark.django_db
def test_a_start_page_that_answers_for_an_article_is_told_as_wrong(tmp_path):
    run_import(write(tmp_path / "a", kok__html=page_with(HEAD)), publish=True)
    Redirect.objects.filter(old_path="/?p=17").delete()
    out = StringIO()
    with pytest.raises(CommandError, match="1 adresser"):
        call_command("import_check", stdout=out)
    assert "Visar en annan sida" in " ".join(out.getvalue().split())


def test_an_address_may_be_that_of_the_page_itself():
    [answer] = check_addresses({f"{OLD}/nyheter/kok": "/nyheter/kok/"}, lambda path: (200, ""))
    assert answer == Answer(f"{OLD}/nyheter/kok", 200)


@pytest.mark.django_db
def test_an_archive_that_has_been_moved_is_the_same_archive(tmp_path):
    folder = write(tmp_path / "a" / "2023", kok=KITCHEN, bibliotek=LIBRARY).parent
    run_import(folder, publish=True, source="arkivet")
    assert set(ImportItem.objects.values_list("identifier", flat=True)) == {"2023/kok.txt", "2023/bibliotek.txt"}
    moved = folder.rename(tmp_path / "flyttat")
    before = footprint()
    err = StringIO()
    run = run_import(moved, publish=True, source="arkivet", stderr=err)
    assert set(states(run).values()) == {"unchanged"}
    assert footprint() == before
    assert str(folder) in err.getvalue()
    assert str(moved) in err.getvalue()
    for item in ImportItem.objects.all():
        assert item.location.startswith(str(moved))
        assert item.old_addresses.get().url == f"file://{item.location}"


@pytest.mark.django_db
def test_a_part_of_an_archive_keeps_its_names_and_makes_nothing_gone(tmp_path):
    folder = write(tmp_path / "a" / "2023", kok=KITCHEN).parent
    write(folder / "2024", bibliotek=LIBRARY)
    run_import(folder, publish=True, source="arkivet")
    run = run_import(folder / "2024", publish=True, source="arkivet")
    assert states(run) == {"bibliotek.txt": "unchanged"}
    run = run_import(folder / "2023" / "kok.txt", publish=True, source="arkivet")
    assert states(run) == {"kok.txt": "unchanged"}
    assert not ImportItem.objects.filter(gone_since__isnull=False).exists()
    assert ImportItem.objects.count() == 2


@pytest.mark.django_db
def test_two_archives_that_nobody_has_named_are_two_sources(tmp_path):
    run_import(write(tmp_path / "ett" / "arkiv", a=KITCHEN), publish=True)
    run_import(write(tmp_path / "tva" / "arkiv", a=LIBRARY), publish=True)
    assert set(ImportItem.objects.values_list("source__key", "identifier")) == {
        ("arkiv", "a.txt"),
        ("arkiv-2", "a.txt"),
    }
    assert NewsPage.objects.count() == 2


@pytest.mark.django_db
def test_both_forms_of_a_mirrored_address_lead_to_the_page(tmp_path, client):
    text = f"<html><body><h1>Speglad</h1>{BODY}</body></html>"
    folder = write(
        tmp_path / "a" / "nytt", kok__html=text, index__html=text.replace("Speglad", "Startsida i mappen")
    ).parent
    run_import(folder, publish=True, base_url=OLD)
    for path in ("/nytt/kok.html", "/nytt/kok"):
        assert client.get(path)["Location"] == news("Speglad").url
    assert client.get("/nytt/")["Location"] == news("Startsida i mappen").url
    assert not OldAddress.objects.filter(url__endswith="index.html").exclude(url__startswith="file:").exists()
