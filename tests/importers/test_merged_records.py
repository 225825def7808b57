"""Merging records that imports have made: what was noted follows, and imports find the one that stays."""

from __future__ import annotations

import pytest
from django.utils import translation

from brygga.importers.models import FieldConflict, ImportRun, PageChange, Suggestion, WrittenPage
from brygga.importers.runs import rollback
from brygga.importers.runs.integrity import problems
from brygga.importers.suggestions.values import EVERY
from brygga.projects.merging.merge import CannotMergeError, merge
from brygga.projects.merging.parting import part
from brygga.projects.models import Organisation, Person
from tests.factories import OrganisationFactory, PersonFactory, UnitIndexPageFactory, UnitPageFactory, make_home

from .archive import KITCHEN, LIBRARY, news, run_import, states, write

pytestmark = pytest.mark.django_db
TITLE = "Nytt kök ger fler en väg till jobb"
LATER = KITCHEN.replace("Nytt kök ger fler en väg till jobb", "Köket fyller ett år").replace(
    "2023-05-11", "2024-05-11"
)


@pytest.fixture(autouse=True)
def swedish():
    with translation.override("sv"):
        yield


@pytest.fixture
def folder(tmp_path):
    return write(tmp_path / "a", kok=KITCHEN, bibliotek=LIBRARY)


@pytest.fixture
def kept(db):
    """The person whom the register has under her name of today."""
    return PersonFactory(name="Maja Lindgren Ek")


def made():
    """The person whom the import made."""
    return Person.objects.get(name="Maja Lindgren")


def speakers(title):
    return {block.value["person"] for block in news(title).body if block.block_type == "quote"}


def test_an_import_finds_the_one_that_stays_by_the_other_name(folder, kept, admin_user, tmp_path):
    run_import(folder, publish=True)
    merge("person", kept.pk, made().pk, admin_user)
    run_import(write(tmp_path / "b", senare=LATER), publish=True)
    assert not Person.objects.filter(name="Maja Lindgren").exists()
    assert speakers(TITLE) == speakers("Köket fyller ett år") == {kept}


def test_an_organisation_is_found_by_the_other_name_too(folder, admin_user, tmp_path):
    run_import(folder, publish=True)
    gone = Organisation.objects.matching("Solviks kommun")
    new = OrganisationFactory(name="Solviksbygdens kommun", kind="municipality")
    merge("organisation", new.pk, gone.pk, admin_user)
    run_import(write(tmp_path / "b", senare=LATER), publish=True)
    assert not Organisation.objects.filter(name="Solviks kommun").exists()
    assert {row.organisation for row in made().roles.all()} == {new}


def test_nothing_has_changed_for_the_same_import_and_a_correction_is_no_conflict(folder, kept, admin_user):
    run_import(folder, publish=True)
    gone = made().pk
    assert any(f'"person": {gone}' in str(row.values).replace("'", '"') for row in WrittenPage.objects.all())
    merge("person", kept.pk, gone, admin_user)
    assert states(run_import(folder, publish=True))["kok.txt"] == "unchanged"
    write(folder, kok=KITCHEN.replace("Vi har väntat länge", "Vi har väntat mycket länge"))
    assert states(run_import(folder, publish=True))["kok.txt"] == "changed"
    assert not FieldConflict.objects.exists()
    assert speakers(TITLE) == {kept}


def test_the_run_that_made_the_other_is_undone_to_the_end(folder, kept, admin_user):
    run = run_import(folder, publish=True)
    merge("person", kept.pk, made().pk, admin_user)
    undone = rollback.rollback_run(run, "Fel mapp.", admin_user)
    run.refresh_from_db()
    assert run.state == ImportRun.State.ROLLED_BACK
    assert undone.kept == []
    assert list(problems()) == []
    assert Person.objects.get() == kept


def test_a_run_that_changed_the_page_goes_back_to_what_names_the_one_that_stays(folder, kept, admin_user):
    run_import(folder, publish=True)
    write(folder, kok=KITCHEN.replace("tolv deltagare", "nio deltagare"))
    run = run_import(folder, publish=True)
    gone = made().pk
    done = merge("person", kept.pk, gone, admin_user)
    rollback.rollback_run(run, "Fel mapp.", admin_user)
    assert "tolv deltagare" in news(TITLE).lead
    assert speakers(TITLE) == {kept}
    assert not any(str({"person": gone})[1:-1] in str(row.written_before) for row in PageChange.objects.all())
    assert states(run_import(folder, publish=True))["kok.txt"] == "changed"  # the correction, once more

    part(done.pk, admin_user)
    assert made().pk == gone
    assert list(problems()) == []


def test_suggestions_of_both_become_one_and_what_was_decided_stays(admin_user):
    unit, (kept, gone) = (
        UnitPageFactory(parent=UnitIndexPageFactory(parent=make_home())),
        (PersonFactory(), PersonFactory()),
    )

    def suggest(person, state):
        value = {"head": person.pk, "head_role": "enhetschef"}
        field = EVERY["head"]
        return Suggestion.objects.create(
            page=unit, field="head", value=value, key=field.key(value), slot=field.slot(value), state=state
        )

    suggest(kept, Suggestion.State.NEW)
    declined = suggest(gone, Suggestion.State.DECLINED)
    merge("person", kept.pk, gone.pk, admin_user)
    left = Suggestion.objects.get()
    assert (left.pk, left.value["head"]) == (declined.pk, kept.pk)
    assert left.key == EVERY["head"].key(left.value)


def test_nothing_is_merged_while_an_import_is_at_work(folder, kept, admin_user):
    run = run_import(folder, publish=True)
    ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.RUNNING)
    with pytest.raises(CannotMergeError, match="En import pågår"):
        merge("person", kept.pk, made().pk, admin_user)
