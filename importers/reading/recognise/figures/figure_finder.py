"""Key figures: a value, its unit, what is counted and as of when.

A figure is a number in digits with a counted noun, "procent" or money, a fraction ("två av tre"), a round number
("60-tal"), or a number word from ten up with a counted noun. Dates, ages, durations, places in a list, numbers of
laws and roads, and telephone numbers are none. The same measure at several dates gets one `measure`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...model.findings import FigureKind, KeyFigure
from ..mentions import sentence_dates
from ..mentions.passages import Passage
from ..mentions.sheet import Row
from . import figure_clause, figure_digits, figure_number, figure_rows, figure_tables
from .figure_context import date_brackets, describe, join_measures, once
from .figure_units import (
    counts_before,
    indefinite,
    is_time,
    is_verb,
    noun_after,
    noun_of,
    number_of,
    phrase_of_number,
    some_of,
    word_counts,
)
from .figure_words import (
    CHANGE,
    COUNTING,
    EVERY,
    FRACTION,
    NUMBER,
    OF_SOME,
    PARTS,
    RANGE,
    SKIPPED,
    THEM,
    WORDS,
)

ONE_IS = (" är ", " var ", " blir ", " blev ", " som ")
LENGTH = re.compile(r"tid(?:en)? |genomsnitt|i snitt|medelvärde")  # of which a time is the measure
# What is worth a figure also in speech, where small numbers stand for "a few".
SPOKEN = tuple("kronor företag personer arbetsgivare deltagare anställda kommuner lagledare handledare".split())
NO_COUNT = frozenset("sedan under mellan på i för med jämfört och som där när".split())


def find(
    passages: list[Passage], excluded: dict[int, list[tuple[int, int]]], sheet: Sequence[Row] = ()
) -> list[tuple[Passage, KeyFigure]]:
    """Figures in reading order.

    `excluded` are places in passages (by order) that are shares of funding; `sheet` are the rows of labels and values.
    """
    found: list[tuple[Passage, KeyFigure]] = []
    counted = _fractions(passages)
    for passage in passages:
        if passage.kind in SKIPPED or passage.kind == "caption":
            continue
        if not passage.numeric and passage.lows.isdisjoint(COUNTING):
            continue
        reader = _Reader(passage, excluded.get(passage.order, []), counted)
        found.extend((passage, figure) for figure in reader.read())
    figure_rows.add(found, sheet, excluded)
    figure_tables.add(found, passages)
    join_measures(found)
    return once(date_brackets(found, passages))


def _fractions(passages: list[Passage]) -> dict[str, str]:
    """What each fraction is of, where one place of the article says so: "sju av tio" → "sommarjobbare"."""
    found: dict[str, str] = {}
    for passage in passages:
        for match in _fraction_places(passage):
            unit, _ = noun_of(passage, match.end())
            if unit:
                found.setdefault(match[0], unit)
    return found


class _Reader:
    """The figures of one passage: each kind is looked for in the places that the kinds before it left."""

    def __init__(self, passage: Passage, excluded: list[tuple[int, int]], counted: dict[str, str]) -> None:
        self.passage, self.string = passage, passage.string
        self.counted = counted
        self.figures: list[tuple[int, int, KeyFigure]] = []
        self.used = bytearray(len(self.string) + 1)
        for date in sentence_dates.find(passage):
            self._use(date.start, date.end)
        for start, end in (*excluded, *figure_number.groups(passage)):
            self._use(start, end)

    def read(self) -> list[KeyFigure]:
        for kind in (
            self._fractions, self._every, self._changes, self._parts, self._ranges, self._digits, self._words,
        ):  # fmt: skip
            kind()
        self.figures.sort(key=lambda row: row[0])
        for start, end, figure in self.figures:
            describe(self.passage, start, end, figure)
        return [figure for _, _, figure in self.figures]

    def _use(self, start: int, end: int) -> None:
        self.used[start:end] = b"\1" * (end - start)

    def _taken(self, start: int, end: int) -> bool:
        return self.used.find(1, start, end) >= 0

    def _add(
        self,
        start: int,
        end: int,
        unit: str | None,
        rule: str,
        sure: float,
        value: str = "",
        kind: FigureKind = "figure",
    ) -> None:
        self._use(start, end)
        value = value or self.string[start:end]
        figure = KeyFigure(self.passage.span(start, end), rule, sure, value=value, kind=kind)
        figure.unit, figure.number = unit and indefinite(unit), number_of(value)
        self.figures.append((start, end, figure))

    def _fractions(self) -> None:
        passage = self.passage
        for match in _fraction_places(passage):
            if self._taken(*match.span()):
                continue
            if match["part"] == "en" and (
                (number_of(match["whole"]) or 0) < 3 or passage.lower.endswith(ONE_IS, 0, match.start())
            ):
                continue  # "hon är en av 40 mentorer"
            if passage.is_quoted(match.start()) and not match["part"].isdigit():
                continue
            unit = self.counted.get(match[0]) or noun_of(passage, match.end())[0]
            if match["part"] == "en" and unit is None:
                continue
            if unit is None and passage.lower.startswith(" som ", match.end()):
                unit = "personer"
            unit = unit or next(iter(counts_before(passage, match.start())), None)
            self._add(*match.span(), unit, "figure-fraction", 0.8)

    def _every(self) -> None:
        for match in EVERY.finditer(self.passage.lower) if "var " in self.passage.lower else ():
            unit, _ = noun_of(self.passage, match.end())
            if unit and not self._taken(*match.span()) and not self.passage.is_quoted(match.start()):
                self._add(*match.span(), unit, "figure-fraction", 0.7)

    def _changes(self) -> None:
        """ "från 412 till 287 hushåll", both numbers; of "från tolv" the first is no figure."""
        for match in CHANGE.finditer(self.passage.lower) if " till " in self.string else ():
            if self._taken(*match.span("old")) or self._taken(*match.span("new")):
                continue
            unit, end = self._of_change(match)
            if not unit:
                continue
            self._use(match.start(), end)
            dates = figure_clause.ends_of_change(self.passage, match, end)
            for name, date in zip(("old", "new"), dates, strict=True):
                if name == "new" or match["old"][0].isdigit():
                    # at a date of its own it is a level, as much as any
                    rule = "figure-level" if date else "figure-change"
                    kind: FigureKind = "figure" if date else "change"
                    self._add(*match.span(name), unit, rule, 0.8, match[name], kind)
                    self.figures[-1][2].as_of = date

    def _of_change(self, match: re.Match[str]) -> tuple[str | None, int]:
        passage = self.passage
        unit, end = noun_after(passage, match.end())
        if unit and (unit.split()[0].lower() in NO_COUNT or is_verb(unit)):
            unit = None
        begin, _ = passage.sentence_at(match.start())
        if not unit:
            unit, end = phrase_of_number(passage, begin, match.start()), match.end()
        measured = LENGTH.search(passage.lower, begin, match.start())
        if unit and is_time(unit) and match["new"][0].isdigit() and not measured:
            return None, end
        return unit, end

    def _parts(self) -> None:
        passage = self.passage
        for match in PARTS.finditer(passage.lower) if "edel" in passage.lower else ():
            if self._taken(*match.span()) or passage.is_quoted(match.start()):
                continue
            some = OF_SOME.match(passage.lower, match.end())
            them = THEM.match(passage.lower, match.end())
            unit = some["noun"] if some else None
            unit = unit or (next(iter(counts_before(passage, match.start())), None) if them else None)
            if unit:
                self._add(*match.span(), unit, "figure-fraction", 0.7)

    def _ranges(self) -> None:
        dashed = "–" in self.string or "-" in self.string
        for match in RANGE.finditer(self.string) if self.passage.numeric and dashed else ():
            unit, _ = noun_of(self.passage, match.end())
            if unit and not self._taken(*match.span()):
                self._add(*match.span(), unit, "figure-range", 0.75)

    def _digits(self) -> None:
        for match in _numbers(self.passage):
            if self._taken(match.start(), match.end("digits")):
                continue
            found = figure_digits.read(figure_number.Number(self.passage, match, self.figures))
            if found:
                value, unit, end, rule = found
                self._add(match.start(), end, unit, rule, 0.9, value)

    def _words(self) -> None:
        passage = self.passage
        for match in _number_words(passage):
            if self._taken(*match.span()):
                continue
            unit = word_counts(passage, match) or some_of(passage, match, self.figures)
            if unit and (not passage.is_quoted(match.start()) or unit.split()[-1].lower().endswith(SPOKEN)):
                self._add(*match.span(), unit, "figure-word", 0.75)


def _fraction_places(passage: Passage) -> Iterator[re.Match[str]]:
    """ "två av tre", tried only where a number stands before "av"."""
    words = passage.words
    for index, word in enumerate(words) if "av" in passage.lows else ():
        before = words[index - 1] if index and word.low == "av" else None
        if before and (before.low in COUNTING or before.low in ("en", "ett") or before.text[0].isdigit()):
            match = FRACTION.match(passage.lower, before.start)
            if match:
                yield match


def _numbers(passage: Passage) -> Iterator[re.Match[str]]:
    """The numbers in digits, tried only where a word begins with one: a search for them is slow."""
    at = 0
    for word in passage.words if passage.numeric else ():
        if word.start >= at and word.text[0].isdigit():
            match = NUMBER.match(passage.string, word.start)
            if match:
                at = match.end()
                yield match


def _number_words(passage: Passage) -> Iterator[re.Match[str]]:
    for word in () if passage.lows.isdisjoint(COUNTING) else passage.words:
        if word.low in COUNTING and (match := WORDS.match(passage.lower, word.start)):
            yield match


__all__ = ["find", "indefinite", "number_of"]
