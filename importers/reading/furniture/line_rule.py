"""A named pattern for a whole line that does not belong to an article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Place = Literal["any", "edge", "head", "tail"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern for a whole line, and where on a page it holds."""

    name: str
    place: Place
    pattern: re.Pattern[str]


def rule(name: str, place: Place, *alternatives: str) -> Rule:
    """A rule for the lines that one of the alternatives is all of, whatever mark they end in."""
    return Rule(name, place, re.compile("(?:" + "|".join(alternatives) + r")\s*[.:!…»›>]*", re.IGNORECASE))
