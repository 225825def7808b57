"""Search in a database goes through the database's own tables, so what may be filtered and sorted by is any column."""

from __future__ import annotations

from typing import Any


class AnyColumn:
    """A question that may be narrowed and sorted by fields which `search_fields` does not name as `FilterField`.

    Wagtail refuses those, since a search engine beside the database does not know them. The refusal is a server error,
    which its own lists run into: images sorted by size, or pages by kind, while one searches.
    """

    fields: Any
    queryset: Any

    def _get_filters_from_queryset(self, check_only: bool = False) -> None:
        """Nothing to refuse."""

    def _get_order_by(self) -> list[Any]:
        """Nothing to refuse."""
        return []
