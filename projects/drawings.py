"""The geometry of the small drawings on a project page: the bridge of time, the bar of shares, the meter of a goal.

Everything is in per cent of the drawing's width, written with a full stop as SVG has it; the templates draw it.
The drawings say nothing that does not also stand in words beside them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils import timezone

# The bridge, in pixels: the deck with its posts and today's word, and a row of milestones' names (date and title).
BRIDGE_HEIGHT, NAME_ROW, MOST_ROWS = 62, 46, 3
# Names are written where the window has 60 rem: what one letter takes of the narrowest bridge there.
LETTER, LONGEST_NAME = 0.0088, 30
PATTERNS = 6  # how many fills project.css knows; the seventh funder gets the first again


def percent(value: Fraction | Decimal | float) -> str:
    """A number from 0 to 1 as SVG writes a percentage: 0.6667 → "66.67%"."""
    return f"{float(value) * 100:.2f}".rstrip("0").rstrip(".") + "%"


@dataclass(frozen=True)
class Post:
    """A milestone on the bridge. `name` and `date` are what is written below it, `title` the whole name; `y` is the
    row of the words (from 0), None where there is no room for them; `anchor` is how they stand to the post."""

    x: str
    passed: bool
    title: str = ""
    name: str = ""
    date: str = ""
    y: int | None = None
    anchor: str = "middle"


@dataclass(frozen=True)
class Bridge:
    """A project's time from start to end: how far it has come, and where its milestones stand."""

    done: str
    today: str | None
    posts: list[Post]
    today_anchor: str = "middle"
    rows: int = 0
    passed: int = 0
    months_left: int | None = None

    @property
    def height(self) -> int:
        """The height of the drawing: the deck with its posts, the word for today, and the rows of names."""
        return BRIDGE_HEIGHT + self.rows * NAME_ROW


def bridge(start: Any, end: Any, milestones: Iterable[Any], today: dt.date | None = None) -> Bridge | None:
    """The bridge between two PartialDates; None unless both are known and the end is after the start.

    A date that is only a year or a month stands at its first day for a start or a milestone, its last for an end.
    """
    if not start or not end or end.last_day <= start.first_day:
        return None
    today = today or timezone.localdate()
    first, length = start.first_day, (end.last_day - start.first_day).days

    def place(day: dt.date) -> float:
        return min(max((day - first).days / length, 0.0), 1.0)

    now = place(today)
    dated = sorted((m for m in milestones if m.date), key=lambda m: m.date.first_day)
    posts = _named([(place(m.date.first_day), m) for m in dated], today)
    rows = max((post.y + 1 for post in posts if post.y is not None), default=0)
    left = (end.last_day.year - today.year) * 12 + end.last_day.month - today.month if 0 < now < 1 else None
    passed = sum(post.passed for post in posts)
    return Bridge(percent(now), percent(now) if 0 < now < 1 else None, posts, _anchor(now), rows, passed, left)


def _anchor(x: float) -> str:
    """How words stand to a place on the bridge: those at an end lean inwards."""
    return "start" if x < 0.08 else "end" if x > 0.92 else "middle"


def _named(placed: list[tuple[float, Any]], today: dt.date) -> list[Post]:
    """A post for each milestone, with its words in the first row where they touch no others."""
    ends: list[float] = []
    posts = []
    for x, milestone in placed:
        title = str(getattr(milestone, "title", ""))
        name = title if len(title) <= LONGEST_NAME else f"{title[: LONGEST_NAME - 1].rstrip()}…"
        date = milestone.date.display
        width, anchor = max(len(name), len(date)) * LETTER, _anchor(x)
        first = x - {"start": 0, "middle": width / 2, "end": width}[anchor]
        row = next((n for n, end in enumerate(ends) if end < first), len(ends)) if title else MOST_ROWS
        shown = row if row < MOST_ROWS else None
        if shown is not None:
            ends[shown : shown + 1] = [first + width + LETTER]
        posts.append(Post(percent(x), milestone.date.first_day <= today, title, name, date, shown, anchor))
    return posts


@dataclass(frozen=True)
class Segment:
    """One funder's part of the bar. `funding` is None for the part nobody has told of."""

    funding: Any
    x: str
    width: str
    pattern: int


def funding_bar(rows: Iterable[Any]) -> list[Segment]:
    """The bar of shares, one segment a row of funding, in order; [] when the shares cannot be drawn.

    Shares are drawn when every row has one, amounts when every row has one. When some rows have a share and the
    others do not, nothing is drawn unless what is missing is one row: then it is the rest.
    """
    rows = list(rows)
    parts = _parts(rows)
    if not parts:
        return []
    total = sum(part for _row, part in parts)
    whole = max(total, Fraction(1))
    segments, x = [], Fraction(0)
    for number, (row, part) in enumerate(parts):
        segments.append(Segment(row, percent(x / whole), percent(part / whole), number % PATTERNS + 1))
        x += part
    if whole - x > Fraction(1, 50):
        segments.append(Segment(None, percent(x / whole), percent((whole - x) / whole), 0))
    return segments


def _parts(rows: list[Any]) -> list[tuple[Any, Fraction]]:
    if not rows:
        return []
    if all(row.share for row in rows):
        return [(row, row.share.fraction) for row in rows]
    if all(row.amount for row in rows):
        total = sum(Fraction(row.amount) for row in rows)
        return [(row, Fraction(row.amount) / total) for row in rows]
    known = sum(row.share.fraction for row in rows if row.share)
    without = [row for row in rows if not row.share]
    if len(without) == 1 and len(rows) > 1 and known < 1:
        return [(row, row.share.fraction if row.share else 1 - known) for row in rows]
    return []


@dataclass(frozen=True)
class Spent:
    """How much of a budget is used: the lengths of what is used and of the budget in a bar of the greater one."""

    used: str
    budget: str
    share: Fraction
    over: bool


def spent(amount: Decimal | None, total: Decimal | None) -> Spent | None:
    """The bar of money used; None unless both numbers are known and the budget is above nought."""
    if amount is None or total is None or total <= 0 or amount < 0:
        return None
    whole = max(Fraction(amount), Fraction(total))
    share = Fraction(amount) / Fraction(total)
    return Spent(percent(Fraction(amount) / whole), percent(Fraction(total) / whole), share, amount > total)


@dataclass(frozen=True)
class Meter:
    """How far a goal was reached: the result's length, the target's mark."""

    result: str | None
    target: str


def goal_meter(goal: Any) -> Meter | None:
    """The meter of a goal with a target: per cent from 0 to 100, other units up to above the greater number."""
    target = goal.target_value
    if target is None or target <= 0:
        return None
    result = goal.result_value
    is_percent = goal.unit.strip().casefold() in {"%", "procent"}
    top = Decimal(100) if is_percent else max(target, result or Decimal(0)) * Decimal("1.15")
    top = max(top, target, result or Decimal(0))
    filled = None if result is None else percent(max(result, Decimal(0)) / top)
    return Meter(filled, percent(target / top))
