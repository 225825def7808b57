"""Queries in SQL, for the handful of rows that every page asks for many times over.

To let Django put together the words of such a query takes several times as long as the database needs to answer it,
and a project page asks a dozen. Values always go as parameters; names of tables and columns come from the models.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Sized
from typing import Any, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

Row = TypeVar("Row", bound=Model)


def quoted(name: str) -> str:
    """A table's or column's name as the database wants it."""
    return connection.ops.quote_name(name)


def places(values: Sized) -> str:
    """The places of `values` in a query: "%s, %s"."""
    return ", ".join(["%s"] * len(values))


class Plan(NamedTuple):
    """How the rows of a model are asked for and made: the columns, the tables they stand in, the names of the fields
    in the same order, and what turns the database's values into Python's (place, column, converters)."""

    columns: str
    tables: str
    names: list[str]
    converters: list[tuple[int, Any, list[Callable[..., Any]]]]


def key_of(model: type[Model]) -> str:
    """The column of the model's key, as the database wants it."""
    return _column(model._meta.db_table, model._meta.pk)


def select(
    model: type[Row], condition: str, *params: Any, fields: Sequence[str] = (), flag: tuple[str, str] | None = None
) -> list[Row]:
    """The rows of `model` that `condition` picks, with all fields or with `fields` and the key.

    A model that inherits from another (a kind of page) is joined with it. `flag` is the name of an attribute that the
    rows get and the condition that it tells the outcome of; the values of that condition go first in `params`.
    """
    database = connections[DEFAULT_DB_ALIAS]
    plan = _plan(database, model, tuple(fields))
    told = f", CASE WHEN {flag[1]} THEN 1 ELSE 0 END" if flag else ""
    with database.cursor() as cursor:
        cursor.execute(f"SELECT {plan.columns}{told} FROM {plan.tables} {condition}", params)  # noqa: S608
        found = cursor.fetchall()
    rows, count = [], len(plan.names)
    for row in found:
        values = list(row)
        for place, column, converters in plan.converters:
            for convert in converters:
                values[place] = convert(values[place], column, database)
        made = model.from_db(database.alias, plan.names, values[:count])
        if flag:
            setattr(made, flag[0], bool(values[count]))
        rows.append(made)
    return rows


def links_up(model: type[Model]) -> Iterator[tuple[type[Model], Any]]:
    """The models with tables of their own that `model` inherits from, nearest first, each with the field that points
    at its row: one for a page type of ours, one more for each subclass that another site makes of it."""
    for parent, link in (model._meta.concrete_model or model)._meta.parents.items():
        if link is not None:
            yield parent, link
            yield from links_up(parent)


def _plan(database: BaseDatabaseWrapper, model: type[Model], fields: tuple[str, ...]) -> Plan:
    """Made once for each connection: the converters belong to it."""
    plans = database.__dict__.setdefault("_brygga_plans", {})
    if (model, fields) not in plans:
        meta = model._meta
        shown = [field for field in meta.concrete_fields if not fields or field.primary_key or field.name in fields]
        columns = [field.get_col(field.model._meta.db_table) for field in shown]
        converters = [
            (place, column, found)
            for place, column in enumerate(columns)
            if (found := [*database.ops.get_db_converters(column), *column.get_db_converters(database)])
        ]
        tables = [quoted(meta.db_table)]
        for parent, link in links_up(model):
            key, pointer = parent._meta.pk, link.model._meta.db_table
            tables.append(
                f"JOIN {quoted(parent._meta.db_table)} ON {_column(parent._meta.db_table, key)}"
                f" = {_column(pointer, link)}"
            )
        plans[model, fields] = Plan(
            ", ".join(_column(field.model._meta.db_table, field) for field in shown),
            " ".join(tables),
            [field.attname for field in shown],
            converters,
        )
    return plans[model, fields]


def _column(table: str, field: Any) -> str:
    return f"{quoted(table)}.{quoted(field.column)}"
