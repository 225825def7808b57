"""Dates in a page's data for machines, as days."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from ...swedish.date_forms import find_dates

_ISO = re.compile(r"(?<!\d)((?:19|20)\d{2})-?(\d{2})-?(\d{2})(?!\d)")
_ISO_LOOSE = re.compile(r"(?<!\d)((?:19|20)\d{2})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_UTC = re.compile(r"T\d\d:\d\d[\d:.]*(?:Z|[+-]00:?00)\s*$")


def iso_of(value: Any) -> str | None:
    """The day in a machine-readable date, where it has a whole one."""
    if not isinstance(value, str):
        return None
    match = _ISO.search(value) or _ISO_LOOSE.search(value)
    if match:
        try:
            return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
        except ValueError:
            return None
    return None


def is_utc(value: Any) -> bool:
    """Whether a machine-readable time is given in UTC."""
    return isinstance(value, str) and bool(_UTC.search(value))


def meta_date(value: Any) -> str | None:
    if not value or not isinstance(value, str):
        return None
    iso = iso_of(value)
    if iso:
        return iso
    dates = find_dates(value[:100])
    return dates[0].iso if dates else None
