"""What a figure is about and when, and which figures are the same measure or the same number said twice."""

from __future__ import annotations

import re

from ...model.findings import KeyFigure
from ..mentions import sentence_dates
from ..mentions.passages import Passage
from . import figure_clause, figure_names
from .figure_units import ends_phrase, is_verb
from .figure_words import ANAPHOR, BRACKETS, GOAL, LEADING, YEAR

_MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
DATED = re.compile(
    rf"(?:i|under|per|den|vid)(?: (?:början|slutet|utgången) av)?(?: \d{{1,2}})?(?: (?:{_MONTHS}))?(?: \d{{4}})?"
)
# "Av de 159 deltagarna har 47 fått jobb": before a number that the rest of the sentence takes its part of
WHOLE = re.compile(r"\bav (?:de|dessa|alla|samtliga|totalt|sammanlagt)(?: (?:totalt|sammanlagt))? $", re.IGNORECASE)
# after which "procent" is no share of anything: "12 procent högre", "8 procent under våren"
NO_SHARE = frozenset("jämfört från fram till för per under över högre lägre mer mindre".split())


def describe(passage: Passage, start: int, end: int, figure: KeyFigure) -> None:
    begin, finish = passage.sentence_at(start)
    sentence = passage.string[begin:finish]
    if figure.rule != "figure-level":
        figure.as_of = _as_of(passage, begin, finish, start, end)
    whole = WHOLE.search(sentence, 0, start - begin) is not None
    if figure.rule == "figure-bracket" or (whole and not _dated_itself(sentence[end - begin :])):
        figure.as_of = None
    if (
        figure.kind == "figure"
        and "mål" in passage.lower + passage.heading
        and (GOAL.search(sentence[: start - begin]) or GOAL.search(_question(passage)))
    ):
        figure.kind = "goal"
    if figure.kind == "figure" and figure.rule == "figure-comparison":
        figure.kind = "change"
    about = _about(passage, begin, finish, start, end, figure)
    before = figure_clause.meant_by_it(passage, begin, about)
    if before is not None:
        about, (first, last) = before
        figure.under = passage.span(first, last)
    figure.about = figure_names.placed(about, passage) if about and not whole else about or None


def _dated_itself(rest: str) -> bool:
    """Whether a date stands before the verb: "av de 159 deltagarna |under 2023| har …"; after it, it is the part's."""
    words = rest.split()
    verb = next((n for n, w in enumerate(words) if n and w.lower() in figure_names.FINITE), len(words))
    return YEAR.search(" ".join(words[:verb])) is not None


def _question(passage: Passage) -> str:
    block = passage.block
    return passage.heading if block is None else passage.heading or ""


def _as_of(passage: Passage, begin: int, finish: int, start: int, end: int) -> str | None:
    """The date nearest to the number in its sentence; "Då" looks back one sentence; else the heading's."""
    found = sentence_dates.find(passage, begin, finish)
    if not found and passage.string[begin : begin + 3] in ("Då ", "då "):
        earlier = [s for s in passage.sentences if s[1] <= begin]
        if earlier:
            found = sentence_dates.find(passage, *earlier[-1])[-1:]
    elif found:
        found = figure_clause.own_dates(passage, found, begin, start, end)
        if not found:
            return None  # the sentence has a date, of something else
    if found:
        close = [
            d
            for d in found
            if start < d.start < end + 18 and not any(c.isdigit() for c in passage.string[end : d.start])
        ]
        nearest = close[0] if close else min(found, key=lambda d: (d.start > start, abs(d.start - start)))
        return " ".join(nearest.written.split())
    match = (
        sentence_dates.DATE.search(passage.heading) if passage.heading and not passage.heading.endswith("?") else None
    )
    if match and (match["y1"] or match["y2"]):
        return match[0]
    return None


ANAPHORS = ("siffra", "andel", "antal", "summa", "nivå")


