"""The certainties of segments are kept honest: no witness is leant on, and what is said is what is so."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import pytest

from brygga.importers.reading.formats.html.witnesses import NAMES
from brygga.importers.reading.furniture import weighing
from brygga.importers.reading.furniture.witness_words import in_words
from brygga.importers.reading.model.segments import Testimony as Says

from . import segment_gold, segment_weights
from .composed_pages import pages


@cache
def gold() -> list[segment_gold.Gold]:
    """Pages that the weights were not set on: of other pieces of chance."""
    return list(segment_gold.of_composed(pages(40, seed=7)))


def test_without_any_one_witness_what_was_right_becomes_doubtful_and_not_wrong():
    removed = segment_weights.witness_removed(gold(), weighing.weights())
    heard = {name: rows for name, rows in removed.items() if rows[0]}
    assert {"structure", "names", "tag", "place", "links", "shape", "lines", "neighbours", "rules"} <= set(heard)
    assert {name: rows for name, rows in heard.items() if rows[1] > 0.05 * rows[0]} == {}


def test_what_is_surer_is_right_more_often():
    judged = list(segment_weights.judged_by(gold(), weighing.weights()))
    sure = [one.right for one in judged if one.certainty >= 0.95]
    less = [one.right for one in judged if one.certainty < 0.7]
    assert sum(sure) / len(sure) >= 0.95
    assert sum(less) / len(less) < 0.7


def test_every_weight_has_the_measurement_that_set_it_and_words_for_people():
    data = tomllib.loads((files("brygga.importers.reading.furniture") / "weights.toml").read_text(encoding="utf-8"))
    rows = [(witness, says, row) for witness, said in data["weights"].items() for says, row in said.items()]
    assert {witness for witness, _, _ in rows} <= set(NAMES)
    assert len(rows) > 30
    for witness, says, row in rows:
        assert row["article"] + row["furniture"] > 0
        assert not in_words(Says(witness, says)).startswith(f"{witness}:")


def test_a_fit_finds_what_speaks_for_and_against():
    rows = {
        (Says("links", "all"),): [400.0, 40.0],
        (Says("links", "none"),): [400.0, 360.0],
        (): [2.0, 1.0],
    }
    by = segment_weights.fit(rows)
    assert by.of["links", "all"] < -1 < 1 < by.of["links", "none"]
    assert by.chance((Says("links", "none"),)) == pytest.approx(0.9, abs=0.05)


def test_a_table_that_says_too_much_is_told():
    sure = weighing.Weights(9.0, {})
    assert any("is said of" in line for line in segment_weights.faults(gold(), sure))


def test_new_gold_is_told_of_and_fails_nothing():
    assert "make weights" in segment_weights.age(weighing.Weights(0.0, {}, "older"), "newer")
    assert segment_weights.age(weighing.Weights(0.0, {}, "newer"), "newer") == ""
