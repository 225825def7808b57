import pytest

from brygga.projects.models import Funding, ProjectPage
from tests.factories import FundFactory, OrganisationFactory, ProjectPageFactory


def _statements(project_index, start=None, **funding):
    page = ProjectPageFactory(parent=project_index, start=start)
    Funding.objects.create(page=page, **funding)
    return [(row.period, row.statement) for row in ProjectPage.objects.get(pk=page.pk).eu_funding]


@pytest.mark.parametrize(
    ("start", "programme", "period", "statement"),
    [
        ("2018", "", "2014–2020", "Europeiska unionen – Europeiska socialfonden"),
        ("2010", "", "2007–2013", "Europeiska unionen – Europeiska socialfonden"),
        ("2013", "", "2007–2013", "Europeiska unionen – Europeiska socialfonden"),
        ("2014", "", "2014–2020", "Europeiska unionen – Europeiska socialfonden"),
        ("2023", "", "2021–2027", "Medfinansieras av Europeiska unionen"),
        ("2022", "", "2014–2020", "Europeiska unionen – Europeiska socialfonden"),
        ("2024", "ESF+ 2021–2027", "2021–2027", "Medfinansieras av Europeiska unionen"),
        (None, "ESF 2014-2020", "2014–2020", "Europeiska unionen – Europeiska socialfonden"),
    ],
)
def test_the_social_funds_statement_follows_fund_and_period(project_index, start, programme, period, statement):
    assert _statements(project_index, start, funder=FundFactory(), programme=programme) == [(period, statement)]


def test_esf_plus_always_has_the_new_statement(project_index):
    fund = FundFactory(name="Europeiska socialfonden+", register_key="fond:esf-plus")
    assert _statements(project_index, "2021", funder=fund) == [("2021–2027", "Medfinansieras av Europeiska unionen")]


def test_a_fund_that_is_only_written_counts_too(project_index):
    found = _statements(project_index, "2017", funder_name="Kommunen och Asyl-, migrations- och integrationsfonden")
    assert found == [("2014–2020", "Europeiska unionen – Asyl-, migrations- och integrationsfonden")]


@pytest.mark.parametrize("name", ["Solviks kommun", "Samordningsförbundet Selfors", "Allmänna arvsfonden"])
def test_other_money_shows_no_emblem(project_index, name):
    assert _statements(project_index, "2018", funder=OrganisationFactory(name=name)) == []


def test_two_funds_with_the_same_words_say_them_once(project_index):
    page = ProjectPageFactory(parent=project_index, start="2024")
    Funding.objects.create(page=page, funder=FundFactory(name="ESF+", register_key="fond:esf-plus"))
    Funding.objects.create(page=page, funder=FundFactory(name="AMIF", register_key="fond:amif"))
    assert [row.statement for row in page.eu_funding] == ["Medfinansieras av Europeiska unionen"]
