"""A word that is on no list makes a fact less sure, and never another one. `make quality` takes out every entry."""

from __future__ import annotations

import pytest

from .removal import LISTS, MOST_WRONG, Outcome, of_list

EVERY = 6


def told(outcome: Outcome) -> str:
    return f"{dict(outcome.counts)}\n" + "\n".join(outcome.wrong[:20])


@pytest.mark.parametrize("name", LISTS)
def test_no_fact_becomes_another_one_without_its_word(name: str) -> None:
    outcome = of_list(name, EVERY)
    assert outcome.total >= 80, told(outcome)
    assert outcome.counts["wrong"] <= MOST_WRONG * outcome.total, told(outcome)


def test_a_verb_on_no_list_still_gives_the_speaker_and_is_less_sure() -> None:
    outcome = of_list("verbs of saying", EVERY)
    assert outcome.counts["uncertain"] >= 0.9 * outcome.total, told(outcome)
