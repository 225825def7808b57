"""Days and moments that systems write, as they are in Sweden: half past eleven at night in UTC is the day after."""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

SWEDEN = ZoneInfo("Europe/Stockholm")
_ZONE = re.compile(
    r"\s*(?:(?P<utc>Z|UTC|GMT)|(?:GMT|UTC)?(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?)$", re.I
)
_DAY = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")


def moment_of(text: str) -> datetime | None:
    """The moment of an ISO date or time, or one as older systems write them ("2009/05/07 10:00 GMT+2"); without a
    zone it is Sweden's, a day begins at midnight. None for what is no date."""
    text = text.strip()
    day = _DAY.match(text)
    if not day:
        return None
    rest = text[day.end() :].lstrip("T ")
    zone = _ZONE.search(rest)
    offset = ""
    if zone and rest[: zone.start()]:
        rest = rest[: zone.start()]
        offset = "+00:00" if zone["utc"] else f"{zone['sign']}{int(zone['hours']):02}:{zone['minutes'] or '00'}"
    try:
        found = datetime.fromisoformat(f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}T" + (rest or "00:00") + offset)
    except ValueError:
        try:
            found = datetime(int(day[1]), int(day[2]), int(day[3]))
        except ValueError:
            return None
    return found if found.tzinfo else found.replace(tzinfo=SWEDEN)


def swedish_day(text: str) -> str | None:
    """The day (ISO) in Sweden of what `moment_of` reads; what has no time or no zone is the day it says."""
    moment = moment_of(text)
    try:
        return moment.astimezone(SWEDEN).date().isoformat() if moment else None
    except OverflowError:
        return None


def day_in_sweden(moment: datetime) -> date:
    """The day in Sweden of a moment; one without a zone has the day it says."""
    return moment.astimezone(SWEDEN).date() if moment.tzinfo else moment.date()
