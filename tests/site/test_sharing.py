"""What machines get of a page: a picture to share, the site and its organisation, invitations, the data catalogue."""

import datetime as dt
import io
import json

import pytest
import rdflib
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client
from icalendar import Calendar
from PIL import Image

from brygga.news.models import NewsPage
from brygga.site.organisation_data import postal_address
from brygga.site.share_cards import draw

from .content import add, picture

pytestmark = pytest.mark.django_db


def soup(path):
    return BeautifulSoup(Client().get(path).content.decode().replace("\u00ad", ""), "lxml")


def objects(path):
    found = [json.loads(script.string) for script in soup(path).select('script[type="application/ld+json"]')]
    return {one["@type"]: one for one in found}


def test_every_page_has_a_picture_to_share_its_own_or_a_drawn_card(site):
    page = soup("/tillganglighet/")
    address = page.find("meta", property="og:image")["content"]
    assert address == f"http://testserver/dela/{site.about.pk}.png"
    card = Client().get(address.removeprefix("http://testserver"))
    assert card.headers["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(card.content)).size == (1200, 630)
    assert len(card.content) < 60_000
    unit = type(site.unit).objects.get(pk=site.unit.pk)
    unit.lead_image, unit.lead_image_alt = picture("Enheten"), "Ett hus"
    unit.save_revision().publish()
    page = soup("/enheter/aie/")
    assert "/media/" in page.find("meta", property="og:image")["content"]
    assert page.find("meta", property="og:image:alt")["content"] == "Ett hus"


def test_what_is_not_public_has_no_card(site):
    NewsPage.objects.get(pk=site.report.pk).unpublish()
    assert Client().get(f"/dela/{site.report.pk}.png").status_code == 404
    assert Client().get("/dela/99999999.png").status_code == 404


@pytest.mark.parametrize("title", ["", "Ö" * 300, "ord " * 200, "Kort", "\U0001f600 smil"])
def test_any_title_can_be_drawn(title):
    assert draw(title, "Solvik", "#0f5257", "#f7e3c4").startswith(b"\x89PNG")


def test_the_first_page_tells_of_the_site_and_the_organisation_behind_it(site):
    found = objects("/")
    action = found["WebSite"]["potentialAction"]
    assert action["target"]["urlTemplate"] == "http://localhost/sok/?q={search_term_string}"
    assert action["query-input"] == "required name=search_term_string"
    organisation = found["GovernmentOrganization"]
    assert organisation["name"] == "Solviks kommun"
    assert organisation["address"]["postalCode"] == "660 10"
    assert organisation["address"]["addressLocality"] == "Solvik"
    assert organisation["contactPoint"]["email"] == "kontakt@solvik.example"
    assert objects("/enheter/aie/")["GovernmentOrganization"]["address"]["streetAddress"] == "Hamngatan 4"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Box 1\nSE-123 45 Norrvik", {"streetAddress": "Box 1", "postalCode": "123 45", "addressLocality": "Norrvik"}),
        ("Kajen", {"streetAddress": "Kajen"}),
        ("12345 Byn", {"postalCode": "123 45", "addressLocality": "Byn"}),
    ],
)
def test_an_address_as_people_write_it_is_a_postal_address(text, parts):
    assert postal_address(text) == {"@type": "PostalAddress", "addressCountry": "SE", **parts}
    assert postal_address(" \n ") is None


def test_an_invitation_has_time_place_and_something_for_the_calendar(site):
    start = dt.datetime(2099, 5, 4, 11, 30, tzinfo=dt.UTC)
    page = NewsPage(title="Öppet kök", slug="kok", lead="Kom och ät.", kind="press_invitation")
    page.event_start, page.event_end = start, start + dt.timedelta(hours=2)
    page.event_place, page.event_signup = "Bruksgatan 8", "Mejla oss"
    page = add(site.news.get_parent().specific, page)
    text = soup("/nyheter/kok/").select_one(".invitation").get_text(" ", strip=True)
    for part in (
        "måndag",
        "4 maj 2099",
        "klockan 13.30",
        "15.30",
        "Bruksgatan 8",
        "Mejla oss",
        "Lägg in i din kalender",
    ):
        assert part in text, part
    event = objects("/nyheter/kok/")["Event"]
    assert event["startDate"] == "2099-05-04T13:30+02:00"
    assert event["location"]["name"] == "Bruksgatan 8"
    (found,) = Calendar.from_ical(Client().get(f"/kalender/inbjudan/{page.pk}.ics").content).walk("VEVENT")
    assert found["dtstart"].dt == start
    assert str(found["location"]) == "Bruksgatan 8"
    assert Client().get(f"/kalender/inbjudan/{site.news.pk}.ics").status_code == 404


def test_news_of_one_project_lead_to_what_came_before_and_after(site):
    parent = site.news.get_parent().specific
    for number, year in enumerate((2001, 2002, 2003)):
        page = NewsPage(title=f"Del {number}", slug=f"del-{number}", first_published_on=dt.date(year, 1, 1))
        page.related_projects = [site.project]
        add(parent, page)
    links = [a.get_text() for a in soup("/nyheter/del-1/").select(".story-line a")]
    assert links == ["Del 0", "Del 2"]
    NewsPage.objects.get(slug="del-2").unpublish()
    assert "Del 2" not in soup("/nyheter/del-1/").select_one(".story-line").get_text()


@pytest.mark.parametrize(("extension", "form"), [("rdf", "xml"), ("ttl", "turtle"), ("jsonld", "json-ld")])
def test_the_catalogue_says_the_same_in_each_form(site, extension, form):
    cache.clear()
    response = Client().get(f"/oppna-data/katalog.{extension}")
    graph = rdflib.Graph().parse(data=response.content, format=form)
    assert len(list(graph.subjects(rdflib.RDF.type, rdflib.DCAT.Dataset))) == 3
    for address in graph.objects(None, rdflib.DCAT.downloadURL):
        assert Client().get(str(address).removeprefix("http://testserver")).status_code == 200
    assert Client().get("/oppna-data/katalog.exe").status_code == 404
