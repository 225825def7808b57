"""Numbers that are shares, sums of money or times."""

from __future__ import annotations

import re

from ..mentions.passages import Passage
from .figure_names import ADVERBS, FINITE, MOVES, PREPOSITIONS
from .figure_number import NONE, Counted, Number
from .figure_units import is_time, is_verb, noun_after
from .figure_words import COMPARISON, MEASURED, MONEY, MORE, NO_UNIT, ON_AVERAGE, PER

YEARLY = re.compile(r"[^.!?\d]{0,40}årligen")


def by_percent(number: Number) -> Counted | None:
    return (number.written, "procent", number.end, "figure-percent") if number.match["percent"] else None


def by_money(number: Number) -> Counted | None:
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


def by_comparison(number: Number) -> Counted | None:
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


def by_time(number: Number) -> Counted | None:
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
