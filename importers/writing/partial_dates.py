"""Dates as an article writes them, as far as it says them."""

from __future__ import annotations

import re
from calendar import monthrange

from brygga.site.partial_dates import PartialDate

_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()


def partial_date(text: str | None) -> str | None:
    """A date as an article writes it ("2019", "juli 2023", "sista maj 2021", ISO) → "2019", "2023-07" …, else None."""
    words = " ".join((text or "").casefold().split())
    if match := re.search(r"\bsista (" + "|".join(_MONTHS) + r") (\d{4})\b", words):
        month = _MONTHS.index(match[1]) + 1
        value = f"{match[2]}-{month:02d}-{monthrange(int(match[2]), month)[1]}"
    elif match := re.search(r"\b(?:(\d{1,2}) )?(" + "|".join(_MONTHS) + r") (\d{4})\b", words):
        value = f"{match[3]}-{_MONTHS.index(match[2]) + 1:02d}" + (f"-{int(match[1]):02d}" if match[1] else "")
    elif match := re.search(r"\b((?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?)\b", words):
        value = match[1]
    else:
        return None
    try:
        return str(PartialDate.parse(value))
    except ValueError:
        return None
