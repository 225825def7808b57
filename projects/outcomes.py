"""How it went with a goal, in words that know what day it is."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from brygga.site.partial_dates import PartialDate


class Outcome(NamedTuple):
    """`code` is that of the sign beside the words (see icons/status.svg)."""

    code: str
    text: str


def outcome(goal: Any, project_end: PartialDate | None = None, today: dt.date | None = None) -> Outcome:
    """The outcome of `goal` on `today`. A goal without a day of its own is measured when its project ends."""
    today = today or timezone.localdate()
    due = goal.deadline or project_end
    past = due is not None and due.last_day < today
    if goal.reached is True:
        return Outcome("completed", _("Målet är nått"))
    if goal.reached is False:
        if past:
            return Outcome("cancelled", _("Målet nåddes inte"))
        return Outcome(
            "running", _("Inte nått än, mäts %(when)s") % {"when": due.display} if due else _("Inte nått än")
        )
    if goal.result_note:
        return Outcome("", "")
    if past:
        return Outcome("planned", _("Resultatet är inte redovisat"))
    return Outcome(
        "planned", _("Mäts %(when)s") % {"when": due.display} if due else _("Resultatet är inte redovisat än")
    )
