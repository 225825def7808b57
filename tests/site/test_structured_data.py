"""JSON-LD has what schema.org and Google require of each type, and says nothing of what is not public."""

import datetime as dt
import json
import re

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client

from brygga.news.models import NewsPage
from brygga.site.models import SiteSettings

from .content import add, picture

pytestmark = pytest.mark.django_db
PATHS = (
    "/",
    "/tillganglighet/",
    "/enheter/aie/",
    "/projekt/etableringscentrum/",
    "/nyheter/etableringscentrum-oppnar/",
    "/nyheter/ett-ar/",
    "/nyheter/kok/",
    "/oppna-data/",
)
# What Google's guides for each type require and recommend, where this site can always tell it.
REQUIRED = {
    "Dataset": {"name", "description", "license", "creator", "distribution", "keywords", "isAccessibleForFree", "url"},
    "DataDownload": {"contentUrl", "encodingFormat"},
    "GovernmentService": {
        "name",
        "url",
        "description",
        "provider",
        "serviceOperator",
        "areaServed",
        "availableChannel",
    },
    "Event": {"name", "startDate", "location", "image", "description", "organizer", "eventStatus", "endDate"},
    "Place": {"name", "address"},
    "FAQPage": {"mainEntity"},
    "Question": {"name", "acceptedAnswer"},
    "Answer": {"text"},
    "NewsArticle": {"headline", "image", "publisher", "datePublished", "mainEntityOfPage", "url"},
    "GovernmentOrganization": {"name"},
    "PostalAddress": {"streetAddress", "addressCountry"},
    "WebSite": {"name", "url", "potentialAction"},
    "SearchAction": {"target", "query-input"},
    "BreadcrumbList": {"itemListElement"},
    "WebPage": {"name", "url", "inLanguage"},
}


@pytest.fixture
def told(site):
    """All JSON-LD of the site's pages, by path."""
    SiteSettings.objects.filter(site=site.site).update(logo=picture("Logotypen"))
    start = dt.datetime(2099, 5, 4, 11, 30, tzinfo=dt.UTC)
    fields = {"event_start": start, "event_end": start + dt.timedelta(hours=2), "event_place": "Bruksgatan 8"}
    add(site.news_index, NewsPage(title="Öppet kök", slug="kok", lead="Kom och ät.", **fields))
    cache.clear()
    return {path: objects(path) for path in PATHS}


def objects(path):
    soup = BeautifulSoup(Client().get(path).content, "lxml")
    return [json.loads(script.string) for script in soup.find_all("script", type="application/ld+json")]


def every(value):
    """All objects with a type, also those inside others."""
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for part in value.values():
            yield from every(part)
    elif isinstance(value, list):
        for part in value:
            yield from every(part)


def test_each_type_has_what_is_required_of_it(told):
    found = set()
    for path, data in told.items():
        for one in every(data):
            kind = one["@type"]
            found.add(kind)
            missing = REQUIRED.get(kind, set()) - one.keys()
            assert not missing, (path, kind, missing)
            assert all(value not in ("", None, [], {}) for value in one.values()), (path, one)
    assert set(REQUIRED) <= found


def test_what_is_a_time_is_iso_8601_and_what_is_an_address_is_whole(told):
    for path, data in told.items():
        for one in every(data):
            for key, value in one.items():
                if key.endswith("Date") or key.startswith("date"):
                    assert re.match(r"\d{4}(-\d\d(-\d\dT?)?)?", value), (path, key, value)
                if key in ("url", "contentUrl", "mainEntityOfPage") or (key == "image" and isinstance(value, list)):
                    addresses = value if isinstance(value, list) else [value]
                    assert all(re.match(r"https?://\w", address) for address in addresses), (path, key, value)


def test_an_article_without_a_picture_has_the_card_and_the_site_as_its_publisher(told):
    (article,) = [one for one in told["/nyheter/ett-ar/"] if one["@type"] == "NewsArticle"]
    assert re.search(r"/dela/\d+\.png$", article["image"][0])
    assert article["publisher"]["name"] == "Solviks kommun"
    assert article["publisher"]["logo"]["url"].startswith("http://localhost/media/")
    assert "author" not in article, "who sent it out is not known"


def test_descriptions_of_data_are_long_enough_for_google(told):
    sets = [one for one in told["/oppna-data/"] if one["@type"] == "Dataset"]
    assert len(sets) == 3
    assert all(50 <= len(one["description"]) <= 5000 for one in sets)


def test_an_invitation_without_a_place_is_no_event(site):
    start = dt.datetime(2099, 5, 4, 11, 30, tzinfo=dt.UTC)
    add(site.news_index, NewsPage(title="Nånstans", slug="nanstans", event_start=start))
    assert "Event" not in {one["@type"] for one in objects("/nyheter/nanstans/")}


def test_nothing_that_is_not_public_is_told(site):
    site.project.unpublish()
    site.unit.unpublish()
    cache.clear()
    for path in ("/", "/nyheter/etableringscentrum-oppnar/", "/projekt/yrkesspar/", "/oppna-data/"):
        for one in every(objects(path)):
            assert one.get("url", "").rstrip("/").rpartition("/")[2] not in ("etableringscentrum", "aie"), path
            assert one.get("name") not in ("Etableringscentrum", "AIE"), path
