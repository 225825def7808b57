"""What holds people outside the database: an app above registers who looks there (originals of imports)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Protocol

from .holdings import Holding
from .naming import Named


class Keeper(Protocol):
    """Somebody who keeps documents as they were received."""

    def find(self, named: Named, pattern: str, pages: Collection[int], *, thorough: bool) -> list[Holding]:
        """The documents that hold the person: those that are known to, and with `thorough` those that are read to see.
        `pages` are the pages that hold the person."""

    def seal(self, holdings: Collection[Holding], reason: str, user: Any) -> int:
        """Seals the documents, so that nobody sees them without a right of its own. Returns how many."""

    def settle(self) -> None:
        """Brings in order what follows from rows that were changed, when all are."""


_keepers: list[Keeper] = []


def register(keeper: Keeper) -> None:
    """Adds one."""
    _keepers.append(keeper)


def keepers() -> tuple[Keeper, ...]:
    """All there are."""
    return tuple(_keepers)
