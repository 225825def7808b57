"""The geometry of charts of an indicator: a template draws them as SVG with classes, CSS colours them.

All coordinates are in the units of `viewBox` (`width` × `height`); nothing here is a colour. The chart's words
(title, description, table) say everything that the drawing says.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from brygga.site.extras import declare

from .choices import Display
from .numbers import format_number

CHART = declare("chart", "a key figure as a number, a drawing or a table")
DRAWING = declare("drawing", "a drawing that says again what the words beside it say")
WIDTH, HEIGHT = 640, 320
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 52, 36
MAX_LABELS = 8


class Observed(Protocol):
    """One value of an indicator, as it is drawn."""

    @property
    def value(self) -> Decimal: ...
    @property
    def date(self) -> Any: ...  # a PartialDate; all of a series have one
    @property
    def display_value(self) -> str: ...
    @property
    def when(self) -> str: ...


class Measured(Protocol):
    """An indicator, as it is drawn."""

    @property
    def higher_is_better(self) -> bool | None: ...
    @property
    def observed(self) -> Sequence[Observed]: ...
    @property
    def series(self) -> Sequence[Observed]: ...
    @property
    def latest(self) -> Observed | None: ...


@dataclass(frozen=True, slots=True)
class Point:
    """One value in the drawing: `x`, `y` of its centre or top; `bar_x`, `bar_y`, `bar_width`, `bar_height` of its
    bar; `value` and `label` as text; `show_label` is false where labels would collide."""

    x: str
    y: str
    bar_x: str
    bar_y: str
    bar_width: str
    bar_height: str
    value: str
    label: str
    show_label: bool
    observation: Observed


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the scale: its height `y` and its number."""

    y: str
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """All that a template needs. `kind` is "figure", "line", "bar" or "table"; a series of less than two values is
    never drawn as a line. `points` is empty for a figure or a table. `rows` are the observations, oldest
    first; `grid` is the path of the scale's lines."""

    kind: str
    indicator: Measured
    latest: Observed | None
    previous: Observed | None
    rows: Sequence[Observed]
    points: list[Point]
    ticks: list[Tick]
    path: str
    base_y: str
    grid: str = ""
    width: str = str(WIDTH)
    height: str = str(HEIGHT)
    left: str = str(LEFT)
    unit_x: str = "0"
    right: str = str(WIDTH - RIGHT)

    @property
    def title(self) -> str:
        """The indicator's name with its unit."""
        return str(self.indicator)

    @property
    def description(self) -> str:
        """The drawing in a sentence: how many values, from what to what."""
        if not self.points:
            return ""
        first, last = self.rows[0], self.rows[-1]
        text = ngettext("%(count)s värde.", "%(count)s värden.", len(self.rows)) % {"count": len(self.rows)}
        params = {
            "first": first.display_value,
            "first_when": first.when,
            "last": last.display_value,
            "last_when": last.when,
        }
        return f"{text} {_('Från %(first)s (%(first_when)s) till %(last)s (%(last_when)s).') % params}"

    @property
    def long_description(self) -> str:
        """The drawing told value by value, for who cannot see it: each with its time, then the highest and lowest."""
        if len(self.rows) < 2:
            return ""
        told = ", ".join(f"{row.when} {row.display_value}" for row in self.rows)
        high, low = max(self.rows, key=lambda row: row.value), min(self.rows, key=lambda row: row.value)
        params = {"high": high.display_value, "high_when": high.when, "low": low.display_value, "low_when": low.when}
        ends = _("Högst är %(high)s (%(high_when)s) och lägst %(low)s (%(low_when)s).") % params
        return f"{told}. {ends}"

    @property
    def change(self) -> Decimal | None:
        """The newest value less the one before; None with fewer than two."""
        if self.latest is None or self.previous is None:
            return None
        return self.latest.value - self.previous.value

    @property
    def change_text(self) -> str:
        """ "+12 sedan 2022", in the language of people, or ""."""
        if self.change is None or self.previous is None:
            return ""
        number = format_number(self.change)
        sign = "+" if self.change > 0 else ""
        return _("%(change)s sedan %(when)s") % {"change": f"{sign}{number}", "when": self.previous.when}

    @property
    def better(self) -> bool | None:
        """Whether the change is for the better; None when nothing changed or nobody has said which way is good."""
        if not self.change or self.indicator.higher_is_better is None:
            return None
        return (self.change > 0) == self.indicator.higher_is_better


