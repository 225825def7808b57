"""The day that a page's address states."""

from __future__ import annotations

import re
from datetime import date

from .date_forms import MONTH, MONTHS, FoundDate

# A page's address names its day as folders (/2019/11/08/, /2019/november/8/) or first in a name (/2019-11-08-rubrik).
# A date at the end of a name says what the page is about (/oppet-hus-2019-11-08), a shorter one no day at all.
_ADDRESS = (
    re.compile(rf"/(?P<y>(?:19|20)\d{{2}})/(?P<m>\d{{1,2}}|{MONTH})/(?P<d>\d{{1,2}})(?=/|$)", re.IGNORECASE),
    re.compile(r"(?<=/)(?P<y>(?:19|20)\d{2})(?P<s>[-_.])(?P<m>\d{2})(?P=s)(?P<d>\d{2})(?=[-_./]|$)"),
    re.compile(r"(?<=/)(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})(?=[-_])"),
)
# In these parts of a site the day is when something takes place, or met.
_HAPPENS = re.compile(
    r"/(?:kalend|calendar|evenemang|events?/|aktiviteter/|handelser/|protokoll|kallels|sammantrad|moten/|dagordning)",
    re.IGNORECASE,
)


def from_address(address: str) -> FoundDate | None:
    """The day that a page's own address states as when it was published; `start` and `end` count its characters.

    To be asked last, after structured data and the page's words. Only a whole date counts, only in the path, and not
    in a calendar or among minutes, where it tells another day. Two different dates tell none.
    """
    path = re.split(r"[?#]", address, maxsplit=1)[0]
    if _HAPPENS.search(f"{path}/"):
        return None
    found = []
    for form in _ADDRESS:
        for match in form.finditer(path):
            month = match["m"].rstrip(".").casefold()
            try:
                day = date(int(match["y"]), MONTHS.get(month) or int(month), int(match["d"]))
            except ValueError:
                continue
            found.append(FoundDate(day.isoformat(), match.start(), match.end()))
    return found[0] if found and len({f.iso for f in found}) == 1 else None
