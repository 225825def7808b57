"""Undoing what an import did."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, PageLogEntry, Revision

from brygga.importers.archive import raw
from brygga.importers.models import ImportItem, ImportMessage, ImportRun, MadeObject, RawDocument, WrittenPage
from brygga.importers.runs import launch, rollback
from brygga.importers.runs import states as runs
from brygga.importers.runs.integrity import problems
from brygga.importers.runs.publish import publish_run
from brygga.importers.runs.rollback_preview import preview
from brygga.news.models import NewsPage
from brygga.projects.models import Funding, Indicator, Observation, Organisation, Person, ProjectPage, UnitPage

from ..factories import IndicatorFactory, ObservationFactory, ProjectPageFactory
from .archive import KITCHEN, LIBRARY, footprint, news, page, run_import, states, write

pytestmark = pytest.mark.django_db
TITLE = "Nytt kök ger fler en väg till jobb"
REASON = "Fel mapp importerades."
SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "archive"


@pytest.fixture
def folder(tmp_path):
    return write(tmp_path / "a", kok=KITCHEN, bibliotek=LIBRARY)


def offered(run, client):
    """Whether the run's page in the admin offers to undo it."""
    return (
        reverse("importkorningar:undo", args=[run.pk])
        in client.get(reverse("importkorningar:inspect", args=[run.pk])).content.decode()
    )


def linked_to(page):
    """An editor's own page, which links to the page."""
    other = page.get_parent().specific.add_child(instance=NewsPage(title="Egen nyhet", slug="egen"))
    other.body = [("paragraph", f'<a linktype="page" id="{page.pk}">Läs om köket</a>')]
    other.save_revision().publish()
    return other


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
    real, calls = runs.entry_rolled_back, []

    def break_once(*args):
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError("cut off")
        return real(*args)

    monkeypatch.setattr(runs, "entry_rolled_back", break_once)
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


# What is told first


def told(undone):
    """What a preview and an undoing say, in no order."""
    return [
        sorted(undone.removed),
        sorted(undone.restored),
        sorted(undone.kept),
        undone.objects_removed,
        sorted(undone.objects_kept),
    ]


def test_what_is_told_first_is_what_is_done(folder):
    run_import(folder, publish=True)
    write(folder, kok=KITCHEN.replace("tolv deltagare", "nio deltagare"), stegen=FUNDED)
    run = run_import(folder, publish=True)
    draft = ProjectPage.objects.get(title="Stegen").get_latest_revision_as_object()
    draft.title = "Stegen igen"
    draft.save_revision()
    before = footprint()
    foreseen = told(preview(run))
    assert footprint() == before
    assert foreseen == told(rollback.rollback_run(run, REASON))
    assert foreseen[1] == [TITLE]
    assert [title for title, _ in foreseen[2]] == ["Stegen"]
    assert "organisation ”Försvunna fonden”" in dict(foreseen[4])
    after = preview(run)  # when it is done, what is left is told
    assert (after.removed, after.restored, after.objects, after.redirects) == ([], [], [], 0)
    assert [sorted(after.kept), sorted(after.objects_kept)] == [foreseen[2], foreseen[4]]


def test_the_command_tells_first_and_writes_nothing_when_it_is_asked_to(folder, capsys):
    run = run_import(folder, publish=True)
    before = footprint()
    call_command("import_rollback", run.pk, dry_run=True)
    said = capsys.readouterr().out
    assert f"Tas bort: ”{TITLE}”" in said
    assert "Att ta bort, sidor: 2" in said
    assert "Ingenting är ångrat" in said
    assert footprint() == before


def test_what_is_told_of_an_archive_of_many_kinds_is_what_is_done():
    run = run_import(SAMPLES, base_url="https://gammal.solvik.example")
    page = NewsPage.objects.filter(source_name__gt="").order_by("pk").first()
    page.lead = "Redaktörens ingress."
    page.save_revision()
    foreseen = told(preview(run))
    assert len(foreseen[2])
    assert foreseen == told(rollback.rollback_run(run, REASON))
    assert list(problems()) == []


