"""Key figures: a value, its unit, what is counted and as of when.

A figure is a number in digits with a counted noun, "procent" or money, a fraction ("två av tre"), a round number
("60-tal"), or a number word from ten up with a counted noun. Dates, ages, durations, places in a list, numbers of
laws and roads, and telephone numbers are none. The same measure at several dates gets one `measure`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.article import FigureKind, KeyFigure
from ..mentions import sentence_dates
from ..mentions.passages import Passage
from .figure_context import date_brackets, describe, join_measures, once
from .figure_units import (
    counts_before,
    indefinite,
    is_time,
    is_verb,
    noun_after,
    noun_of,
    number_of,
    some_of,
    word_counts,
)
from .figure_words import (
    BEFORE,
    CHANGE,
    COMPARED,
    COMPARISON,
    COUNTING,
    EVERY,
    FRACTION,
    HELD,
    MEASURED,
    MONEY,
    MORE,
    NO_UNIT,
    NUMBER,
    NUMBER_OF,
    OF_ALL,
    OF_SOME,
    OF_THEM,
    OF_THESE,
    ON_AVERAGE,
    ORDINALS,
    PARTICLES,
    PARTS,
    PER,
    RANGE,
    SKIPPED,
    THEM,
    WAS,
    WORDS,
    YEAR,
)

ONE_IS = (" är ", " var ", " blir ", " blev ", " som ")
LENGTH = re.compile(r"tid(?:en)? |genomsnitt|i snitt|medelvärde")  # of which a time is the measure
# What is worth a figure also in speech, where small numbers stand for "a few".
SPOKEN = tuple("kronor företag personer arbetsgivare deltagare anställda kommuner lagledare handledare".split())
NO_COUNT = frozenset("sedan under mellan på i för med jämfört och som där när".split())
THOSE = frozenset("dessa detta totalt denna deras dagens".split())
BEFORE_STOP = frozenset("kap nr kl art tab fig kapitel".split())


def find(passages: list[Passage], excluded: dict[int, list[tuple[int, int]]]) -> list[tuple[Passage, KeyFigure]]:
    """Figures in reading order. `excluded` are places in passages (by order) that are shares of funding."""
    found: list[tuple[Passage, KeyFigure]] = []
    counted = _fractions(passages)
    for passage in passages:
        if passage.kind in SKIPPED or passage.kind == "caption":
            continue
        if not passage.numeric and passage.lows.isdisjoint(COUNTING):
            continue
        found.extend((passage, figure) for figure in _passage(passage, excluded.get(passage.order, []), counted))
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


def _passage(passage: Passage, excluded: list[tuple[int, int]], counted: dict[str, str]) -> list[KeyFigure]:  # noqa: C901, PLR0915 - to be split when rebuilt
    string = passage.string
    spoken: list[tuple[int, int]] = [(d.start, d.end) for d in sentence_dates.find(passage)] + list(excluded)
    figures: list[tuple[int, int, KeyFigure]] = []

    used = bytearray(len(string) + 1)
    for a, b in spoken:
        used[a:b] = b"\1" * (b - a)

    def taken(start: int, end: int) -> bool:
        return used.find(1, start, end) >= 0

    def add(
        start: int,
        end: int,
        value: str,
        unit: str | None,
        *,
        rule: str,
        confidence: float,
        kind: FigureKind = "figure",
    ) -> None:
        used[start:end] = b"\1" * (end - start)
        figure = KeyFigure(passage.span(start, end), rule, confidence, value=value, kind=kind)
        figure.unit, figure.number = unit and indefinite(unit), number_of(value)
        figures.append((start, end, figure))

    for match in _fraction_places(passage):
        if taken(*match.span()):
            continue
        if match["part"] == "en" and (
            (number_of(match["whole"]) or 0) < 3 or passage.lower.endswith(ONE_IS, 0, match.start())
        ):
            continue  # "hon är en av 40 mentorer"
        if passage.is_quoted(match.start()) and not match["part"].isdigit():
            continue
        unit, _ = noun_of(passage, match.end())
        unit = counted.get(match[0]) or unit
        if match["part"] == "en" and unit is None:
            continue
        if unit is None and passage.lower.startswith(" som ", match.end()):
            unit = "personer"
        if unit is None:
            unit = next((m for m in counts_before(passage, match.start())), None)
        add(
            match.start(),
            match.end(),
            string[match.start() : match.end()],
            unit,
            rule="figure-fraction",
            confidence=0.8,
        )
    for match in EVERY.finditer(passage.lower) if "var " in passage.lower else ():
        unit, _ = noun_of(passage, match.end())
        if unit and not taken(*match.span()) and not passage.is_quoted(match.start()):
            add(
                match.start(),
                match.end(),
                string[match.start() : match.end()],
                unit,
                rule="figure-fraction",
                confidence=0.7,
            )
    for match in CHANGE.finditer(passage.lower) if " till " in string else ():
        if taken(*match.span()):
            continue
        unit, end = noun_after(passage, match.end())
        if unit and (unit.split()[0].lower() in NO_COUNT or is_verb(unit)):
            unit = None
        if not unit:
            begin, _ = passage.sentence_at(match.start())
            before = NUMBER_OF.search(string, begin, match.start())
            unit, end = (before["unit"], match.end()) if before else (None, end)
        measured = LENGTH.search(passage.lower, passage.sentence_at(match.start())[0], match.start())
        if not unit or (is_time(unit) and match["new"][0].isdigit() and not measured):
            continue
        used[match.start() : end] = b"\1" * (end - match.start())
        if match["old"][0].isdigit():
            old = KeyFigure(
                span=passage.span(*match.span("old")), value=match["old"], unit=unit, number=number_of(match["old"])
            )
            old.rule, old.kind, old.confidence = "figure-change", "change", 0.8
            figures.append((match.start("old"), match.end("old"), old))
        add(
            match.start("new"),
            match.end("new"),
            match["new"],
            unit,
            rule="figure-change",
            kind="change",
            confidence=0.8,
        )
    for match in PARTS.finditer(passage.lower) if "edel" in passage.lower else ():
        some = OF_SOME.match(passage.lower, match.end())
        if some and not taken(*match.span()) and not passage.is_quoted(match.start()):
            value = string[match.start() : match.end()]
            add(*match.span(), value, some["noun"], rule="figure-fraction", confidence=0.7)
            continue
        them = THEM.match(passage.lower, match.end())
        unit = next(iter(counts_before(passage, match.start())), None) if them else None
        if unit and not taken(*match.span()) and not passage.is_quoted(match.start()):
            value = string[match.start() : match.end()]
            add(*match.span(), value, unit, rule="figure-fraction", confidence=0.7)
    for match in RANGE.finditer(string) if passage.numeric and ("–" in string or "-" in string) else ():
        unit, _ = noun_of(passage, match.end())
        if unit and not taken(*match.span()):
            add(*match.span(), match[0], unit, rule="figure-range", confidence=0.75)
    for match in _numbers(passage):
        start, end = match.span()
        if taken(start, match.end("digits")):
            continue
        counted_so = _digits(passage, match, figures)
        if counted_so:
            value, unit, end, rule = counted_so
            add(start, end, value, unit, rule=rule, confidence=0.9)
    for match in _number_words(passage):
        if taken(*match.span()):
            continue
        unit = word_counts(passage, match) or some_of(passage, match, figures)
        if unit and (not passage.is_quoted(match.start()) or unit.split()[-1].lower().endswith(SPOKEN)):
            add(
                match.start(),
                match.end(),
                string[match.start() : match.end()],
                unit,
                rule="figure-word",
                confidence=0.75,
            )
    figures.sort(key=lambda row: row[0])
    for start, end, figure in figures:
        describe(passage, start, end, figure)
    return [figure for _, _, figure in figures]


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


def _digits(  # noqa: C901, PLR0915 - to be split when rebuilt
    passage: Passage, match: re.Match[str], figures: list[tuple[int, int, KeyFigure]]
) -> tuple[str, str | None, int, str] | None:
    """(value, unit, end, rule) of a number in digits, None where it is no figure."""
    string = passage.string
    start, end = match.span()
    written = match["digits"]
    if match["tail"] and match["tail"].startswith(":"):
        if ORDINALS.match(string, end):
            return written + match["tail"], "plats i rangordning", end, "figure-rank"
        return None
    if match["tail"]:
        unit, _ = noun_after(passage, end)
        if re.fullmatch(r"(?:19|20)?\d0", written) and not unit:
            return None
        if unit is None or unit.endswith("et"):
            return None
        return written + "-tal", unit, end, "figure-round"
    if match["percent"]:
        return written, "procent", end, "figure-percent"
    left = string[max(0, start - 40) : start].rstrip(" (").lower()
    before = left.rsplit(" ", 1)[-1].strip(",(")
    if (before in BEFORE or before.removesuffix(".") in BEFORE_STOP) and not left.endswith((" i dag", " i år")):
        return None
    if start and string[start - 1] in "§#":
        return None
    if re.match(r"\s*\d+[.)]\s", string) and start <= len(string) - len(string.lstrip()):
        return None
    money = MONEY.match(string, end)
    if money:
        per = PER.match(string, money.end()) or re.match(
            r"[^.!?\d]{0,40}årligen", string[money.end() : money.end() + 60]
        )
        unit = " ".join(money[0].split())
        if per:
            unit += " per år" if "årlig" in per[0] or "/år" in per[0] else " " + per[0].strip()
        return written, unit, money.end(), "figure-money"
    if string[start - 1 : start] == "(" and string[end : end + 1] == ")":
        previous = next((f for a, b, f in reversed(figures) if b <= start and start - b < 120), None)
        if previous is not None and previous.unit:
            return written, previous.unit, end, "figure-bracket"
        return None
    unit, stop = noun_after(passage, end)
    of_all = OF_ALL.match(passage.string, end)
    if of_all:
        return written, of_all["unit"], end, "figure-of-all"
    some = OF_SOME.match(passage.string, end) if unit is None else None
    if some and not YEAR.fullmatch(written) and not is_time(some["noun"]) and some["noun"] not in THOSE:
        return written, some["noun"], end, "figure-of-some"
    if unit is None or unit in PARTICLES or is_verb(unit):
        # "Av dem gick 148 vidare till arbete och 37 till studier": what was counted before
        begin, _ = passage.sentence_at(start)
        counted = next((f.unit for a, b, f in reversed(figures) if b <= start and f.unit != "procent"), None)
        them = counted and (
            OF_THEM.search(passage.string, max(begin, start - 200), start) or THEM.match(passage.string, end)
        )
        if counted and them and not YEAR.fullmatch(written):
            return written, counted, end, "figure-of-them"
        compared = COMPARED.search(passage.lower, begin, start)
        if counted and compared and not YEAR.fullmatch(written):
            return written, counted, end, "figure-compared"
        amount = NUMBER_OF.search(passage.string, begin, start) if WAS.search(passage.lower, begin, start) else None
        if amount and not YEAR.fullmatch(written):
            return written, amount["unit"], end, "figure-number-of"
        these = OF_THESE.search(passage.string, max(begin, start - 120), start)
        if these and not YEAR.fullmatch(written) and not is_time(these["unit"]):
            return written, these["unit"], end, "figure-of-them"
        return None
    if YEAR.fullmatch(written) and not unit.startswith(("procent", "person")) and not MORE.match(string, end):
        return None
    first = unit.split()[0].lower()
    if first in COMPARISON:
        more = MORE.match(string, end)
        if more and more["unit"] not in NO_UNIT:
            return written, more["unit"], end, "figure-comparison"
        counts = first in ("fler", "färre")
        earlier = (f for _, b, f in reversed(figures) if b <= start and f.unit)
        previous = next((f for f in earlier if not (counts and f.unit == "procent")), None)
        return written, previous.unit if previous else unit, end, "figure-comparison"
    if is_time(unit):
        begin, _ = passage.sentence_at(start)
        per = PER.match(string, stop) if unit.lower() in ("timmar", "timme") else None
        if per:
            return written, unit + per[0], per.end(), "figure-time"
        if MEASURED.search(passage.lower, max(begin, start - 120), start) or ON_AVERAGE.match(string, stop):
            return written, unit, stop, "figure-time"
        return None
    if HELD.search(unit):
        return None  # "inom tio mils avstånd"
    return written, unit, end, "figure-digits"


__all__ = ["find", "indefinite", "number_of"]
