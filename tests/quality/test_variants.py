"""Small texts on one thing each: what is found in them, how much of it, and that a list of words decides nothing."""

from __future__ import annotations

import tomllib

import pytest

from .variants import FOLDER, NAMES, measure

FLOORS = tomllib.loads((FOLDER / "floors.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_the_variants_hold_their_floors(name):
    result = measure(name)
    for kind, (precision, recall) in FLOORS[name].items():
        assert result.wanted[kind] >= 30
        assert result.row(kind)[0] >= precision, result.misses
        assert result.row(kind)[1] >= recall, result.misses
