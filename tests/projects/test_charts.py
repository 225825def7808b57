from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from brygga.projects.charts import HEIGHT, WIDTH, chart_for, nice_scale
from brygga.projects.models import Indicator, Observation
from tests.factories import IndicatorFactory, ObservationFactory

DECIMALS = st.decimals(-1_000_000, 1_000_000, places=2)


def _series(**values):
    indicator = IndicatorFactory(higher_is_better=False)
    for date, value in values.items():
        ObservationFactory(indicator=indicator, date=date.strip("y").replace("_", "-"), value=value)
    return Indicator.objects.prefetch_related("observations").get(pk=indicator.pk)


def test_a_line_puts_values_where_their_time_is(db):
    chart = chart_for(_series(y2019=200, y2020=180, y2023_07=105), "line")
    xs = [float(point.x) for point in chart.points]
    assert xs[1] - xs[0] < xs[2] - xs[1]
    assert float(chart.points[0].y) < float(chart.points[2].y)  # a greater value stands higher up
    assert chart.path.startswith(f"M{chart.points[0].x} {chart.points[0].y} L")


def test_the_chart_says_in_words_what_it_draws(db):
    chart = chart_for(_series(y2019=200, y2023_07=105), "bar")
    assert chart.description == "2 värden. Från 200 (2019) till 105 (juli 2023)."
    assert chart.change_text == "−95 sedan 2019"
    assert chart.better is True
    assert [row.display_value for row in chart.rows] == ["200", "105"]


def test_a_single_value_is_never_drawn_as_a_line(db):
    assert chart_for(_series(y2019=200), "line").kind == "bar"


def test_an_indicator_without_values_gives_an_empty_figure(db):
    chart = chart_for(IndicatorFactory(), "line")
    assert (chart.kind, chart.latest, chart.points) == ("figure", None, [])


def test_a_prefetched_series_is_drawn_without_a_query(db, django_assert_num_queries):
    indicator = _series(y2019=200, y2020=190, y2021=150)
    with django_assert_num_queries(0):
        assert len(chart_for(indicator, "line").points) == 3


@given(DECIMALS, DECIMALS)
def test_a_scale_covers_its_values_and_nought_in_few_round_steps(a, b):
    scale = nice_scale(min(a, b), max(a, b))
    assert scale[0] <= min(a, b, Decimal(0))
    assert scale[-1] >= max(a, b, Decimal(0))
    assert Decimal(0) in scale
    assert 2 <= len(scale) <= 8


@given(st.lists(DECIMALS, min_size=1, max_size=30))
def test_every_bar_stays_within_the_drawing(values):
    measured = Indicator(name="Deltagare", unit="deltagare")
    rows = [
        Observation(indicator=measured, value=value, date=str(1990 + number)) for number, value in enumerate(values)
    ]
    chart = chart_for(SimpleNamespace(series=rows, latest=rows[-1]), "bar")
    for point in chart.points:
        assert float(point.bar_x) >= 0
        assert float(point.bar_x) + float(point.bar_width) <= WIDTH
        assert float(point.bar_y) >= 0
        assert float(point.bar_y) + float(point.bar_height) <= HEIGHT


def test_an_indicator_without_unit_gets_a_message_at_the_unit(db):
    with pytest.raises(ValidationError) as error:
        Indicator(name="Hushåll").full_clean()
    assert error.value.message_dict["unit"] == ["Skriv vad talen räknar, till exempel hushåll eller procent."]