def test_a_key_figure_that_others_have_noted_values_of_stays(folder):
    run = run_import(folder, publish=True)
    indicator = IndicatorFactory(name="Lunchgäster")
    entry = run.entries.first()
    MadeObject.objects.create(
        entry=entry, content_type=ContentType.objects.get_for_model(Indicator), object_id=indicator.pk
    )
    ObservationFactory(indicator=indicator)
    foreseen = told(preview(run))
    assert foreseen == told(rollback.rollback_run(run, REASON))
    assert ("nyckeltal ”Lunchgäster (hushåll)”", "andra har lagt till värden.") in foreseen[4]
    assert indicator.observations.exists()


# Versions of pages that name what the run made

FUNDED = """Solviks kommun

Projektet Stegen får mer pengar

Projektet Stegen finansieras av Försvunna fonden. Satsningen har nio deltagare.

Publicerad: 2024-02-01
"""


@pytest.fixture
def funded(tmp_path):
    """A run that has made a funder and suggested it for a project, and an editor who has taken it into the draft."""
    project = ProjectPageFactory(parent=Page.objects.get(slug="home"), title="Stegen")
    project.save_revision().publish()
    again = FUNDED.replace("får mer pengar", "växer vidare").replace("nio", "tio")
    run = run_import(write(tmp_path / "a", stegen=FUNDED, igen=again))
    draft = ProjectPage.objects.get(pk=project.pk).get_latest_revision_as_object()
    draft.funding.add(Funding(funder=Organisation.objects.get(name="Försvunna fonden")))
    draft.title = "Stegen, andra etappen"
    draft.save_revision()
    return run, project


def test_what_a_stored_version_names_stays_when_its_run_is_undone(funded):
    run, project = funded
    undone = rollback.rollback_run(run, REASON)
    assert Organisation.objects.filter(name="Försvunna fonden").exists()
    kept = dict(undone.objects_kept)
    assert kept["organisation ”Försvunna fonden”"] == "en sparad version av ”Stegen, andra etappen” nämner den."
    draft = ProjectPage.objects.get(pk=project.pk).get_latest_revision_as_object()
    assert draft.funding.get().funder.name == "Försvunna fonden"
    assert list(problems()) == []


def test_a_version_that_names_what_is_gone_does_not_stop_the_undoing(funded):
    run, _ = funded
    Organisation.objects.filter(name="Försvunna fonden").delete()
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
    assert not Organisation.objects.filter(name="Försvunna fonden").exists()


def test_a_page_that_a_draft_links_to_is_kept(folder):
    run = run_import(folder, publish=True)
    page = news(TITLE)
    other = page.get_parent().specific.add_child(instance=NewsPage(title="Egen nyhet", slug="egen"))
    other.body = [("paragraph", f'<a linktype="page" id="{page.pk}">Läs om köket</a>')]
    other.save_revision()
    undone = rollback.rollback_run(run, REASON)
    assert undone.kept == [(TITLE, "ett utkast till ”Egen nyhet” pekar på den.")]


# Several runs


def test_two_runs_are_undone_the_newest_first(folder):
    first = run_import(folder, publish=True)
    write(folder, kok=KITCHEN.replace("tolv deltagare", "nio deltagare"))
    second = run_import(folder, publish=True)
    assert rollback.rollback_run(second, REASON).kept == []
    item = ImportItem.objects.get(location__endswith="kok.txt")
    assert item.state == ImportItem.State.WRITTEN  # as the first run left it
    assert "tolv deltagare" in news(TITLE).lead
    undone = rollback.rollback_run(first, REASON)
    assert undone.kept == []
    assert not NewsPage.objects.exists()
    assert list(problems()) == []


