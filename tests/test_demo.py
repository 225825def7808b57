"""`make demo`: a whole municipal site, built once, kept afterwards, with a password of its own."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import JSONField
from django.db.models.functions import Cast
from django.test import override_settings
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from brygga.importers.management.demo_builder import Builder, DemoDataError
from brygga.importers.models import Suggestion
from brygga.projects.models import ProjectPage, UnitPage
from brygga.site.fields import StreamField
from brygga.site.index_check import deviations
from brygga.site.models import HomePage, SiteSettings
from brygga.site.unknown_blocks import unplaced

SAMPLES = Path(__file__).resolve().parent.parent / "samples"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@contextmanager
def written_to(folder: Path):
    """Everything that the demo writes goes to `folder`."""
    names = {"VAR": "", "MEDIA_ROOT": "media", "STATIC_ROOT": "static", "BRYGGA_RAW_ROOT": "raw"}
    with override_settings(
        **{name: folder / part for name, part in names.items()}, WAGTAILADMIN_BASE_URL="http://localhost:8000"
    ):
        yield


@pytest.fixture(scope="module")
def first(folder: Path, django_db_setup: None, django_db_blocker) -> Iterator[str]:
    """What the first start printed. The site is built once for this file; what a test changes is rolled back."""
    with django_db_blocker.unblock(), written_to(folder), transaction.atomic():
        yield make_demo()
        transaction.set_rollback(True)
    cache.clear()
    ContentType.objects.clear_cache()


@pytest.fixture
def demo(first: str, folder: Path, db: None) -> Iterator[str]:
    """The same, for a test that uses the database."""
    with written_to(folder):
        yield first
    cache.clear()


def make_demo(*arguments: str) -> str:
    out = StringIO()
    call_command("make_demo", *arguments, stdout=out)
    return out.getvalue()


def password_in(printed: str) -> str:
    match = re.search(r"Lösenord: +(\S+)\n", printed)
    assert match, printed
    return match[1]


def test_the_demo_is_a_whole_site_that_answers(demo, client):
    assert "http://localhost:8000/admin/" in demo
    pages = Page.objects.live().descendant_of(Site.objects.get().root_page, inclusive=True)
    assert pages.count() >= 25 + 15
    for page in pages.specific():
        response = client.get(page.url, headers={"host": "localhost:8000"})
        assert response.status_code == 200, page.url
        assert re.search(r"<h1[ >]", response.content.decode()), page.url
    settings = SiteSettings.for_site(Site.objects.get())
    assert settings.accessibility_page.slug == "tillganglighet"


def test_the_demo_says_that_the_municipality_is_invented(demo, client):
    for address in ("/", "/om-webbplatsen/"):
        words = client.get(address, headers={"host": "localhost:8000"}).content.decode()
        assert "Solviks kommun finns inte" in words


def test_the_pages_have_the_facts_of_the_real_projects(demo):
    project = ProjectPage.objects.get(slug="etableringscentrum")
    assert [str(place) for place in project.municipalities.all()] == [
        "Haninge kommun",
        "Nynäshamns kommun",
        "Tyresö kommun",
    ]
    assert [(money.display_name, str(money.share)) for money in project.funding.all()] == [
        ("Europeiska socialfonden", "2/3"),
        ("Kommunerna och Arbetsförmedlingen", "1/3"),
    ]
    goal = project.goals.first()
    assert (goal.display_target, goal.deadline_note) == ("55\u00a0%", "inom 90 dagar efter etableringsprogrammet")
    assert str(project.end) == "2021"
    assert len(project.faq) == 8
    rebus = ProjectPage.objects.get(slug="rebus")
    assert {str(part) for part in rebus.partners.all()} == {
        "Arbetsförmedlingen",
        "Försäkringskassan",
        "Region Värmland",
        "Hagfors kommun",
        "Munkfors kommun",
        "Forshaga kommun",
    }
    households = UnitPage.objects.get(slug="esa").key_figures.get().indicator
    assert [(str(seen.date), int(seen.value)) for seen in households.series] == [("2019", 200), ("2023-07", 105)]
    unit = UnitPage.objects.get(slug="arbetsmarknadsenheten")
    assert [part.title for part in unit.parts] == ["Cornelia", "Vilhelmina Fotoarkiv"]


def api(client, kind: str, slug: str) -> dict:
    """A page as the JSON API gives it, with every field."""
    query = {"type": kind, "slug": slug, "fields": "*"}
    (page,) = client.get("/api/v2/pages/", query, headers={"host": "localhost:8000"}).json()["items"]
    return page


def news(client, slug: str) -> dict:
    return api(client, "brygga_news.NewsPage", slug)


def titles(pages: list[dict]) -> list[str]:
    return [page["title"] for page in pages]


def headings(page: dict) -> list[str]:
    return [block["value"]["text"] for block in page["body"] if block["type"] == "heading"]


def test_the_visit_to_filipstad_becomes_six_quotes_by_five_people(demo, client):
    page = news(client, "solvik-larde-av-aie-i-filipstad")
    assert len(page["quotes"]) == 6
    assert {quote["speaker"] for quote in page["quotes"]} == {
        "Karin Ekwall",
        "Amir Rahmani",
        "Gunilla Brandt",
        "Peder Hallgren",
        "Mona Lindqvist",
    }
    assert headings(page) == ["Kunskaperna syns tidigt", "Skolan är en del av svaret", "Om AIE"]
    assert (page["first_published_on"], page["updated_on"]) == ("2017-05-11", "2017-05-12")
    assert titles(page["related_units"]) == ["AIE"]
    assert titles(page["related_projects"]) == ["Från flyktingmottagande till samhällsdeltagande"]
    unit = api(client, "brygga_projects.UnitPage", "aie")
    assert unit["organisation"]["name"] == "Filipstads kommun"
    assert "arbete och sysselsättning" in unit["remit"]


def test_the_report_from_vilhelmina_becomes_six_quotes_one_of_them_in_the_lead(demo, client):
    page = news(client, "en-dorr-in-sa-byggde-vilhelmina-sin-enhet")
    assert [quote["speaker"] for quote in page["quotes"]] == ["Rita Sundelin"] * 6
    assert page["quotes"][0]["text"].startswith("Har man varit borta länge")
    assert page["quotes"][0]["text"][:20] in page["lead"]
    assert titles(page["related_units"]) == ["Arbetsmarknadsenheten", "Cornelia", "Vilhelmina Fotoarkiv"]
    everything = json.dumps(page, ensure_ascii=False)
    for furniture in ("Orgnr", "Fax", "Uppleva & Göra"):
        assert furniture not in everything


def test_etableringscentrum_becomes_eight_questions_a_caption_and_a_quote(demo, client):
    page = news(client, "etableringscentrum-nya-vagar-in-i-haninge-nynashamn-och-tyreso")
    assert [quote["speaker"] for quote in page["quotes"]] == ["Karin Ekwall"]
    assert len([block for block in page["body"] if block["type"] == "faq"]) == 8
    assert page["lead_image_caption"].startswith("Bandet klipps.")
    assert page["lead_image_alt"].startswith("Tre personer bakom ett gult band")
    assert titles(page["related_projects"]) == ["Etableringscentrum"]
    project = api(client, "brygga_projects.ProjectPage", "etableringscentrum")
    assert len(project["faq"]) == 8
    assert [place["short_name"] for place in project["municipalities"]] == ["Haninge", "Nynäshamn", "Tyresö"]


def test_hagfors_becomes_nine_quotes_three_of_them_without_a_certain_speaker(demo, client):
    page = news(client, "hagfors-visar-vad-samverkan-kan-gora")
    assert len(page["quotes"]) == 9
    assert [quote["speaker"] for quote in page["quotes"]].count(None) == 3
    assert titles(page["related_units"]) == ["ESA"]
    assert set(titles(page["related_projects"])) == {"Rebus", "Yrkesväg"}
    links = [item["text"] for block in page["body"] if block["type"] == "links" for item in block["value"]["items"]]
    assert links == ["Mer om enheten sysselsättning och arbete", "Ett år med Rebus", "Yrkesväg, steg för steg"]


def test_sigtuna_becomes_five_quotes_by_three_people_and_three_contacts(demo, client):
    page = news(client, "vi-vill-tro-pa-manniskor-lika-mycket-som-sigtuna-gor")
    assert len(page["quotes"]) == 5
    assert {quote["speaker"] for quote in page["quotes"]} == {"Gunilla Brandt", "Karin Ekwall", "Henrik Wallander"}
    assert [(contact["name"], contact["phone"]) for contact in page["contacts"]] == [
        ("Cecilia Rydmark", "070-174 06 11"),
        ("Gunilla Brandt", "070-174 06 12"),
        ("Karin Ekwall", "070-174 06 13"),
    ]
    assert "Jobbcenter" in titles(page["related_units"])
    assert titles(page["related_projects"]) == ["Etableringslyftet"]
    assert "Facebook" not in json.dumps(page)


def test_what_the_import_says_of_a_page_that_was_there_waits_for_a_person(demo):
    """The pages of projects and units were made before the import, by people: nothing is written into them."""
    for title in ("Rebus", "Stegvis", "Etableringscentrum"):
        page = ProjectPage.objects.get(title=title)
        assert (page.live, page.has_unpublished_changes) == (True, False), title
    waiting = Suggestion.objects.filter(page__title="Rebus", state=Suggestion.State.NEW)
    assert "goals" in set(waiting.values_list("field", flat=True))
    assert all(row.sources.exists() for row in waiting)
    for title in ("Jobbcenter", "ESA", "AIE"):
        assert UnitPage.objects.filter(title=title).count() == 1, title
    assert not UnitPage.objects.filter(title__endswith="gatan").exists()


def test_visitors_see_no_unit_or_project_that_only_the_import_made(demo):
    built = {values["title"] for key in ("units", "projects") for values in Builder(SAMPLES).data[key]}
    built |= {part["title"] for unit in Builder(SAMPLES).data["units"] for part in unit.get("pages", [])}
    for model in (UnitPage, ProjectPage):
        assert set(model.objects.live().values_list("title", flat=True)) <= built


def test_the_open_data_of_the_demo_is_what_somebody_wrote_or_a_public_page_says(demo, client):
    rows = list(csv.DictReader(StringIO(client.get("/oppna-data/nyckeltal.csv").content.decode())))
    assert rows
    for row in rows:
        assert row["indicator"], row
        assert row["unit"], row
    assert not [row["indicator"] for row in rows if re.search(r"\b(bjuder|från|har|av)$", row["indicator"])]
    # Other bodies' figures are not given as Solvik's.
    for row in rows:
        for other in ("Sigtuna", "Hagfors", "Filipstad", "Vilhelmina"):
            if other in row["source_text"]:
                assert row["organisation"] != "Solviks kommun", row


def test_an_end_date_that_contradicts_the_projects_page_is_a_suggestion_beside_it(demo, admin_client):
    page = ProjectPage.objects.get(title="Stegvis")
    assert str(page.end) == "2027-06"
    assert not page.has_unpublished_changes
    found = {row.field: row for row in Suggestion.objects.filter(page=page, state=Suggestion.State.NEW)}
    assert {field: row.contradicts for field, row in found.items()} == {
        "end": True,
        "purpose": False,
        "contacts": False,
    }
    assert found["end"].sources.get().sentence == "Projektet Stegvis avslutas i december 2027."
    assert "Stegvis" in admin_client.get(reverse("forslag:index")).content.decode()
    shown = admin_client.get(reverse("forslag:page", args=[page.pk])).content.decode()
    assert shown.index("juni 2027") < shown.index("<mark>december 2027</mark>")


def test_every_picture_has_an_alternative_text(demo):
    demo_pictures = [image["title"] for image in Builder(SAMPLES).data["images"]]
    assert get_image_model().objects.filter(title__in=demo_pictures).exclude(description="").count() == 10
    for page in (*ProjectPage.objects.all(), *UnitPage.objects.all()):
        for block in page.body:
            assert block.block_type != "image" or block.value["alt"], page.title


def test_a_second_start_keeps_what_has_been_edited_and_makes_nothing_new(demo):
    page = ProjectPage.objects.get(slug="rebus")
    page.lead = "Ändrad av redaktionen."
    page.save_revision().publish()
    counts = (Page.objects.count(), get_image_model().objects.count())

    second = make_demo()

    assert ProjectPage.objects.get(slug="rebus").lead == "Ändrad av redaktionen."
    assert (Page.objects.count(), get_image_model().objects.count()) == counts
    assert password_in(second) == password_in(demo)
    assert "Byggde" not in second


def test_a_start_that_was_cut_off_goes_on_where_it_stopped(demo):
    ProjectPage.objects.get(slug="rebus").delete()
    assert "Byggde 1 sida" in make_demo()
    assert ProjectPage.objects.filter(slug="rebus").exists()


def test_the_password_is_random_and_only_its_owner_can_read_it(demo, folder):
    file = folder / "admin_password"
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.read_text().strip() == password_in(demo)
    assert len(password_in(demo)) >= 16
    assert get_user_model().objects.get(username="admin").check_password(password_in(demo))


def test_a_password_that_was_changed_in_the_admin_is_not_shown(demo):
    user = get_user_model().objects.get(username="admin")
    user.set_password("ett helt annat lösenord")
    user.save()
    printed = make_demo()
    assert password_in(demo) not in printed
    assert "det som du själv har valt" in printed


def test_another_port_moves_the_site_with_it(demo, settings):
    settings.WAGTAILADMIN_BASE_URL = "http://127.0.0.1:8123"
    make_demo()
    site = Site.objects.get()
    assert (site.hostname, site.port) == ("127.0.0.1", 8123)
    assert HomePage.objects.get().full_url == "http://127.0.0.1:8123/"


def test_a_folder_without_the_demos_files_is_named(tmp_path: Path):
    with pytest.raises(CommandError, match="har ingen mapp demo"):
        make_demo("--samples", str(tmp_path))


def raw_and_loaded(page: Page) -> Iterator[tuple[str, list, list]]:
    """Each stream of a page: its name, what the database holds, what the page is shown from."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            stored = type(page).objects.annotate(stored=Cast(field.name, JSONField())).values_list("stored", flat=True)
            yield field.name, stored.get(pk=page.pk), list(getattr(page, field.name))


