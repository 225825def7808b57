"""Columns with data, read and written as fields of a row."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from wagtail.fields import StreamField


def wrapped(value: Any, name: str, *, listed: bool) -> dict[str, Any]:
    """A column's value as fields of a row: see `Held`."""
    if not name:
        return dict(value)
    return {name: [value] if listed else value}


def unwrapped(content: dict[str, Any], name: str, *, listed: bool) -> Any:
    """The column's value again."""
    if not name:
        return content
    return content[name][0] if listed else content[name]


def put(row: models.Model, column: str, value: Any) -> None:
    """Writes one column and nothing else: no version is made, nothing is said to have been edited."""
    field: Any = row._meta.get_field(column)
    if isinstance(field, StreamField):
        value = field.to_python(value if isinstance(value, str) else json.dumps(value))
    type(row)._base_manager.filter(pk=row.pk).update(**{column: value})
