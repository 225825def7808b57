"""The search index and the reference index have what there is, whoever wrote it and in whatever way."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.models import Page, ReferenceIndex
from wagtail.search.models import IndexEntry

from brygga.news.models import NewsPage
from brygga.projects.models import Organisation, OrganisationName, Person, ProjectPage
from brygga.site.index_check import deviations
from tests.factories import OrganisationFactory, PersonFactory


def wrong():
    """What is wrong, as (index, kind, model's name)."""
    return {(found.index, found.kind, found.model.__name__) for found in deviations()}


def check():
    out = StringIO()
    call_command("check_indexes", stdout=out)
    return out.getvalue()


def chosen(client, words):
    """What the chooser of organisations answers."""
    address = reverse("wagtailsnippetchoosers_brygga_projects_organisation:choose_results")
    return client.get(address, {"q": words}).content.decode()


def test_the_indexes_of_a_site_that_editors_made_are_right(site):
    assert list(deviations()) == []
    assert "stämmer med innehållet" in check()


def test_what_was_written_past_the_indexes_is_named_and_mended(site):
    Organisation.objects.bulk_create([Organisation(name="Förbigånget förbund")])
    Person.objects.filter(name="Maja Lind").update(name="Maja Ljung")
    ReferenceIndex.objects.filter(model_path="owner_organisation")._raw_delete("default")
    page = NewsPage.objects.get(slug="ett-ar")
    IndexEntry.objects.create(content_type=page.content_type, object_id="987654", title="a", autocomplete="", body="")
    assert wrong() == {
        ("search", "missing", "Organisation"),
        ("search", "old", "Person"),
        ("search", "old", "UnitPage"),  # which shows the person
        ("search", "superfluous", "NewsPage"),
        ("references", "missing", "ProjectPage"),
    }
    with pytest.raises(CommandError) as told:
        check()
    assert told.value.returncode == 1
    assert "5 saker" in str(told.value)
    assert "update_index" in str(told.value)
    assert "rebuild_references_index" in str(told.value)
    call_command("update_index", verbosity=0, stdout=StringIO())
    call_command("rebuild_references_index", verbosity=0)
    assert wrong() == set()


def test_another_name_is_found_as_soon_as_it_is_saved_and_not_when_it_is_gone(db, admin_client):
    body = OrganisationFactory(name="Ängsviks samordningsförbund")
    name = OrganisationName.objects.create(organisation=body, name="SOÄNG")
    assert body.name in chosen(admin_client, "soäng")
    name.delete()
    assert body.name not in chosen(admin_client, "soäng")
    assert wrong() == set()


def test_a_role_or_contact_that_is_removed_points_at_nobody(site):
    person, body = PersonFactory(), OrganisationFactory()
    role = person.roles.create(role="byggherre", organisation=body)
    person.save()
    page = ProjectPage.objects.get(slug="etableringscentrum")
    contact = page.contacts.get()
    contact.person = person
    page.contacts = [contact]
    page.save_revision().publish()
    assert ReferenceIndex.get_references_to(person).exists()
    role.delete()
    page = ProjectPage.objects.get(pk=page.pk)
    page.contacts = []
    page.save_revision().publish()
    assert not ReferenceIndex.get_references_to(person).exists()
    assert not ReferenceIndex.get_references_to(body).exists()
    assert wrong() == set()


def test_a_page_with_children_is_deleted_from_both_indexes(site):
    Page.objects.get(slug="etableringscentrum").delete()
    assert wrong() == set()


def test_the_loaded_register_is_found_in_the_chooser(db, admin_client):
    call_command("load_organisations", stdout=StringIO())
    assert "Arbetsförmedlingen" in chosen(admin_client, "Arbetsförmedlingen")
    assert "Europeiska socialfonden" in chosen(admin_client, "ESF")
    assert "Haninge kommun" in chosen(admin_client, "Haninge")
    assert wrong() == set()
    Organisation.objects.filter(name="Haninge kommun").update(register_values={}, short_name="")
    call_command("load_organisations", stdout=StringIO())
    assert wrong() == set()


def test_many_news_are_in_both_indexes(site):
    call_command("make_many_news", "30", stdout=StringIO())
    assert wrong() == set()
