import pytest
from django.core.exceptions import ValidationError

from brygga.projects.models import PersonRole
from brygga.projects.person_mentions import mentions
from tests.factories import PersonFactory, ProjectContactFactory, ProjectPageFactory, UnitPageFactory


def _quote(name, person=None):
    return ("quote", {"text": "Det går framåt.", "speaker_name": name, "role": "enhetschef", "person": person})


def test_every_page_and_quote_that_names_a_person_is_found(project_index, unit_index):
    asa = PersonFactory(name="Åsa Öhrn")
    unit = UnitPageFactory(parent=unit_index, title="Arbetsenheten", head=asa)
    linked = ProjectPageFactory(parent=project_index, title="Bron", body=[_quote("Åsa Öhrn", asa)])
    same_name = ProjectPageFactory(parent=project_index, title="Lyftet", body=[_quote("Åsa Öhrn")], live=False)
    contact = ProjectContactFactory(page=ProjectPageFactory(parent=project_index, title="Stegen"), name="Åsa Öhrn")
    ProjectPageFactory(parent=project_index, title="Annat", body=[_quote("Åsa Öhrnberg")])
    found = [(mention.page.pk, mention.where, mention.linked) for mention in mentions(asa)]
    assert found == [
        (unit.pk, "head", True),
        (linked.pk, "quote", True),
        (same_name.pk, "quote", False),
        (contact.page_id, "contact", False),
    ]


def test_a_quote_keeps_the_role_of_its_time(project_index, client):
    asa = PersonFactory(name="Åsa Öhrn")
    page = ProjectPageFactory(parent=project_index, body=[_quote("Åsa Öhrn", asa)])
    PersonRole.objects.create(person=asa, role="kommunchef", start="2024")
    quote = client.get(f"/api/v2/pages/{page.pk}/").json()["body"][0]["value"]
    assert quote == {
        "text": "Det går framåt.",
        "speaker": "Åsa Öhrn",
        "role": "enhetschef",
        "organisation": None,
        "attribution": None,
        "person": asa.pk,
    }


def test_the_api_gives_only_people_whom_a_public_page_names(project_index, client):
    named, unnamed = PersonFactory(name="Åsa Öhrn"), PersonFactory(name="Bo Ek")
    ProjectPageFactory(parent=project_index, body=[_quote("Åsa Öhrn", named)])
    ProjectPageFactory(parent=project_index, body=[_quote("Bo Ek", unnamed)], live=False)
    assert [person["name"] for person in client.get("/api/v2/people/").json()["items"]] == ["Åsa Öhrn"]


def test_a_role_that_ends_before_it_starts_gets_a_message_at_the_end(db):
    with pytest.raises(ValidationError) as error:
        PersonRole(person=PersonFactory(), role="chef", start="2021", end="juni 2020").full_clean()
    assert error.value.message_dict["end"] == [
        "Slutet (juni 2020) ligger före starten (2021). Ändra något av datumen."
    ]


def test_the_admins_page_of_a_person_lists_where_they_are_named(project_index, admin_client):
    asa = PersonFactory(name="Åsa Öhrn")
    ProjectPageFactory(parent=project_index, title="Bron", body=[_quote("Åsa Öhrn", asa)])
    html = admin_client.get(f"/admin/snippets/brygga_projects/person/inspect/{asa.pk}/").content.decode()
    assert "Bron" in html
    assert "Det går framåt." in html


def test_the_list_of_people_tells_their_role_today(db, admin_client):
    for name in ("Åsa Öhrn", "Bo Ek"):
        asa = PersonFactory(name=name)
        PersonRole.objects.create(person=asa, role="handläggare", start="2015", end="2020", sort_order=0)
        PersonRole.objects.create(person=asa, role="enhetschef", start="2020", sort_order=1)
    html = admin_client.get("/admin/snippets/brygga_projects/person/").content.decode()
    assert html.count("enhetschef") == 2
    assert "handläggare" not in html


def test_a_name_in_the_text_is_found_where_it_stands(project_index, unit_index):
    asa = PersonFactory(name="Åsa Öhrn")
    words = "Vi träffas varje tisdag i stora salen. " * 5
    body = [("paragraph", f"<p>{words}Frågor besvaras av Åsa Öhrn på telefon.</p>"), _quote("Bo Ek")]
    ProjectPageFactory(parent=project_index, title="Bron", body=body)
    ProjectPageFactory(parent=project_index, title="Lyftet", lead="Åsa Öhrns grupp växer.")
    faq = [("faq", {"question": "Vem svarar?", "answer": "<p>Åsa Öhrn.</p>"})]
    UnitPageFactory(parent=unit_index, title="Arbetsenheten", faq=faq)
    ProjectPageFactory(parent=project_index, title="Annat", lead="Åsa Öhrnberg slutar.")
    found = {mention.page.title: (mention.where, mention.text) for mention in mentions(asa)}
    assert set(found) == {"Bron", "Lyftet", "Arbetsenheten"}
    assert found["Bron"][1].startswith("… ")
    assert "besvaras av Åsa Öhrn på telefon." in found["Bron"][1]
    assert found["Lyftet"] == ("text", "Åsa Öhrns grupp växer.")


def test_many_mentions_are_shown_a_page_at_a_time(project_index, admin_client):
    asa = PersonFactory(name="Åsa Öhrn")
    ProjectPageFactory(parent=project_index, title="Bron", body=[_quote("Åsa Öhrn", asa)] * 60)
    address = f"/admin/snippets/brygga_projects/person/inspect/{asa.pk}/"
    first, second = admin_client.get(address).content.decode(), admin_client.get(f"{address}?p=2").content.decode()
    assert "60 ställen" in first
    assert (first.count("Det går framåt."), second.count("Det går framåt.")) == (50, 10)
