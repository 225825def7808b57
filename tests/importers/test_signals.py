"""What imports tell a site's own code, and when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.dispatch import Signal

from brygga.importers import signals
from brygga.importers.models import ImportRun
from brygga.importers.runs.rollback import rollback_run
from brygga.news.models import NewsPage

from .archive import KITCHEN, LIBRARY, run_import, write

pytestmark = pytest.mark.django_db
Heard = list[tuple[str, dict[str, Any]]]


@pytest.fixture
def heard() -> Iterator[Heard]:
    """The name and arguments of every signal, in their order. Before each, a receiver has broken."""
    told: Heard = []
    connected: list[tuple[Signal, Any]] = []
    for name in signals.__all__:
        signal = getattr(signals, name)

        def broken(sender, **arguments):
            raise RuntimeError("broken")

        def listen(sender, name=name, **arguments):
            told.append((name, arguments))

        for receiver in (broken, listen):
            signal.connect(receiver, weak=False)
            connected.append((signal, receiver))
    yield told
    for signal, receiver in connected:
        signal.disconnect(receiver)


def names(heard: Heard) -> list[str]:
    return [name for name, _ in heard]


def test_a_run_and_its_undoing_are_told_when_they_stand(heard, tmp_path, django_capture_on_commit_callbacks):
    folder = write(tmp_path / "a", a=KITCHEN, b=LIBRARY)
    with django_capture_on_commit_callbacks() as waiting:
        run = run_import(folder)
    assert names(heard) == ["item_read", "item_read"]  # nothing is told of what may still be rolled back
    assert [said["article"].title.text for _, said in heard] == [
        "Nytt kök ger fler en väg till jobb",
        "Språkcaféet flyttar till biblioteket",
    ]
    for callback in waiting:
        callback()
    assert names(heard)[2:] == ["page_written", "page_written", "run_finished"]
    written = [said for _, said in heard[2:4]]
    assert {said["page_id"] for said in written} == set(NewsPage.objects.values_list("pk", flat=True))
    assert {said["item"].page_id for said in written} == {said["page_id"] for said in written}
    assert all(said["created"] and said["revision_id"] for said in written)
    assert heard[-1][1]["run"].state == ImportRun.State.FINISHED
    heard.clear()
    with django_capture_on_commit_callbacks(execute=True):
        rollback_run(run, "Fel mapp.")
    assert names(heard) == ["run_undone"]
    assert heard[0][1]["run"] == run


def test_a_plan_tells_of_no_page(heard, tmp_path, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        run_import(write(tmp_path / "a", a=KITCHEN), dry_run=True)
    assert names(heard) == ["item_read", "run_finished"]


def test_what_did_not_change_is_not_told(heard, tmp_path, django_capture_on_commit_callbacks):
    folder = write(tmp_path / "a", a=KITCHEN)
    run_import(folder)
    write(folder, a=KITCHEN.replace("tre dagar", "fyra dagar"))
    heard.clear()
    with django_capture_on_commit_callbacks(execute=True):
        run_import(folder)
        run_import(folder)
    told = [said for name, said in heard if name == "page_written"]
    assert [said["created"] for said in told] == [False]
