"""Plans that are applied, background work, and days when the disk is full or the database goes away."""

import json
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from brygga.importers.archive.stored import documents
from brygga.importers.models import ImportMessage, ImportRun, RunEntry
from brygga.importers.runs import entry_states, heartbeats, launch, retry
from brygga.importers.runs import run_states as runs
from brygga.importers.runs.run_states import IllegalTransitionError
from brygga.news.models import NewsPage

from .archive import KITCHEN, LIBRARY, news, run_import, states, write

pytestmark = pytest.mark.django_db
TITLE = "Nytt kök ger fler en väg till jobb"


def test_a_plan_is_told_as_json_and_html_field_by_field_and_then_done_as_it_said(tmp_path):
    folder = write(tmp_path / "a", kok=KITCHEN)
    run_import(folder, publish=True)
    write(folder, kok=KITCHEN.replace("tolv deltagare", "nio deltagare"), bibliotek=LIBRARY)
    files = {"json": tmp_path / "plan.json", "html": tmp_path / "plan.html"}
    plan = run_import(folder, publish=True, dry_run=True, **files)
    report = {
        entry["document"].rsplit("/", 1)[-1]: entry for entry in json.loads(files["json"].read_text())["entries"]
    }
    [change] = report["kok.txt"]["changes"]
    [field] = change["fields"]
    assert (change["action"], field["field"]) == ("change", "lead")
    assert "tolv deltagare" in field["before"]
    assert "nio deltagare" in field["after"]
    assert report["bibliotek.txt"]["changes"][0]["action"] == "create"
    assert "nio deltagare" in files["html"].read_text()
    call_command("import_articles", plan=plan.pk, stdout=StringIO())
    run = ImportRun.objects.first()
    assert run.plan == plan
    assert states(run) == {"kok.txt": "changed", "bibliotek.txt": "created"}
    assert not ImportMessage.objects.filter(run=run, code="plan-differs").exists()


def test_applying_a_plan_says_what_has_changed_since(tmp_path):
    folder = write(tmp_path / "a", kok=KITCHEN)
    run_import(folder, publish=True)
    write(folder, kok=KITCHEN.replace("tolv deltagare", "nio deltagare"))
    plan = run_import(folder, publish=True, dry_run=True)
    draft = news(TITLE).get_latest_revision_as_object()
    draft.lead = "Redaktörens ingress."
    draft.save_revision().publish()
    call_command("import_articles", plan=plan.pk, stdout=StringIO())
    assert ImportMessage.objects.filter(code="plan-differs", text__contains=TITLE).exists()
    assert news(TITLE).lead == "Redaktörens ingress."


def test_a_run_in_the_background_is_carried_out_by_a_task(tmp_path):
    run_import(write(tmp_path / "a", kok=KITCHEN), background=True, publish=True)
    assert ImportRun.objects.get().state == ImportRun.State.FINISHED
    assert news(TITLE).live


def test_a_source_has_one_active_run_and_the_database_holds_it(tmp_path):
    source = launch.source_for("filer")
    first = launch.begin(source, documents([write(tmp_path / "a", kok=KITCHEN)]))
    with pytest.raises(runs.RunAlreadyActiveError, match="pågår redan"):
        runs.create(source)
    runs.ask_to_stop(first)
    with pytest.raises(IllegalTransitionError):
        runs.finish(first)
    with pytest.raises(CommandError, match="pågår redan"):
        call_command("import_articles", str(tmp_path / "a"), source="filer", stdout=StringIO())


def test_a_stopped_run_is_gone_on_with(tmp_path):
    folder = write(tmp_path / "a", kok=KITCHEN, bibliotek=LIBRARY)
    run = launch.begin(launch.source_for("filer"), documents([folder]), publish=True)
    heartbeats.leave(run)
    runs.stopped(run)
    assert not NewsPage.objects.exists()
    call_command("import_articles", resume=run.pk, stdout=StringIO())
    run.refresh_from_db()
    assert run.state == ImportRun.State.FINISHED
    assert set(states(run).values()) == {"created"}


def test_an_illegal_transition_cannot_be_written(tmp_path):
    run = run_import(write(tmp_path / "a", kok=KITCHEN))
    entry = RunEntry.objects.get()
    for illegal in (lambda: runs.ask_to_stop(run), lambda: runs.stopped(run), lambda: entry_states.retry(entry)):
        with pytest.raises(IllegalTransitionError):
            illegal()
    run.state = ImportRun.State.RUNNING
    with pytest.raises(IllegalTransitionError):
        run.save()
    run.refresh_from_db()
    assert run.state == ImportRun.State.FINISHED


def test_a_worker_that_was_taken_for_dead_cannot_write(tmp_path):
    run = launch.begin(launch.source_for("filer"), documents([write(tmp_path / "a", kok=KITCHEN)]))
    worker = heartbeats.register_worker(run)
    [entry] = entry_states.claim(run, worker, 10)
    entry_states.release([worker])
    entry.outcome = RunEntry.State.CREATED
    with pytest.raises(IllegalTransitionError):
        entry_states.settle([entry], worker)


def test_a_database_that_goes_away_is_waited_for(tmp_path, monkeypatch):
    monkeypatch.setattr(retry.time, "sleep", lambda seconds: None)
    monkeypatch.setattr(retry, "close_old_connections", lambda: None)
    monkeypatch.setattr(retry, "connection", SimpleNamespace(in_atomic_block=False))
    answers = iter([OperationalError("gone"), OperationalError("gone"), "back"])

    def ask():
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    assert retry.patiently(ask) == "back"


def test_a_full_disk_stops_the_run_and_says_so(tmp_path, monkeypatch):
    import errno

    from brygga.importers.writing import page_writer

    def full(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(page_writer.pages, "create", full)
    with pytest.raises(CommandError, match="Disken är full"):
        call_command("import_articles", str(write(tmp_path / "a", kok=KITCHEN)), stdout=StringIO())
    run = ImportRun.objects.get()
    assert run.state == ImportRun.State.FAILED
    assert not NewsPage.objects.exists()
    monkeypatch.undo()


TWO = """Solviks kommun

{title}

Projektet Nya vägar drivs av Solviks kommun tillsammans med {partner}. Projektet Nya vägar finansieras av {funder}.

Publicerad: {day}
"""


def test_a_plan_tells_what_a_second_document_says_of_a_page_that_the_first_would_make(tmp_path):
    first = TWO.format(
        title="Projekt startar", partner="Region Värmland", funder="Europeiska socialfonden", day="2023-01-10"
    )
    second = TWO.format(
        title="Projekt växer", partner="Arbetsförmedlingen", funder="Europeiska socialfonden", day="2023-05-10"
    )
    folder = write(tmp_path / "a", a=first, b=second)
    plan = run_import(folder, dry_run=True)
    changes = [
        (entry.item.identifier, change["action"], [field["field"] for field in change["fields"]])
        for entry in plan.entries.order_by("position").select_related("item")
        for change in entry.changes
        if change["role"] == "project"
    ]
    assert [change[:2] for change in changes] == [("a.txt", "create"), ("b.txt", "change")]
    assert "partners" in changes[1][2]
    call_command("import_articles", plan=plan.pk, stdout=StringIO())
    assert not ImportMessage.objects.filter(code="plan-differs").exists()
