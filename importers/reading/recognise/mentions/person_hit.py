"""One place where a person is named."""

from __future__ import annotations

from dataclasses import dataclass

from . import role_value


@dataclass(slots=True, eq=False)
class PersonHit:
    """One place where a person is named. `first` and `last` are word indices, half open."""

    start: int
    end: int
    first: int
    last: int
    name: str
    confidence: float
    rule: str
    role: role_value.Role | None = None
    after: role_value.Role | None = None
    party: str | None = None
    tail: int = 0  # where what belongs to the name ends: party, age
    full: bool = True
