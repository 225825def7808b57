"""Texts that nobody has seen are counted as their gold says, without a database."""

from __future__ import annotations

from pathlib import Path

import pytest

from .first_sight import Gold, measure, table

TEXT = """Norrsele startar två projekt

Norrsele kommun startar projektet Vindfången i mars 2024. Projektet Vindfången ägs av Norrsele kommun.

– Vi har längtat efter det här, säger Eira Lund, enhetschef på Norrsele kommun.
"""
GOLD = """P Vindfången
P Snöbollen
X Vindfången | owner | Norrsele kommun
Q Vi har längtat | Eira Lund
H Eira Lund | områdeschef | Norrsele kommun
M? Norrsele
"""


def _folder(path: Path, gold: str) -> Path:
    (path / "a.txt").write_text(TEXT, encoding="utf-8")
    (path / "a.gold").write_text(gold, encoding="utf-8")
    return path


def test_what_is_right_too_much_and_lost_is_counted_by_kind(tmp_path: Path) -> None:
    tally = measure(_folder(tmp_path, GOLD))
    assert (tally.right["P"], tally.facts["P"], tally.wanted["P"]) == (1, 1, 2)
    assert "a: lost P Snöbollen" in tally.misses
    assert (tally.right["X"], tally.wanted["X"]) == (1, 1)
    assert (tally.right["S"], tally.right["R"], tally.right["E"]) == (1, 0, 1)
    assert tally.facts["R"] == 1  # another role than the gold's is a wrong one
    assert tally.facts["M"] == 0  # may be found or not
    assert "precision 1.00 (1/1)  recall 0.50 (1/2)" in table(tally)


def test_what_the_gold_says_is_not_there_counts_as_wrong(tmp_path: Path) -> None:
    tally = measure(_folder(tmp_path, "P -\nQ -\n"))
    assert (tally.right["P"], tally.facts["P"], tally.wanted["P"]) == (0, 1, 0)
    assert tally.row("Q") == (0.0, 1.0)
    assert tally.facts["H"] == 0  # no line, not looked at


def test_a_line_of_no_kind_is_told(tmp_path: Path) -> None:
    path = _folder(tmp_path, "Y Vindfången\n") / "a.gold"
    with pytest.raises(ValueError, match="Y Vindfången"):
        Gold.from_file(path)
