"""Who has asked to be left out does not come back with an import, and originals are kept, sealed."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from brygga.importers.archive import raw
from brygga.importers.models import ImportItem, SealedOriginal, Suggestion, WrittenPage
from brygga.news.models import NewsPage
from brygga.projects.models import Person
from brygga.projects.personal_data.blocked import load_blocked
from brygga.projects.personal_data.carrying_out import Orders, carry_out
from brygga.projects.personal_data.finding import find
from brygga.projects.personal_data.holdings import ORIGINALS
from brygga.projects.personal_data.naming import Named
from brygga.projects.personal_data.wording import REPLACE

from .archive import KITCHEN, footprint, run_import, states, write

pytestmark = pytest.mark.django_db
MAJA = Named(("Maja Lindgren",), ("maja.lindgren@solvik.example",), ("0555-123 45",))
OTHER = """Solviks kommun

Köket fyller ett år

Hundra gäster kom när köket fyllde ett år, och alla fick tårta. Maja Lindgrens recept delades ut.

– Det blev en fin dag, säger Maja Lindgren, köksmästare i Solviks kommun.

Publicerad: 2024-05-11
"""


@pytest.fixture
def folder(tmp_path):
    folder = write(tmp_path / "a", kok=KITCHEN)
    run_import(folder, publish=True)
    return folder


@pytest.fixture
def case(folder, admin_user):
    named = Named(MAJA.names, MAJA.mails, MAJA.phones, tuple(Person.objects.values_list("pk", flat=True)))
    choices = {one.key: "" for one in find(named).holdings}
    return carry_out(named, Orders(REPLACE, "en kock", choices, history=True, blocked=True), admin_user, "KS 2026/17")


def everything(page):
    return str(page.specific.serializable_data())


def test_the_person_is_nowhere_but_in_the_original(case):
    left = [one for one in find(MAJA).holdings if one.group != ORIGINALS]
    assert left == []
    assert "en kock" in everything(NewsPage.objects.get()).casefold()
    assert case.sealed == 1
    assert b"Maja Lindgren" in raw.load(SealedOriginal.objects.get().raw_id)


def test_reading_the_same_again_writes_nothing(case, folder):
    before = footprint()
    ImportItem.objects.update(reader_version="before")
    run = run_import(folder, publish=True)
    assert states(run) == {"kok.txt": "unchanged"}
    assert footprint() == before


def test_a_source_that_has_changed_brings_its_news_and_not_the_person(case, folder):
    write(folder, kok=KITCHEN.replace("tolv deltagare", "femton deltagare"))
    run = run_import(folder, publish=True)
    assert states(run) == {"kok.txt": "changed"}
    text = everything(NewsPage.objects.get())
    assert "femton deltagare" in text
    assert "Lindgren" not in text
    assert "0555" not in text


def test_another_document_about_the_person_comes_without_them(case, folder):
    run_import(write(folder, ar=OTHER), publish=True)
    page = NewsPage.objects.get(title="Köket fyller ett år")
    text = everything(page)
    assert "säger en kock" in text or "En kock" in text
    assert "Lindgren" not in text
    assert not Person.objects.filter(name__contains="Lindgren").exists()
    kept = [*WrittenPage.objects.values_list("values", "sources"), *Suggestion.objects.values_list("value")]
    assert "Lindgren" not in str(kept)
    assert find(MAJA).of(ORIGINALS)


def test_the_list_says_nobodys_name(case):
    listed = load_blocked()
    assert listed
    assert "maja" not in str(listed.instead).casefold()
    assert [hit.start for hit in listed.hits("Så sade MAJA\u00a0LINDGRENS kollega Maja Lind.")] == [8]


@pytest.mark.parametrize("view", ["original", "original_file"])
def test_what_is_sealed_opens_only_for_who_may(case, client, django_user_model, view):
    user = django_user_model.objects.create_superuser("root", "r@solvik.example", "x")
    address = reverse(f"granska:{view}", args=[ImportItem.objects.get().pk])
    client.force_login(user)
    assert b"Maja Lindgren" in client.get(address).content
    rights = ("access_admin", "see_originals", "change_importrun")
    other = django_user_model.objects.create_user("kim", password="x", is_staff=True)
    other.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(other)
    refused = client.get(address)
    assert b"Maja Lindgren" not in refused.content
    assert "förseglat" in refused.content.decode() or refused.status_code == 302
