"""The forms of a Swedish date, and the dates that stand in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = {
    1: "januari january jan",
    2: "februari february feb febr",
    3: "mars march mar",
    4: "april apr",
    5: "maj may",
    6: "juni june jun",
    7: "juli july jul",
    8: "augusti august aug",
    9: "september sep sept",
    10: "oktober october okt oct",
    11: "november nov",
    12: "december dec",
}
MONTHS = {name: number for number, names in _MONTHS.items() for name in names.split()}
MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"

ISO = re.compile(r"(?<![\d-])(?P<y>(?:19|20)\d{2})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d|[-/]\d)")
_DAY_MONTH = re.compile(
    rf"(?<![\d.,-])(?P<d>\d{{1,2}})(?:\.|:[ae]|st|nd|rd|th)?\s+(?:of\s+)?(?P<m>{MONTH}),?\s+"
    rf"(?P<y>(?:19|20)\d{{2}}(?!\d)|[-'’]\d{{2}}(?!\d)|\d{{2}}(?=\s+\d{{1,2}}[:.]\d{{2}}))",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"\b(?P<m>{MONTH})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d{{2}})(?!\d)", re.IGNORECASE
)
_NUMERIC = re.compile(
    r"(?<![\d.,/-])(?P<d>\d{1,2})(?P<s>[./])\s?(?P<m>\d{1,2})(?:(?P=s)\s?|\s+)(?P<y>(?:19|20)\d{2})(?!\d|[./]\d)"
)
_DAY_MONTH_SHORT = re.compile(
    r"(?<![\d.,/-])(?P<d>\d{1,2})/(?P<m>\d{1,2})\s?[-–]\s?(?P<y>(?:19|20)\d{2}|\d{2})(?!\d|[-/]\d)"
)
_DASHED = re.compile(r"(?<![\d.,/-])(?P<d>[0-3]\d)-(?P<m>[01]\d)-(?P<y>(?:19|20)\d{2})(?!\d|-\d)")
_FORMS = (ISO, _DAY_MONTH, _MONTH_DAY, _NUMERIC, _DAY_MONTH_SHORT, _DASHED)
# What two dates stand around that say how long something goes on.
_UNTIL = re.compile(r"\s*(?:[-–—]|till(?:\s+och\s+med)?|t\.?\s?o\.?\s?m\.?|fram till)\s*(?:den\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A whole date: ISO form, and where in the text that was searched it stands."""

    iso: str
    start: int
    end: int


def _year(text: str) -> int:
    digits = text.lstrip("-'’")
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (1900 if int(digits) >= 70 else 2000)


def find_dates(text: str) -> list[FoundDate]:
    """Every whole date in `text`, in reading order; 31 February and the like are not dates."""
    found: list[FoundDate] = []
    for form in _FORMS:
        for match in form.finditer(text):
            month = match["m"].rstrip(".").casefold()
            try:
                day = date(_year(match["y"]), MONTHS.get(month) or int(month), int(match["d"]))
            except ValueError:
                continue
            if all(match.end() <= f.start or match.start() >= f.end for f in found):
                found.append(FoundDate(day.isoformat(), match.start(), match.end()))
    return sorted(found, key=lambda f: f.start)


def is_period(text: str, found: list[FoundDate]) -> bool:
    """Whether the first two of the dates in a text are how long something goes on ("2019-01-15 – 2021-11-30")."""
    return len(found) > 1 and _UNTIL.fullmatch(text, found[0].end, found[1].start) is not None
