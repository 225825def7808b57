"""Undoing what an import did."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, PageLogEntry

from brygga.importers.archive import raw
from brygga.importers.models import ImportItem, ImportMessage, ImportRun, RawDocument, WrittenPage
from brygga.importers.runs import entry_states, rollback, undoing
from brygga.importers.runs.integrity import problems
from brygga.importers.runs.publish import publish_run
from brygga.news.models import NewsPage
from brygga.projects.models import Funding, Indicator, Observation, Organisation, Person, ProjectPage, UnitPage

from ..factories import ProjectPageFactory
from .archive import FUNDED, KITCHEN, LIBRARY, linked_to, news, run_import, states, write

pytestmark = pytest.mark.django_db
TITLE = "Nytt kök ger fler en väg till jobb"
REASON = "Fel mapp importerades."
SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "archive"


@pytest.fixture
def folder(tmp_path):
    return write(tmp_path / "a", kok=KITCHEN, bibliotek=LIBRARY)


def test_pages_that_the_run_made_are_removed_and_the_record_and_raw_bytes_stay(folder, admin_user):
    run = run_import(folder, publish=True)
    undone = rollback.rollback_run(run, REASON, admin_user)
    assert undone.kept == []
    assert sorted(undone.removed) == sorted([TITLE, "Språkcaféet flyttar till biblioteket"])
    assert not NewsPage.objects.exists()
    run.refresh_from_db()
    assert (run.state, run.rollback_reason, run.rolled_back_by) == (ImportRun.State.ROLLED_BACK, REASON, admin_user)
    assert {item.state for item in ImportItem.objects.all()} == {ImportItem.State.ROLLED_BACK}
    assert raw.load(RawDocument.objects.first().digest)
    assert PageLogEntry.objects.filter(action="wagtail.delete", user=admin_user).count() == 2
    assert Page.find_problems() == ([], [], [], [], [])
    assert not Person.objects.filter(name="Maja Lindgren").exists()


def test_a_page_that_the_run_changed_gets_back_what_it_said_as_a_revision(folder, admin_user):
    run_import(folder, publish=True)
    before = news(TITLE)
    write(folder, kok=KITCHEN.replace("tolv deltagare", "nio deltagare"))
    run = run_import(folder, publish=True)
    assert "nio deltagare" in news(TITLE).lead
    rollback.rollback_run(run, REASON, admin_user)
    page = news(TITLE)
    assert page.lead == before.lead
    assert page.live
    assert not page.has_unpublished_changes
    assert page.latest_revision_id > before.latest_revision_id
    assert PageLogEntry.objects.filter(page=page, action="wagtail.revert", user=admin_user).exists()


def test_after_a_rollback_the_same_correction_can_be_imported_again(folder):
    run_import(folder, publish=True)
    write(folder, kok=KITCHEN.replace("tolv deltagare", "nio deltagare"))
    run = run_import(folder, publish=True)
    rollback.rollback_run(run, REASON)
    assert states(run_import(folder, publish=True))["kok.txt"] == "changed"
    assert "nio deltagare" in news(TITLE).lead


def test_a_page_that_somebody_edited_is_kept_and_listed(folder):
    run = run_import(folder, publish=True)
    page = news(TITLE)
    page.lead = "Redaktörens ingress."
    page.save_revision().publish()
    undone = rollback.rollback_run(run, REASON)
    assert news(TITLE).lead == "Redaktörens ingress."
    assert [title for title, _ in undone.kept] == [TITLE]
    assert ImportMessage.objects.filter(run=run, code="rollback-kept", text__contains=TITLE).exists()


def test_a_page_that_another_page_links_to_is_kept(folder):
    run = run_import(folder, publish=True)
    page = news(TITLE)
    linked_to(page)
    undone = rollback.rollback_run(run, REASON)
    assert [title for title, _ in undone.kept] == [TITLE]
    assert NewsPage.objects.filter(pk=page.pk).exists()


def test_after_a_rollback_the_documents_can_be_imported_anew(folder):
    run = run_import(folder, publish=True)
    rollback.rollback_run(run, REASON)
    run = run_import(folder, publish=True)
    assert set(states(run).values()) == {"created"}
    assert NewsPage.objects.count() == 2
    assert ImportItem.objects.count() == 2


def test_one_document_of_a_run_can_be_undone_alone(folder):
    run = run_import(folder, publish=True)
    call_command("import_rollback", run.pk, reason=REASON, item=["kok.txt"])
    assert [page.title for page in NewsPage.objects.all()] == ["Språkcaféet flyttar till biblioteket"]
    run.refresh_from_db()
    assert run.state == ImportRun.State.FINISHED


def test_a_reason_is_required_and_a_plan_cannot_be_undone(folder):
    run = run_import(folder, dry_run=True)
    with pytest.raises(CommandError, match="kan inte ångras"):
        call_command("import_rollback", run.pk, reason=REASON)
    with pytest.raises(CommandError, match="varför"):
        call_command("import_rollback", run_import(folder).pk, reason=" ")


def test_a_rollback_that_was_cut_off_can_be_finished(folder, monkeypatch):
    run = run_import(folder, publish=True)
    real, calls = entry_states.entries_rolled_back, []

    def break_once(*args):
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError("cut off")
        return real(*args)

    monkeypatch.setattr(undoing, "TOGETHER", 1)
    monkeypatch.setattr(entry_states, "entries_rolled_back", break_once)
    with pytest.raises(RuntimeError):
        rollback.rollback_run(run, REASON)
    assert NewsPage.objects.count() == 1
    run.refresh_from_db()
    assert run.state == ImportRun.State.UNDO_STOPPED
    undone = rollback.rollback_run(run)  # the reason is known
    assert len(undone.removed) == 2  # what was removed before it was cut off is told too
    assert run.rollback_reason == REASON
    assert not NewsPage.objects.exists()
    assert not ProjectPage.objects.exists()


def test_a_run_over_an_archive_of_many_kinds_leaves_nothing_when_it_is_undone():
    """Pages that link to each other, projects that many documents speak of, units below units, published since."""
    counted = (NewsPage, ProjectPage, UnitPage, Redirect, Organisation, Person, Indicator, Observation, WrittenPage)
    counted += (get_image_model(), get_document_model())
    before = [model.objects.count() for model in counted]
    run = run_import(SAMPLES, base_url="https://gammal.solvik.example")
    publish_run(run)
    assert UnitPage.objects.exists()
    undone = rollback.rollback_run(run, REASON)
    assert undone.kept == []
    assert [model.objects.count() for model in counted] == before
    assert not ImportItem.objects.filter(had_page=True).exists()
    assert not ImportMessage.objects.filter(code="rollback-kept").exists()
    assert list(problems()) == []
    assert set(states(run_import(SAMPLES, base_url="https://gammal.solvik.example")).values()) == {"created"}


def test_a_document_that_only_joined_another_page_leaves_it_when_its_run_is_undone(tmp_path):
    run_import(write(tmp_path / "a", bibliotek=LIBRARY), publish=True)
    run = run_import(write(tmp_path / "b", kopia=LIBRARY), publish=True)
    assert states(run) == {"kopia.txt": "unchanged"}
    rollback.rollback_run(run, REASON)
    item = ImportItem.objects.get(identifier="kopia.txt")
    assert (item.state, item.page, item.written.count()) == (ImportItem.State.ROLLED_BACK, None, 0)
    assert NewsPage.objects.count() == 1
    first = ImportRun.objects.order_by("pk").first()
    assert rollback.rollback_run(first, REASON).kept == []
    assert not NewsPage.objects.exists()


def test_a_page_that_another_document_has_joined_is_kept_until_that_is_undone_too(tmp_path):
    first = run_import(write(tmp_path / "a", bibliotek=LIBRARY), publish=True)
    second = run_import(write(tmp_path / "b", kopia=LIBRARY), publish=True)
    [(title, why)] = rollback.rollback_run(first, REASON).kept
    assert (title, why) == ("Språkcaféet flyttar till biblioteket", "andra dokument har bidragit till den.")
    assert NewsPage.objects.get().live
    assert rollback.rollback_run(second, REASON).kept == []
    assert rollback.rollback_run(first, REASON).kept == []
    assert not NewsPage.objects.exists()


def test_two_documents_of_one_run_with_the_same_words_are_both_undone(tmp_path):
    run = run_import(write(tmp_path / "a", ett=LIBRARY, tva=LIBRARY), publish=True)
    assert sorted(states(run).values()) == ["created", "unchanged"]
    assert rollback.rollback_run(run, REASON).kept == []
    assert not NewsPage.objects.exists()
    assert not WrittenPage.objects.exists()


def test_a_page_that_several_documents_changed_goes_back_step_by_step_also_for_visitors(tmp_path):
    text = "Solviks kommun\n\n{0}\n\nProjektet Nya vägar drivs av Solviks kommun tillsammans med {1}.\n"
    folder = write(tmp_path / "a", ett=text.format("Projekt startar", "Region Värmland"))
    run_import(folder, publish_all=True)
    first = ProjectPage.objects.get().partners.count()
    for name, partner in (("tva", "Arbetsförmedlingen"), ("tre", "Skatteverket"), ("fyra", "Försäkringskassan")):
        write(folder, **{name: text.format(f"Projekt växer {name}", partner)})
    run = run_import(folder, publish_all=True)
    assert ProjectPage.objects.get().partners.count() == first + 3
    assert rollback.rollback_run(run, REASON).kept == []
    page = ProjectPage.objects.get()
    assert page.live
    assert not page.has_unpublished_changes
    assert page.partners.count() == first


# Versions of pages that name what the run made


@pytest.fixture
def funded(tmp_path):
    """A run that has made a funder and suggested it for a project, and an editor who has taken it into the draft."""
    project = ProjectPageFactory(parent=Page.objects.get(slug="home"), title="Stegen")
    project.save_revision().publish()
    again = FUNDED.replace("får mer pengar", "växer vidare").replace("nio", "tio")
    run = run_import(write(tmp_path / "a", stegen=FUNDED, igen=again))
    draft = ProjectPage.objects.get(pk=project.pk).get_latest_revision_as_object()
    draft.funding.add(Funding(funder=Organisation.objects.get(name="Lyktfonden")))
    draft.title = "Stegen, andra etappen"
    draft.save_revision()
    return run, project


def test_what_a_stored_version_names_stays_when_its_run_is_undone(funded):
    run, project = funded
    undone = rollback.rollback_run(run, REASON)
    assert Organisation.objects.filter(name="Lyktfonden").exists()
    kept = dict(undone.objects_kept)
    assert kept["organisation ”Lyktfonden”"] == "en sparad version av ”Stegen, andra etappen” nämner den."
    draft = ProjectPage.objects.get(pk=project.pk).get_latest_revision_as_object()
    assert draft.funding.get().funder.name == "Lyktfonden"
    assert list(problems()) == []


def test_a_version_that_names_what_is_gone_does_not_stop_the_undoing(funded):
    run, _ = funded
    Organisation.objects.filter(name="Lyktfonden").delete()
    rollback.rollback_run(run, REASON)
    run.refresh_from_db()
    assert run.state == ImportRun.State.ROLLED_BACK
    assert not NewsPage.objects.exists()


def test_what_the_versions_name_may_go_when_the_pages_have_gone(funded):
    run, project = funded
    rollback.rollback_run(run, REASON)
    ProjectPage.objects.get(pk=project.pk).delete()
    run.refresh_from_db()
    assert rollback.rollback_run(run, REASON).objects_kept == []
    assert not Organisation.objects.filter(name="Lyktfonden").exists()


def test_a_page_that_a_draft_links_to_is_kept(folder):
    run = run_import(folder, publish=True)
    page = news(TITLE)
    other = page.get_parent().specific.add_child(instance=NewsPage(title="Egen nyhet", slug="egen"))
    other.body = [("paragraph", f'<a linktype="page" id="{page.pk}">Läs om köket</a>')]
    other.save_revision()
    undone = rollback.rollback_run(run, REASON)
    assert undone.kept == [(TITLE, "ett utkast till ”Egen nyhet” pekar på den.")]
