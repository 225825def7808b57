"""What stands around the fields of a page: rows of its own and things it points at, each kind with one short query.

In a preview the page's own unsaved rows go first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model

from .page_querysets import LINK_FIELDS
from .privacy import seen
from .short_queries import places, quoted, select


def parts_of(page: Any, make: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    """What `make` gives for `page`, made once for a page."""
    if not hasattr(page, "_brygga_parts"):
        page._brygga_parts = make(page)
    return page._brygga_parts


def _is_edited(page: Any, name: str) -> bool:
    """Whether the page has rows of its own in memory, as in a preview."""
    return not page.pk or name in getattr(page, "_cluster_related_objects", {})


def rows(page: Any, name: str) -> list[Any]:
    """The rows of one of the page's own kinds (partners, goals …), in their order."""
    manager = getattr(page, name)
    if _is_edited(page, name):
        return list(manager.all())
    rows = select(manager.model, "WHERE page_id = %s", page.pk)
    return sorted(rows, key=lambda row: (row.sort_order or 0, row.pk))


def many(page: Any, name: str) -> list[Any]:
    """The topics, target groups or municipalities that the page points at, by name."""
    if _is_edited(page, name):
        return list(getattr(page, name).all())
    field = page._meta.get_field(name)
    table, theirs, mine = map(quoted, (field.m2m_db_table(), field.m2m_reverse_name(), field.m2m_column_name()))
    pointed_at = f"SELECT {theirs} FROM {table} WHERE {mine} = %s"  # noqa: S608  (names of Django's)
    return select(field.related_model, f"WHERE id IN ({pointed_at}) ORDER BY name", page.pk)


def pages(page: Any, name: str, *fields: str) -> list[Any]:
    """The pages that everybody may see among those that the page points at; `fields` besides what a link needs."""
    if _is_edited(page, name):
        return seen(getattr(page, name).all())
    field = page._meta.get_field(name)
    found = field.related_model.objects.filter(**{field.related_query_name(): page.pk})
    return seen(found.only(*LINK_FIELDS, *fields))


def fetch(model: type[Model], *uses: tuple[Iterable[Any], str]) -> None:
    """Fetches, in one query, what the foreign keys in `uses` (rows, name) point at; all are keys of `model`."""
    keys = {getattr(row, f"{name}_id") for rows, name in uses for row in rows} - {None}
    if not keys:
        return
    found = {row.pk: row for row in select(model, f"WHERE id IN ({places(keys)})", *keys)}
    for rows, name in uses:
        for row in rows:
            if getattr(row, f"{name}_id"):
                setattr(row, name, found.get(getattr(row, f"{name}_id")))
