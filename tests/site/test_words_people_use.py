"""Search understands what people write: other words for the same thing, compounds, numbers, and what comes first."""

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from brygga.news.models import NewsPage
from brygga.projects.models import UnitContact, UnitPage
from brygga.site.models import ContentPage, Synonym
from brygga.site.search.asking import asked
from brygga.site.search.words import indexed, matches, terms

from .content import add


@pytest.fixture
def pages(site):
    """A page for each of what the tests ask."""
    made = {
        "stöd": ContentPage(title="Försörjningsstöd", slug="fs", lead="Så ansöker du."),
        "bistånd": ContentPage(title="Regler", slug="regler", lead="Rätten till ekonomiskt bistånd prövas."),
        "snickare": ContentPage(title="En verkstad på kajen", slug="verkstad", lead="Här träffas snickare."),
        "svenska": ContentPage(title="Lär dig språket", slug="sprak", lead="Undervisning i svenska för invandrare."),
    }
    cache.clear()
    return {name: add(site.home, page) for name, page in made.items()}


def titles(text):
    answer = Client().get("/sok/", {"q": text})
    cards = BeautifulSoup(answer.content, "lxml").select(".page-list > li")
    return [card.find(["h2", "h3"]).get_text().strip().replace("\xad", "") for card in cards]


def test_other_words_for_the_same_thing_find_it_from_the_start(pages):
    assert {"Försörjningsstöd", "Regler"} <= set(titles("socialbidrag"))
    assert "Lär dig språket" in titles("SFI")
    assert "Regler" in titles("ekonomiskt bistånd")


def test_an_editors_synonym_counts_at_once_and_one_way_goes_one_way(pages):
    assert titles("slöjdhus") == []
    row = Synonym.objects.create(asked="slöjdhus", finds="verkstad", both_ways=False)
    assert "En verkstad på kajen" in titles("slöjdhus")
    row.delete()
    assert titles("slöjdhus") == []
    with pytest.raises(ValidationError):
        Synonym(asked=" , ", finds="x").full_clean()


def test_the_preview_shows_what_a_synonym_changes(pages, admin_client):
    Synonym.objects.all().delete()
    row = Synonym(asked="slöjdhus", finds="kajen", both_ways=False)
    [change] = row.get_preview_context(None, "")["changes"]
    assert (change["word"], change["before"], change["new"]) == ("slöjdhus", 0, ["En verkstad på kajen"])
    data = {"asked": "slöjdhus", "finds": "kajen", "source": ""}
    address = reverse("wagtailsnippets_brygga_site_synonym:preview_on_add")
    assert admin_client.post(address, data).json()["is_valid"]
    page = BeautifulSoup(admin_client.get(address, {"mode": ""}).content, "lxml")
    assert [cell.get_text() for cell in page.select("tbody td.number")] == ["0", "1"]
    assert admin_client.get(reverse("wagtailsnippets_brygga_site_synonym:list")).status_code == 200


def test_a_compound_is_found_where_its_parts_stand_apart(pages):
    assert "En verkstad på kajen" in titles("snickarverkstad")
    [term] = asked("snickarverkstad", {}, {"snick", "verkstad"})
    assert all(matches(word, [term]) for word in ("snickare", "verkstaden", "snickarverkstaden"))
    assert asked("arbetslös", {}, {"arbet"})[0].others == ()


def test_a_number_is_found_with_other_groups_and_without_any(site):
    UnitContact.objects.create(page=site.unit, name="Växeln", phone="0590-119 86")
    for text in ("0590-119 86", "059011986", "0590-11 98 6", "+46 590 119 86"):
        assert any("AIE" in title for title in titles(text)), text
    assert "4711" in indexed("4 711 deltagare").split()
    assert terms("plats 12")[0].stem == "plat"


def test_the_thing_itself_comes_before_news_that_name_it_in_their_titles(site):
    add(site.units, UnitPage(title="Konsumentrådgivningen", slug="konsument", lead="Råd om reklamation."))
    for number in range(3):
        add(site.news_index, NewsPage(title=f"Reklamation {number}", slug=f"rek-{number}", lead="Reklamation."))
    assert titles("reklamation")[0] == "Konsumentrådgivningen"
