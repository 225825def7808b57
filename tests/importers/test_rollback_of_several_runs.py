"""Undoing several runs, an undoing whose process dies, and one where nothing is left to undo."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.models import PageLogEntry

from brygga.importers.models import ImportItem, ImportRun
from brygga.importers.runs import heartbeats, launch, restoring, rollback
from brygga.importers.runs import run_states as runs
from brygga.importers.runs.integrity import problems
from brygga.news.models import NewsPage
from brygga.projects.models import Person
from brygga.site.origins import says_the_same

from .archive import KITCHEN, LIBRARY, footprint, linked_to, news, run_import, states, write

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


def test_what_one_undoing_left_for_an_earlier_version_goes_with_the_page_that_had_it(folder, capsys):
    first = run_import(folder, publish=True)
    write(folder, kok=KITCHEN.replace("Maja Lindgren, köksmästare i", "Ylva Strand, köksmästare i"))
    second = run_import(folder, publish=True)
    left = rollback.rollback_run(second, REASON).objects_kept
    assert Person.objects.filter(name="Ylva Strand").exists()
    call_command("import_rollback", first.pk, reason=REASON)
    assert not Person.objects.exists()
    assert f"Borttaget som var kvar efter andra ångrade körningar: {len(left)}." in capsys.readouterr().out
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


def test_import_change_import_undo_undo_and_do_it_all_again(folder):
    first = run_import(folder, publish=True)
    people = Person.objects.count()
    write(folder, kok=KITCHEN.replace("tolv deltagare", "nio deltagare"))
    second = run_import(folder, publish=True)
    with pytest.raises(CommandError, match="är inte ångrad"):
        call_command("import_articles", redo=first.pk)
    for run in (second, first):
        assert rollback.rollback_run(run, REASON).kept == []
    assert not NewsPage.objects.exists()
    for number, words in ((first.pk, "tolv deltagare"), (second.pk, "nio deltagare")):
        again = run_import(redo=number)
        assert again.state == ImportRun.State.FINISHED
        assert words in news(TITLE).lead
        assert news(TITLE).live
    assert set(states(again).values()) == {"changed"}
    assert (NewsPage.objects.count(), Person.objects.count()) == (2, people)
    rollback.rollback_run(again, REASON)
    assert "tolv deltagare" in news(TITLE).lead
    write(folder, kok=KITCHEN.replace("tolv deltagare", "tio deltagare"))
    run_import(folder, publish=True)
    with pytest.raises(CommandError, match="nyare versioner av samma dokument"):
        call_command("import_articles", redo=second.pk)
    assert list(problems()) == []


@pytest.mark.parametrize("publish", [True, False])
def test_pages_that_changed_go_back_together_to_the_very_version_they_had(folder, monkeypatch, publish):
    """With a list of contacts that the run changed, and one that it emptied; published, or all drafts."""

    def say(word, contact):
        text = KITCHEN.replace("tolv deltagare", f"{word} deltagare").replace("0555-123 45", contact)
        texts = {f"nr{n}": text.replace("Nytt kök", f"Nytt kök {n}") for n in range(4)}
        texts["nr3"] = texts["nr3"] if word == "tolv" else texts["nr3"].partition("Kontakt")[0]
        return write(folder, **texts)

    run_import(say("tolv", "0555-123 45"), publish=publish)
    pages = NewsPage.objects.filter(title__regex=r"^Nytt kök \d").order_by("title")
    before = [page.get_latest_revision_as_object() for page in pages]
    second = run_import(say("nio", "0555-999 99"), publish=publish)
    alone = []
    real = restoring._restore_one
    monkeypatch.setattr(restoring, "_restore_one", lambda page, *more: (alone.append(page.title), real(page, *more)))
    undone = rollback.rollback_run(second, REASON)
    assert (len(undone.restored), undone.kept, undone.problems) == (4, [], [])
    assert alone == []
    after = [page.get_latest_revision_as_object() for page in pages]
    assert all(says_the_same(one, other) for one, other in zip(before[:3], after[:3], strict=True))
    assert [c.phone for c in after[3].contacts.all()] == [c.phone for c in before[3].contacts.all()]
    for page in pages:
        assert (page.live, page.has_unpublished_changes) == (publish, not publish)
        reverted = PageLogEntry.objects.filter(page=page.pk, action="wagtail.revert")
        assert reverted.get().data["revision"]["id"] == page.revisions.order_by("pk").first().pk
    assert not publish or all("0555-123 45" in page.contacts.get().phone for page in pages)
    assert list(problems()) == []


def test_what_a_run_found_unchanged_does_not_stand_when_what_it_rests_on_is_undone(folder):
    first = run_import(folder, publish=True)
    unchanged = run_import(folder, publish=True)
    rollback.rollback_run(first, REASON)
    with pytest.raises(runs.IllegalTransitionError, match="skrev ingenting"):
        rollback.rollback_run(unchanged, REASON)
    again = run_import(folder, publish=True)
    assert set(states(again).values()) == {"created"}
    assert rollback.rollback_run(again, REASON).kept == []
    assert not NewsPage.objects.exists()
    assert not ImportItem.objects.exclude(state=ImportItem.State.ROLLED_BACK).exists()
    assert list(problems()) == []


# Processes that die


def test_an_undoing_whose_process_is_gone_is_gone_on_with_from_the_command_line(folder, monkeypatch, capsys):
    run = run_import(folder, publish=True)
    runs.start_rollback(run, REASON)
    with pytest.raises(CommandError, match="kan inte ångras nu"):
        call_command("import_rollback", run.pk)  # the process lives
    monkeypatch.setattr(heartbeats, "_process_lives", lambda pid: False)
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
    heartbeats.register_worker(run)
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
