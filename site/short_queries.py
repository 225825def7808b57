"""Queries in SQL, for the handful of rows that every page asks for many times over.

To let Django put together the words of such a query takes several times as long as the database needs to answer it,
and a project page asks a dozen. Values always go as parameters; names of tables and columns come from the models.
"""

from __future__ import annotations

from collections.abc import Sequence, Sized
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model

Row = TypeVar("Row", bound=Model)


def quoted(name: str) -> str:
    """A table's or column's name as the database wants it."""
    return connection.ops.quote_name(name)


def places(values: Sized) -> str:
    """The places of `values` in a query: "%s, %s"."""
    return ", ".join(["%s"] * len(values))


def select(model: type[Row], condition: str, *params: Any, fields: Sequence[str] = ()) -> list[Row]:
    """The rows of the one table of `model` that `condition` picks, with all fields or with `fields` and the key."""
    table, meta = quoted(model._meta.db_table), model._meta
    columns = [meta.pk.column, *(meta.get_field(name).column for name in fields)] if fields else ["*"]
    shown = ", ".join(f"{table}.{column if column == '*' else quoted(column)}" for column in columns)
    return list(model._default_manager.raw(f"SELECT {shown} FROM {table} {condition}", params))  # noqa: S608
