"""Before something is deleted that pages point at, the question names each page and what disappears there."""

import pytest
from django.urls import reverse
from django.utils import translation

from brygga.news.models import NewsContact
from brygga.projects.models import Organisation, Person, TargetGroup, UnitContact


@pytest.fixture
def asked(site, admin_client):
    """The page that asks whether to delete something."""

    def ask(obj):
        address = reverse(f"{obj.snippet_viewset.get_url_name('delete')}", args=[obj.pk])
        with translation.override("sv"):
            return admin_client.get(address, HTTP_ACCEPT_LANGUAGE="sv").content.decode()

    return ask


def test_a_persons_pages_are_named_published_and_drafts(site, asked, admin_client):
    person = Person.objects.get(name="Maja Lind")
    site.news.contacts = [NewsContact(name="Maja Lind", person=person)]
    site.news.save_revision()
    html = asked(person)
    assert f"/admin/pages/{site.unit.pk}/edit/" in html
    assert site.unit.url in html
    assert "Chef" in html
    assert f"/admin/pages/{site.news.pk}/edit/" in html
    assert "I utkastet som väntar" in html
    assert "också på publicerade sidor" in html
    assert Person.objects.filter(pk=person.pk).exists()
    address = reverse("wagtail_bulk_action", args=["brygga_projects", "person", "delete"])
    ticked = admin_client.get(address, {"id": person.pk}).content.decode()
    assert f"/admin/pages/{site.unit.pk}/edit/" in ticked
    assert "Chef" in ticked


def test_what_is_chosen_from_a_list_counts_too(site, asked):
    assert f"/admin/pages/{site.project.pk}/edit/" in asked(TargetGroup.objects.get())
    html = asked(site.topic)
    assert f"/admin/pages/{site.project.pk}/edit/" in html
    assert f"/admin/pages/{site.news.pk}/edit/" in html


def test_a_key_figures_rows_and_blocks_are_named(site, asked):
    html = asked(site.indicator)
    assert f"/admin/pages/{site.project.pk}/edit/" in html
    assert "Nyckeltal" in html
    assert f"/admin/pages/{site.news.pk}/edit/" in html


def test_what_stands_in_the_way_is_named(site, asked):
    html = asked(site.fund)
    assert "hindrar borttagning" in html
    assert f"/admin/pages/{site.project.pk}/edit/" in html
    assert "Ja, ta bort" not in html


def test_what_nothing_points_at_is_said_to_be_free(site, asked):
    assert "Ingen sida pekar på Ensam Ek" in asked(Person.objects.create(name="Ensam Ek"))


def fresh(page):
    """The page as it is in the database: what the tests share is left as it is."""
    return type(page).objects.get(pk=page.pk)


def test_a_contact_that_a_deletion_empties_is_not_shown_and_the_question_says_so(site, asked, client):
    person = Person.objects.create(name="Siv Sol", phone="0123-456 78", email="siv.sol@solvik.example")
    unit, article = fresh(site.unit), fresh(site.news)
    unit.head, unit.head_role = person, "enhetschef med ansvar"
    unit.contacts = [UnitContact(person=person, role="vikarie i växeln"), UnitContact(name="Växeln", role="svarar")]
    unit.save_revision().publish()
    article.contacts = [NewsContact(person=person, role="talesperson")]
    article.save_revision().publish()
    assert "vikarie i växeln" in client.get(site.unit.url).content.decode()
    assert "talesperson" in client.get(site.news.url).content.decode()
    html = asked(person)
    assert "namn, telefon och e-post ur registret" in html
    assert "Citat behåller sina ord och namnet" in html
    person.delete()
    shown = client.get(site.unit.url).content.decode()
    assert "Växeln" in shown
    for left in ("vikarie i växeln", "nhetschef med ansvar", "Siv Sol"):
        assert left not in shown
    shown = client.get(site.news.url).content.decode()
    assert "talesperson" not in shown
    assert 'id="presskontakt"' not in shown


def test_the_question_says_what_becomes_of_an_organisations_name(site, asked):
    organisation = Organisation.objects.create(name="Sällskapet Solen", kind="other")
    article = fresh(site.news)
    article.contacts = [NewsContact(name="Maja Lind", organisation=organisation)]
    article.save_revision().publish()
    assert "organisationens namn ur registret" in asked(organisation)


def test_a_contact_block_with_a_role_alone_is_not_shown(site, client):
    article = fresh(site.news)
    article.body = [("contact", {"name": "", "role": "jourhavande", "phone": "", "email": ""})]
    article.save_revision().publish()
    assert "jourhavande" not in client.get(site.news.url).content.decode()
