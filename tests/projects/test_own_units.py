"""Other municipalities' units are told of as theirs: apart in the list, and not on the front page."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.template import Context
from django.test import RequestFactory
from wagtail.models import Site

from brygga.projects.home import units
from brygga.projects.templatetags.brygga_projects import unit_list
from brygga.site.models import SiteSettings
from tests.factories import OrganisationFactory, UnitPageFactory


@pytest.fixture
def home(unit_index):
    cache.clear()
    site = Site.objects.get(is_default_site=True)
    site.root_page = unit_index.get_parent()
    site.save()
    return unit_index.get_parent()


def name_the_site(name: str) -> None:
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    settings.organisation_name = name
    settings.save()


def listed(index):
    return unit_list(Context({"request": RequestFactory().get("/", headers={"host": "localhost"})}), index)


def titles(pages) -> list[str]:
    return [page.title for page in pages]


@pytest.fixture
def three(unit_index):
    ours, theirs = OrganisationFactory(name="Solviks kommun"), OrganisationFactory(name="Lövhamns kommun")
    for title, organisation in (("Arbetslivscentrum", ours), ("Jobbtorget", theirs), ("Verkstan", None)):
        UnitPageFactory(parent=unit_index, title=title, organisation=organisation, lead="En kort ingress.")


@pytest.mark.parametrize("name", ["Solviks kommun", "SOLVIKS KOMMUN"])
def test_units_of_others_stand_by_themselves_and_not_on_the_front_page(home, unit_index, three, name):
    name_the_site(name)
    assert titles(units(home)["pages"]) == ["Arbetslivscentrum", "Verkstan"]
    found = listed(unit_index)
    assert (titles(found["own"]), titles(found["others"])) == (["Arbetslivscentrum", "Verkstan"], ["Jobbtorget"])


def test_visitors_are_told_whose_they_are(home, unit_index, three, client):
    name_the_site("Solviks kommun")
    words = client.get(unit_index.url).content.decode()
    assert words.index("Arbetslivscentrum") < words.index("Hos andra") < words.index("Jobbtorget")
    assert "Jobbtorget" not in client.get(home.url).content.decode()


@pytest.mark.parametrize("name", ["", "Ett förbund som registret inte känner"])
def test_where_it_is_not_known_whose_the_site_is_all_are_its_own(home, unit_index, three, name):
    name_the_site(name)
    assert listed(unit_index)["others"] == []
    assert len(units(home)["pages"]) == 3
