"""Choosing people, organisations, key figures and topics: telling equal names apart, searching, making what lacks."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import ModelLogEntry

from brygga.projects.models import Indicator, Organisation, Person
from brygga.site.models import Topic
from tests.factories import (
    IndicatorFactory,
    MunicipalityFactory,
    OrganisationFactory,
    OrganisationNameFactory,
    PersonFactory,
    PersonRoleFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db
MODELS = {"person": Person, "organisation": Organisation, "indicator": Indicator, "topic": Topic}


def address(name, step=""):
    app = MODELS[name]._meta.app_label
    return f"/admin/snippets/choose/{app}/{name}/{step}"


@pytest.fixture(autouse=True)
def swedish():
    with translation.override("sv"):
        yield


@pytest.fixture
def editor(client):
    """Somebody who may open the admin, and nothing more."""
    user = get_user_model().objects.create_user("redaktor", password="x")
    group = Group.objects.create(name="Skribent")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    client.force_login(user)
    client.user = user
    return client


def lines(client, name, query=""):
    """What the chooser shows, row by row: (name, second line)."""
    response = client.get(address(name, f"results/?q={query}"))
    assert response.status_code == 200
    html = response.content.decode()
    rows = [(str(row), row.told_apart) for row in response.context["results"]]
    assert all(line in html for _title, line in rows)
    return rows


def make(client, kind, /, **fields):
    response = client.post(address(kind, "create/"), {f"ny-{key}": value for key, value in fields.items()})
    return response, (response.json() if response.status_code == 200 else {})


def test_people_of_one_name_are_told_apart_by_role_and_body(admin_client):
    for body in ("Solviks kommun", "Ekby kommun"):
        person = PersonFactory(name="Maja Lind")
        PersonRoleFactory(person=person, role="enhetschef", organisation=MunicipalityFactory(name=body))
    PersonRoleFactory(person=PersonFactory(name="Maja Lind"), role="rektor", start="2014", end="2016")
    PersonFactory(name="Maja Lind", email="maja@ekby.example")
    assert {line for _name, line in lines(admin_client, "person", "Maja Lind")} == {
        "enhetschef, Solviks kommun",
        "enhetschef, Ekby kommun",
        "rektor, 2014–2016",
        "maja@ekby.example",
    }


def test_organisations_and_key_figures_are_told_apart(admin_client):
    solvik = MunicipalityFactory(name="Solviks kommun", municipality_code="9901")
    OrganisationNameFactory(organisation=solvik, name="Solviks stad", kind="former")
    OrganisationFactory(name="Solviks kommunförbund", kind="association")
    IndicatorFactory(name="Deltagare", unit="personer", organisation=solvik)
    assert {line for _name, line in lines(admin_client, "organisation", "solvik")} == {
        "Förening eller organisation",
        "Kommun · 9901 · tidigare Solviks stad",
    }
    assert lines(admin_client, "indicator", "delt") == [("Deltagare (personer)", "personer · Solviks kommun")]


def test_the_number_of_queries_does_not_grow_with_the_rows(admin_client):
    def asked(name):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            lines(admin_client, name)
        return len(queries)

    def more(number):
        for _place in range(number):
            body = OrganisationFactory()
            OrganisationNameFactory(organisation=body)
            PersonRoleFactory(organisation=body)
            IndicatorFactory(organisation=body)
            TopicFactory()

    more(2)
    before = {name: asked(name) for name in MODELS}
    more(6)
    assert {name: asked(name) for name in MODELS} == before


def test_what_is_missing_is_made_in_the_chooser_and_chosen(admin_client):
    body = MunicipalityFactory(name="Solviks kommun")
    _response, answer = make(
        admin_client,
        "person",
        name="Eva Ek",
        role="projektledare",
        employer="Solviks kommun",
        email="eva@solvik.example",
    )
    person = Person.objects.get(name="Eva Ek")
    assert answer["result"] == {
        "id": str(person.pk),
        "string": "Eva Ek",
        "edit_url": f"/admin/snippets/brygga_projects/person/edit/{person.pk}/",
    }
    assert person.told_apart == "projektledare, Solviks kommun"
    assert ModelLogEntry.objects.for_instance(person).get().action == "wagtail.create"

    make(admin_client, "organisation", name="Solviks folkhögskola", kind="education")
    make(admin_client, "indicator", name="Deltagare", unit="personer", concerns="Solvik")
    make(admin_client, "topic", name="Svenska")
    assert Organisation.objects.matching("solviks  folkhögskola").kind == "education"
    assert Indicator.objects.get().organisation == body
    assert Topic.objects.get().slug == "svenska"
    assert {obj.standing for model in MODELS.values() for obj in model.objects.all()} == {"accepted"}


@pytest.mark.parametrize(
    ("name", "fields", "said"),
    [
        (
            "person",
            {"name": "Eva Ek", "role": "chef", "employer": "Okända kommunen"},
            "Ingen organisation i registret",
        ),
        ("person", {"name": "Eva Ek", "employer": "Solviks kommun"}, "Skriv vilken roll personen har"),
        ("person", {"name": ""}, "obligatoriskt"),
        ("organisation", {"name": "SOLVIKS KOMMUN", "kind": "municipality"}, "finns redan i registret"),
        ("organisation", {"name": "Bolaget", "kind": "company", "organisation_number": "123"}, "rganisationsnummer"),
        ("topic", {"name": "Praktik"}, "finns redan"),
    ],
)
def test_what_cannot_be_made_says_why_at_the_field(admin_client, name, fields, said):
    MunicipalityFactory(name="Solviks kommun")
    TopicFactory(name="Praktik")
    before = MODELS[name].objects.count()
    _response, answer = make(admin_client, name, **fields)
    assert answer["step"] == "reshow_creation_form"
    assert said in answer["htmlFragment"]
    assert MODELS[name].objects.count() == before


@pytest.mark.parametrize("name", MODELS)
def test_only_those_who_may_add_are_offered_it(editor, name):
    chooser = editor.get(address(name))
    assert chooser.status_code == 200
    assert "Skapa och välj" not in chooser.json()["html"]
    assert make(editor, name, name="Eva Ek", unit="st", kind="other")[0].status_code in (302, 403)
    assert not MODELS[name].objects.exists()

    model = MODELS[name]
    editor.user.groups.get().permissions.add(
        Permission.objects.get(codename=f"add_{name}", content_type__app_label=model._meta.app_label)
    )
    assert "Skapa och välj" in editor.get(address(name)).json()["html"]
    assert make(editor, name, name="Eva Ek", unit="st", kind="other")[0].status_code == 200
    assert model.objects.count() == 1


def test_the_fields_of_what_is_made_are_not_those_of_the_page_behind(admin_client):
    html = admin_client.get(address("person")).json()["html"]
    assert 'id="id_ny-name"' in html
    assert 'id="id_name"' not in html