def _about(passage: Passage, begin: int, finish: int, start: int, end: int, figure: KeyFigure) -> str | None:
    """What the number counts, in the article's own words: the noun with what follows it, or the words before it."""
    string = passage.string
    if any(word in passage.lower for word in ANAPHORS) and ANAPHOR.search(string[begin:start]):
        return None
    before = string[begin:start].split()
    rest = _without_date(_clause(string, start + len(figure.value), finish), figure.as_of).split()
    whole = figure_clause.whole_of(string[begin:start])
    about = _named(figure, string[begin:start], before, rest)
    return about + whole if about and whole and whole.split()[-1] not in about else about


def _without_date(words: str, as_of: str | None) -> str:
    """What is counted without when it was, which the figure has already: "deltagare |i juni 2023"."""
    when = rf"(?:(?:i|under|år|året|för|vid|den) )*{re.escape(as_of)}" if as_of and YEAR.search(as_of) else None
    return re.sub(rf"(?:^|(?<=\s)){when}\s*$", "", words).rstrip() if when else words


def _named(figure: KeyFigure, sentence: str, before: list[str], rest: list[str]) -> str | None:
    """The name by the kind of the figure. `sentence` and `before` are what stands before the number."""
    unit = figure.unit or ""
    size = len(unit.split())
    if figure.rule == "figure-rank":
        return " ".join([*before[-1:], *rest[:6]])
    if figure.rule == "figure-comparison" and rest[:1] and rest[0] in ("fler", "färre"):
        return " ".join([rest[0], unit, *(word for word in rest[1:8] if word not in unit.split())])
    if figure.rule in ("figure-money", "figure-level") or figure.kind == "change":
        return _of_amount(figure, sentence, before, rest[size:])
    if unit == "procent":
        return _of_percent(sentence, before, rest[1:] if rest[:1] in (["procent"], ["%"]) else rest)
    if len(rest) >= size and rest[:size] == unit.split():
        subject = figure_clause.subject_of(figure_clause.clause_before(sentence)) if len(rest) == size else None
        return subject or figure_names.of_things(unit, rest[size:14], before)
    if len(rest) > size and figure.rule in ("figure-of-them", "figure-compared"):
        return figure_names.of_things(unit, rest[:12], before)
    return unit or None


def _of_amount(figure: KeyFigure, sentence: str, before: list[str], rest: list[str]) -> str | None:
    if figure.rule in ("figure-level", "figure-change") and "från" in before:
        before = before[: len(before) - 1 - before[::-1].index("från")]
    if figure.kind == "change" or figure.rule == "figure-level":
        moved = figure_clause.moved(before)
        return moved or figure_names.of_amount(_words_before(before), []) or None
    measure = figure_clause.measured(sentence)
    if measure:
        return measure
    words = _words_before(figure_clause.clause_before(sentence))
    if figure_clause.is_nobody(words.split()):
        return None  # "vi fick", "det gläder mig": of what the money is, no name is to be had
    return figure_names.of_amount(words, rest) or None


def _of_percent(sentence: str, before: list[str], rest: list[str]) -> str | None:
    measure = figure_clause.measured(sentence)
    if not rest or DATED.fullmatch(" ".join(rest)):
        rest = []  # "Arbetslösheten i Solvik var 7,8 procent i september 2025": when, and not of what
        measure = measure or figure_clause.subject_of(figure_clause.clause_before(sentence))
    if len(rest) < 2 or rest[0] in NO_SHARE:
        return measure or _words_before(figure_clause.clause_before(sentence)) or " ".join(rest[:14]) or None
    if rest[0] in ("av", "som", "i", "på", "inom", "bland"):
        return figure_names.of_share(rest[:24], before)
    if before and before[-1].lower() in ("gick", "fick", "är", "var", "har", "kom", "blev"):
        return figure_names.of_share(["som", before[-1], *rest[:24]], before)
    if rest[0].lower() in figure_names.FINITE or is_verb(rest[0]):
        return figure_names.of_share(["som", *rest[:24]], before)
    verb = next((n for n, word in enumerate(rest) if n and ends_phrase(word)), len(rest))
    return " ".join(["andel", *rest[:verb][:9]])


