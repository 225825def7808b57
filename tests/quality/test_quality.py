"""The reader holds its floors on the project's own texts, and the floors cannot sink unseen."""

from __future__ import annotations

import importlib
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from .gate import Floors, ReasonMissingError, faults, measure, together, updated
from .reliability import ENOUGH, reliability, upside_down
from .scoring import FIELDS, Tally, folded, score
from .texts import TEXTS, all_texts, gold_of, hash_of

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((Path(__file__).parent / "sources").glob("*.txt"))


def tally(**counts: tuple[int, int, int]) -> Tally:
    made = Tally()
    for name, row in counts.items():
        made.add(name, *row)
    return made


@pytest.fixture(scope="module")
def whole() -> Tally:
    """What all texts are read to say today."""
    return together(measure())


def test_the_reader_holds_the_floors_of_every_field(whole):
    assert faults(whole, Floors.from_file(), set_hash=hash_of()) == []


def test_what_may_act_alone_is_right_at_least_as_often_as_what_a_person_is_asked_about(whole):
    rows = reliability(whole.judged)
    assert rows["all"].asked.number >= ENOUGH
    assert upside_down(rows) == []


def test_a_field_below_its_floor_is_a_fault():
    floors = Floors(set="a", floors={"quotes": 0.9, "people": 0.9})
    found = faults(tally(quotes=(8, 10, 10), people=(9, 10, 10)), floors, set_hash="a")
    assert len(found) == 1
    assert found[0].startswith("quotes: F1 0.8000 is below the floor 0.900")


def test_a_field_that_is_not_read_at_all_any_more_is_a_fault():
    assert faults(tally(), Floors(set="a", floors={"quotes": 0.9}), set_hash="a") != []


def test_a_changed_text_or_gold_is_a_fault_until_the_floors_are_looked_at(tmp_path):
    (tmp_path / "a.txt").write_text("Ett")
    before = hash_of(tmp_path)
    (tmp_path / "a.txt").write_text("Två")
    assert hash_of(tmp_path) != before
    floors = Floors(set=before, floors={"title": 1.0})
    assert len(faults(tally(title=(1, 1, 1)), floors, set_hash=hash_of(tmp_path))) == 1


def test_a_floor_sinks_only_with_a_reason_and_the_reason_stays_in_the_file(tmp_path):
    path = tmp_path / "floors.toml"
    Floors(set="a", floors={"quotes": 0.9, "people": 0.5}).to_file(path)
    worse = tally(quotes=(8, 10, 10), people=(10, 10, 10))
    with pytest.raises(ReasonMissingError, match=r"quotes 0\.900 → 0\.800"):
        updated(Floors.from_file(path), worse, set_hash="b")
    reason = 'Texter med "två" citat kom till'
    updated(Floors.from_file(path), worse, set_hash="b", reason=reason).to_file(path)
    kept = Floors.from_file(path)
    assert (kept.set, kept.floors) == ("b", {"quotes": 0.8, "people": 1.0})
    assert kept.lowered == [{"field": "quotes", "from": 0.9, "to": 0.8, "reason": reason}]
    assert updated(kept, tally(quotes=(9, 10, 10), people=(1, 1, 1)), set_hash="c").lowered == kept.lowered


def test_a_floor_that_falls_away_needs_a_reason_too():
    with pytest.raises(ReasonMissingError):
        updated(Floors(floors={"quotes": 0.9}), tally(title=(1, 1, 1)), set_hash="")


def test_the_command_leaves_the_file_alone_where_it_refuses(tmp_path, monkeypatch, capsys):
    command = importlib.import_module("tests.quality.__main__")
    path = tmp_path / "floors.toml"
    Floors(set="a", floors={"title": 1.0}).to_file(path)
    before = path.read_bytes()
    monkeypatch.setattr(command, "measure", lambda: {"x.txt": tally(title=(1, 2, 2))})
    monkeypatch.setattr(Floors.from_file.__func__, "__defaults__", (path,))
    monkeypatch.setattr(Floors.to_file, "__defaults__", (path,))
    monkeypatch.setattr("sys.argv", ["quality", "--update"])
    assert command.main() == 1
    assert "title 1.000 → 0.500" in capsys.readouterr().err
    assert path.read_bytes() == before
    monkeypatch.setattr("sys.argv", ["quality", "--update", "--reason", "En svårare text"])
    assert command.main() == 0
    assert Floors.from_file(path).floors == {"title": 0.5}


