"""Sets the weights of the witnesses on segments with gold, and says how reliable the certainties are that they give.

The weights are those of a logistic regression: the logarithm of the odds that a segment is the article's is the sum of
what each testimony weighs. They are found by Newton's method, and drawn towards 0 (`PULL`) where little is known.

Each segment is also given without each of its witnesses (`ALONE`), so that no weight leans on a witness that may be
silent on the next page.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from brygga.importers.reading.formats.html.witnesses import NAMES
from brygga.importers.reading.furniture.weighing import KEPT, Testimonies, Weights, outcome, without

from .segment_gold import Gold

PULL = 2.0
ALONE = 4.0  # how much all copies of a segment without one of its witnesses count, against the segment itself
MOST_SHARE = 5.0  # how much a segment of a rare sort of page counts at most, against one of the most usual
SAME_PAGES = 0.5  # the pages of the systems are read in several ways
ROUNDS = 12
EDGES = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
BINS = ("< .5", ".5–.6", ".6–.7", ".7–.8", ".8–.9", ".9–.95", "≥ .95")
_BEFORE = ("", "")
ENOUGH, MOST_APART = 50, 0.12  # segments of one certainty that say something, and how far it may lie from what is so
MOST_WRONG = 0.05  # without one witness

Rows = dict[Testimonies, list[float]]  # how much counts: all, and of it the article's


def rows_of(gold: Iterable[Gold], *, alone: float = ALONE, names: tuple[str, ...] = NAMES) -> Rows:
    """What is said, with how often it is said of a segment and of one of the article. Pages put together of pieces,
    those of the systems and the texts count alike, however many there are."""
    known = list(gold)
    numbers: dict[str, int] = defaultdict(int)
    for one in known:
        numbers[one.sort] += 1
    most = max(numbers.values(), default=1)
    rows: Rows = defaultdict(lambda: [0.0, 0.0])
    for one in known:
        share = min(MOST_SHARE, most / numbers[one.sort]) * (SAME_PAGES if one.sort.startswith("site") else 1.0)
        said = one.segment.testimonies
        present = [name for name in names if any(name in (t.witness, t.rests_on) for t in said)]
        for left, count in ((said, share), *((without(said, name), share * alone / len(present)) for name in present)):
            rows[left][0] += count
            rows[left][1] += count * one.right
    return rows


def fit(rows: Rows) -> Weights:
    """The weights by which those rows are as likely as can be."""
    names = [_BEFORE, *sorted({(t.witness, t.says) for said in rows for t in said})]
    place = {name: at for at, name in enumerate(names)}
    points = [([0, *(place[t.witness, t.says] for t in said)], *counts) for said, counts in rows.items()]
    found = [0.0] * len(names)
    for _ in range(ROUNDS):
        slope = [-PULL * weight for weight in found]
        bend = [[PULL * (row == column) for column in range(len(names))] for row in range(len(names))]
        slope[0] = bend[0][0] = 1e-6
        for at, count, right in points:
            chance = 1 / (1 + math.exp(-sum(found[one] for one in at)))
            rest, spread = right - count * chance, count * chance * (1 - chance)
            for one in at:
                slope[one] += rest
                row = bend[one]
                for other in at:
                    row[other] += spread
        step = _solved(bend, slope)
        found = [weight + max(-2.0, min(2.0, change)) for weight, change in zip(found, step, strict=True)]
    return Weights(found[0], {name: found[at] for name, at in place.items() if at})


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of linear equations, by Gauss's elimination."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for at in range(size):
        best = max(range(at, size), key=lambda row: abs(rows[row][at]))
        rows[at], rows[best] = rows[best], rows[at]
        top = rows[at]
        for row in rows[at + 1 :]:
            factor = row[at] / top[at]
            if factor:
                for column in range(at, size + 1):
                    row[column] -= factor * top[column]
    found = [0.0] * size
    for at in reversed(range(size)):
        found[at] = (rows[at][size] - sum(rows[at][c] * found[c] for c in range(at + 1, size))) / rows[at][at]
    return found


def removed(said: Testimonies, witness: str) -> Testimonies:
    """What would be said had there been no such witness: a rule that goes by it would have kept the segment."""
    left = without(said, witness)
    return (*left, KEPT) if witness != "rules" and any(one.rests_on == witness for one in said) else left


class Judged(NamedTuple):
    """A segment as some weights judge it: how sure they are of what is done with it, and whether that is right."""

    certainty: float
    outcome: str
    right: bool
    sort: str


def judged_by(gold: Iterable[Gold], by: Weights) -> Iterator[Judged]:
    """What becomes of each segment by these weights. What is kept in doubt counts as kept."""
    for one in gold:
        chance = by.chance(one.segment.testimonies)
        decided = outcome(one.segment.testimonies, chance)
        dropped = decided == "dropped"
        yield Judged(1 - chance if dropped else chance, decided, one.right != dropped, one.sort)


def first_sight(gold: list[Gold], parts: int = 5, *, names: tuple[str, ...] = NAMES) -> list[Judged]:
    """What becomes of each segment by weights that were set without the pages of its make."""
    layouts = sorted({one.layout for one in gold})
    part = {layout: at % parts for at, layout in enumerate(layouts)}
    found: list[Judged] = []
    for number in range(parts):
        by = fit(rows_of((one for one in gold if part[one.layout] != number), names=names))
        found += judged_by((one for one in gold if part[one.layout] == number), by)
    return found


def table(judged: Iterable[Judged]) -> str:
    """For a person: for each certainty how many segments have it, and the share of them that is right."""
    cells: dict[str, list[list[int]]] = {}
    for one in judged:
        for kind in ("all", one.outcome, one.sort):
            row = cells.setdefault(kind, [[0, 0] for _ in BINS])
            place = bisect_right(EDGES, one.certainty)
            row[place][0] += 1
            row[place][1] += one.right
    lines = [f"{'certainty':<18}" + "".join(f"{name:>11}" for name in BINS)]
    for kind, row in cells.items():
        shown = [f"{number} {right / number:.2f}" if number else "–" for number, right in row]
        lines.append(f"{kind:<18}" + "".join(f"{cell:>11}" for cell in shown))
    return "\n".join(lines)


def witness_removed(gold: Iterable[Gold], by: Weights) -> dict[str, tuple[int, int]]:
    """For each witness: of how many segments that are judged right it speaks, and how many of them become wrong
    without it: dropped though they are the article's, or kept without a doubt though they are not."""
    found = {name: [0, 0] for name in NAMES}
    for one in gold:
        said = one.segment.testimonies
        if outcome(said, by.chance(said)) != ("placed" if one.right else "dropped"):
            continue
        for name in {witness for t in said for witness in (t.witness, t.rests_on) if witness}:
            left = removed(said, name)
            decided = outcome(left, by.chance(left))
            found[name][0] += 1
            found[name][1] += decided == ("dropped" if one.right else "placed")
    return {name: (number, wrong) for name, (number, wrong) in found.items()}


def age(by: Weights, gold: str) -> str:
    """A line that says so where the weights were set on other gold than there is now; else ""."""
    return "" if by.gold == gold else "There is more gold than the weights were set on: `make weights` sets them anew."


def faults(gold: Iterable[Gold], by: Weights) -> list[str]:
    """What is wrong with the weights: saying more or less than is so, or leaning on one witness."""
    known = list(gold)
    found: list[str] = []
    bins: dict[int, list[Judged]] = defaultdict(list)
    for one in judged_by(known, by):
        bins[bisect_right(EDGES, one.certainty)].append(one)
    for place, row in sorted(bins.items()):
        said, right = sum(one.certainty for one in row) / len(row), sum(one.right for one in row) / len(row)
        if len(row) >= ENOUGH and abs(said - right) > MOST_APART:
            found.append(f"certainty {BINS[place]}: {said:.2f} is said of {len(row)} segments, {right:.2f} are right.")
    for name, (number, wrong) in witness_removed(known, by).items():
        if number >= ENOUGH and wrong > MOST_WRONG * number:
            found.append(f"without {name}, {wrong} of {number} segments that were right become wrong.")
    return found
