"""What a number in digits is a figure of: its value, unit and rule, read from the words around it in order.

Every reader answers with what it found, with `NONE` where the number is no figure, or with None where it cannot tell,
and then the next one is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ...model.findings import KeyFigure
from ..mentions.passages import Passage
from .figure_names import ADVERBS, FINITE, MOVES, PREPOSITIONS
from .figure_units import is_time, is_verb, noun_after, phrase_of_number
from .figure_words import (
    BEFORE,
    COMPARED,
    COMPARISON,
    HELD,
    MEASURED,
    MONEY,
    MORE,
    NO_UNIT,
    OF_ALL,
    OF_SOME,
    OF_THEM,
    OF_THESE,
    ON_AVERAGE,
    ORDINALS,
    PARTICLES,
    PER,
    THEM,
    YEAR,
)

Counted = tuple[str, str | None, int, str]  # value, unit, end, rule
NONE: Counted = ("", None, 0, "")
THOSE = frozenset("dessa detta totalt denna deras dagens".split())
BEFORE_STOP = frozenset("kap nr kl art tab fig kapitel".split())
YEARLY = re.compile(r"[^.!?\d]{0,40}årligen")
# "08-465 004 31", "+46 8 465 004 31", "212000-1234": digits in groups that make no number of things
GROUPS = re.compile(r"(?<![\w.,])(?:\+\d[\d \-–/()]{5,}\d|0\d{0,3}[ \-–/][\d \-–/]{4,}\d|\d{6}-\d{4})(?!\w)")
ADDRESS = re.compile(r"[\w-]*(?:@|\.[a-zåäö]{2,})")


@dataclass(slots=True)
class Number:
    """A number in digits, with the figures found before it in the passage."""

    passage: Passage
    match: re.Match[str]
    earlier: list[tuple[int, int, KeyFigure]]

    @property
    def start(self) -> int:
        return self.match.start()

    @property
    def end(self) -> int:
        return self.match.end()

    @property
    def written(self) -> str:
        return self.match["digits"]

    @property
    def sentence(self) -> int:
        """Where its sentence begins."""
        return self.passage.sentence_at(self.start)[0]

    @property
    def is_year(self) -> bool:
        return YEAR.fullmatch(self.written) is not None


def read(number: Number) -> Counted | None:
    """(value, unit, end, rule) of a number in digits, None where it is no figure."""
    for reader in READERS:
        found = reader(number)
        if found is not None:
            return None if found is NONE else found
    return None


def groups(passage: Passage) -> list[tuple[int, int]]:
    """Where digits stand in groups as telephone numbers and registration numbers have them."""
    return [match.span() for match in GROUPS.finditer(passage.string)] if passage.numeric else []


def _with_tail(number: Number) -> Counted | None:
    """ "12:e bästa", "60-tal personer"."""
    tail = number.match["tail"]
    if not tail:
        return None
    if tail.startswith(":"):
        ranked = ORDINALS.match(number.passage.string, number.end)
        return (number.written + tail, "plats i rangordning", number.end, "figure-rank") if ranked else NONE
    unit, _ = noun_after(number.passage, number.end)
    if unit is None or unit.endswith("et"):
        return NONE
    return number.written + "-tal", unit, number.end, "figure-round"


def _percent(number: Number) -> Counted | None:
    return (number.written, "procent", number.end, "figure-percent") if number.match["percent"] else None


def _name_of_a_place(number: Number) -> Counted | None:
    """ "kapitel 3", "väg 45", "4 §": a number that names."""
    string, start = number.passage.string, number.start
    left = string[max(0, start - 40) : start].rstrip(" (").lower()
    before = left.rsplit(" ", 1)[-1].strip(",(")
    named = before in BEFORE or before.removesuffix(".") in BEFORE_STOP
    if named and not left.endswith((" i dag", " i år")):
        return NONE
    if start and string[start - 1] in "§#":
        return NONE
    listed = re.match(r"\s*\d+[.)]\s", string) and start <= len(string) - len(string.lstrip())
    return NONE if listed else None


def _money(number: Number) -> Counted | None:
    string = number.passage.string
    money = MONEY.match(string, number.end)
    if not money or _counts_things(number.passage, money):
        return None
    per = PER.match(string, money.end()) or YEARLY.match(string[money.end() : money.end() + 60])
    unit = " ".join(money[0].split())
    if per:
        unit += " per år" if "årlig" in per[0] or "/år" in per[0] else " " + per[0].strip()
    return number.written, unit, money.end(), "figure-money"


def _counts_things(passage: Passage, money: re.Match[str]) -> bool:
    """Whether "miljoner" counts the noun after it: "9 miljoner unga", not "18 miljoner till skolan"."""
    if not money[0].strip().lower().startswith(("miljo", "miljar")) or " " in money[0].strip():
        return False
    index, words = passage.word_index(money.end()), passage.words
    if index >= len(words) or passage.string[money.end() : words[index].start] != " ":
        return False
    word = words[index]
    small = word.low in NO_UNIT or word.low in PREPOSITIONS or word.low in FINITE or word.low in COMPARISON
    return not (small or word.capital or word.low in MOVES or word.low in ADVERBS or is_verb(word.low))


def _bracket(number: Number) -> Counted | None:
    string, start, end = number.passage.string, number.start, number.end
    if not (string[start - 1 : start] == "(" and string[end : end + 1] == ")"):
        return None
    previous = next((f for a, b, f in reversed(number.earlier) if b <= start and start - b < 120), None)
    found = previous is not None and previous.unit
    return (number.written, found, end, "figure-bracket") if found else NONE


def _of_all(number: Number) -> Counted | None:
    match = OF_ALL.match(number.passage.string, number.end)
    return (number.written, match["unit"], number.end, "figure-of-all") if match else None


def _of_some(number: Number) -> Counted | None:
    """ "19 av deltagarna"."""
    unit, _ = noun_after(number.passage, number.end)
    some = OF_SOME.match(number.passage.string, number.end) if unit is None else None
    if not some or number.is_year or is_time(some["noun"]) or some["noun"] in THOSE:
        return None
    return number.written, some["noun"], number.end, "figure-of-some"


def _noun_elsewhere(number: Number) -> Counted | None:
    """What stands before: "av dem gick 148 vidare", "antalet inskrivna är nu 86"."""
    passage, start, end = number.passage, number.start, number.end
    unit, _ = noun_after(passage, end)
    if unit is not None and unit not in PARTICLES and not is_verb(unit):
        return None
    begin = number.sentence
    counted = next((f.unit for _, b, f in reversed(number.earlier) if b <= start and f.unit != "procent"), None)
    if number.is_year:
        return NONE
    if counted and (OF_THEM.search(passage.string, max(begin, start - 200), start) or THEM.match(passage.string, end)):
        return number.written, counted, end, "figure-of-them"
    if counted and COMPARED.search(passage.lower, begin, start):
        return number.written, counted, end, "figure-compared"
    fresh = not any(begin <= a < start for a, _, _ in number.earlier)
    noun = phrase_of_number(passage, begin, start) if fresh else None
    if noun:
        return number.written, noun, end, "figure-number-of"
    these = OF_THESE.search(passage.string, max(begin, start - 120), start)
    if these and not is_time(these["unit"]):
        return number.written, these["unit"], end, "figure-of-them"
    return NONE


def _compared(number: Number) -> Counted | None:
    """ "57 fler än i fjol", "2 000 fler platser"."""
    unit, _ = noun_after(number.passage, number.end)
    if unit is None or unit.split()[0].lower() not in COMPARISON or number.is_year:
        return None
    more = MORE.match(number.passage.string, number.end)
    if more and more["unit"] not in NO_UNIT:
        return number.written, more["unit"], number.end, "figure-comparison"
    counts = unit.split()[0].lower() in ("fler", "färre")
    earlier = (f for _, b, f in reversed(number.earlier) if b <= number.start and f.unit)
    previous = next((f for f in earlier if not (counts and f.unit == "procent")), None)
    return number.written, previous.unit if previous else unit, number.end, "figure-comparison"


def _time(number: Number) -> Counted | None:
    """ "i genomsnitt 16 dagar", "40 timmar i veckan"; other lengths of time are no figures."""
    passage = number.passage
    unit, stop = noun_after(passage, number.end)
    if unit is None or not is_time(unit):
        return None
    per = PER.match(passage.string, stop) if unit.lower() in ("timmar", "timme") else None
    if per:
        return number.written, unit + per[0], per.end(), "figure-time"
    near = max(number.sentence, number.start - 120)
    if MEASURED.search(passage.lower, near, number.start) or ON_AVERAGE.match(passage.string, stop):
        return number.written, unit, stop, "figure-time"
    return NONE


def _noun(number: Number) -> Counted | None:
    """ "294 hushåll": the noun that follows."""
    passage = number.passage
    unit, stop = noun_after(passage, number.end)
    if unit is None or HELD.search(unit):
        return NONE  # "inom tio mils avstånd"
    if number.is_year and not unit.startswith(("procent", "person")) and not MORE.match(passage.string, number.end):
        return NONE
    if ADDRESS.match(passage.string, stop) and passage.string[stop : stop + 1] in ".@":
        return NONE  # "31 ebba.torn@…"
    return number.written, unit, number.end, "figure-digits"


READERS: tuple[Callable[[Number], Counted | None], ...] = (
    _with_tail,
    _percent,
    _name_of_a_place,
    _money,
    _bracket,
    _of_all,
    _of_some,
    _noun_elsewhere,
    _compared,
    _time,
    _noun,
)
