"""No list of words decides alone: without one of its words a right value goes missing, and none turns wrong."""

from __future__ import annotations

import re

import pytest

from .fact_lists import Removal, removals, without

WRONG = 0.01  # of the right values in the texts that have the word


def share_of_wrong(found: list[Removal]) -> float:
    return sum(len(one.wrong) for one in found) / sum(one.right for one in found)


def test_a_removed_word_makes_right_values_uncertain_or_missing_and_seldom_wrong():
    found = list(removals(step=12))
    assert len(found) > 60
    assert share_of_wrong(found) <= WRONG, [miss for one in found for miss in one.wrong]


@pytest.mark.slow
def test_every_word_of_every_list_can_be_removed():
    found = list(removals())
    assert len(found) > 900
    assert share_of_wrong(found) <= WRONG, [miss for one in found for miss in one.wrong]


def test_a_word_is_taken_out_of_a_set_and_of_a_pattern_alone():
    assert dict(without(frozenset(["ett", "två"]))) == {"ett": {"två"}, "två": {"ett"}}
    shorter = dict(without(re.compile(r"\b(?:driver|äger|leder)\b")))
    assert {entry: bool(pattern.search("han äger")) for entry, pattern in shorter.items()} == {
        "driver": True,
        "äger": False,
        "leder": True,
    }