def test_a_run_that_a_later_one_has_written_upon_is_not_begun_to_be_undone(folder):
    first = run_import(folder, publish=True)
    for word in ("nio", "tio"):
        write(folder, kok=KITCHEN.replace("tolv deltagare", f"{word} deltagare"))
        run_import(folder, publish=True)
    numbers = list(ImportRun.objects.order_by("-pk").values_list("pk", flat=True)[:2])
    with pytest.raises(runs.IllegalTransitionError, match=f"Körningarna {numbers[0]}, {numbers[1]} har skrivit"):
        rollback.rollback_run(first, REASON)
    first.refresh_from_db()
    assert first.state == ImportRun.State.FINISHED
    assert set(states(first).values()) == {"created"}
    with pytest.raises(runs.IllegalTransitionError, match="har skrivit"):
        rollback.rollback_entries(first.entries.filter(item__location__endswith="kok.txt"), REASON)
    assert rollback.rollback_entries(first.entries.filter(item__location__endswith="bibliotek.txt"), REASON).removed


def test_an_edited_page_that_one_undoing_left_stays_known_when_the_next_run_is_undone(folder):
    first = run_import(folder, publish=True)
    page = news(TITLE)
    page.lead = "Redaktörens ingress."
    page.save_revision().publish()
    rollback.rollback_run(first, REASON)
    second = run_import(folder, publish=True)
    rollback.rollback_run(second, REASON)
    assert list(problems()) == []
    assert news(TITLE).lead == "Redaktörens ingress."


# Processes that die


def test_an_undoing_whose_process_is_gone_is_gone_on_with_from_the_command_line(folder, monkeypatch, capsys):
    run = run_import(folder, publish=True)
    runs.start_rollback(run, REASON)
    with pytest.raises(CommandError, match="kan inte ångras nu"):
        call_command("import_rollback", run.pk)  # the process lives
    monkeypatch.setattr(runs, "_process_lives", lambda pid: False)
    call_command("import_rollback", run.pk)
    run.refresh_from_db()
    assert (run.state, run.rollback_reason) == (ImportRun.State.ROLLED_BACK, REASON)
    assert not NewsPage.objects.exists()
    assert "Borttagna sidor: 2" in capsys.readouterr().out


def test_a_half_undone_run_can_be_nothing_but_undone(folder):
    run = run_import(folder, publish=True)
    worker = runs.start_rollback(run, REASON)
    runs.leave_rollback(run, worker)
    with pytest.raises(runs.IllegalTransitionError, match="Fortsätt ångra den"):
        launch.resume(run)
    with pytest.raises(CommandError, match="Fortsätt ångra den"):
        call_command("import_articles", resume=run.pk)
    with pytest.raises(runs.IllegalTransitionError):
        runs.start(run)


def test_a_process_that_loses_the_undoing_to_another_leaves_it_alone(folder):
    run = run_import(folder, publish=True)
    first = runs.start_rollback(run, REASON)
    runs.register_worker(run)
    runs.leave_rollback(run, first)
    run.refresh_from_db()
    assert run.state == ImportRun.State.ROLLING_BACK


# Nothing left to undo


def test_an_undone_run_is_not_undone_again_and_keeps_its_reason(folder, admin_client):
    run = run_import(folder, publish=True)
    call_command("import_rollback", run.pk, reason=REASON)
    before = footprint()
    for how in ({"reason": "Igen."}, {"dry_run": True}):
        with pytest.raises(CommandError, match=f"Körning {run.pk} är redan ångrad") as refused:
            call_command("import_rollback", run.pk, **how)
        assert refused.value.returncode == 2
    run.refresh_from_db()
    assert (run.state, run.rollback_reason, footprint()) == (ImportRun.State.ROLLED_BACK, REASON, before)
    assert not offered(run, admin_client)


def test_what_could_go_later_is_all_that_the_second_undoing_tells(folder, admin_client):
    run = run_import(folder, publish=True)
    other = linked_to(news(TITLE))
    rollback.rollback_run(run, REASON)
    other.body = []
    other.save_revision().publish()
    assert offered(run, admin_client)
    assert rollback.rollback_run(run, "Nu kan den gå.").removed == [TITLE]
    assert run.rollback_reason == f"{REASON} Nu kan den gå."
    assert not offered(run, admin_client)


