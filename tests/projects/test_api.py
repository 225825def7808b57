"""The JSON API: everything that is structured on a page, in few queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from brygga.projects.models import ProjectPage
from tests.factories import (
    FundFactory,
    FundingFactory,
    GoalFactory,
    IndicatorFactory,
    MilestoneFactory,
    MunicipalityFactory,
    ObservationFactory,
    OrganisationFactory,
    PartnerFactory,
    PersonFactory,
    ProjectContactFactory,
    ProjectKeyFigureFactory,
    ProjectPageFactory,
    TargetGroupFactory,
    TopicFactory,
    UnitContactFactory,
    UnitPageFactory,
)


def whole_project(project_index, unit_index, **fields):
    """A project with one of everything."""
    unit = UnitPageFactory(parent=unit_index, title="Jobbcenter", slug=fields.get("slug", "jobbcenter"))
    page = ProjectPageFactory(
        parent=project_index,
        title="Bron",
        full_name="En bro till arbete",
        lead="Fler vägar in.",
        purpose="<p>Fler ska få arbete.</p>",
        target_group="<p>Nyanlända.</p>",
        start="2018",
        end="2021-06",
        owner_unit=unit,
        faq=[("faq", {"question": "Vem får vara med?", "answer": "<p>Du.</p>"})],
        **fields,
    )
    page.municipalities = [MunicipalityFactory()]
    page.topics, page.target_groups, page.related_units = [TopicFactory()], [TargetGroupFactory()], [unit]
    page.save()
    PartnerFactory(page=page, organisation=OrganisationFactory(name="Arbetskraftsverket"), role="handleder")
    FundingFactory(page=page, funder=FundFactory(), share="2/3", amount=2_000_000, programme="ESF 2014–2020")
    FundingFactory(page=page, funder=None, funder_name="Kommunerna", share="1/3")
    GoalFactory(page=page, target_value=55, unit="procent", deadline_note="inom 90 dagar", result_value=60)
    MilestoneFactory(page=page)
    indicator = IndicatorFactory(name="Deltagare", unit="deltagare")
    ObservationFactory(indicator=indicator, value=60, value_text="ett 60-tal", date="2018-05")
    ProjectKeyFigureFactory(page=page, indicator=indicator)
    ProjectContactFactory(page=page, name="", person=PersonFactory(name="Maja Lind", phone="0590-110 12"))
    return page


def test_a_project_gives_every_structured_field(project_index, unit_index, client):
    page = whole_project(project_index, unit_index)
    data = client.get(f"/api/v2/pages/{page.pk}/").json()
    assert (data["full_name"], data["start"], data["end"]) == ("En bro till arbete", "2018", "2021-06")
    assert data["current_status"] == {
        "code": "completed",
        "label": "Avslutat",
        "reason": "Projektet slutade juni 2021.",
        "derived": True,
    }
    assert data["owner_unit"]["title"] == "Jobbcenter"
    assert [place["municipality_code"] for place in data["municipalities"]] != [""]
    assert data["partners"][0]["organisation"]["name"] == "Arbetskraftsverket"
    first, second = data["funding"]
    assert (first["share_fraction"], first["amount"], first["funder"]["register_key"]) == (
        "2/3",
        2_000_000,
        "fond:esf",
    )
    assert (second["funder_name"], second["share"], second["amount"]) == ("Kommunerna", "1/3", None)
    assert data["eu_funding"][0]["statement"] == "Europeiska unionen – Europeiska socialfonden"
    goal = data["goals"][0]
    assert (goal["target_value"], goal["unit"], goal["deadline_note"], goal["reached"]) == (
        55,
        "procent",
        "inom 90 dagar",
        True,
    )
    assert data["key_figures"][0]["indicator"]["observations"][0]["value_text"] == "ett 60-tal"
    assert data["contacts"][0] == {
        "name": "Maja Lind",
        "role": "projektledare",
        "phone": "0590-110 12",
        "email": "",
        "person": data["contacts"][0]["person"],
        "organisation": None,
    }
    assert data["faq"][0]["value"]["question"] == "Vem får vara med?"
    for name in ("milestones", "topics", "target_groups", "related_units"):
        assert len(data[name]) == 1, name


def test_a_unit_gives_every_structured_field(unit_index, project_index, client):
    head = PersonFactory(name="Maja Lind")
    unit = UnitPageFactory(
        parent=unit_index,
        title="AIE",
        abbreviation="AIE",
        full_name="Arbetsmarknads- och integrationsenheten",
        organisation=MunicipalityFactory(),
        remit="<p>Stöd till arbete.</p>",
        head=head,
        head_role="enhetschef",
    )
    UnitPageFactory(parent=unit, title="Snickeriet")
    UnitPageFactory(parent=unit, title="Hemlig del", live=False)
    UnitContactFactory(page=unit, name="Växeln", phone="0590-110 00")
    ProjectPageFactory(parent=project_index, title="Bron", owner_unit=unit)
    data = client.get(f"/api/v2/pages/{unit.pk}/").json()
    assert data["organisation"]["name"] == "Solviks kommun"
    assert (data["head"]["name"], data["head_role"]) == ("Maja Lind", "enhetschef")
    assert [part["title"] for part in data["parts"]] == ["Snickeriet"]
    assert [project["title"] for project in data["projects"]] == ["Bron"]
    assert data["contacts"][0]["phone"] == "0590-110 00"


def _queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_more_parts_cost_no_more_queries(project_index, unit_index, client):
    page = whole_project(project_index, unit_index)
    address = f"/api/v2/pages/{page.pk}/"
    before = _queries(client, address)
    for _number in range(5):
        PartnerFactory(page=page)
        FundingFactory(page=page)
        ProjectKeyFigureFactory(page=page, indicator=ObservationFactory().indicator)
        ProjectContactFactory(page=page, person=PersonFactory())
    assert _queries(client, address) == before


def test_more_projects_cost_no_more_queries(project_index, unit_index, client):
    whole_project(project_index, unit_index)
    # All but the parent, a field of Wagtail's own, which asks for it page by page.
    names = ",".join(field.name for field in ProjectPage.api_fields)
    address = f"/api/v2/pages/?type=brygga_projects.ProjectPage&fields={names}"
    before = _queries(client, address)
    for number in range(4):
        whole_project(project_index, unit_index, slug=f"bron-{number}")
    assert _queries(client, address) <= before


@pytest.mark.parametrize("endpoint", ["organisations", "indicators", "images", "documents"])
def test_the_other_endpoints_answer(db, client, endpoint):
    ObservationFactory()
    OrganisationFactory()
    data = client.get(f"/api/v2/{endpoint}/?fields=*").json()
    assert data["meta"]["total_count"] == len(data["items"])


def test_a_draft_is_not_in_the_api(project_index, client):
    draft = ProjectPageFactory(parent=project_index, live=False)
    assert client.get(f"/api/v2/pages/{draft.pk}/").status_code == 404
