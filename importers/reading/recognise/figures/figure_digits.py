"""What a number in digits is a figure of: its value, unit and rule, read from the words around it in order.

Every reader answers with what it found, with `NONE` where the number is no figure, or with None where it cannot tell,
and then the next one is asked.

"""

from __future__ import annotations

import re
from collections.abc import Callable

from .figure_counts import by_noun, by_noun_elsewhere, by_part, by_whole
from .figure_money import by_comparison, by_money, by_percent, by_time
from .figure_number import NONE, Counted, Number
from .figure_units import noun_after
from .figure_words import BEFORE, ORDINALS

BEFORE_STOP = frozenset("kap nr kl art tab fig kapitel".split())


def read(number: Number) -> Counted | None:
    """(value, unit, end, rule) of a number in digits, None where it is no figure."""
    for reader in READERS:
        found = reader(number)
        if found is not None:
            return None if found is NONE else found
    return None


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


def _bracket(number: Number) -> Counted | None:
    string, start, end = number.passage.string, number.start, number.end
    if not (string[start - 1 : start] == "(" and string[end : end + 1] == ")"):
        return None
    previous = next((f for a, b, f in reversed(number.earlier) if b <= start and start - b < 120), None)
    found = previous is not None and previous.unit
    return (number.written, found, end, "figure-bracket") if found else NONE


READERS: tuple[Callable[[Number], Counted | None], ...] = (
    _with_tail,
    by_percent,
    _name_of_a_place,
    by_money,
    _bracket,
    by_whole,
    by_part,
    by_noun_elsewhere,
    by_comparison,
    by_time,
    by_noun,
)
