"""What is noted in memory about the database while a transaction is open, and how it is taken back.

A savepoint that is gone takes its rows with it, but not what was noted of them. Everything that the writing remembers
is therefore noted through a `Memory`, which knows what was there before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, MutableMapping
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Memory:
    """The notes since the transaction began, each with how to undo it."""

    def __init__(self) -> None:
        self._undo: list[Callable[[], object]] = []

    def mark(self) -> int:
        """A place to come back to with `back_to`: before a savepoint."""
        return len(self._undo)

    def back_to(self, mark: int = 0) -> None:
        """Take back what was noted since `mark`, the latest first; all of the transaction's where none is given."""
        while len(self._undo) > mark:
            self._undo.pop()()

    def keep(self) -> None:
        """What is noted is true whatever becomes of the transaction that begins now."""
        self._undo.clear()

    def note(self, undo: Callable[[], object]) -> None:
        """Something was noted; `undo` takes it back."""
        self._undo.append(undo)

    def put(self, kept: MutableMapping[Key, Value], key: Key, value: Value) -> None:
        """`kept[key] = value`."""
        if key in kept:
            before = kept[key]
            self.note(lambda: kept.__setitem__(key, before))
        else:
            self.note(lambda: kept.pop(key, None))
        kept[key] = value

    def add(self, kept: set[Value], value: Value) -> None:
        """`kept.add(value)`."""
        if value not in kept:
            kept.add(value)
            self.note(lambda: kept.discard(value))

    def extend(self, kept: list[Value], values: Iterable[Value]) -> None:
        """`kept.extend(values)`, of a list that is only made longer, or emptied."""
        length = len(kept)
        kept.extend(values)
        self.note(lambda: kept.__delitem__(slice(length, None)))
