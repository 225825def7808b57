"""What all articles together say of a project: gathered once, decided once, and taken back with its article."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from brygga.importers.admin.suggestion_display import sections
from brygga.importers.models import FieldConflict, ImportItem, ImportRun, Suggestion, SuggestionSource
from brygga.importers.runs import rollback
from brygga.importers.suggestions import decide
from brygga.importers.suggestions.page_state import refresh
from brygga.importers.suggestions.record import note_stated
from brygga.importers.writing import fields
from brygga.importers.writing.statements import Stated
from brygga.projects.models import ProjectPage

from ..factories import OrganisationFactory
from ..once import kept_in, once
from .archive import footprint, run_import, write

State = Suggestion.State

FIRST = """Solviks kommun

Projektet Stegvis börjar i Solvik

Projektet Stegvis drivs av Region Värmland. Arbetsförmedlingen deltar i projektet Stegvis.

Målgruppen är vuxna utan arbete.

Syftet med projektet Stegvis är att fler ska få ett arbete.

Projektet Stegvis pågår från 2020 till 2021.

Projektet Stegvis finansieras till två tredjedelar av Europeiska socialfonden.

Målet för Stegvis är att 60 procent ska ha ett arbete inom ett år.

Kontakt
Maja Lindgren, projektledare, 0555-123 45, maja.lindgren@solvik.example

Publicerad: 2020-02-01
"""

SECOND = """Solviks kommun

Projektet Stegvis får fortsätta

Projektet Stegvis avslutas 2022. Försäkringskassan deltar i projektet Stegvis.

Projektet Stegvis finansieras till hälften av Europeiska socialfonden.

Publicerad: 2021-03-01
"""

THIRD = """Solviks kommun

Snart är Stegvis slut

Projektet Stegvis avslutas 2022. Försäkringskassan deltar i projektet Stegvis.

