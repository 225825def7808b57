"""What visitors are told of a goal knows what day it is, and what they are told of a budget how much is used."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import pytest

from brygga.projects.drawings import bridge, spent
from brygga.projects.outcomes import outcome
from brygga.site.partial_dates import PartialDate

TODAY = dt.date(2026, 11, 30)


def goal(reached=None, deadline=None, note=""):
    return SimpleNamespace(reached=reached, deadline=deadline, result_note=note)


@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        (goal(True, PartialDate(2020)), "completed", "Målet är nått"),
        (goal(False, PartialDate(2027, 6)), "running", "Inte nått än, mäts juni 2027"),
        (goal(False, PartialDate(2026, 10)), "cancelled", "Målet nåddes inte"),
        (goal(False), "running", "Inte nått än"),
        (goal(None, PartialDate(2027, 6)), "planned", "Mäts juni 2027"),
        (goal(None, PartialDate(2021)), "planned", "Resultatet är inte redovisat"),
        (goal(), "planned", "Resultatet är inte redovisat än"),
        (goal(note="Uppföljning görs 2027."), "", ""),
    ],
)
def test_a_goal_is_told_by_its_result_and_the_day(given, code, words):
    assert outcome(given, today=TODAY) == (code, words)


def test_a_goal_without_a_day_is_measured_when_its_project_ends():
    assert outcome(goal(False), PartialDate(2021), TODAY).text == "Målet nåddes inte"
    assert outcome(goal(), PartialDate(2028), TODAY).text == "Mäts 2028"


def test_money_used_is_drawn_against_the_budget_also_where_it_is_more():
    half = spent(Decimal(45), Decimal(90))
    assert (half.used, half.budget, half.over) == ("50%", "100%", False)
    more = spent(Decimal(100), Decimal(50))
    assert (more.used, more.budget, more.over) == ("100%", "50%", True)
    assert spent(Decimal(45), None) is None
    assert spent(None, Decimal(90)) is None
    assert spent(Decimal(1), Decimal(0)) is None


def test_names_on_the_bridge_never_lie_over_each_other():
    days = [PartialDate(2020, month) for month in (1, 2, 3, 4, 5, 6, 9, 12)]
    stones = [SimpleNamespace(date=day, title=f"Något som händer i månad {n}") for n, day in enumerate(days)]
    drawn = bridge(PartialDate(2020), PartialDate(2020), stones, today=dt.date(2020, 7, 1))
    rows: dict[int, list] = {}
    for post in drawn.posts:
        if post.y is not None:
            rows.setdefault(post.y, []).append(post)
    assert len(rows) > 1
    for posts in rows.values():
        edges = []
        for post in posts:
            x, width = float(post.x.rstrip("%")) / 100, max(len(post.name), len(post.date)) * 0.0088
            first = x - {"start": 0, "middle": width / 2, "end": width}[post.anchor]
            edges += [first, first + width]
        assert edges == sorted(edges)
    assert (drawn.passed, drawn.months_left) == (6, 5)
    assert all(post.title.startswith("Något") for post in drawn.posts)
