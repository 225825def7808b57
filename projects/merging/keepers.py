"""What else than pages and the register names records as data: an app above registers what it keeps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import models

from brygga.site.version_references import Key


@dataclass(frozen=True, slots=True)
class Held:
    """A column with data of the form that versions of pages have. `model` is what the data is a row of; `name` says
    that the column holds the value of that one field, `listed` that it holds one entry of its list."""

    row: models.Model
    column: str
    model: type[models.Model]
    name: str = ""
    listed: bool = False


class Keeper(Protocol):
    """Somebody who keeps such data."""

    def why_not(self) -> str:
        """Why nothing can be merged just now, for people; "" when it can."""

    def held(self, key: Key) -> Iterable[Held]:
        """The columns that may name the row."""

    def settle(self, changed: Mapping[str, set[Any]]) -> None:
        """Brings in order what follows from the rows that were changed (label of the model → primary keys)."""


_keepers: list[Keeper] = []


def register(keeper: Keeper) -> None:
    """Adds one."""
    _keepers.append(keeper)


def keepers() -> tuple[Keeper, ...]:
    """All there are."""
    return tuple(_keepers)
