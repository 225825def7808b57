"""Days when the disk is full or the database goes away: the run ends where it can be gone on with, and says so."""

import errno
import re
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from brygga.importers.archive import raw
from brygga.importers.models import ImportItem, ImportRun, RunEntry, RunWorker
from brygga.importers.runs import entry_states
from brygga.importers.runs import worker as work
from brygga.importers.runs.integrity import problems
from brygga.importers.runs.retry import DatabaseGoneError, DiskFullError, is_disk_full, patiently
from brygga.news.models import NewsPage

from .archive import KITCHEN, LIBRARY, page, run_import, states, write
from .processes import archive, begun, finish, look, start
from .test_from_the_web import picture

COUNT = 60


def no_room(*args, **kwargs):
    raise OSError(errno.ENOSPC, "No space left on device")


def command(*arguments, **options) -> str:
    out = StringIO()
    call_command("import_articles", *map(str, arguments), stdout=out, **options)
    return out.getvalue()


@pytest.mark.django_db
def test_no_room_for_the_originals_ends_the_run_before_it_begins_and_the_next_does_it_all(tmp_path, monkeypatch):
    folder = write(tmp_path / "a", kok=KITCHEN, bibliotek=LIBRARY)
    monkeypatch.setattr(raw.os, "replace", no_room)
    with pytest.raises(CommandError, match="Disken är full") as error:
        command(folder)
    assert error.value.returncode == 2
    monkeypatch.undo()
    assert ImportRun.objects.get().state == ImportRun.State.STOPPED
    assert not RunWorker.objects.exists()
    assert not list(raw.root().glob("*/.new-*"))
    assert set(states(run_import(folder)).values()) == {"created"}
    assert list(problems()) == []


@pytest.mark.django_db
def test_no_room_for_an_image_stops_the_run_and_resuming_completes_it(tmp_path, monkeypatch):
    image = '<p>Ett stycke som är långt nog för att läsas.</p><img src="bild.png" alt="Köket">'
    folder = write(tmp_path / "a", bild__png=picture(), a__html=page("Med bild", "https://x.example/a", image))
    write(folder, b=LIBRARY)
    monkeypatch.setattr(FileSystemStorage, "_save", no_room)
    with pytest.raises(CommandError, match=r"Disken är full.*--resume \d+") as error:
        command(folder, publish=True)
    monkeypatch.undo()
    run = ImportRun.objects.get()
    assert (run.state, "Disken är full" in run.note) == (ImportRun.State.FAILED, True)
    number = re.search(r"--resume (\d+)", str(error.value))[1]
    command(resume=int(number))
    assert set(states(run).values()) == {"created"}
    body = NewsPage.objects.get(title="Med bild").body.get_prep_value()
    assert "image" in {block["type"] for block in body}
    assert list(problems()) == []


@pytest.mark.django_db
def test_a_database_that_is_full_is_told_as_a_full_disk_and_not_waited_for(tmp_path, monkeypatch):
    def full(*args):
        inner = sqlite3.OperationalError("database or disk is full")
        inner.sqlite_errorname = "SQLITE_FULL"
        raise OperationalError("database or disk is full") from inner

    monkeypatch.setattr("brygga.importers.runs.batch.save_outcomes", full)
    with pytest.raises(CommandError, match="Disken är full"):
        command(write(tmp_path / "a", kok=KITCHEN, bibliotek=LIBRARY))
    assert ImportRun.objects.get().state == ImportRun.State.FAILED
    assert not NewsPage.objects.exists()


def test_what_means_a_full_disk():
    error = OperationalError()
    error.__cause__ = type("DiskFull", (Exception,), {"sqlstate": "53100"})()
    assert is_disk_full(error)
    assert is_disk_full(OSError(errno.EDQUOT, ""))
    assert not is_disk_full(OperationalError("database is locked"))


def test_patience_has_an_end_and_says_what_to_do(settings, monkeypatch):
    settings.BRYGGA_IMPORT_PATIENCE = 120
    monkeypatch.setattr("brygga.importers.runs.retry.time.sleep", lambda seconds: None)
    monkeypatch.setattr("brygga.importers.runs.retry.connection", type("Fake", (), {"in_atomic_block": False}))
    monkeypatch.setattr("brygga.importers.runs.retry.close_old_connections", lambda: None)

    def gone():
        raise OperationalError("server closed the connection unexpectedly")

    with pytest.raises(DatabaseGoneError, match="har inte svarat på 2 minuter"):
        patiently(gone)

    def full():
        raise OSError(errno.ENOSPC, "")

    with pytest.raises(DiskFullError):
        patiently(full)


@pytest.mark.django_db
def test_a_batch_that_the_database_took_before_it_went_away_is_not_written_twice(tmp_path, monkeypatch):
    """The answer to COMMIT was lost: the rows are there, the worker does not know it."""
    real, lost = work.write_together, []

    def answer_lost(*args):
        done = real(*args)
        if not lost:
            lost.append(done)
            raise OperationalError("server closed the connection unexpectedly")
        return done

    monkeypatch.setattr(work, "write_together", answer_lost)
    monkeypatch.setattr("brygga.importers.runs.retry.connection", type("Fake", (), {"in_atomic_block": False}))
    monkeypatch.setattr("brygga.importers.runs.retry.close_old_connections", lambda: None)
    run = run_import(write(tmp_path / "a", kok=KITCHEN, bibliotek=LIBRARY), publish=True)
    assert len(lost[0]) == 2
    assert run.state == ImportRun.State.FINISHED
    assert NewsPage.objects.count() == 2
    assert list(problems()) == []


