"""What a visitor sees on a page is what finds it, and what no visitor may see finds nothing."""

import io
import re
import zipfile

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.models import Page, PageViewRestriction
from wagtail.search.backends import get_search_backend

from brygga.news.models import NewsContact, NewsKeyFigure, NewsPage
from brygga.projects.models import (
    Indicator,
    Observation,
    OrganisationName,
    ProjectContact,
    ProjectDocument,
    UnitKeyFigure,
    UnitPage,
)
from brygga.site.models import ContentPage, DocumentText
from brygga.site.search.file_words import words_of
from brygga.site.search.words import split, terms

from .content import add, picture

# Other pages' cards, ways through the site, drawings, and the page's own furniture.
NOT_OF_THE_PAGE = (
    "nav:not(.topics), svg, script, form, section > h2, dt, summary, "
    ".page-list, .card, .bridge, .tiles, .section__more, .feeds, .chart caption, .chart thead, .kind, "
    "h3.contact__name, "
    ".status, .facts__note, .goal__result strong, .byline, .glance, .funding-note, .eu, .figure-number__change, "
    ".document__kind, .external__note, .updated, .map-link"
)
# Words that stand before a value.
FURNITURE = re.compile(r"Bild:|Resultat:|Källa:|\(öppnas hos en annan webbplats\)|Resultatet är inte redovisat än.")
PARTS = "p, li, td, th, dd, address, figcaption, time, h1, h3, h4, h5, blockquote"


def docx(text):
    """A Word file that says `text`, and nothing that Word would ask for besides."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>'
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("word/document.xml", body)
    return data.getvalue()


def document(title, text, name="underlag.docx"):
    return get_document_model().objects.create(title=title, file=ContentFile(docx(text), name=name))


def found(text):
    """The pages that search finds, by key."""
    results = get_search_backend().search(text, Page.objects.live().public(), operator="and")
    return {page.pk for page in results}


@pytest.fixture
def full(site):
    """A page of each kind with everything that such a page can show."""
    OrganisationName.objects.create(organisation=site.agency, name="Arbetsmarknadsverket", kind="former")
    OrganisationName.objects.create(organisation=site.fund, name="ESF", kind="abbreviation")
    figure = Indicator.objects.create(name="Avslutade kurser", unit="kurser")
    Observation.objects.create(indicator=figure, value=87, date="2022", note="preliminärt", source_text="Årsbok")
    UnitKeyFigure.objects.create(page=site.unit, indicator=figure)
    ProjectDocument.objects.create(
        page=site.project, document=document("Slutrapport", "Handledarna tog rygg på ungdomarna")
    )
    body = [
        ("heading", {"text": "Ansökan", "level": "2"}),
        ("paragraph", "<p>Ring <b>växeln</b> först.</p><ul><li>Legitimation</li></ul>"),
        ("factbox", {"heading": "Kort om oss", "body": "<p>Startade våren 1987</p>"}),
        (
            "contact",
            {"name": "Siv Brandt", "role": "vägledare", "phone": "0590-119 40", "email": "siv.brandt@solvik.example"},
        ),
        ("key_figure", {"indicator": figure, "display": "figure"}),
        (
            "image",
            {
                "image": picture(),
                "alt": "En svarv",
                "caption": "Svarven i källaren",
                "credit": "Tor Ek",
                "decorative": False,
            },
        ),
        (
            "document",
            {"document": document("Blankett för resor", "Kilometerersättning", "blankett.docx"), "title": ""},
        ),
        ("faq", {"question": "Kostar det?", "answer": "<p>Nej, avgiften är borttagen.</p>"}),
        (
            "table",
            {
                "caption": "Kursstarter",
                "columns": [{"type": "text", "heading": "Termin"}, {"type": "number", "heading": "Antal"}],
                "rows": [{"values": ["Vinterhalvåret", "17"]}],
            },
        ),
        (
            "quote",
            {
                "text": "Här får man andrum.",
                "speaker_name": "Olle Frisk",
                "role": "svetsare",
                "organisation_name": "Smedjan",
            },
        ),
        ("links", {"heading": "Mer", "items": [{"text": "Regler för resor", "url": "https://x.example"}]}),
        ("embed", {"url": "https://film.example", "title": "Film: en dag i smedjan"}),
    ]
    page = ContentPage(title="Kurser och resor", slug="kurser", lead="Allt om kurserna.", topics=[site.other_topic])
    page.body = body
    site.content = add(site.home, page)
    news = NewsPage(
        title="Smedjan öppnar", slug="smedjan", lead="Nu tänds ässjan.", publisher=site.norrvik, kind="report"
    )
    news.body = body
    news.related_projects, news.related_units, news.topics = [site.project], [site.unit], [site.topic]
    news.contacts = [NewsContact(name="Pia Malm", role="pressansvarig", organisation=site.solvik)]
    news.key_figures = [NewsKeyFigure(indicator=figure)]
    news.lead_image_alt = "En ässja"
    news.lead_image, news.lead_image_caption, news.lead_image_credit = picture("Ässjan"), "Ässjan glöder", "Foto Ida"
    site.full_news = add(site.news_index, news)
    return site


def seen_texts(page):
    """Each text that a visitor sees on the page and that is the page's own."""
    html = BeautifulSoup(Client().get(page.url).content, "lxml").main
    for other in html.select(NOT_OF_THE_PAGE):
        other.decompose()
    texts = {}
    for part in html.select(PARTS):
        if not part.find(PARTS.split(", ")):
            text = " ".join(part.get_text(" ").split()).replace("\xad", "")
            texts[FURNITURE.sub("", text)] = None
    return [text for text in texts if any(word for word in split(text))]


