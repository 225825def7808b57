"""Documents that become pages of a type that is none of ours: `BRYGGA_ARTICLE_MAPPING`."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from brygga.importers import checks
from brygga.importers.mapping import ArticleMapping
from brygga.importers.models import FieldConflict
from brygga.importers.runs.publish import publish_run
from brygga.importers.runs.rollback import rollback_run
from brygga.importers.writing.equality import words
from brygga.importers.writing.pages import home_of
from brygga.news.models import NewsPage
from brygga.projects.models import Organisation, Person, ProjectPage
from brygga.site.models import ContentPage, HomePage

from .archive import FUNDED, KITCHEN, LIBRARY, run_import, states, write

pytestmark = pytest.mark.django_db
HERE = "tests.importers.test_own_page_type"
DAY_LOST = "Publicerad: 2023-05-11"


class Contents(ArticleMapping):
    """The page of plain content stands for a site's own: it is no news page. It has no field for the day."""

    model = "brygga_site.ContentPage"
    below = "brygga_site.HomePage"
    fields = {"lead": "lead"}
    blocks = {"heading": "heading", "quote": "quote"}


class Careless(Contents):
    blocks = {"paragraph": lambda value: ("paragraph", "<p>…</p>")}


class Unfit(ArticleMapping):
    model = "brygga_site.ContentPage"
    fields = {"nothing": "lead"}


class Unknown(ArticleMapping):
    model = "brygga_site.ContentPage"
    fields = {"lead": "ingress"}
    text = "prose"


@pytest.fixture
def mapped(settings):
    settings.BRYGGA_ARTICLE_MAPPING = f"{HERE}.Contents"
    home_of()  # a site has a first page of its own
    return settings


def text_of(page: ContentPage) -> str:
    return str(page.body.get_prep_value())


def test_documents_become_drafts_of_the_sites_own_type_with_every_word(mapped, tmp_path):
    people, bodies = Person.objects.count(), Organisation.objects.count()
    run = run_import(write(tmp_path / "a", kok=KITCHEN, stegen=FUNDED))
    assert set(states(run).values()) == {"created"}
    page = ContentPage.objects.get(title="Nytt kök ger fler en väg till jobb")
    assert (page.live, page.lead.split()[0]) == (False, "I")
    assert {"heading", "quote", "paragraph"} == {block.block_type for block in page.body}
    assert [said for said in ("maja.lindgren@solvik.example", DAY_LOST) if said not in text_of(page)] == []
    assert page.get_parent().specific_class is HomePage
    # Those who only want the importer get nothing else of it.
    assert NewsPage.objects.count() + ProjectPage.objects.count() == 0
    assert (Person.objects.count(), Organisation.objects.count()) == (people, bodies)


def test_a_new_import_keeps_what_an_editor_changed_and_undoing_takes_the_page_away(mapped, tmp_path):
    folder = write(tmp_path / "a", kok=KITCHEN)
    first = run_import(folder)
    assert set(states(run_import(folder)).values()) <= {"unchanged"}
    page = ContentPage.objects.get()
    page.lead = "Köket är här."
    page.save_revision()
    write(folder, kok=KITCHEN.replace("tre dagar", "fyra dagar").replace("I går öppnade", "I dag öppnar"))
    second = run_import(folder)
    latest = ContentPage.objects.get().get_latest_revision_as_object()
    assert latest.lead == "Köket är här."
    assert "fyra dagar" in text_of(latest)
    assert FieldConflict.objects.filter(field="lead", state=FieldConflict.State.OPEN).count() == 1
    rollback_run(second, "Fel arkiv.")
    assert "tre dagar" in text_of(ContentPage.objects.get().get_latest_revision_as_object())
    assert ContentPage.objects.count() == 1  # an editor has written to it: it is kept, and said to be
    rollback_run(first, "Fel arkiv.")
    assert ContentPage.objects.count() == 1
    other = run_import(write(tmp_path / "b", bibliotek=LIBRARY))
    rollback_run(other, "Fel arkiv.")
    assert not ContentPage.objects.filter(title__startswith="Språkcaféet").exists()


def test_nothing_but_a_person_publishes_them(mapped, tmp_path):
    folder = write(tmp_path / "a", kok=KITCHEN)
    with pytest.raises(CommandError, match="utkast"):
        call_command("import_articles", str(folder), publish=True)
    run = run_import(folder)
    assert publish_run(run) == publish_run(run, everything=True) == 0


def test_rules_that_lose_words_write_no_page(mapped, tmp_path):
    mapped.BRYGGA_ARTICLE_MAPPING = f"{HERE}.Careless"
    run = run_import(write(tmp_path / "a", kok=KITCHEN))
    assert states(run) == {"kok.txt": "failed"}
    assert "BRYGGA_ARTICLE_MAPPING" in run.entries.get().reason
    assert not ContentPage.objects.exists()


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ("Unfit", "nothing"),
        ("Unknown", "ingress"),
        ("Unknown", "prose"),
        ("Missing", "finns inte"),
        ("write", "ingen"),
    ],
)
def test_rules_that_do_not_fit_are_told_before_anything_is_imported(settings, mapping, said):
    settings.BRYGGA_ARTICLE_MAPPING = f"{HERE}.{mapping}"
    told = list(checks.check_article_mapping())
    assert {message.id for message in told} == {"brygga.E015"}
    assert any(said in message.msg for message in told)


OURS = {
    "title": "T",
    "lead": "En ingress",
    "lead_image": 7,
    "lead_image_caption": "Köket",
    "contacts": [{"name": "Maja", "phone": "0555-1"}],
    "first_published_on": "2023-05",
    "body": [
        {"type": "faq", "value": {"question": "Vem?", "answer": "<p>Alla.</p>"}},
        {"type": "table", "value": {"caption": "", "columns": [{"heading": "År"}], "rows": [{"values": ["2023"]}]}},
        {"type": "links", "value": {"heading": "Mer", "items": [{"text": "Läs", "page": 3, "url": ""}]}},
        {"type": "document", "value": {"document": 4, "title": "Beslut"}},
        {"type": "embed", "value": {"url": "https://solvik.example/film", "title": "Film"}},
        {"type": "missing_image", "value": {"src": "/a.png", "alt": "Hus", "caption": ""}},
        {"type": "factbox", "value": {"heading": "Fakta", "body": "<p>Tolv platser.</p>"}},
        {"type": "image", "value": {"image": 8, "alt": "Bro", "caption": "Bron"}},
        {"type": "unheard-of", "value": {"words": "Annat <här>"}},
    ],
}


def test_what_has_no_place_becomes_text_where_it_stood():
    values = Contents().values({**OURS, "lead": "x" * 5000})
    found = words(values)
    wanted = "Vem Alla År 2023 Mer Läs Beslut Film Hus Fakta Tolv Bron Annat här Maja 0555 Publicerad Köket".casefold()
    assert [word for word in wanted.split() if word not in found] == []
    said = str(values["body"])
    expected = ('linktype="page" id="3"', 'linktype="document" id="4"', "&lt;här&gt;")
    assert [part for part in expected if part not in said] == []
    assert {block["type"] for block in values["body"]} <= {"paragraph", "heading"}


def test_a_block_of_theirs_that_lacks_a_part_is_refused():
    class Lacking(Contents):
        blocks = {"embed": "heading"}

    with pytest.raises(ValidationError, match="url"):
        Lacking().values(OURS)
