"""Every list in the admin answers what one types, sorts by and filters on, on every database."""

import warnings

import pytest
from django.urls import reverse

from brygga.importers.models import GoneAddress
from brygga.projects.models import Indicator, Organisation, Person, TargetGroup
from brygga.site.models import Topic
from tests.admin_lists import NOTHING, admin_lists, filter_values
from tests.factories import OrganisationFactory

OURS = ("wagtailsnippets_brygga", "forslag", "import", "borttagna")


def rows(response):
    """The rows that the list shows."""
    return list(response.context["object_list"])


def shown(client, address, query=""):
    """The list's rows for a query; an answer that is no list of rows fails the test."""
    response = client.get(f"{address}?{query}")
    assert response.status_code == 200, f"{address}?{query}"
    return rows(response)


def test_every_list_is_found():
    names = {found.name for found in admin_lists()}
    models = ("organisation", "person", "indicator", "targetgroup")
    ours = {f"wagtailsnippets_brygga_projects_{model}:list" for model in models}
    ours |= {"wagtailsnippets_brygga_site_topic:list", "forslag:index", "importkorningar:index"}
    ours |= {"importdokument:index", "borttagna-adresser:index"}
    assert ours <= names
    assert {"wagtailusers_users:index", "wagtailredirects:index", "wagtailadmin_reports:site_history"} <= names
    assert len(names) > 20


@pytest.mark.parametrize("found", list(admin_lists()), ids=lambda found: found.name)
def test_a_list_is_sorted_filtered_and_searched(site, admin_client, found):
    GoneAddress.objects.create(path="/gammalt", reason="Verksamheten finns inte.")
    Organisation.objects.filter(pk=site.solvik.pk).update(county_code="99")
    Indicator.objects.update(organisation=site.solvik)
    first = admin_client.get(found.address)
    if first.status_code == 302:  # a list that hands over to another
        return
    assert first.status_code == 200
    view = first.context["view"]
    queries = [f"ordering={ordering}" for ordering in view.get_valid_orderings()]
    filters = [query for _name, query in filter_values(view.filters.form)] if view.filters else []
    everything = len(rows(first))
    for query in (*queries, "p=2"):
        assert len(shown(admin_client, found.address, query)) <= everything
    for query in filters:
        shown(admin_client, found.address, query)
    if not view.is_searchable:
        return
    for query in ("", *queries, *filters):
        assert shown(admin_client, found.address, f"{query}&q={NOTHING}") == []
        shown(admin_client, found.address, f"{query}&q=sol")


@pytest.mark.parametrize("query", ["%", "a:b", '"', "'", "*", "å" * 300, "\x00"])
@pytest.mark.parametrize("found", [f for f in admin_lists() if f.name.startswith(OURS)], ids=lambda f: f.name)
def test_a_list_answers_whatever_is_typed(site, admin_client, found, query):
    assert admin_client.get(found.address, {"q": query}).status_code == 200


@pytest.fixture
def register(site):
    """An organisation with other names, a person with an old role, a key figure and a target group."""
    body = OrganisationFactory(name="Ängsviks samordningsförbund", short_name="Ängsvik", kind="coordination_body")
    body.names.create(name="SOÄNG", kind="abbreviation")
    body.names.create(name="Finsam Ängsvik", kind="former")
    body.save()
    person = Person(name="Åsa Mårdh")
    person.roles.create(role="byggherre", organisation=body, end="2019")
    person.roles.create(role="enhetschef", organisation=body, start="2020")
    person.save()
    Indicator.objects.create(name="Örtodlare i arbete", unit="odlare", description="Räknas vid midsommar.")
    TargetGroup.objects.create(name="Äldre sömmerskor")
    Topic.objects.create(name="Öppet hus", description="Kvällar med kaffe.")


@pytest.mark.parametrize(
    ("model", "typed", "name"),
    [
        ("organisation", "ängsviks", "Ängsviks samordningsförbund"),
        ("organisation", "soäng", "Ängsviks samordningsförbund"),
        ("organisation", "finsam", "Ängsviks samordningsförbund"),
        ("organisation", "samordn", "Ängsviks samordningsförbund"),
        ("person", "ås", "Åsa Mårdh"),
        ("person", "Åsa Mårdh", "Åsa Mårdh"),
        ("person", "bygghe", "Åsa Mårdh"),
        ("person", "enhetschef", "Åsa Mårdh"),
        ("person", "åsa enhetschef", "Åsa Mårdh"),
        ("indicator", "örtod", "Örtodlare i arbete (odlare)"),
        ("indicator", "midsommar", "Örtodlare i arbete (odlare)"),
        ("indicator", "odlare", "Örtodlare i arbete (odlare)"),
        ("targetgroup", "sömm", "Äldre sömmerskor"),
        ("topic", "öppet", "Öppet hus"),
        ("topic", "kaffe", "Öppet hus"),
    ],
)
def test_what_an_editor_types_is_found(register, admin_client, model, typed, name):
    app = "site" if model == "topic" else "projects"
    found = {
        str(row) for row in shown(admin_client, reverse(f"wagtailsnippets_brygga_{app}_{model}:list"), f"q={typed}")
    }
    assert name in found


def test_a_model_that_is_searched_in_the_admin_answers_while_one_types(site, admin_client):
    """Wagtail warns where a search would answer to whole words only."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", RuntimeWarning)
        for found in admin_lists():
            if found.name.startswith(OURS):
                admin_client.get(found.address, {"q": "sol"})
