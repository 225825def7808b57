"""Somebody who waits for documents sees that something happens, in a terminal and in a log, and with what rate."""

import io

from rich.console import Console

from brygga.importers.archive.stored import Document
from brygga.importers.management.gathering import Gathering
from brygga.importers.reading import UnreadableDocument


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_a_log_gets_a_line_at_once_and_then_now_and_then():
    out, clock = io.StringIO(), Clock()
    with Gathering(Console(file=out, width=200), clock).shown() as gathering:
        assert out.getvalue() == "Läser in dokumenten.\n"
        lost = Document("c", None, trouble=UnreadableDocument("x", "x"), notes=(("y", "y"),))
        for document in gathering.watch([Document("a", None), lost, Document("c", None)]):
            clock.now += 20
            gathering.fetching(f"https://solvik.example/{document.source_id}.jpg")
    lines = out.getvalue().splitlines()
    assert lines[1] == "Inläst: 2 dokument, 0.1/s, 2 problem, 2 hämtningar, nu från solvik.example."
    assert len(lines) == 2


def test_a_terminal_shows_it_on_a_line_that_goes_away():
    out = io.StringIO()
    with Gathering(Console(file=out, force_terminal=True, width=120)).shown() as gathering:
        assert [d.source_id for d in gathering.watch([Document("a", None)])] == ["a"]
        gathering.fetching("https://solvik.example/a")
    assert "1 dokument" in out.getvalue()
    assert "solvik.example" in out.getvalue()