def test_a_run_that_wrote_nothing_or_is_undone_document_by_document_is_not_offered(folder, admin_client):
    first = run_import(folder, publish=True)
    nothing = run_import(folder, publish=True)
    assert not offered(nothing, admin_client)
    with pytest.raises(CommandError, match="skrev ingenting"):
        call_command("import_rollback", nothing.pk, reason=REASON)
    call_command("import_rollback", first.pk, reason=REASON, item=["kok.txt"])
    assert offered(first, admin_client)
    with pytest.raises(CommandError, match="redan ångrade"):
        call_command("import_rollback", first.pk, reason="Igen.", item=["kok.txt"])
    call_command("import_rollback", first.pk, reason=REASON, item=["bibliotek.txt"])
    assert not offered(first, admin_client)
    with pytest.raises(CommandError, match="redan ångrade"):
        call_command("import_rollback", first.pk, reason="Igen.")


def test_a_plan_says_that_it_was_one(folder):
    run = run_import(folder, dry_run=True)
    with pytest.raises(CommandError, match="provkörning"):
        call_command("import_rollback", run.pk, reason=REASON)


# What the preview names


def test_the_preview_names_what_else_goes_and_what_visitors_will_miss(folder, capsys, admin_client):
    body = "<p>Det här stycket handlar om samma kök och är långt nog för att vara en text.</p>"
    write(folder, adress__html=page("Köket öppnar", "https://gammal.solvik.example/koket", body))
    run = run_import(folder, publish=True)
    news(TITLE).unpublish()
    person = Person.objects.first()
    assert person is not None
    redirects = Redirect.objects.count()
    assert redirects
    call_command("import_rollback", run.pk, dry_run=True)
    said = capsys.readouterr().out
    shown = admin_client.get(reverse("importkorningar:undo", args=[run.pk])).content.decode()
    assert f"Tas bort: ”{TITLE}”\n" in said
    assert "Tas bort: ”Köket öppnar” (publicerad)" in said
    assert "Köket öppnar: publicerad, besökare märker det" in shown
    assert f"Tas bort: person ”{person.name}”" in said
    assert f"person ”{person.name}”" in shown
    assert f"Gamla adresser som slutar svara: {redirects}" in said
    assert f"Gamla adresser som slutar svara: {redirects}" in shown
    assert f"Ångra körningen {run}" in shown[shown.index("<h1") : shown.index("</h1>")]
    rollback.rollback_run(run, REASON)
    assert not Redirect.objects.exists()
    assert not Person.objects.filter(pk=person.pk).exists()


def test_a_half_done_undoing_shows_how_far_it_has_come_and_what_is_left(folder, capsys, admin_client):
    run = run_import(folder, publish=True)
    worker = runs.start_rollback(run, REASON)
    entry = run.entries.get(item__location__endswith="kok.txt")
    rollback._Undoing(run, run.entries.all(), REASON, None)._undo(entry.pk)
    runs.leave_rollback(run, worker)
    call_command("import_rollback", run.pk, dry_run=True)
    said = capsys.readouterr().out
    assert "1 av 2 dokument är redan ångrade" in said
    assert TITLE not in said
    assert "Att ta bort, sidor: 1." in said
    shown = admin_client.get(reverse("importkorningar:inspect", args=[run.pk])).content.decode()
    assert "1 av 2 dokument ångrade" in shown
    assert '<progress max="2" value="1">' in shown
    form = admin_client.get(reverse("importkorningar:undo", args=[run.pk])).content.decode()
    assert "1 av 2 dokument är redan ångrade" in form
    assert "Sidor som tas bort: 1" in form


def test_a_page_that_several_documents_changed_is_kept_once_with_who_and_when(folder, admin_user):
    write(folder, stegen=FUNDED, igen=FUNDED.replace("får mer pengar", "växer vidare").replace("nio", "tio"))
    run = run_import(folder, publish=True)
    project = ProjectPage.objects.get(title="Stegen")
    admin_user.first_name, admin_user.last_name = "Anna", "Berg"
    admin_user.save()
    revision = project.get_latest_revision_as_object().save_revision(user=admin_user)
    Revision.objects.filter(pk=revision.pk).update(created_at=datetime(2024, 5, 3, 10, 5, tzinfo=UTC))
    kept = [("Stegen", "Anna Berg har redigerat den 3 maj 2024 kl. 12.05.")]
    assert preview(run).kept == kept
    assert rollback.rollback_run(run, REASON).kept == kept
