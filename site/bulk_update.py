"""Changing many rows, each to values of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, models


def update_many(
    model: type[models.Model],
    names: Sequence[str],
    rows: Iterable[tuple[Any, Sequence[Any]]],
    *,
    only: Mapping[str, Collection[Any]] | None = None,
) -> int:
    """Set the fields `names` (columns, as in `raw_id`) of each row (primary key, values); returns how many there were.

    One statement, sent with many parameters: Django's `bulk_update` makes a CASE that grows with the square of the
    rows, and an `update` for each row is compiled anew each time. `only` says what the rows' columns must hold for
    them to be changed.
    """
    meta, quote = model._meta, connection.ops.quote_name
    fields = [_field(model, name.removesuffix("_id") if name not in _names(model) else name) for name in names]
    where, conditions = f"{quote(str(meta.pk.column))} = %s", list[Any]()
    for name, allowed in (only or {}).items():
        where += f" AND {quote(str(_field(model, name).column))} IN ({', '.join(['%s'] * len(allowed))})"
        conditions += list(allowed)
    columns = ", ".join(f"{quote(str(field.column))} = {_placeholder(field)}" for field in fields)
    prepared = [
        (
            *(field.get_db_prep_save(value, connection) for field, value in zip(fields, values, strict=True)),
            pk,
            *conditions,
        )
        for pk, values in rows
    ]
    if not prepared:
        return 0
    with connection.cursor() as cursor:
        statement = f"UPDATE {quote(meta.db_table)} SET {columns} WHERE {where}"  # noqa: S608 (names of our models)
        cursor.executemany(statement, prepared)
        return cursor.rowcount


def _field(model: type[models.Model], name: str) -> models.Field:
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field), f"{model.__name__}.{name} has no column"
    return field


def _names(model: type[models.Model]) -> set[str]:
    return {field.name for field in model._meta.concrete_fields}


def _placeholder(field: models.Field) -> str:
    return field.get_placeholder(None, None, connection) if hasattr(field, "get_placeholder") else "%s"
