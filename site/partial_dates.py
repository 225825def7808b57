"""Dates of which only the year, or the year and the month, may be known.

"Projektet startade 2021" says a year and nothing more. `PartialDate` keeps exactly that, knows the first and last
day it can mean, and writes itself as Swedes write dates ("2021", "juni 2021", "30 juni 2021").
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache, total_ordering

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "jan", "january"),
            ("februari", "feb", "febr", "february"),
            ("mars", "mar", "march"),
            ("april", "apr"),
            ("maj", "may"),
            ("juni", "jun", "june"),
            ("juli", "jul", "july"),
            ("augusti", "aug", "august"),
            ("september", "sep", "sept"),
            ("oktober", "okt", "october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
WORDS = re.compile(r"(?:(\d{1,2})\s+)?([a-zåäö]+)\.?\s+(\d{4})")


@lru_cache(maxsize=4096)
def written(day: dt.date, pattern: str, language: str) -> str:
    """`day` by a pattern of Django's in `language`, which must be the one in use. A page writes many dates."""
    return date_format(day, pattern)


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month of a year, or a day. `month` and `day` are None where they are not known."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not 1000 <= self.year <= 2999:
            raise ValueError("a year before 1000 or after 2999 is a slip of the pen")
        if self.month is None and self.day is not None:
            raise ValueError("a day without a month")
        dt.date(self.year, self.month or 1, self.day or 1)  # raises ValueError for 2021-02-30

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Reads "2021", "2021-06", "2021-06-30", "juni 2021" or "30 juni 2021"; else raises ValueError."""
        cleaned = " ".join(text.split()).lower()
        try:
            if match := ISO.fullmatch(cleaned):
                year, month, day = match.groups()
                return cls(int(year), int(month) if month else None, int(day) if day else None)
            if (match := WORDS.fullmatch(cleaned)) and match[2] in MONTHS:
                return cls(int(match[3]), MONTHS[match[2]], int(match[1]) if match[1] else None)
        except ValueError as error:
            raise ValueError(f"no date: {text!r} ({error})") from error
        raise ValueError(f"no date: {text!r}")

    @classmethod
    def of(cls, date: dt.date) -> PartialDate:
        """The day `date`, wholly known."""
        return cls(date.year, date.month, date.day)

    @property
    def first_day(self) -> dt.date:
        """The earliest day this can mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> dt.date:
        """The latest day this can mean."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def precision(self) -> str:
        """ "year", "month" or "day"."""
        return "day" if self.day else "month" if self.month else "year"

    @property
    def display(self) -> str:
        """For people, in the language in use: "2021", "juni 2021", "30 juni 2021"."""
        if self.month is None:
            return str(self.year)
        language = get_language() or "sv"
        if language.startswith("sv"):
            pattern = "j F Y" if self.day else "F Y"
        else:
            pattern = "DATE_FORMAT" if self.day else "YEAR_MONTH_FORMAT"
        return written(self.first_day, pattern, language)

    def __str__(self) -> str:
        """ISO 8601, as precise as it is known: "2021", "2021-06" or "2021-06-30"."""
        parts = [f"{self.year:04}"]
        if self.month:
            parts.append(f"{self.month:02}")
        if self.day:
            parts.append(f"{self.day:02}")
        return "-".join(parts)

    def __lt__(self, other: PartialDate) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return (self.first_day, self.last_day) < (other.first_day, other.last_day)


def period_display(start: PartialDate | None, end: PartialDate | None) -> str:
    """A period for people: "2019–2021", "från juni 2019", "till 30 juni 2021" or "" when nothing is known."""
    if start and end:
        if str(start) == str(end):
            return start.display
        blank = "" if start.precision == end.precision == "year" else " "
        return f"{start.display}{blank}–{blank}{end.display}"
    if start:
        return _("från %(date)s") % {"date": start.display}
    if end:
        return _("till %(date)s") % {"date": end.display}
    return ""
