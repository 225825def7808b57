"""What nobody asked to have read, and what killed processes left, goes after its time and not before."""

import os

import pytest
from django.test import override_settings

from brygga.importers.archive import raw, spool

DAY = 24 * 3600


@pytest.fixture
def root(tmp_path):
    with override_settings(BRYGGA_RAW_ROOT=str(tmp_path)):
        yield tmp_path


def aged(path, days):
    """The path, as if last written so many days ago by the clock of its folder."""
    then = raw.now_in(path.parent) - days * DAY
    os.utime(path, (then, then))
    return path


def test_files_that_nobody_had_read_go_after_a_week(root):
    for token in ("old", "new"):
        spool.append(token, "nyhet.txt", 0, b"En nyhet.", 9)
    aged(spool.folder_of("old"), 8)
    spool.sweep()
    assert (spool.held("old"), [one.name for one in spool.held("new")]) == ([], ["nyhet.txt"])


def test_files_that_waited_a_week_are_there_for_the_order_that_asks_for_them(root):
    spool.append("late", "nyhet.txt", 0, b"En nyhet.", 9)
    aged(spool.folder_of("late"), 8)
    spool.sweep(but="late")
    assert [one.name for one in spool.held("late")] == ["nyhet.txt"]


def test_half_written_originals_go_after_a_day(root):
    (root / "ab").mkdir()
    old, new = root / "ab" / ".new-old", root / "ab" / ".new-new"
    for path in (old, new):
        path.write_bytes(b"")
    aged(old, 2)
    raw.sweep()
    assert (old.exists(), new.exists()) == (False, True)


def test_a_clock_that_differs_from_that_of_the_folder_takes_nothing_away(root, monkeypatch):
    spool.append("new", "nyhet.txt", 0, b"En nyhet.", 9)
    (root / "ab").mkdir()
    half = root / "ab" / ".new-half"
    half.write_bytes(b"")
    ahead = raw.now_in(root) + 365 * DAY
    monkeypatch.setattr("time.time", lambda: ahead)
    spool.sweep()
    raw.sweep()
    assert [one.name for one in spool.held("new")] == ["nyhet.txt"]
    assert half.exists()


def test_a_folder_that_is_not_there_is_nothing_to_sweep(root):
    with override_settings(BRYGGA_RAW_ROOT=str(root / "none")):
        spool.sweep()
        raw.sweep()
