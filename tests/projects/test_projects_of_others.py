"""Other municipalities' projects are told of as theirs: last in the list, and not on the front page."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from wagtail.models import Site

from brygga.projects.home import current_projects
from brygga.site.models import SiteSettings
from tests.factories import (
    IndicatorFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PartnerFactory,
    ProjectPageFactory,
    UnitPageFactory,
)


@pytest.fixture
def home(project_index):
    cache.clear()
    site = Site.objects.get(is_default_site=True)
    site.root_page = project_index.get_parent()
    site.save()
    settings = SiteSettings.for_site(site)
    settings.organisation_name = "Solviks kommun"
    settings.save()
    return project_index.get_parent()


@pytest.fixture
def projects(project_index, unit_index):
    ours, theirs = OrganisationFactory(name="Solviks kommun"), OrganisationFactory(name="Lövhamns kommun")
    unit = UnitPageFactory(parent=unit_index, title="Verkstan", organisation=ours, lead="En kort ingress.")

    def make(title, **values):
        return ProjectPageFactory(parent=project_index, title=title, lead="En kort ingress.", start="2024", **values)

    make("Eget", owner_organisation=ours)
    make("Utan ägare")
    make("Lövhamns", owner_organisation=theirs)
    make("Tillsammans", owner_organisation=theirs, owner_unit=unit)
    PartnerFactory(page=make("Som part", owner_organisation=theirs), organisation=ours)
    here = make("Här", owner_organisation=theirs)
    here.municipalities = [ours]
    here.save()


def test_the_front_page_shows_the_municipalitys_own(home, projects, client):
    shown = {page.title for page in current_projects(home)["pages"]}
    assert shown == {"Eget", "Utan ägare", "Tillsammans", "Som part", "Här"}
    assert "Lövhamns" not in client.get(home.url).content.decode().split("<main", 1)[1]


def test_the_list_sets_those_of_others_apart_and_last(home, projects, project_index, client):
    words = client.get(project_index.url).content.decode().split("<main", 1)[1]
    own, _heading, others = words.partition("Hos andra")
    assert ">Lövhamns</a>" in others
    assert all(f">{title}</a>" in own for title in ("Eget", "Utan ägare", "Tillsammans", "Som part", "Här"))
    assert "De här projekten är inte våra." in others


def test_a_municipality_without_a_code_can_be_chosen(home, projects, project_index, client):
    words = client.get(project_index.url).content.decode()
    value = words.split('name="kommun" value="', 1)[1].split('"', 1)[0]
    found = client.get(project_index.url, {"kommun": value}).content.decode().split("<main", 1)[1]
    assert ">Här</a>" in found
    assert ">Eget</a>" not in found


def test_a_municipality_with_a_code_keeps_its_address(home, projects, project_index, client):
    place = MunicipalityFactory(name="Norrby kommun", short_name="Norrby", municipality_code="9876")
    page = ProjectPageFactory(parent=project_index, title="Norrut", lead="En kort ingress.")
    page.municipalities = [place]
    page.save()
    assert ">Norrut</a>" in client.get(project_index.url, {"kommun": "9876"}).content.decode()


def test_a_figure_without_a_value_that_may_be_seen_is_nowhere(home, projects, project_index, client):
    page = ProjectPageFactory(parent=project_index, title="Stegvis", lead="En kort ingress.")
    indicator = IndicatorFactory(name="Deltagare i Stegvis")
    page.key_figures.create(indicator=indicator)
    page.save_revision().publish()
    shown = client.get(page.url).content.decode()
    assert 'id="nyckeltal"' not in shown
    assert "#nyckeltal" not in shown
    assert client.get(f"/oppna-data/nyckeltal/{indicator.pk}.csv").status_code == 404
    assert "Deltagare i Stegvis" not in client.get("/oppna-data/nyckeltal.json").content.decode()
