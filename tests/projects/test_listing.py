import pytest
from django.http import QueryDict

from brygga.projects.filters import project_listing
from brygga.projects.models.projects import live_projects
from brygga.site.privacy import asked_once
from tests.factories import (
    FundFactory,
    FundingFactory,
    MunicipalityFactory,
    ProjectPageFactory,
    TargetGroupFactory,
    TopicFactory,
)


@pytest.fixture
def projects(project_index):
    solvik = MunicipalityFactory()
    norrby = MunicipalityFactory(name="Norrby kommun", short_name="Norrby")
    swedish, youth = TopicFactory(name="Svenska"), TargetGroupFactory(name="Unga")
    running = ProjectPageFactory(parent=project_index, title="Bron", start="2020")
    running.municipalities = [solvik, norrby]
    running.topics, running.target_groups = [swedish], [youth]
    running.save()
    FundingFactory(page=running, funder=FundFactory(), programme="ESF 2014–2020")
    FundingFactory(page=running, funder=FundFactory(), programme="ESF 2014–2020")
    done = ProjectPageFactory(parent=project_index, title="Lyftet", start="2015", end="2018")
    done.municipalities = [solvik]
    done.save()
    ProjectPageFactory(parent=project_index, title="Utkast", live=False)
    return running, done


def _listing(index, query=""):
    return project_listing(live_projects(index), QueryDict(query), scope=index.pk)


def _choices(listing, name):
    facet = next(facet for facet in listing.facets if facet.name == name)
    return {choice.label: choice.count for choice in facet.choices}


def _titles(listing):
    return [page.title for page in listing.page.object_list]


def test_all_public_projects_are_listed_newest_first_with_counts(project_index, projects):
    listing = _listing(project_index)
    assert _titles(listing) == ["Bron", "Lyftet"]
    assert _choices(listing, "lage") == {"Pågår": 1, "Avslutat": 1}
    assert _choices(listing, "kommun") == {"Norrby": 1, "Solvik": 2}
    assert _choices(listing, "finansiar") == {"Europeiska socialfonden": 1}  # two rows of funding, one project
    assert _choices(listing, "program") == {"ESF 2014–2020": 1}


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("lage=running", ["Bron"]),
        ("lage=running&lage=completed", ["Bron", "Lyftet"]),
        ("amne=svenska", ["Bron"]),
        ("malgrupp=unga", ["Bron"]),
        ("program=ESF 2014–2020", ["Bron"]),
        ("lage=completed&amne=svenska", []),
        ("kommun=0000", []),
        ("lage=%00&finansiar=x&page=99", ["Bron", "Lyftet"]),
        ("lage=galet", []),
    ],
)
def test_choices_widen_within_a_facet_and_narrow_between(project_index, projects, query, titles):
    expected = [] if "finansiar=x" in query else titles
    assert _titles(_listing(project_index, query)) == expected


def test_counts_heed_the_other_facets_choices(project_index, projects):
    listing = _listing(project_index, "lage=completed")
    assert _choices(listing, "kommun") == {"Solvik": 1}
    assert _choices(listing, "lage") == {"Pågår": 1, "Avslutat": 1}


def test_a_choice_can_be_taken_away_and_shared(project_index, projects):
    listing = _listing(project_index, "lage=running&kommun=9900&page=2")
    assert listing.query.startswith("lage=running&kommun=")
    chosen = next(choice for choice in listing.active if choice.value == "running")
    assert "lage" not in chosen.toggle_url
    assert "kommun=9900" in chosen.toggle_url


def test_the_number_of_queries_does_not_grow_with_the_projects(project_index, projects, django_assert_max_num_queries):
    for number in range(25):
        page = ProjectPageFactory(parent=project_index, start=str(2000 + number))
        page.topics = [TopicFactory()]
        page.save()
    with asked_once(), django_assert_max_num_queries(9):
        listing = _listing(project_index)
        assert len([page.current_status for page in listing.page.object_list]) == 20


def test_a_choice_that_leaves_nothing_keeps_its_name(project_index, projects):
    listing = _listing(project_index, "lage=cancelled&lage=completed&kommun=0000")
    assert _choices(listing, "lage")["Avbrutet"] == 0
    assert _choices(_listing(project_index, "lage=completed&amne=svenska"), "amne") == {"Svenska": 0}
