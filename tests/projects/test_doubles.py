"""Likely doubles in the admin: what is listed and why, the places, the merging, the undoing, the right."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from brygga.projects.merging.likely import likely_doubles
from brygga.projects.models import Merge, Organisation, Person
from tests.factories import (
    MunicipalityFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    OrganisationFactory,
    OrganisationNameFactory,
    PersonFactory,
    PersonRoleFactory,
    UnitPageFactory,
)

pytestmark = pytest.mark.django_db
BASE = "/admin/dubbletter/"


@pytest.fixture(autouse=True)
def swedish():
    with translation.override("sv"):
        yield


@pytest.fixture
def merger(client):
    """Somebody who may open the admin and merge."""
    user = get_user_model().objects.create_user("register", password="x")
    group = Group.objects.create(name="Register")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", "merge_records"]))
    user.groups.add(group)
    client.force_login(user)
    client.user = user
    return client


def person(name, role="", body=None, **fields):
    found = PersonFactory(name=name, **fields)
    if role:
        PersonRoleFactory(person=found, role=role, organisation=body)
    return found


def listed(kind, one, other):
    """What is said for the two, or None when they are not listed."""
    pair = (min(one.pk, other.pk), max(one.pk, other.pk))
    return next((", ".join(likely.evidence) for likely in likely_doubles(kind) if likely.pair == pair), None)


def test_people_who_may_be_one_are_listed_with_what_speaks_for_it():
    solvik, ekby = MunicipalityFactory(name="Solviks kommun"), MunicipalityFactory(name="Ekby kommun")
    maja = person("Maja Lind", "enhetschef", solvik, email="maja@solvik.example")
    same = person("MAJA  LIND", "enhetschef", solvik)
    other = person("Maja Lind", "rektor", ekby)
    turned = person("Lind, Maja")
    initial = person("M. Lind", "chef", solvik)
    mail = person("Maja Ek", email="Maja@Solvik.example")
    stranger = person("Mats Lindh", "enhetschef", solvik)
    assert listed("person", maja, same) == "Samma namn, samma organisation, samma roll"
    assert listed("person", maja, other) == "Samma namn, olika roll och organisation"
    assert listed("person", maja, turned) == "Samma ord i namnet"
    assert listed("person", maja, initial) == "Samma efternamn och första bokstav, samma organisation"
    assert listed("person", maja, mail) == "Samma e-postadress: maja@solvik.example"
    assert listed("person", maja, stranger) is None
    assert likely_doubles("person")[0].pair == (maja.pk, same.pk)


def test_organisations_who_may_be_one_are_listed_with_what_speaks_for_it():
    solvik = MunicipalityFactory(name="Solviks kommun", short_name="")
    inflected, plain = OrganisationFactory(name="Solvik kommun"), OrganisationFactory(name="SOLVIKS KOMMUN")
    union, short = OrganisationFactory(name="Solviks Bygdens Förbund"), OrganisationFactory(name="SBF")
    called = OrganisationFactory(name="Bygdeförbundet")
    OrganisationNameFactory(organisation=called, name="SBF", kind="abbreviation")
    numbered = [OrganisationFactory(organisation_number="212000-1850") for _ in range(2)]
    assert listed("organisation", solvik, plain).startswith("Samma namn")
    assert listed("organisation", solvik, inflected) == "Samma namn, böjt"
    assert listed("organisation", union, short) == "”SBF” är första bokstäverna i ”Solviks Bygdens Förbund”"
    assert listed("organisation", short, called) == "Båda kallas ”sbf”"
    assert listed("organisation", *numbered) == "Samma organisationsnummer: 212000-1850"
    assert listed("organisation", solvik, union) is None


def test_one_compares_sees_every_place_merges_and_undoes(merger, home, unit_index):
    kept, gone = person("Maja Lind"), person("Maja Lind-Ek", "rektor")
    news = NewsPageFactory(parent=NewsIndexPageFactory(parent=home), title="Bron öppnar")
    news.body = [("quote", {"text": "Det går.", "person": gone})]
    news.save_revision()
    UnitPageFactory(parent=unit_index, title="Jobbtorget", head=gone)

    asked = merger.get(f"{BASE}person/{kept.pk}/{gone.pk}/").content.decode()
    for told in (
        "Bron öppnar",
        "Utkast och sparade versioner",
        "Jobbtorget",
        "rektor",
        "Behåll den andra i stället",
    ):
        assert told in asked
    assert Person.objects.count() == 2

    done = merger.post(f"{BASE}person/{kept.pk}/{gone.pk}/", follow=True)
    assert "”Maja Lind-Ek” är nu en del av ”Maja Lind”." in done.content.decode()
    assert Merge.objects.get().done_by == merger.user
    assert list(Person.objects.all()) == [kept]

    back = merger.post(f"{BASE}sammanslagning/{Merge.objects.get().pk}/angra/", follow=True).content.decode()
    assert "Allt är tillbaka som det var." in back
    assert Person.objects.count() == 2


def test_two_that_are_not_one_are_listed_no_more(merger):
    one, other = person("Maja Lind"), person("Maja Lind")
    assert "Samma namn" in merger.get(f"{BASE}person/").content.decode()
    assert merger.post(f"{BASE}person/{one.pk}/{other.pk + 1}/inte-samma/").status_code == 404
    merger.post(f"{BASE}person/{other.pk}/{one.pk}/inte-samma/")
    assert "Inga troliga dubbletter" in merger.get(f"{BASE}person/").content.decode()


def test_two_that_are_not_listed_are_chosen(merger):
    one, other = OrganisationFactory(), OrganisationFactory()
    answer = merger.post(f"{BASE}organisation/", {"first": one.pk, "second": other.pk})
    assert answer.url == f"{BASE}organisation/{one.pk}/{other.pk}/"
    assert merger.get(f"{BASE}organisation/{one.pk}/{one.pk}/").content.decode().count("Det är samma post")
    assert merger.post(f"{BASE}organisation/", {"first": one.pk}).context["form"].errors


def test_nobody_without_the_right_sees_or_does_anything(merger):
    one, other = person("Maja Lind"), person("Maja Lind")
    done = merger.post(f"{BASE}person/{one.pk}/{other.pk}/")
    assert done.status_code == 302
    merge = Merge.objects.get().pk
    merger.user.groups.get().permissions.set(Permission.objects.exclude(codename="merge_records"))
    third = person("Maja Lind")
    reads = ("", "person/", f"person/{one.pk}/{third.pk}/", f"sammanslagning/{merge}/")
    writes = (
        f"person/{one.pk}/{third.pk}/",
        f"person/{one.pk}/{third.pk}/inte-samma/",
        f"sammanslagning/{merge}/angra/",
    )
    for address in reads:
        assert merger.get(BASE + address).status_code in (302, 403)
    for address in writes:
        assert merger.post(BASE + address).status_code in (302, 403)
    assert set(Person.objects.all()) == {one, third}
    assert "Troliga dubbletter" not in merger.get("/admin/").content.decode()


def test_the_list_and_the_question_do_not_ask_more_for_more(merger, unit_index):
    kept, gone = person("Maja Lind"), person("Maja Lind")

    def more(number):
        for place in range(number):
            body = OrganisationFactory(name=f"Bolaget {number} {place}")
            person("Maja Lind", "rektor", body)
            UnitPageFactory(parent=unit_index, head=gone)
            OrganisationFactory(name=body.name)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            for address in ("person/", "organisation/", f"person/{kept.pk}/{gone.pk}/"):
                assert merger.get(BASE + address).status_code == 200
        return len(queries)

    more(2)
    asked()
    before = asked()
    more(5)
    assert asked() == before


def test_what_is_gone_is_told_and_no_error(merger):
    one = person("Maja Lind")
    assert merger.get(f"{BASE}person/{one.pk}/{one.pk + 1}/").status_code == 404
    answer = merger.post(f"{BASE}person/{one.pk}/{one.pk + 1}/", follow=True)
    assert "En av dem finns inte längre." in answer.content.decode()
    assert merger.get(f"{BASE}okand/").status_code == 404
    assert Organisation.objects.count() == 0