@pytest.mark.django_db
def test_documents_that_were_given_out_before_the_database_went_away_are_not_forgotten(tmp_path, monkeypatch):
    """The answer to the claim was lost: the rows bear the worker's name, and the worker has none of them in hand."""
    real, lost = entry_states.claim, []

    def answer_lost(*args):
        entries = real(*args)
        if not lost:
            lost.extend(entries)
            raise OperationalError("server closed the connection unexpectedly")
        return entries

    monkeypatch.setattr(entry_states, "claim", answer_lost)
    monkeypatch.setattr("brygga.importers.runs.retry.connection", type("Fake", (), {"in_atomic_block": False}))
    monkeypatch.setattr("brygga.importers.runs.retry.close_old_connections", lambda: None)
    run = run_import(write(tmp_path / "a", kok=KITCHEN, bibliotek=LIBRARY), publish=True)
    assert len(lost) == 2
    assert run.state == ImportRun.State.FINISHED
    assert NewsPage.objects.count() == 2


@pytest.mark.django_db
def test_a_database_that_goes_away_while_a_document_is_read_is_not_the_documents_fault(tmp_path, monkeypatch):
    real, asked = work.read, []

    def names_unreachable(*args, **kwargs):
        asked.append(args)
        if len(asked) == 1:
            raise OperationalError("the connection is closed")
        return real(*args, **kwargs)

    monkeypatch.setattr(work, "read", names_unreachable)
    monkeypatch.setattr("brygga.importers.runs.retry.connection", type("Fake", (), {"in_atomic_block": False}))
    monkeypatch.setattr("brygga.importers.runs.retry.close_old_connections", lambda: None)
    run = run_import(write(tmp_path / "a", kok=KITCHEN, bibliotek=LIBRARY), publish=True)
    assert set(states(run).values()) == {"created"}
    assert NewsPage.objects.count() == 2


@pytest.mark.django_db
def test_a_worker_that_another_took_its_documents_from_goes_on_with_the_rest(tmp_path, monkeypatch):
    real, taken = work.write_entry, []

    def one_is_taken(context, worker, entry, *rest):
        if not taken:
            taken.append(entry.pk)
            RunEntry.objects.filter(pk=entry.pk).update(state="pending", claimed_by="")
        return real(context, worker, entry, *rest)

    monkeypatch.setattr(work, "write_entry", one_is_taken)
    monkeypatch.setattr(work, "fit_together", lambda context, documents: [])
    run = run_import(write(tmp_path / "a", kok=KITCHEN, bibliotek=LIBRARY), publish=True)
    assert run.state == ImportRun.State.FINISHED
    assert NewsPage.objects.count() == ImportItem.objects.count() == 2


@contextmanager
def interference(url: str) -> Iterator[None]:
    """For as long as the context lasts the database cannot be used.

    SQLite: the lock for writing is held. PostgreSQL: every connection there is is ended, again and again.
    """
    begun, enough = threading.Event(), threading.Event()
    trouble = threading.Thread(target=interfere, args=(url, begun, enough))
    trouble.start()
    try:
        begun.wait()
        yield
    finally:
        enough.set()
        trouble.join()


def interfere(url: str, begun: threading.Event, enough: threading.Event) -> None:
    try:
        if url.startswith("sqlite"):
            with sqlite3.connect(url.removeprefix("sqlite:///"), timeout=300, isolation_level=None) as other:
                other.execute("BEGIN IMMEDIATE")
                begun.set()
                enough.wait()
                other.execute("ROLLBACK")
            return
        import psycopg

        address, _, name = url.rpartition("/")
        with psycopg.connect(f"{address}/postgres", autocommit=True) as server:
            while not enough.wait(0.02):
                server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
                begun.set()
    finally:
        begun.set()


def test_a_database_that_goes_away_during_a_run_is_waited_for(url, tmp_path):
    folder = archive(tmp_path, count=COUNT)
    process = start(url, tmp_path, "import_articles", str(folder), "--publish", TEST_LOCK_TIMEOUT="0.2")
    assert begun(process)
    with interference(url):
        said = next((line for line in process.stdout if "Databasen svarar inte" in line), "")
    status, output = finish(process)
    assert status == 0, output
    assert said, output
    found = look(url, tmp_path)
    assert found["problems"] == []
    assert found["pages"] == COUNT


@pytest.mark.slow
def test_a_database_that_stays_away_ends_the_run_and_resuming_completes_it(url, tmp_path):
    folder = archive(tmp_path, count=COUNT)
    times = {"TEST_LOCK_TIMEOUT": "0.2", "TEST_PATIENCE": "0.5"}
    process = start(url, tmp_path, "import_articles", str(folder), "--publish", **times)
    number = begun(process)
    with interference(url):
        status, output = finish(process)
    if connection.vendor == "sqlite" or status:
        assert status == 2, output
        assert "Databasen har inte svarat" in output
        assert f"import_articles --resume {number}" in output
    status, output = finish(start(url, tmp_path, "import_articles", "--resume", number))
    assert status == 0 or "redan klar" in output, output
    found = look(url, tmp_path)
    assert found["problems"] == []
    assert found["pages"] == COUNT