def test_each_text_on_a_page_of_any_kind_finds_it(full):
    lost = {}
    asked = 0
    pages = (
        full.home,
        full.content,
        full.units,
        full.unit,
        full.projects,
        full.project,
        full.news_index,
        full.full_news,
    )
    for page in pages:
        for text in seen_texts(page):
            words = " ".join(split(text)[:8])
            if terms(words):
                asked += 1
                if page.pk not in found(words):
                    lost.setdefault(page.title, []).append(text)
    assert not lost, "\n".join(f"{t}: {x}" for t, xs in lost.items() for x in xs)
    assert asked > 80


def test_a_page_follows_what_stands_on_it_and_is_stored_elsewhere(full):
    project, content = full.project.pk, full.content.pk
    full.topic.name = "Nystart"
    full.topic.save()
    assert project in found("nystart")
    OrganisationName.objects.create(organisation=full.agency, name="Lösarbetet", kind="alias")
    assert project in found("lösarbetet")
    full.agency.names.get(name="Lösarbetet").delete()
    assert project not in found("lösarbetet")
    head = full.unit.head
    head.name = "Gun Alfredsson"
    head.save()
    assert full.unit.pk in found("alfredsson")
    Observation.objects.create(indicator=Indicator.objects.get(name="Avslutade kurser"), value=471, date="2023")
    assert {content, full.unit.pk, full.full_news.pk} <= found("471")
    Observation.objects.get(value=471).delete()
    assert not found("471")
    unit = UnitPage.objects.get(pk=full.unit.pk)
    unit.full_name, unit.abbreviation = "Solviks navigatorcentrum", "SNC"
    unit.save()
    assert {project, unit.pk} <= found("navigatorcentrum") & found("snc")
    full.project.topics.remove(full.topic)
    full.project.save()
    assert project not in found("nystart")
    full.project.partners.all()[0].delete()
    ProjectContact.objects.create(page=full.project, name="Ruth Alm")
    assert project in found("ruth alm")


def test_saving_a_page_reads_it_once_for_all_its_parts(full, monkeypatch):
    reads = []
    monkeypatch.setattr("brygga.site.read_once.insert_or_update_object", reads.append)
    page = full.project.specific_class.objects.get(pk=full.project.pk)
    page.goals = [type(goal)(description=goal.description) for goal in page.goals.all()]
    page.topics = [full.other_topic]
    page.save()
    assert [read.pk for read in reads] == [page.pk]


def test_a_unit_that_not_everybody_may_see_finds_no_page_that_it_runs(full):
    unit = UnitPage.objects.get(pk=full.unit.pk)
    unit.title = "Ankaret"
    unit.full_name = unit.abbreviation = ""
    unit.save_revision().publish()
    named = {full.project.pk, full.full_news.pk}
    assert named <= found("ankaret")
    restriction = PageViewRestriction.objects.create(page=unit, restriction_type="login")
    assert not found("ankaret")
    restriction.delete()
    assert named <= found("ankaret")
    UnitPage.objects.get(pk=unit.pk).unpublish()
    assert not found("ankaret")


def test_a_value_that_nobody_has_accepted_finds_no_page(full):
    figure = Indicator.objects.get(name="Avslutade kurser")
    draft = full.news_index.add_child(instance=NewsPage(title="Utkast", slug="utkast", live=False))
    Observation.objects.create(indicator=figure, value=6543, date="2024", standing="proposed", source_page=draft)
    assert not found("6543")


def test_the_words_of_a_document_find_the_page_that_shows_it_and_are_shown(full):
    answer = BeautifulSoup(Client().get("/sok/", {"q": "tog rygg ungdomarna"}).content, "lxml")
    card = answer.select_one(".page-list > li")
    assert "Etableringscentrum" in card.get_text()
    assert [mark.get_text() for mark in card.select("mark")] == ["tog", "rygg", "ungdomarna"]
    kept = document("Hemligt", "Visselpipan")
    assert not found("visselpipan")
    assert get_document_model().objects.get(pk=kept.pk).brygga_text.text == "Visselpipan"


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("docx", b"PK\x03\x04 no package"),
        ("pdf", b"%PDF-1.7 nothing more"),
        ("docx", docx("")),
        ("exe", b"MZ"),
    ],
)
def test_a_file_that_cannot_be_read_has_no_words(kind, data):
    assert words_of(kind, data) == ""


def test_a_file_that_takes_more_than_it_may_has_no_words():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"<w>" + b"0" * (70 * 2**20))
    assert words_of("docx", data.getvalue()) == ""
    entities = '<!DOCTYPE x [<!ENTITY a "bomb"><!ENTITY b "&a;&a;&a;">]><x><t>&b;</t></x>'
    with zipfile.ZipFile(data := io.BytesIO(), "w") as package:
        package.writestr("word/document.xml", entities)
    assert "bomb" not in words_of("docx", data.getvalue())


def test_documents_from_before_are_read_by_a_command(full, capsys):
    DocumentText.objects.all().delete()
    assert full.project.pk not in found("handledarna tog rygg")
    call_command("read_document_words")
    assert capsys.readouterr().out.startswith("2 dokument")
    assert full.project.pk in found("handledarna tog rygg")
