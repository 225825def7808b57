"""Where a project stands, from its dates unless an editor has said so."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from brygga.site.partial_dates import PartialDate


class Status(models.TextChoices):
    """The four places a project can stand in."""

    PLANNED = "planned", _("Planerat")
    RUNNING = "running", _("Pågår")
    COMPLETED = "completed", _("Avslutat")
    CANCELLED = "cancelled", _("Avbrutet")


@dataclass(frozen=True, slots=True)
class ProjectStatus:
    """`code` is a `Status` or "" when nothing is known; `reason` is a sentence for people; `derived` tells whether
    it follows from the dates."""

    code: str
    label: str
    reason: str
    derived: bool

    def __bool__(self) -> bool:
        return bool(self.code)


def derive_status(
    said: str, note: str, start: PartialDate | None, end: PartialDate | None, today: dt.date | None = None
) -> ProjectStatus:
    """What an editor has said when there is anything, else what the dates say on `today`; unknown without dates."""
    today = today or timezone.localdate()
    if said:
        reason = note or _now("Läget är satt av redaktionen.")
        return ProjectStatus(said, str(Status(said).label), reason, derived=False)
    code, reason = "", _now("Projektets datum är inte angivna.")
    if end and end.last_day < today:
        code, reason = Status.COMPLETED, _now("Projektet slutade %(date)s.") % {"date": end.display}
    elif start and start.first_day > today:
        code, reason = Status.PLANNED, _now("Projektet startar %(date)s.") % {"date": start.display}
    elif start and end:
        code = Status.RUNNING
        reason = _now("Projektet pågår från %(start)s till %(end)s.") % {"start": start.display, "end": end.display}
    elif start:
        code, reason = (
            Status.RUNNING,
            _now("Projektet startade %(date)s och har inget slutdatum.") % {"date": start.display},
        )
    elif end:
        code, reason = Status.RUNNING, _now("Projektet pågår till %(date)s.") % {"date": end.display}
    if note:
        reason = f"{reason} {note}"
    return ProjectStatus(str(code), str(Status(code).label) if code else "", reason, derived=True)


def status_q(code: str, today: dt.date | None = None) -> models.Q:
    """The same rule as a query: the projects that stand in `code` on `today`."""
    today = today or timezone.localdate()
    unset = models.Q(status="")
    ended = models.Q(end_day__isnull=False, end_day__lt=today)
    to_come = models.Q(start_day__isnull=False, start_day__gt=today)
    derived: dict[Any, models.Q] = {
        Status.COMPLETED: ended,
        Status.PLANNED: to_come & ~ended,
        Status.RUNNING: (models.Q(start_day__isnull=False) | models.Q(end_day__isnull=False)) & ~ended & ~to_come,
    }
    said = models.Q(status=code)
    return said | (unset & derived[Status(code)]) if code in derived else said
