"""The figure of the moment of a project: the newest value of its first key figure, for cards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from brygga.site.privacy import private_paths
from brygga.site.remembered import recall

from .models import Indicator, ProjectKeyFigure


class Moment(NamedTuple):
    """`value` with its unit is what is written large; `name` says what it is, `when` from when."""

    value: str
    unit: str
    name: str
    when: str


def add_moments(projects: Sequence[Any]) -> Sequence[Any]:
    """The same projects, each with its `moment`, or None where no value may be seen; remembered for the list."""
    if projects:
        keys = tuple(project.pk for project in projects)
        key = ("moments", keys, private_paths())
        found = recall({key: lambda: _moments(keys)})[key]
        for project in projects:
            project.moment = found.get(project.pk)
    return projects


def _moments(keys: tuple[int, ...]) -> dict[int, Moment]:
    rows = ProjectKeyFigure.objects.filter(page__in=keys).select_related("indicator").order_by("sort_order", "pk")
    rows = list(rows)
    Indicator.fetch_observations([row.indicator for row in rows])
    found: dict[int, Moment] = {}
    for row in rows:
        latest = row.indicator.latest
        if latest is not None and row.page_id not in found:
            unit = "" if row.indicator.is_percent else row.indicator.unit
            found[row.page_id] = Moment(latest.display_value, unit, row.indicator.name, latest.when)
    return found
