"""What newer news says of a project or unit, beside what its page says, for sites that want visitors to see it.

The news and what was read from it stand above this app: whoever knows of them registers a function (see `register`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class NewFact:
    """Another value of a field: its name, the value in words, and the public page that says it, with its date."""

    label: str
    text: str
    source: Any
    date: dt.date


_finders: list[Callable[[Any], list[NewFact]]] = []


def register(finder: Callable[[Any], list[NewFact]]) -> None:
    """Adds a function that gives the new facts of a page; they are asked for where the site's settings say so."""
    if finder not in _finders:
        _finders.append(finder)


def new_facts(page: Any) -> list[NewFact]:
    """All that newer public pages say otherwise than the page."""
    return [fact for finder in _finders for fact in finder(page)] if page.pk else []
