"""How many queries a page costs: few, and no more when it holds more."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from brygga.projects.models import Partner, ProjectPage, UnitPage
from brygga.site.site_settings import SiteSettings

from .content import add, organisation, quote

LIMITS = {
    "/": 25,
    "/tillganglighet/": 12,
    "/enheter/": 12,
    "/enheter/aie/": 25,
    "/projekt/": 22,
    "/projekt/etableringscentrum/": 25,
    "/nyheter/": 22,
    "/nyheter/etableringscentrum-oppnar/": 25,
    "/sok/?q=etablering": 15,
    "/amnen/etablering/": 20,
    "/finns-inte/": 10,
}


def queries(path: str) -> int:
    Client().get(path)  # content types and site roots are remembered between requests
    with CaptureQueriesContext(connection) as captured:
        Client().get(path)
    return len(captured)


@pytest.mark.parametrize("path", LIMITS)
def test_a_page_costs_few_queries(site, path):
    assert queries(path) <= LIMITS[path]


def test_a_project_with_more_partners_and_quotes_costs_no_more(site):
    before = queries("/projekt/etableringscentrum/")
    page = ProjectPage.objects.get(pk=site.project.pk)
    for number in range(8):
        page.partners.add(Partner(organisation=organisation(f"Förening {number}", "association")))
    page.body = [
        *[(block.block_type, block.value) for block in page.body],
        *[quote(f"Ord {n}.", "Eva") for n in range(8)],
    ]
    page.save_revision().publish()
    assert queries("/projekt/etableringscentrum/") <= before


def test_a_listing_with_more_projects_costs_no_more(site):
    before = queries("/projekt/")
    for number in range(6):
        add(site.projects, ProjectPage(title=f"Projekt {number}", slug=f"p{number}", owner_organisation=site.solvik))
    assert queries("/projekt/") <= before


def test_the_settings_are_read_once_a_request(site):
    with CaptureQueriesContext(connection) as captured:
        Client().get("/tillganglighet/")
    table = SiteSettings._meta.db_table
    assert len([query for query in captured if f'FROM "{table}"' in query["sql"]]) == 1


@pytest.mark.parametrize("path", ["/amnen/etablering/", "/sok/?q=jobbverkstan", "/enheter/aie/", "/enheter/", "/"])
def test_lists_with_more_units_cost_no_more(site, path):
    before = queries(path)
    for number in range(6):
        unit = UnitPage(title=f"Jobbverkstan {number}", slug=f"jobbverkstan-{number}", organisation=site.norrvik)
        unit.topics = [site.topic]
        add(site.unit if path == "/enheter/aie/" else site.units, unit)
    assert queries(path) <= before
