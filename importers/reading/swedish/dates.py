"""Dates as Swedish pages write them: found only where they stand, never made up.

`find_dates` finds whole dates (day, month and year) anywhere in a text. `read_date_line` reads a line that says
nothing but when something was published or changed ("Senast uppdaterad: 2017-03-22", "Tue 24. Oct 17 14:48",
"Pressmeddelande • Mar 07, 2018 10:12 CET"). `from_address` finds the day that a page's own address states.

"""

from __future__ import annotations

import re

from .date_asides import DateLine, is_who, without_asides
from .date_forms import ISO, find_dates, is_period
from .date_labels import KIND, date_roles

_WEEKDAY = (
    r"(?:(?:mån|tis|ons|tors|fre|lör|sön)(?:dag(?:en|s)?)?|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|"
    r"thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b\.?"
)
_TIME = (
    r"(?:kl(?:ockan)?\b\.?\s*)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?(?:am|pm))?"
    r"(?:\s*(?:CES?T|GMT|UTC|Z\b|[+-]\d{2}:?\d{2}))?"
)
_AUTHOR = re.compile(
    r"(?:^|\s|[|•·,])(?:av|by|publicerad av|skriven av|skribent|text|författare|sidansvarig|ansvarig(?: utgivare)?)"
    r"\s*:?\s+(?P<who>[A-ZÅÄÖÉ][^\d|•·\n]{1,60})$",
)
_DATELINE = re.compile(
    r"(?!(?:tid|när|plats|start|slut|möte|årsmöte|invigning|seminari|workshop|sista|mötet|föreläsning|premiär|öppet)\w*)"
    r"[A-ZÅÄÖ][a-zåäö]+(?:[-\s][A-ZÅÄÖ][a-zåäö]+)?(?:,\s*(?:den\s+)?|\s+den\s+|\s+)$",
    re.IGNORECASE,
)
_GLUE = re.compile(r"[\s|•·:;,.()\-–—/]+")


def read_date_line(text: str) -> DateLine | None:
    """Read a line that is nothing but a date line; None for any other text.

    A line counts as one when nothing is left of it after its dates, times, weekdays, labels and kind words
    ("Pressmeddelande") are taken away, apart from the name after "av". A kind word alone is no date line (see
    `kind_of`), nor is a period: nothing is published from one day to another.
    """
    if len(text) > 200:
        return None
    line = DateLine()
    rest = text
    author = _AUTHOR.search(rest)
    if author and is_who(author["who"]):
        line.author = author["who"].strip(" .,")
        rest = rest[: author.start()]
    dates = find_dates(rest)
    marks = date_roles(rest, dates)
    if (not dates and not marks) or is_period(rest, dates):
        return None
    left = list(rest)

    def blank(start: int, end: int) -> None:
        left[start:end] = " " * (end - start)

    for found in dates:
        blank(found.start, found.end)
    for start, end, _ in marks:
        blank(start, end)
    remains = "".join(left)
    place = _DATELINE.match(rest[: dates[0].start]) if dates and not marks else None
    if (
        place
        and rest[place.end() - 2 : place.end()].strip() != ""
        and (rest[: place.end()].rstrip().endswith((",", "den")) or ISO.match(rest, dates[0].start))
        and not KIND.match(place[0])
    ):
        remains = " " * place.end() + remains[place.end() :]
    for spare in (
        r"(?<=\s)T(?=\d\d:)",
        rf"{_WEEKDAY}(?:\s+den\b)?",
        _TIME,
        r"\bden\b",
        r"\bkl(?:ockan)?\b",
        r"\b(?:och|samt)\b",
    ):
        remains = re.sub(spare, " ", remains, flags=re.IGNORECASE)
    kind = KIND.search(remains)
    if kind:
        line.kind = kind.lastgroup
        remains = remains[: kind.start()] + " " + remains[kind.end() :]
    if _GLUE.sub("", without_asides(remains, line)):
        return None
    for index, (_, end, role) in enumerate(marks):
        until = marks[index + 1][0] if index + 1 < len(marks) else len(rest)
        after = [d for d in dates if end <= d.start < until]
        line.dates.append((role, after[0].iso if after else None))
    labelled_from = marks[0][0] if marks else len(rest)
    before = [d for d in dates if d.start < labelled_from]
    if before:
        line.dates.insert(0, ("published", before[0].iso))
        line.bare = not marks
    return line
