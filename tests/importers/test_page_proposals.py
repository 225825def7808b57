"""A page is made on evidence; other names are proposed, with their sentences, for a person to decide on."""

from __future__ import annotations

import pytest
from django.urls import reverse

from brygga.importers.models import ImportRun, PageProposal, PageProposalSource, WrittenPage
from brygga.importers.runs import rollback
from brygga.projects.models import UnitPage

from .archive import run_import, write

pytestmark = pytest.mark.django_db
State = PageProposal.State

NAMED = """Solviks kommun

Öppet hus i höst

På torsdag är det öppet hus i gamla hamnen. Kaffe bjuder Arbetsmarknadsenheten på.

Publicerad: 2020-04-01
"""
TOLD = """Solviks kommun

Fler får hjälp i vinter

Arbetsmarknadsenheten ger stöd till unga vuxna som söker arbete.

Publicerad: 2020-05-01
"""


def units() -> list[str]:
    return list(UnitPage.objects.values_list("title", flat=True))


def proposal() -> PageProposal:
    return PageProposal.objects.get(key="arbetsmarknadsenheten")


@pytest.fixture
def folder(tmp_path):
    folder = write(tmp_path / "a", namnd=NAMED)
    run_import(folder)
    return folder


def test_a_name_of_which_nothing_is_said_is_proposed_with_its_sentence(folder):
    assert units() == []
    assert (proposal().role, proposal().state) == ("unit", State.OPEN)
    assert proposal().sources.get().sentence == "Kaffe bjuder Arbetsmarknadsenheten på."


def test_a_second_reading_and_a_plan_note_nothing_new(folder):
    before = list(PageProposalSource.objects.values_list())
    run_import(folder)
    run_import(folder, dry_run=True)
    assert list(PageProposalSource.objects.values_list()) == before


def test_what_is_said_later_makes_the_page_and_settles_the_proposal(folder):
    write(folder, sagd=TOLD)
    run_import(folder)
    assert units() == ["Arbetsmarknadsenheten"]
    assert (proposal().state, proposal().page.title) == (State.MADE, "Arbetsmarknadsenheten")


def test_undoing_the_run_takes_its_sources_away(folder):
    rollback.rollback_run(ImportRun.objects.get(), "Fel.")
    assert not PageProposal.objects.exists()


def test_a_person_makes_the_page_and_it_is_hers(folder, admin_client):
    assert "Kaffe bjuder" in admin_client.get(reverse("forslag:pages")).content.decode()
    response = admin_client.post(reverse("forslag:make_page", args=[proposal().pk]))
    page = UnitPage.objects.get(title="Arbetsmarknadsenheten")
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert not page.live
    assert proposal().state == State.MADE
    write(folder, sagd=TOLD)
    run_import(folder)
    assert page.get_latest_revision_as_object().remit == ""
    assert units() == ["Arbetsmarknadsenheten"]
    assert WrittenPage.objects.filter(page=page.pk).count() == 2


def test_what_was_declined_is_remembered(folder, admin_client):
    admin_client.post(reverse("forslag:decline_page", args=[proposal().pk]))
    write(folder, sagd=TOLD)
    run_import(folder)
    assert units() == []
    assert proposal().state == State.DECLINED


def test_who_may_add_no_pages_decides_nothing(folder, client, django_user_model):
    user = django_user_model.objects.create_user("x", password="x")
    client.force_login(user)
    client.post(reverse("forslag:make_page", args=[proposal().pk]))
    assert units() == []
    assert proposal().state == State.OPEN


def test_a_name_in_another_form_is_the_same_page_across_the_archive(tmp_path):
    folder = write(tmp_path / "a", sagd=TOLD)
    run_import(folder)
    write(
        folder,
        annan=TOLD.replace("Fler får", "Många får").replace(
            "Arbetsmarknadsenheten ger", "Arbetsmarknadsenhetens personal på Arbetsmarknadsenheten ger"
        ),
    )
    run_import(folder)
    assert units() == ["Arbetsmarknadsenheten"]
