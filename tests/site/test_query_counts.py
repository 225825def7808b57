"""How many queries a page costs: few, and no more when it holds more.

Each page has two limits: with what is remembered between requests (the frame, counts), and with nothing remembered.
"""

from io import StringIO

import pytest
import wagtail_factories
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from brygga.projects.models import Observation, Partner, ProjectContact, ProjectDocument, ProjectPage, UnitPage

from .content import add, organisation, quote

# Cold, one of each is for the messages to all visitors, and two on pages for who answers for them and corrections.
LIMITS = {
    "/": (5, 24),  # cold: pictures, motifs and figures of what it leads to
    "/tillganglighet/": (4, 11),
    "/enheter/": (4, 11),
    "/enheter/aie/": (10, 17),
    "/projekt/": (4, 18),
    "/projekt/etableringscentrum/": (18, 25),
    "/nyheter/": (4, 17),
    "/nyheter/etableringscentrum-oppnar/": (11, 22),
    "/sok/?q=etablering": (24, 60),
    "/amnen/etablering/": (10, 15),
    "/finns-inte/": (7, 13),  # two of them: whether it is an old address, of a page or a file, written otherwise
}


def queries(path: str, *, cold: bool = False) -> int:
    for _number in range(2):  # content types and site roots are remembered too
        Client().get(path)
    if cold:
        cache.clear()
    with CaptureQueriesContext(connection) as captured:
        Client().get(path)
    return len(captured)


@pytest.mark.parametrize("path", LIMITS)
def test_a_page_costs_few_queries(site, path):
    warm, cold = LIMITS[path]
    assert queries(path) <= warm
    assert queries(path, cold=True) <= cold


def test_a_project_with_all_there_is_costs_at_most_28_queries(site):
    """People behind contacts, a document and a page that a value is from cost a query each, however many they are. A
    unit that owns it without taking part comes with those that take part."""
    page = ProjectPage.objects.get(pk=site.project.pk)
    page.contacts.add(ProjectContact(person=site.unit.head, organisation=site.agency))
    page.documents.add(ProjectDocument(document=wagtail_factories.DocumentFactory()))
    page.owner_unit = site.part
    page.save_revision().publish()
    Observation.objects.filter(indicator=site.indicator).update(source_page=site.news)
    assert queries("/projekt/etableringscentrum/") <= 21
    assert queries("/projekt/etableringscentrum/", cold=True) <= 28


def test_values_from_pages_and_documents_cost_no_more_when_they_are_many(site):
    document = wagtail_factories.DocumentFactory()
    first, *rest = Observation.objects.filter(indicator=site.indicator)
    Observation.objects.filter(pk=first.pk).update(source_page=site.news)
    Observation.objects.filter(pk=rest[0].pk).update(source_document=document)
    before = {path: queries(path) for path in ("/projekt/etableringscentrum/", "/nyheter/etableringscentrum-oppnar/")}
    Observation.objects.filter(pk__in=[row.pk for row in rest[1:]]).update(source_page=site.report)
    assert {path: queries(path) for path in before} == before


@pytest.mark.parametrize("path", ["/nyheter/", "/nyheter/?slag=report", "/projekt/", "/"])
def test_more_news_cost_no_more_queries(site, path):
    before = queries(path), queries(path, cold=True)
    call_command("make_many_news", 60, no_search=True, stdout=StringIO())
    assert (queries(path), queries(path, cold=True)) == before


def test_a_filter_that_gives_each_page_once_lets_the_database_follow_the_order(site):
    """With a list of keys it would have to look at all of them before the first page of the list is known."""
    with CaptureQueriesContext(connection) as captured:
        Client().get("/nyheter/?slag=report")
    listed = [query["sql"] for query in captured if "listed_on" in query["sql"] and "LIMIT" in query["sql"]]
    assert len(listed) == 1
    assert listed[0].count("SELECT") == 1


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


@pytest.mark.parametrize("path", ["/amnen/etablering/", "/sok/?q=jobbverkstan", "/enheter/aie/", "/enheter/", "/"])
def test_lists_with_more_units_cost_no_more(site, path):
    before = queries(path)
    for number in range(6):
        unit = UnitPage(title=f"Jobbverkstan {number}", slug=f"jobbverkstan-{number}", organisation=site.norrvik)
        unit.topics = [site.topic]
        add(site.unit if path == "/enheter/aie/" else site.units, unit)
    assert queries(path) <= before
