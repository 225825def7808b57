"""Before something is deleted that pages point at, the question names each page and what disappears there."""

import pytest
from django.urls import reverse
from django.utils import translation

from brygga.news.models import NewsContact
from brygga.projects.models import Person, TargetGroup


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