Publicerad: 2022-03-01
"""


@once
def imported(folder: Path) -> Path:
    run_import(write(folder / "a", forsta=FIRST, tvaan=SECOND), publish=True)
    return folder


@pytest.fixture
def folder(imported: Path, own_folders: None, db: None) -> Iterator[Path]:
    """The folder that was imported, as it was then."""
    write(imported / "a", forsta=FIRST, tvaan=SECOND)
    with kept_in(imported):
        yield imported / "a"
    shutil.rmtree(imported / "a")
    cache.clear()


def project() -> ProjectPage:
    return ProjectPage.objects.get(title="Stegvis")


def draft() -> ProjectPage:
    return project().get_latest_revision_as_object()


def suggested(field: str, state: str = State.NEW) -> list[Suggestion]:
    return list(Suggestion.objects.filter(field=field, state=state))


def rows() -> list[tuple]:
    """Everything that is stored, keys too: a row that was written anew would have another."""
    return [
        *Suggestion.objects.order_by("pk").values_list("pk", "field", "key", "value", "state", "contradicts"),
        *SuggestionSource.objects.order_by("pk").values_list("pk", "suggestion", "item", "sentence", "words"),
    ]


def said() -> set[tuple]:
    """Everything that is stored, whatever its keys."""
    found = SuggestionSource.objects.values_list(
        "suggestion__field", "suggestion__key", "suggestion__state", "suggestion__contradicts", "item", "sentence"
    )
    return {*found, *Suggestion.objects.filter(sources=None).values_list("field", "key", "state")}


def read_anew(folder) -> ImportRun:
    """As after an update of the reader: the same documents are read and merged once more."""
    ImportItem.objects.update(reader_version="")
    return run_import(folder, publish=True)


# Gathering


def test_two_end_dates_stand_side_by_side_each_with_its_sentence(folder):
    (end,) = suggested("end")
    assert end.value == "2022"
    assert end.contradicts
    assert end.sources.get().sentence == "Projektet Stegvis avslutas 2022."
    (standing,) = suggested("end", State.PRESENT)
    assert standing.value == "2021"
    section = next(s for s in sections(project(), draft()) if s.name == "end")
    assert section.contradicted
    assert section.present == ["2021"]
    assert [(value.text, value.origins[0].title) for value in section.open] == [
        ("2022", "Projektet Stegvis får fortsätta")
    ]


def test_two_shares_of_one_funder_contradict_each_other_and_a_new_partner_nothing(folder):
    (share,) = suggested("funding")
    assert (share.value["share"], share.contradicts) == ("1/2", True)
    assert not suggested("partners")  # the import put both on the page that it made itself
    assert {row.state for row in Suggestion.objects.filter(field="partners")} == {State.PRESENT}


def test_a_contact_who_answers_for_the_project_is_suggested_and_not_written(folder):
    (contact,) = suggested("contacts")
    assert contact.value["name"] == "Maja Lindgren"
    assert not draft().contacts.all()


def test_the_same_value_in_several_articles_is_one_suggestion_with_several_sources(folder):
    write(folder, trean=THIRD)
    run_import(folder, publish=True)
    (end,) = suggested("end")
    assert end.sources.count() == 2


def test_a_second_run_and_a_second_reading_write_nothing(folder):
    before, pages_before = rows(), footprint()
    run_import(folder, publish=True)
    assert rows() == before
    read_anew(folder)
    assert rows() == before
    assert footprint() == pages_before


def test_what_an_article_no_longer_says_goes(folder):
    write(folder, tvaan=SECOND.replace("avslutas 2022", "har nya lokaler"))
    run_import(folder, publish=True)
    assert not suggested("end")
    assert [row.value for row in Suggestion.objects.filter(field="end")] == ["2021"]


def test_undoing_a_run_takes_back_what_its_articles_said(folder):
    write(folder, trean=THIRD.replace("2022.", "2023."))
    run = run_import(folder, publish=True)
    assert {row.value for row in suggested("end")} == {"2022", "2023"}
    rollback.rollback_run(run, "Fel arkiv.")
    assert {row.value for row in suggested("end")} == {"2022"}
    rollback.rollback_run(ImportRun.objects.order_by("pk").first(), "Fel arkiv.")
    assert not Suggestion.objects.exists()
    assert not SuggestionSource.objects.exists()


def test_undoing_a_change_gives_back_what_the_article_said_before(folder):
    before = said()
    write(folder, tvaan=SECOND.replace("avslutas 2022", "avslutas 2024").replace("till hälften", "till en fjärdedel"))
    run = run_import(folder, publish=True)
    assert said() != before
    rollback.rollback_run(run, "Fel version.")
    assert said() == before


def test_suggestions_do_not_count_as_use_of_the_page(folder):
    """Else undoing an import would keep every page that something is suggested for."""
    rollback.rollback_run(ImportRun.objects.get(), "Fel arkiv.")
    assert not ProjectPage.objects.filter(title="Stegvis").exists()


def test_noting_what_many_articles_say_takes_as_many_queries_as_for_a_few(folder):
    page, source = project(), ImportItem.objects.first().source

    def cost(name: str, number: int) -> int:
        said = [
            (
                ImportItem.objects.create(source=source, identifier=f"{name}{i}"),
                [Stated(page.pk, "partners", {"organisation": OrganisationFactory().pk}, "Mening.")],
                {page.pk: {"partners": []}},
            )
            for i in range(number)
        ]
        with CaptureQueriesContext(connection) as queries:
            note_stated(said)
        return len(queries)

    cost("först", 1)
    assert cost("fa", 3) == cost("många", 40) <= 8


# Decisions


def test_accepting_writes_that_one_value_and_leaves_an_editors_draft_as_it_is(folder, admin_user):
    page = draft()
    page.lead = "Redaktörens egen ingress."
    page.save_revision(user=admin_user)
    (end,) = suggested("end")
    assert decide.accept(end, admin_user) is False  # a draft waits: nothing is published
    assert str(draft().end) == "2022"
    assert draft().lead == "Redaktörens egen ingress."
    assert str(project().end) == "2021"
    assert draft().funding.count() == project().funding.count()


def test_after_accepting_the_next_import_is_not_at_odds_with_it(folder, admin_user):
    project().get_latest_revision().publish()
    (end,), (share,) = suggested("end"), suggested("funding")
    assert decide.accept(end, admin_user) is True
    assert decide.accept(share, admin_user) is True
    before, pages_before = rows(), footprint()
    read_anew(folder)
    assert rows() == before
    assert footprint() == pages_before
    assert not FieldConflict.objects.exists()
    assert str(project().end) == "2022"
    assert [str(row.share) for row in project().funding.all()] == ["1/2"]


def test_a_correction_of_what_was_accepted_is_suggested_and_not_written(folder, admin_user):
    (end,) = suggested("end")
    decide.accept(end, admin_user)
    write(folder, tvaan=SECOND.replace("2022", "2023"))
    run_import(folder, publish=True)
    assert str(draft().end) == "2022"
    assert [(row.value, row.contradicts) for row in suggested("end")] == [("2023", True)]
    assert not FieldConflict.objects.exists()


@pytest.mark.parametrize("decision", [decide.accept, decide.decline])
def test_a_decision_survives_new_readings_changed_articles_and_more_that_say_the_same(folder, admin_user, decision):
    (end,) = suggested("end")
    decision(end, admin_user)
    write(folder, trean=THIRD, forsta=FIRST.replace("fler ska få ett arbete", "fler får en egen lön"))
    read_anew(folder)
    assert not suggested("end")
    again = Suggestion.objects.get(field="end", value="2022")
    assert (again.pk, again.decided_by) == (end.pk, admin_user)
    assert again.sources.count() == 2


def test_a_decision_is_kept_without_its_article_and_meets_it_when_it_comes_back(folder, admin_user):
    (end,) = suggested("end")
    decide.decline(end, admin_user)
    write(folder, tvaan=SECOND.replace("avslutas 2022", "har nya lokaler"))
    run_import(folder, publish=True)
    assert Suggestion.objects.get(pk=end.pk).sources.count() == 0
    write(folder, tvaan=SECOND)
    run_import(folder, publish=True)
    end.refresh_from_db()
    assert (end.state, end.sources.count()) == (State.DECLINED, 1)


def test_the_value_that_was_there_before_is_not_suggested_again(folder, admin_user):
    decide.accept(suggested("end")[0], admin_user)
    assert [row.value for row in suggested("end", State.REPLACED)] == ["2021"]
    assert not Suggestion.objects.filter(field="end", contradicts=True).exists()


def test_what_an_editor_takes_off_the_page_is_not_suggested_again_what_an_import_takes_off_is(folder, admin_user):
    page = draft()
    page.partners.set([])
    page.save_revision(user=admin_user)
    refresh(page, by_person=True)
    assert len(suggested("partners", State.REPLACED)) == 2
    assert not suggested("partners")
    Suggestion.objects.filter(field="partners").update(state=State.PRESENT)
    refresh(page)
    assert len(suggested("partners")) == 2


@pytest.mark.parametrize("field", ["end", "funding", "contacts"])
def test_an_accepted_value_can_be_taken_back(folder, admin_user, field):
    before = fields.read(draft(), field)
    (suggestion,) = suggested(field)
    decide.accept(suggestion, admin_user)
    decide.reopen(suggestion, admin_user)
    (again,) = suggested(field)
    assert again.pk == suggestion.pk
    assert again.contradicts == (field != "contacts")
    assert decide._without_keys(fields.read(draft(), field)) == decide._without_keys(before)


def test_it_is_not_taken_back_over_what_an_editor_wrote_since(folder, admin_user):
    (end,) = suggested("end")
    decide.accept(end, admin_user)
    page = draft()
    page.end = "2025"
    page.save_revision(user=admin_user)
    with pytest.raises(decide.CannotDecideError, match="ändrats"):
        decide.reopen(end, admin_user)
    assert str(draft().end) == "2025"


def test_what_cannot_be_true_of_the_page_is_refused_in_words(folder, admin_user):
    row = Suggestion.objects.create(page=project(), field="end", slot="end", key="x", value="1999")
    with pytest.raises(decide.CannotDecideError, match="kan inte sparas"):
        decide.accept(row, admin_user)
    assert str(draft().end) == "2021"


def test_what_points_at_something_that_is_gone_is_refused_in_words(folder, admin_user):
    row = Suggestion.objects.create(page=project(), field="partners", slot="p", key="x", value={"organisation": 10**6})
    with pytest.raises(decide.CannotDecideError, match="finns inte längre"):
        decide.accept(row, admin_user)
