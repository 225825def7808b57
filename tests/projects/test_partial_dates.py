import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from brygga.projects.models import ProjectPage
from brygga.site.partial_dates import PartialDate, period_display


@pytest.mark.parametrize(
    ("written", "iso", "display", "first", "last"),
    [
        ("2021", "2021", "2021", dt.date(2021, 1, 1), dt.date(2021, 12, 31)),
        ("2021-6", "2021-06", "juni 2021", dt.date(2021, 6, 1), dt.date(2021, 6, 30)),
        ("Februari 2024", "2024-02", "februari 2024", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("13 dec. 2013", "2013-12-13", "13 december 2013", dt.date(2013, 12, 13), dt.date(2013, 12, 13)),
    ],
)
def test_a_date_is_read_as_precisely_as_it_is_written(written, iso, display, first, last):
    date = PartialDate.parse(written)
    with translation.override("sv"):
        assert (str(date), date.display) == (iso, display)
    assert (date.first_day, date.last_day) == (first, last)


@pytest.mark.parametrize(
    "written", ["", "21", "2021-13", "2021-02-30", "i somras", "30 vintermånad 2021", "2021-06-30-1", "9999"]
)
def test_what_is_no_date_is_refused(written):
    with pytest.raises(ValueError, match="no date"):
        PartialDate.parse(written)


@given(st.dates(dt.date(1000, 1, 1), dt.date(2999, 12, 31)), st.sampled_from(["year", "month", "day"]))
def test_writing_and_reading_gives_the_same_date(day, precision):
    date = {
        "year": PartialDate(day.year),
        "month": PartialDate(day.year, day.month),
        "day": PartialDate(day.year, day.month, day.day),
    }[precision]
    assert PartialDate.parse(str(date)) == date
    assert date.first_day <= day <= date.last_day


def test_a_period_is_written_the_swedish_way():
    with translation.override("sv"):
        assert period_display(PartialDate(2019), PartialDate(2021)) == "2019–2021"
        assert period_display(PartialDate(2019, 6), PartialDate(2021)) == "juni 2019 – 2021"
        assert period_display(PartialDate(2019, 6), None) == "från juni 2019"
        assert period_display(None, PartialDate(2021)) == "till 2021"
        assert period_display(None, None) == ""


def test_an_unreadable_date_gets_a_message_at_its_field(db):
    page = ProjectPage(title="Rebus", slug="rebus", start="i våras")
    with translation.override("sv"), pytest.raises(ValidationError) as error:
        page.clean_fields()
    assert error.value.message_dict["start"] == [
        "Skriv ett år, en månad eller en dag: 2021, 2021-06 eller 2021-06-30."
    ]