def _clause(string: str, start: int, stop: int) -> str:
    """The words from `start` to the end of the clause."""
    for mark in (", ", "; ", " (", " – ", ": "):
        at = string.find(mark, start, stop)
        if at >= 0:
            stop = at
    return string[start:stop].rstrip(".!?* ")


def _words_before(before: list[str]) -> str:
    words = before[-14:]
    while words and words[-1].lower().strip(",") in LEADING:
        words.pop()
    return " ".join(words).strip(" ,–-•")


def join_measures(found: list[tuple[Passage, KeyFigure]]) -> None:
    """Join what counts the same: a figure without words of its own beside one with the same unit, at another date."""
    for index, (passage, figure) in enumerate(found):
        if not figure.unit or figure.rule in ("figure-rank",):
            continue
        key = _fold(figure.about or "")
        if figure.about is None or figure.rule in ("figure-bracket", "figure-change"):
            for other_passage, other in reversed(found[max(0, index - 6) : index]):
                if abs(other_passage.order - passage.order) > 1:
                    break
                if other.unit == figure.unit and other.measure and other.kind != "goal":
                    figure.measure = other.measure
                    figure.about = other.about
                    break
        figure.measure = figure.measure or (f"{_fold(figure.unit)}: {key}" if key else None)


def _twin(first: dict[tuple[str, str | None], KeyFigure], figure: KeyFigure) -> KeyFigure | None:
    """The figure that this one repeats: the same number of the same things, or "900 individer" after "900 elever"."""
    same = first.get((figure.value, figure.unit))
    if same or not figure.unit or figure.rule == "figure-money":
        return same
    last = figure.unit.split()[-1]
    for (value, unit), earlier in first.items():
        if value == figure.value and unit and figure.unit.startswith("miljoner") and unit.startswith("miljoner"):
            return earlier
        if value == figure.value and unit and (last in ("individer", "personer") or unit.split()[-1] == last):
            return earlier
    return None


def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def date_brackets(found: list[tuple[Passage, KeyFigure]], passages: list[Passage]) -> list[tuple[Passage, KeyFigure]]:
    """ "Inom parentes står värdena för maj 2017": the date of what stands in brackets."""
    for passage in passages:
        match = BRACKETS.search(passage.string)
        date = sentence_dates.DATE.search(match[1].lower()) if match else None
        if date:
            for _, figure in found:
                if figure.rule == "figure-bracket":
                    figure.as_of = date[0]
    return found


def once(found: list[tuple[Passage, KeyFigure]]) -> list[tuple[Passage, KeyFigure]]:
    """An exact figure that the article repeats ("346 800 personer") is one figure."""
    kept: list[tuple[Passage, KeyFigure]] = []
    first: dict[tuple[str, str | None], KeyFigure] = {}
    for passage, figure in found:
        digits = len(re.sub(r"\D", "", figure.value))
        exact = digits > 2 or "," in figure.value or (digits == 2 and figure.unit != "procent")
        twin = _twin(first, figure) if exact or figure.rule == "figure-money" else None
        if figure.rule == "figure-cell":
            kept.append((passage, figure))  # the same number in another row or column is another's
            continue
        if twin and not exact and twin.as_of and figure.as_of:
            twin = None
        if twin is None:
            first[figure.value, figure.unit] = figure
            kept.append((passage, figure))
        elif twin.as_of != figure.as_of and all(a and YEAR.search(a) for a in (twin.as_of, figure.as_of)):
            kept.append((passage, figure))  # the same number at another date
        elif not twin.as_of or not any(c.isdigit() for c in twin.as_of):
            twin.as_of = figure.as_of or twin.as_of
    return kept
