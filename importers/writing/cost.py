"""What one document may cost: one that is not an article but a whole archive is refused by name, not waited for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# An article has some tens of blocks; the longest real reports a few thousand. A page with more is of no use to anybody
# who edits or reads it, and its editor's form would not open.
MOST_BLOCKS = 10_000


class TooCostlyError(Exception):
    """The document would become a page that nobody can use; the message is Swedish and says what to do."""


def check_cost(values: Mapping[str, Any]) -> None:
    """Raise `TooCostlyError` for values of a page with too many blocks."""
    blocks = max((len(value) for value in values.values() if isinstance(value, list)), default=0)
    if blocks > MOST_BLOCKS:
        raise TooCostlyError(
            f"Dokumentet har {blocks} stycken, citat och rader, och en sida kan ha högst {MOST_BLOCKS}. Dela upp det."
        )
