"""What stands around the fields of a page: rows of its own and things it points at, each kind with one short query.

In a preview the page's own unsaved rows go first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from .page_querysets import LINK_FIELDS
from .privacy import private_paths, seen
from .short_queries import key_of, places, quoted, select


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


def _pairs(field: Any, wanted: str, known: str) -> str:
    """A query for one column of a many-to-many field's table, where the other is a value."""
    table = quoted(field.m2m_db_table())
    return f"SELECT {quoted(wanted)} FROM {table} WHERE {quoted(known)} = %s"  # noqa: S608  (names of Django's)


def many(page: Any, name: str) -> list[Any]:
    """The topics, target groups or municipalities that the page points at, by name."""
    if _is_edited(page, name):
        return list(getattr(page, name).all())
    field = page._meta.get_field(name)
    pointed_at = _pairs(field, field.m2m_reverse_name(), field.m2m_column_name())
    return select(field.related_model, f"WHERE id IN ({pointed_at}) ORDER BY name", page.pk)


def pages(page: Any, name: str, *fields: str, also: str = "") -> list[Any]:
    """The pages that everybody may see among those that the page points at; `fields` besides what a link needs.

    `also` names a foreign key to the same kind of page: what it points at is fetched along with them.
    """
    if _is_edited(page, name):
        return seen(getattr(page, name).all())
    field = page._meta.get_field(name)
    model, one = field.related_model, getattr(page, f"{also}_id") if also else None
    key, shown = key_of(model), [*LINK_FIELDS, *fields]
    pointed_at = f"{key} IN ({_pairs(field, field.m2m_reverse_name(), field.m2m_column_name())})"
    if one is None:
        return seen(select(model, f"WHERE {pointed_at} ORDER BY path", page.pk, fields=shown))
    condition = f"WHERE {pointed_at} OR {key} = %s ORDER BY path"
    found = select(model, condition, page.pk, page.pk, one, fields=shown, flag=("is_many", pointed_at))
    for other in found:
        if other.pk == one:
            setattr(page, also, other)
    return seen(other for other in found if other.is_many)


def newest(relation: Any, page: Any, order: str, number: int) -> list[Any]:
    """The first `number` by the date `order`, newest first, of the pages that point at `page` and that everybody may
    see, with what their cards show. `relation` is that of the page's class to theirs."""
    model, field, private = relation.related_model, relation.field, private_paths()
    key, table = key_of(model), quoted(field.m2m_db_table())
    theirs, mine = (f"{table}.{quoted(name)}" for name in (field.m2m_column_name(), field.m2m_reverse_name()))
    public = " AND path NOT LIKE %s" * len(private)
    # Joined, the database may follow the order until it has enough: thousands can point at one project.
    condition = (
        f"JOIN {table} ON {theirs} = {key} WHERE {mine} = %s AND live{public}"
        f" ORDER BY {quoted(order)} DESC, {key} DESC LIMIT {number:d}"
    )
    shown = [*LINK_FIELDS, "search_description", *model.card_fields]
    return select(model, condition, page.pk, *(f"{path}%" for path in private), fields=shown)


def fetch(*uses: tuple[Iterable[Any], str]) -> None:
    """Fetches, in one query, what the foreign keys in `uses` (rows, name) point at; all are keys of one model."""
    pointing = [(row, name) for rows, name in uses for row in rows if getattr(row, f"{name}_id")]
    if not pointing:
        return
    row, name = pointing[0]
    keys = {getattr(row, f"{name}_id") for row, name in pointing}
    targets = select(row._meta.get_field(name).related_model, f"WHERE id IN ({places(keys)})", *keys)
    found = {target.pk: target for target in targets}
    for row, name in pointing:
        setattr(row, name, found.get(getattr(row, f"{name}_id")))
