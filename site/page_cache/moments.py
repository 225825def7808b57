"""When a page changes by itself: a message that begins, an invitation that is over.

Code that shows something by the clock says when it will show something else: `holds_until(moment)`. What changes with
the day needs to say nothing: a kept page holds for its day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_collected: ContextVar[list[dt.datetime] | None] = ContextVar("moments_of_the_page", default=None)


def holds_until(*moments: dt.datetime | None) -> None:
    """Says that what is shown now is another thing at each of `moments`; those that have passed do not count."""
    collected = _collected.get()
    if collected is not None:
        collected.extend(moment for moment in moments if moment is not None)


@contextmanager
def collected() -> Iterator[list[dt.datetime]]:
    """The moments that are named while this is open."""
    found: list[dt.datetime] = []
    token = _collected.set(found)
    try:
        yield found
    finally:
        _collected.reset(token)
