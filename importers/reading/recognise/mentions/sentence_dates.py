"""Dates and periods inside sentences: "i juli 2023", "den 1 mars 2019", "förra året"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...swedish.months import MONTHS
from .passages import Passage

_MONTH = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
DATE = re.compile(
    rf"(?:den )?(?P<day>\d{{1,2}}) (?P<m1>{_MONTH})(?: (?P<y1>(?:19|20)\d\d))?(?!\w)"
    r"|(?P<edge>(?:i )?(?:slutet|början|mitten) av |(?:den )?sista )?"
    rf"(?P<m2>{_MONTH})(?: (?P<y2>(?:19|20)\d\d))?(?!\w)"
    r"|(?<![\w-])(?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?![\w-])"
    r"|(?P<season>våren|sommaren|hösten|vintern) (?P<y5>(?:19|20)\d\d)(?!\w)"
    r"|(?<![\w:.,-])(?P<y3>(?:19|20)\d\d)(?P<y4>[–-](?:(?:19|20)?\d\d))?"
    r"(?![\w:-]|[.,]\d| (?:kronor|kr|personer|procent))"
    r"|(?P<words>förra året|i fjol|förra månaden|i år|i dag|vid invigningen|vid starten|vid årsskiftet)(?!\w)"
)


YEAR = re.compile(r"(?:19|20)\d\d")  # in every date that has no word of WORDS
WORDS = frozenset([*_MONTH.split("|"), "fjol", "förra", "år", "dag", "vid"])


class Date(NamedTuple):
    """A date as it stands in a passage. `iso` is "2023", "2023-07" or "2023-07-01", empty where no year is known."""

    start: int
    end: int
    written: str
    iso: str


def find(passage: Passage, start: int = 0, end: int | None = None) -> list[Date]:
    """The dates within [start, end), in reading order."""
    if passage.dates is None:
        named = not passage.lows.isdisjoint(WORDS)
        passage.dates = list(_find(passage)) if named or (passage.numeric and YEAR.search(passage.string)) else []
    if end is None:
        return passage.dates
    return [date for date in passage.dates if start <= date.start and date.end <= end]


def _matches(passage: Passage) -> Iterator[re.Match[str]]:
    """The pattern's places, looked for only around a month, a year or another word that dates have."""
    words, at = passage.words, 0
    for index, word in enumerate(words):
        if word.end <= at or not (word.low in WORDS or (word.text[0] in "12" and YEAR.match(word.text))):
            continue
        end = words[min(index + 2, len(words) - 1)].end
        match = DATE.search(passage.lower, max(at, word.start - 22), end)
        if match:
            at = match.end()
            yield match


def _find(passage: Passage) -> Iterator[Date]:
    for match in _matches(passage):
        day, month = match["day"], match["m1"] or match["m2"]
        year = match["y1"] or match["y2"] or match["y3"] or match["y5"]
        iso = ""
        if match["iso"]:
            iso = match["iso"]
        elif year and month:
            iso = f"{year}-{MONTHS[month.lower()]:02d}" + (f"-{int(day):02d}" if day else "")
        elif year:
            iso = year
        elif (
            month
            and not day
            and not match["edge"]
            and not passage.string[: match.start()]
            .rstrip()
            .endswith((" i", " under", " sedan", "I", " från", " till"))
        ):
            continue  # "maj" and "mars" alone may be anything
        yield Date(match.start(), match.end(), passage.string[match.start() : match.end()], iso)
