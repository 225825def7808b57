"""Search: the site's own pages come before another municipality's, and what else was looked for is said."""

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client

from brygga.site.models import ContentPage, SiteSettings
from tests.factories import UnitPageFactory

from .content import add, organisation


@pytest.fixture
def pages(site):
    """A page of our own that mentions what is asked, and another municipality's unit that is called so."""
    settings = SiteSettings.for_site(site.site)
    settings.organisation_name = "Solviks kommun"
    settings.save()
    organisation("Solviks kommun", "municipality")
    theirs = organisation("Lövhamns kommun", "municipality")
    add(site.home, ContentPage(title="Pengar när du inte har några", slug="pengar", lead="Om försörjningsstöd."))
    for title in ("Försörjningsstöd", "Försörjningsstöd i Lövhamn"):
        UnitPageFactory(parent=site.unit.get_parent(), title=title, organisation=theirs, lead="Ring oss.")
    cache.clear()
    return site


def result(text):
    page = BeautifulSoup(Client().get("/sok/", {"q": text}).content, "lxml")
    found = [item.find(["h2", "h3"]).get_text().strip().replace("\xad", "") for item in page.select(".page-list > li")]
    return found, page.select_one('main [role="status"]').get_text(" ", strip=True)


def test_ones_own_page_comes_before_another_municipalitys_and_the_other_word_is_said(pages):
    found, told = result("socialbidrag")
    assert found[0] == "Pengar när du inte har några"
    assert set(found[1:]) == {"Försörjningsstöd", "Försörjningsstöd i Lövhamn"}
    assert "Visar också sidor som säger ”försörjningsstöd”." in told


def test_who_asks_for_the_other_municipality_gets_its_page_first(pages):
    found, _told = result("försörjningsstöd Lövhamn")
    assert found[0] == "Försörjningsstöd i Lövhamn"


def test_nothing_is_said_of_other_words_where_there_are_none(pages):
    assert "Visar också" not in result("Lövhamn")[1]
