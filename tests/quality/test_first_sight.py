"""Texts that nobody has seen are counted as their gold says, without a database."""

from __future__ import annotations

from pathlib import Path

import pytest

from .first_sight import READING, Gold, measure, table

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


PAGE = """Hem
Meny

Norrsele öppnar en jobbstudio

Publicerad 4 mars 2024

Den som är ung och söker arbete kan från och med i dag få hjälp av en coach i den nya studion vid torget.

Så fungerar studion

Besökaren får en egen coach och träffar den en gång i veckan i fyra månader, hela tiden i samma lokal.

Dela sidan
"""


def test_the_frame_of_a_text_is_counted_beside_its_facts(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "a.gold").write_text(
        "T Norrsele öppnar en jobbstudio\nL Den som är ung\nD 2024-03-05\nG Så fungerar studion\nG Frågor\n"
        "F Hem\nF Meny\nF Dela sidan\n",
        encoding="utf-8",
    )
    tally = measure(tmp_path)
    assert tally.right["T"] == 1
    assert (tally.right["D"], tally.facts["D"], tally.wanted["D"]) == (0, 1, 1)
    assert (tally.right["G"], tally.facts["G"], tally.wanted["G"]) == (1, 1, 2)
    assert tally.wanted["F"] == 3
    assert tally.reached["F"] >= tally.right["F"]
    assert tally.row("A") == (1.0, 1.0)
    assert "headings                 precision 1.00 (1/1)  recall 0.50 (1/2)" in table(tally, READING)
    assert not any(tally.wanted[kind] for kind in "PXUKQHCOMB")  # no line of theirs, not looked at


def test_a_figure_is_wrong_that_says_whose_it_is_where_the_text_does_not(tmp_path: Path) -> None:
    text = "Jobb för unga\n\nHagfors kommun hade 210 sommarjobb 2023.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    gold = tmp_path / "a.gold"
    gold.write_text("K? 210 | sommarjobb | sommarjobb | 2023 | Hagfors kommun\n", encoding="utf-8")
    assert measure(tmp_path).facts["K"] == 0
    gold.write_text("K? 210 | sommarjobb | sommarjobb | 2023 | -\n", encoding="utf-8")
    assert measure(tmp_path).row("K")[0] == 0.0