def nice_scale(lowest: Decimal, highest: Decimal) -> list[Decimal]:
    """The numbers of a scale that covers `lowest` to `highest` and nought in three to seven round steps."""
    low, high = min(lowest, Decimal(0)), max(highest, Decimal(0))
    if low == high:
        high = Decimal(1)
    raw = (high - low) / 4
    power = Decimal(10) ** math.floor(raw.log10())
    step = next(power * factor for factor in (1, 2, Decimal("2.5"), 5, 10) if power * factor >= raw)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [step * number for number in range(first, last + 1)]


def _coordinate(value: float | Decimal) -> str:
    return f"{float(value):.1f}".rstrip("0").rstrip(".")


def chart_for(indicator: Measured, display: str) -> Chart:
    """The chart of an indicator. Its observations should be prefetched; no query is made then."""
    rows = indicator.series
    latest = rows[-1] if rows else indicator.latest
    previous = rows[-2] if len(rows) > 1 else None
    kind = display if display in Display.values else Display.FIGURE
    if kind == Display.LINE and len(rows) < 2:
        kind = Display.BAR
    if kind == Display.TABLE or kind == Display.FIGURE or not rows:
        kind = Display.TABLE if kind == Display.TABLE else Display.FIGURE
        shown = rows or indicator.observed
        return Chart(str(kind), indicator, latest, previous, shown, [], [], "", "")
    return _drawn(str(kind), indicator, rows, rows[-1], previous)


def _drawn(
    kind: str, indicator: Measured, rows: Sequence[Observed], latest: Observed, previous: Observed | None
) -> Chart:
    scale = nice_scale(min(row.value for row in rows), max(row.value for row in rows))
    low, high = scale[0], scale[-1]
    plot_width, plot_height = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def y_of(value: Decimal) -> Decimal:
        return TOP + (high - value) / (high - low) * plot_height

    slot = plot_width / len(rows)
    first, last = rows[0].date.last_day, rows[-1].date.last_day
    days = max((last - first).days, 1)
    every = math.ceil(len(rows) / MAX_LABELS)
    points = []
    for number, row in enumerate(rows):
        if kind == Display.LINE:
            # Along a line the distance between two values is the time between them.
            inset = 24
            x = LEFT + inset + (row.date.last_day - first).days / days * (plot_width - 2 * inset)
        else:
            x = LEFT + slot * (number + 0.5)
        y, base = y_of(row.value), y_of(Decimal(0))
        bar = min(slot * 0.64, 72)
        points.append(
            Point(
                x=_coordinate(x),
                y=_coordinate(y),
                bar_x=_coordinate(x - bar / 2),
                bar_y=_coordinate(min(y, base)),
                bar_width=_coordinate(bar),
                bar_height=_coordinate(abs(y - base)),
                value=row.display_value,
                label=row.when,
                show_label=(len(rows) - 1 - number) % every == 0,
                observation=row,
            )
        )
    path = "M" + " L".join(f"{point.x} {point.y}" for point in points) if kind == Display.LINE else ""
    ticks = [Tick(_coordinate(y_of(value)), format_number(value.normalize())) for value in scale]
    base_y = _coordinate(y_of(Decimal(0)))
    grid = "".join(f"M{LEFT} {tick.y}H{WIDTH - RIGHT}" for tick in ticks)
    return Chart(kind, indicator, latest, previous, rows, points, ticks, path, base_y, grid)