def test_a_floor_is_never_above_what_was_reached():
    reached = updated(Floors(), tally(quotes=(2, 3, 3)), set_hash="")
    assert faults(tally(quotes=(2, 3, 3)), reached, set_hash="") == []
    assert reached.floors == {"quotes": 0.666}


def test_the_set_has_sixty_texts_of_every_kind_of_source():
    kinds = Counter(path.suffix for path in all_texts())
    assert sum(kinds.values()) >= 60
    assert set(kinds) == {".txt", ".md", ".html", ".htm", ".docx", ".pdf", ".eml", ".xml", ".json", ".atom", ".rss"}
    forms = {path.read_text(encoding="utf-8").splitlines()[0].removeprefix("form: ") for path in SOURCES}
    assert forms >= {*generator().FORMS, *generator().DIALECTS}


def generator() -> Any:
    """scripts/fixtures/quality_texts.py, which imports its neighbours by their bare names."""
    folder = str(ROOT / "scripts" / "fixtures")
    sys.path.insert(0, folder)
    try:
        return importlib.import_module("quality_texts")
    finally:
        sys.path.remove(folder)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_a_made_text_is_what_its_source_gives(source: Path):
    name, data = generator().made(generator().Source.from_file(source))
    if not name.endswith(".docx"):  # the parts of a Word file around the text follow python-docx's version
        assert (TEXTS / name).read_bytes() == data
    assert (TEXTS / name).exists()


@pytest.mark.parametrize("text", all_texts(), ids=lambda path: path.name)
def test_a_gold_has_every_field_and_a_reading_equal_to_it_is_without_fault(text: Path):
    gold = gold_of(text)
    assert set(gold) - {"accepted"} == {*FIELDS, "boilerplate"}
    assert set(gold.get("accepted", {})) <= set(FIELDS)
    found = Tally()
    score(gold, {**gold, "blocks": []}, found)
    assert found.misses == []
    assert {row.f1 for name, row in found.scores().items() if found.gold[name]} == {1.0}


@pytest.mark.parametrize("text", [p for p in all_texts() if p.suffix in (".txt", ".md")], ids=lambda path: path.name)
def test_what_a_gold_says_stands_in_its_text(text: Path):
    words = re.findall(r"\w+", text.read_text(encoding="utf-8-sig").casefold())
    words += [word.removesuffix("s") for word in words]  # a name in the genitive
    gold = gold_of(text)
    said = [gold["title"], gold["lead"], *gold["headings"], *gold["captions"], *gold["related_links"]]
    said += [quote["text"] for quote in gold["quotes"]] + [figure["value"] for figure in gold["key_figures"]]
    said += [person["name"] for person in gold["people"]] + [row["answer"] for row in gold["faq"]]
    said += [*gold["organisations"], *gold["units"], *gold["projects"], *gold["boilerplate"]]
    missing = [piece for piece in said if piece and not set(re.findall(r"\w+", folded(piece))) <= set(words)]
    assert missing == []


def test_a_worse_reading_counts_against_its_field_and_no_other():
    gold = gold_of(TEXTS / "start-av-projekt.txt")
    quote, *others = gold["quotes"]
    worse = {**gold, "blocks": [], "quotes": [{**quote, "speaker": "Alva Lindmark"}, *others], "people": []}
    found = Tally()
    score(gold, worse, found)
    low = {name for name, row in found.scores().items() if row.f1 < 1}
    assert low == {"quotes.speaker", "people"}


def test_what_is_accepted_counts_neither_for_nor_against():
    gold = gold_of(TEXTS / "inbjudan-oppet-hus.txt")
    for contacts in ([], gold["accepted"]["contacts"]):
        found = Tally()
        score(gold, {**gold, "blocks": [], "contacts": contacts, "publisher": "Ekeby kommun"}, found)
        assert found.misses == []
        assert found.found["contacts"] == 0
