"""What an import has proposed is public only while a page that everybody may see stands behind it."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from wagtail.models import ModelLogEntry, PageViewRestriction

from brygga.projects.models import Indicator, Observation, PersonRole
from brygga.site.models import Standing, Topic
from tests.factories import (
    IndicatorFactory,
    ObservationFactory,
    OrganisationFactory,
    PartnerFactory,
    PersonFactory,
    ProjectContactFactory,
    ProjectKeyFigureFactory,
    ProjectPageFactory,
    TargetGroupFactory,
    TopicFactory,
    UnitPageFactory,
)

pytestmark = pytest.mark.django_db
PROPOSED = Standing.PROPOSED
SENTENCE = "Under året deltog 68 unga i satsningen."


def api(client, address):
    return client.get(f"/api/v2/{address}").json()


def names(client, endpoint):
    return {item["name"] for item in api(client, f"{endpoint}/?fields=*&limit=20")["items"]}


def csv_rows(client):
    text = client.get("/oppna-data/nyckeltal.csv").content.decode()
    return [row["indicator"] for row in csv.DictReader(io.StringIO(text))]


def hide(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="x")


@pytest.fixture
def figure():
    """A key figure that an import has proposed, with one value from no page."""
    indicator = IndicatorFactory(name="Unga i satsningen", standing=PROPOSED)
    ObservationFactory(indicator=indicator, value=68, standing=PROPOSED, source_page=None, source_text=SENTENCE)
    return indicator


def test_a_proposed_figure_is_in_no_channel(client, figure):
    assert names(client, "indicators") == set()
    assert csv_rows(client) == []
    assert client.get("/oppna-data/nyckeltal.json").json()["indicators"] == []
    for address in (
        f"/api/v2/indicators/{figure.pk}/",
        f"/oppna-data/nyckeltal/{figure.pk}.csv",
        f"/oppna-data/nyckeltal/{figure.pk}.json",
    ):
        assert client.get(address).status_code == 404


def test_an_accepted_figure_is_public_with_the_values_that_are_accepted(client, figure):
    Indicator.objects.update(standing=Standing.ACCEPTED)
    assert names(client, "indicators") == {"Unga i satsningen"}
    assert csv_rows(client) == []
    assert api(client, f"indicators/{figure.pk}/")["observations"] == []
    Observation.objects.update(standing=Standing.ACCEPTED)
    assert csv_rows(client) == ["Unga i satsningen"]


def test_a_figure_is_public_while_a_page_that_everybody_may_see_names_it(client, project_index, figure):
    page = ProjectPageFactory(parent=project_index)
    ProjectKeyFigureFactory(page=page, indicator=figure)
    page.save()
    Observation.objects.update(source_page=page)
    assert csv_rows(client) == ["Unga i satsningen"]
    page.unpublish()
    assert csv_rows(client) == []
    assert names(client, "indicators") == set()
    page.save_revision().publish()
    assert csv_rows(client) == ["Unga i satsningen"]
    hide(project_index)
    assert csv_rows(client) == []
    assert names(client, "indicators") == set()


def test_what_only_a_draft_of_a_public_page_names_is_not_public(client, project_index, figure):
    page = ProjectPageFactory(parent=project_index)
    ProjectKeyFigureFactory.build(page=page, indicator=figure)
    page.save_revision()
    assert names(client, "indicators") == set()


def test_a_page_shows_only_values_that_are_accepted_or_whose_page_is_public(client, project_index, figure):
    draft = ProjectPageFactory(parent=project_index, live=False)
    Observation.objects.update(source_page=draft)
    ObservationFactory(indicator=figure, value=31, date="2020", standing=Standing.ACCEPTED, source_page=None)
    page = ProjectPageFactory(
        title="Bron",
        slug="bron",
        parent=project_index,
        body=[("key_figure", {"indicator": figure, "display": "table"})],
    )
    ProjectKeyFigureFactory(page=page, indicator=figure, display="table")
    page.save()
    html = client.get(page.url).content.decode()
    assert "31" in html
    assert "68" not in html
    data = api(client, f"pages/{page.pk}/")
    for shown in (data["key_figures"][0], data["body"][0]["value"]):
        assert [row["value"] for row in shown["indicator"]["observations"]] == [31]
    draft.save_revision().publish()
    assert "68" in client.get(page.url).content.decode()


def test_a_value_tells_nothing_of_a_source_that_is_not_public(client, project_index):
    draft = ProjectPageFactory(parent=project_index, live=False)
    row = ObservationFactory(
        value=5, source_page=draft, source_text=SENTENCE, source_url="https://gamla.example/hemligt"
    )
    page = ProjectPageFactory(parent=project_index)
    ProjectKeyFigureFactory(page=page, indicator=row.indicator, display="table")
    page.save()
    texts = [
        client.get(address).content.decode()
        for address in (
            "/oppna-data/nyckeltal.csv",
            "/oppna-data/nyckeltal.json",
            f"/api/v2/indicators/{row.indicator_id}/",
            f"/api/v2/pages/{page.pk}/",
            page.url,
        )
    ]
    assert not any(SENTENCE in text or "hemligt" in text or f'"source_page": {draft.pk}' in text for text in texts)
    hide(draft)
    draft.save_revision().publish()
    assert all(SENTENCE not in client.get("/oppna-data/nyckeltal.csv").content.decode() for _ in texts)
    PageViewRestriction.objects.all().delete()
    assert SENTENCE in client.get("/oppna-data/nyckeltal.csv").content.decode()


def test_a_proposed_organisation_is_public_while_something_public_names_it(client, project_index):
    body = OrganisationFactory(name="Föreningen Ljusning", standing=PROPOSED)
    assert "Föreningen Ljusning" not in names(client, "organisations")
    assert client.get(f"/api/v2/organisations/{body.pk}/").status_code == 404
    page = ProjectPageFactory(parent=project_index)
    PartnerFactory(page=page, organisation=body)
    page.save()
    assert "Föreningen Ljusning" in names(client, "organisations")
    page.unpublish()
    assert "Föreningen Ljusning" not in names(client, "organisations")
    indicator = IndicatorFactory(organisation=body, standing=PROPOSED)
    assert "Föreningen Ljusning" not in names(client, "organisations")
    indicator.standing = Standing.ACCEPTED
    indicator.save()
    assert "Föreningen Ljusning" in names(client, "organisations")


def test_a_municipality_is_public_by_the_list_of_a_public_page(client, project_index):
    town = OrganisationFactory(name="Älvdals kommun", kind="municipality", standing=PROPOSED)
    page = ProjectPageFactory(parent=project_index, live=False)
    page.municipalities = [town]
    page.save()
    assert "Älvdals kommun" not in names(client, "organisations")
    page.save_revision().publish()
    assert "Älvdals kommun" in names(client, "organisations")


def test_a_role_is_public_when_accepted_or_while_its_page_is(client, project_index):
    person, other = PersonFactory(name="Maja Lind"), OrganisationFactory(name="Ljusbolaget", standing=PROPOSED)
    draft = ProjectPageFactory(parent=project_index, live=False)
    PersonRole.objects.create(person=person, role="chef", organisation=other, standing=PROPOSED, source_page=draft)
    page = ProjectPageFactory(parent=project_index)
    ProjectContactFactory(page=page, person=person)
    page.save()
    assert api(client, f"people/{person.pk}/")["roles"] == []
    assert "Ljusbolaget" not in names(client, "organisations")
    draft.save_revision().publish()
    assert [role["role"] for role in api(client, f"people/{person.pk}/")["roles"]] == ["chef"]
    assert "Ljusbolaget" in names(client, "organisations")


def test_an_accepted_person_whom_no_page_names_is_not_public(client):
    PersonFactory(name="Maja Lind", standing=Standing.ACCEPTED)
    assert names(client, "people") == set()


def test_a_proposed_topic_has_no_page_and_stands_in_no_list(client, project_index):
    topic = TopicFactory(name="Hållbar ljusbrytning", standing=PROPOSED)
    addresses = [f"/amnen/{topic.slug}/", f"/amnen/{topic.slug}/nyheter.xml"]
    assert client.get(addresses[0]).status_code == 404
    for address in ("/sitemap.xml", "/oppna-data/", "/sok/?q=ljusbrytnng"):
        assert topic.slug not in client.get(address).content.decode()
        assert "ljusbrytning" not in client.get(address).content.decode()
    page = ProjectPageFactory(parent=project_index)
    page.topics = [topic]
    page.save()
    assert client.get(addresses[0]).status_code == 200
    page.unpublish()
    assert client.get(addresses[0]).status_code == 404
    Topic.objects.update(standing=Standing.ACCEPTED)
    assert client.get(addresses[0]).status_code == 200


def test_relations_never_tell_of_a_private_page(client, home, project_index, unit_index):
    secret = UnitPageFactory(parent=unit_index, title="Skyddat boende", slug="skyddat-boende")
    page = ProjectPageFactory(parent=project_index, title="Bron", owner_unit=secret)
    page.related_units = [secret]
    page.save()
    person = PersonFactory()
    PersonRole.objects.create(person=person, role="chef", unit=secret)
    ProjectContactFactory(page=page, person=person)
    page.save()
    hide(secret)
    for address in (
        page.url,
        f"/api/v2/pages/{page.pk}/",
        "/api/v2/pages/?type=brygga_projects.ProjectPage&fields=*",
        "/oppna-data/projekt.json",
        "/oppna-data/projekt.csv",
    ):
        text = client.get(address).content.decode()
        assert "Bron" in text
        assert "Skyddat boende" not in text, address
        assert "skyddat-boende" not in text, address
    assert api(client, f"people/{person.pk}/")["roles"][0]["unit"] is None


@pytest.mark.parametrize("endpoint", ["organisations", "people", "indicators"])
def test_more_proposed_things_cost_no_more_queries(client, project_index, endpoint, django_assert_max_num_queries):
    def more(number):
        for _ in range(number):
            page = ProjectPageFactory(parent=project_index)
            row = ObservationFactory(source_page=page, standing=PROPOSED)
            ProjectKeyFigureFactory(page=page, indicator=row.indicator)
            person = PersonFactory(standing=PROPOSED)
            ProjectContactFactory(page=page, person=person)
            body = OrganisationFactory(standing=PROPOSED)
            PersonRole.objects.create(
                person=person, role="chef", organisation=body, standing=PROPOSED, source_page=page
            )
            page.save()

    more(2)
    address = f"/api/v2/{endpoint}/?fields=*&limit=20"
    with django_assert_max_num_queries(12) as few:
        client.get(address)
    more(5)
    with django_assert_max_num_queries(len(few)):
        assert len(client.get(address).json()["items"]) >= 7


def test_an_editor_sees_what_is_proposed_and_accepts_it_with_its_parts(admin_client, client, figure):
    accepted = IndicatorFactory(name="Andel i arbete")
    listed = admin_client.get("/admin/snippets/brygga_projects/indicator/?standing=proposed").content.decode()
    assert figure.name in listed
    assert accepted.name not in listed
    everything = admin_client.get("/admin/snippets/brygga_projects/indicator/").content.decode()
    chooser = admin_client.get("/admin/snippets/choose/brygga_projects/indicator/").json()["html"]
    for cells in (everything, chooser):
        assert re.findall(r"<td[^>]*>\s*(Föreslagen|Godtagen)", cells) == ["Godtagen", "Föreslagen"]
    address = f"/admin/bulk/brygga_projects/indicator/accept/?id={figure.pk}"
    asked = admin_client.get(address).content.decode()
    assert figure.name in asked
    assert SENTENCE in asked
    assert csv_rows(client) == []
    admin_client.post(address)
    assert csv_rows(client) == [figure.name]
    assert ModelLogEntry.objects.filter(action="brygga.accept", object_id=str(figure.pk)).count() == 1
    assert (
        "Godtagen"
        in admin_client.get(f"/admin/snippets/brygga_projects/indicator/history/{figure.pk}/").content.decode()
    )


def test_only_who_may_change_a_thing_may_accept_it(client, figure):
    user = get_user_model().objects.create_user("gast", "gast@solvik.example", "x")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    client.post(f"/admin/bulk/brygga_projects/indicator/accept/?id={figure.pk}")
    figure.refresh_from_db()
    assert figure.is_proposed


@pytest.mark.parametrize(
    "factory", [OrganisationFactory, PersonFactory, IndicatorFactory, TargetGroupFactory, TopicFactory]
)
def test_every_register_has_the_action(admin_client, factory):
    thing = factory(standing=PROPOSED)
    label = thing._meta.label_lower.replace(".", "/")
    admin_client.post(f"/admin/bulk/{label}/accept/?id={thing.pk}")
    thing.refresh_from_db()
    assert not thing.is_proposed
