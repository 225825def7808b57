"""Primary keys by what people write: an index of a model's rows, kept in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from typing import Any

from django.db import models

from .memory import Memory


class KeyIndex:
    """The primary keys of a model's rows by a key made of the fields `names`.

    Kept in memory, since a database asked for a name in upper or lower case looks at every row there is, for every
    name. Rows that others make meanwhile come in with `catch_up`.
    """

    def __init__(
        self, memory: Memory, model: type[models.Model], names: Iterable[str], key: Callable[..., Hashable]
    ) -> None:
        self._memory, self._model, self._names, self._key = memory, model, tuple(names), key
        self._found: dict[Hashable, list[int]] = defaultdict(list)
        self._last = -1  # nobody has asked yet; 0 where there was nothing

    def catch_up(self) -> None:
        """Take in the rows that are new since the last time."""
        before = self._last
        self._last = max(before, 0)
        since = self._model._default_manager.filter(pk__gt=before).order_by("pk")
        for pk, *values in since.values_list("pk", *self._names):
            self.add(pk, *values)
            self._last = pk
        if self._last != before:
            self._memory.note(lambda: setattr(self, "_last", before))

    def forget(self) -> None:
        """Ask the database anew for all rows."""
        self._found.clear()
        self._last = -1

    def add(self, pk: int, *values: Any) -> None:
        """A row that was just made, or found."""
        known = self._found[self._key(*values)]
        if pk not in known:
            self._memory.extend(known, [pk])

    def find(self, *values: Any) -> list[int]:
        """The rows of this key, the oldest first."""
        if self._last < 0:
            self.catch_up()
        return sorted(self._found.get(self._key(*values), ()))
