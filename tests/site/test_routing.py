"""The way to a page is Wagtail's, in fewer queries."""

import pytest
from django.db import connection
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from brygga.projects.models import UnitPage
from brygga.site.models import ContentPage, HomePage

from .content import add


def status(path: str) -> int:
    return Client().get(path).status_code


def stocks_answer(home: Page, request, slugs: list[str]):
    """What Wagtail's own way leads to."""
    try:
        return Page.route(home, request, slugs)[0].pk
    except Http404:
        return None


def test_the_way_leads_where_wagtails_leads(site, rf):
    add(site.part, UnitPage(title="Snickeriet", slug="snickeriet"))
    draft = site.part.add_child(instance=UnitPage(title="Utkast", slug="utkast", live=False))
    add(draft, UnitPage(title="Under utkast", slug="under"))
    request = rf.get("/")
    for slugs in (
        ["enheter"],
        ["enheter", "aie", "jobbverkstan", "snickeriet"],
        ["enheter", "aie", "jobbverkstan", "utkast"],
        ["enheter", "aie", "jobbverkstan", "utkast", "under"],
        ["aie"],
        ["enheter", "enheter"],
        ["enheter", "aie", "aie"],
        ["start"],
    ):
        home = HomePage.objects.get(pk=site.home.pk)
        try:
            ours = home.route(request, slugs)[0]
        except Http404:
            ours = None
        assert (ours.pk if ours else None) == stocks_answer(home, request, slugs), slugs
        assert ours is None or type(ours) in {UnitPage, type(site.units)}


def test_a_long_way_costs_no_more_queries(site):
    def queries(path: str) -> int:
        for _number in range(2):
            status(path)
        with CaptureQueriesContext(connection) as captured:
            assert status(path) == 200
        return len(captured)

    page, path, counts = site.about, "/tillganglighet/", set()
    for number in range(4):
        counts.add(queries(path))
        page = add(page, ContentPage(title=f"Steg {number}", slug=f"steg-{number}"))
        path += f"steg-{number}/"
    assert len(counts) == 1


@pytest.mark.parametrize("path", ["/finns-inte/", "/enheter/finns-inte/", "/enheter/aie/finns/inte/", "/%C3%A5/"])
def test_an_address_of_nothing_is_not_found(site, path):
    assert status(path) == 404


def test_a_page_type_with_a_way_of_its_own_takes_over(site, monkeypatch):
    asked = []

    def route(self, request, slugs):
        asked.append((self.title, slugs))
        return RouteResult(self)

    monkeypatch.setattr(UnitPage, "route", route)
    assert status("/enheter/aie/kalender/2026/") == 200
    assert asked == [("AIE", ["kalender", "2026"])]


def test_the_first_page_is_fetched_anew_each_time(site):
    assert status("/") == 200
    HomePage.objects.filter(pk=site.home.pk).update(lead="Nyskrivet.")  # no signal tells of this
    assert "Nyskrivet." in Client().get("/").content.decode()
