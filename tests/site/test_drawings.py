"""The geometry of the drawings on a project page."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.projects.drawings import bridge, funding_bar, goal_meter, percent
from brygga.site.partial_dates import PartialDate


def row(share: Fraction | None = None, amount: int | None = None) -> SimpleNamespace:
    return SimpleNamespace(
        share=SimpleNamespace(fraction=share) if share is not None else None,
        amount=Decimal(amount) if amount is not None else None,
    )


def goal(target, result=None, unit="procent") -> SimpleNamespace:
    def decimal(value):
        return None if value is None else Decimal(value)

    return SimpleNamespace(target_value=decimal(target), result_value=decimal(result), unit=unit)


def numbers(values) -> list[float]:
    return [float(value.rstrip("%")) for value in values]


def test_percent_is_written_as_svg_has_it():
    assert percent(Fraction(2, 3)) == "66.67%"
    assert percent(1) == "100%"


def test_the_bridge_stands_between_start_and_end_with_a_post_for_each_milestone():
    milestones = [SimpleNamespace(date=PartialDate(2020, 1, 1)), SimpleNamespace(date=PartialDate(2021, 7, 1))]
    drawn = bridge(PartialDate(2020), PartialDate(2021), milestones, today=dt.date(2021, 1, 1))
    assert numbers([post.x for post in drawn.posts]) == pytest.approx([0, 74.8], abs=0.2)
    assert [post.passed for post in drawn.posts] == [True, False]
    assert float(drawn.today.rstrip("%")) == pytest.approx(50.1, abs=0.1)


@pytest.mark.parametrize("today", [dt.date(2019, 1, 1), dt.date(2030, 1, 1)])
def test_before_and_after_its_time_a_bridge_shows_no_today(today):
    drawn = bridge(PartialDate(2020), PartialDate(2021), [], today=today)
    assert drawn.today is None
    assert drawn.done == ("0%" if today.year < 2020 else "100%")


@pytest.mark.parametrize(("start", "end"), [(None, PartialDate(2021)), (PartialDate(2020), None)])
def test_without_both_ends_there_is_no_bridge(start, end):
    assert bridge(start, end, []) is None


def test_shares_fill_the_bar_exactly():
    segments = funding_bar([row(Fraction(2, 3)), row(Fraction(1, 3))])
    assert [segment.width for segment in segments] == ["66.67%", "33.33%"]
    assert segments[1].x == "66.67%"
    assert len({segment.pattern for segment in segments}) == 2


def test_what_nobody_has_told_of_is_drawn_as_such():
    segments = funding_bar([row(Fraction(1, 2))])
    assert [segment.funding is None for segment in segments] == [False, True]


def test_amounts_are_drawn_when_all_have_one():
    assert [s.width for s in funding_bar([row(amount=300), row(amount=100)])] == ["75%", "25%"]


def test_one_funder_without_a_share_pays_the_rest():
    assert [s.width for s in funding_bar([row(Fraction(3, 4)), row()])] == ["75%", "25%"]


@pytest.mark.parametrize("rows", [[], [row(), row()], [row(Fraction(1, 2)), row(), row()], [row(amount=5), row()]])
def test_what_cannot_be_compared_is_not_drawn(rows):
    assert funding_bar(rows) == []


@given(st.lists(st.fractions(min_value=Fraction(1, 100), max_value=1), min_size=1, max_size=9))
def test_a_bar_never_leaves_its_width(shares):
    segments = funding_bar([row(share) for share in shares])
    ends = [
        x + width for x, width in zip(numbers(s.x for s in segments), numbers(s.width for s in segments), strict=True)
    ]
    assert max(ends) <= 100.1


def test_a_goal_in_per_cent_is_measured_against_a_hundred():
    meter = goal_meter(goal(55, 49))
    assert (meter.result, meter.target) == ("49%", "55%")


def test_a_goal_in_other_units_leaves_room_above():
    meter = goal_meter(goal(100, 130, "deltagare"))
    assert float(meter.result.rstrip("%")) < 100
    assert float(meter.target.rstrip("%")) < float(meter.result.rstrip("%"))


def test_a_goal_without_a_target_has_no_meter():
    assert goal_meter(goal(None)) is None
    assert goal_meter(goal(55)).result is None
