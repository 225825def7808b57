"""Who says what, which roles people have and whom to turn to, in invented variants of many makes."""

from __future__ import annotations

import pytest

from .variants import cases, count

# The least share of what is said that is right, and of the gold that is said.
FLOORS = {"quotes": (0.98, 0.98), "roles": (0.98, 0.97), "contacts": (0.98, 0.97)}


@pytest.mark.parametrize("kind", FLOORS)
def test_variants_are_read_right(kind: str) -> None:
    tally = count(kind)
    precision, recall = FLOORS[kind]
    told = "\n".join(tally.lines)
    assert tally.precision >= precision, told
    assert tally.recall >= recall, told


@pytest.mark.parametrize("kind", FLOORS)
def test_there_are_at_least_sixty_variants_of_each_kind(kind: str) -> None:
    assert len(cases(kind)) >= 60