def test_no_block_of_the_demo_is_lost_between_what_is_stored_and_what_is_shown(demo):
    blocks = 0
    for page in Page.objects.descendant_of(Site.objects.get().root_page, inclusive=True).specific():
        for name, stored, loaded in raw_and_loaded(page):
            stream = page._meta.get_field(name).stream_block
            assert not list(unplaced(stream, stored)), f"{page.url_path}, {name}"
            assert [entry["type"] for entry in stored] == [block.block_type for block in loaded]
            assert all(block.block_type in stream.child_blocks for block in loaded)
            blocks += len(stored)
    assert blocks > 100


def test_every_contact_of_the_demos_files_stands_on_its_page(demo, client):
    said = json.loads((SAMPLES / "demo" / "20-sidor.json").read_text(encoding="utf-8"))["pages"]
    with_contacts = 0
    for values in said:
        html = ""
        for block in values.get("body", []):
            if block["type"] == "contact":
                html = html or client.get(f"/{values['slug']}/").content.decode()
                assert block["value"]["name"] in html
                assert block["value"]["email"].replace("@", "@<wbr>").replace(".", ".<wbr>") in html
                with_contacts += 1
    assert with_contacts >= 4
    assert "mailto:" in client.get("/tillganglighet/").content.decode().partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ({"type": "karta", "value": {"plats": "Strandgatan 1"}}, "/hem/om, body: Blocket ”karta” finns inte"),
        ({"type": "contact", "value": {"name": "Maja Lind", "fax": "1"}}, "/hem/om, body: contact: fältet ”fax”"),
    ],
)
def test_a_block_that_the_page_does_not_have_stops_the_builder(db, tmp_path: Path, block, message):
    page = {"model": "brygga_site.ContentPage", "title": "Om", "slug": "om", "body": [block]}
    with pytest.raises(DemoDataError, match=message):
        built_of(tmp_path, page)


def test_a_name_that_nothing_has_is_told_with_its_page(db, tmp_path: Path):
    page = {"model": "brygga_site.ContentPage", "title": "Om", "slug": "om", "topics": ["Finns inte"]}
    with pytest.raises(DemoDataError, match="/hem/om: ämne ”Finns inte”"):
        built_of(tmp_path, page)


def built_of(folder: Path, *pages: dict) -> None:
    """Builds a demo of these pages alone."""
    data = {"images": [], "topics": [], "target_groups": [], "organisations": [], "people": [], "indicators": []}
    data |= {"home": {"title": "Hem"}, "settings": {"site_name": "Prov"}, "units": [], "projects": []}
    data["pages"] = list(pages)
    (folder / "demo").mkdir()
    (folder / "demo" / "site.json").write_text(json.dumps(data), encoding="utf-8")
    Builder(folder).build("localhost", 80)


def test_the_demo_is_in_both_indexes(demo):
    assert list(deviations()) == []
