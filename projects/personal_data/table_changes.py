"""Rows of other tables than pages' without a person: the register, pictures, messages; what machines remember."""

from __future__ import annotations

from typing import Any

from django.apps import apps

from ..models import Person
from .asking import is_address, pattern_of, rows_that_may
from .blocked import Blocked
from .holdings import PERSON, Holding, key_for
from .naming import Named
from .table_places import words_in
from .walking import Spot, kind_of, walk
from .wording import REMOVE, SHORTEN, Change, changed, hits_in


def change_row(holding: Holding, named: Named, change: Change) -> None:
    """Carry out the change at one place of a row. A row that is gone meanwhile needs nothing."""
    model: Any = apps.get_model(holding.model)
    row = model._base_manager.filter(pk=holding.pk).first()
    if row is None:
        return
    if holding.kind == PERSON and change.action == REMOVE:
        row.delete()
        return
    if isinstance(row, Person):
        row.name = change.first if change.action == SHORTEN else change.words or row.name
        row.email = row.phone = ""
    for one, plain, value in words_in(row):
        spot = Spot(one.name, kind_of(one.name), plain, tuple(hits_in(plain, named)))
        if key_for(holding.model, holding.pk, spot) == holding.key:
            setattr(row, one.name, _after(one, value, named, change))
    row.save()


def _after(one: Any, value: Any, named: Named, change: Change) -> Any:
    if isinstance(value, str):
        return _fitting(one, changed(value, named, change, parts=True))
    if isinstance(value, (list, dict)):
        return walk({"value": value}, named, frozenset(), lambda _spot: change, parts=True)["value"]
    if hasattr(one, "stream_block"):
        raw = one.get_prep_value(value)
        return one.to_python(walk({"value": raw}, named, frozenset(), lambda _spot: change, parts=True)["value"])
    return value


def _fitting(one: Any, text: str) -> str:
    most = getattr(one, "max_length", None)
    return text[:most] if most else text


def change_minutes(holding: Holding, listed: Blocked, named: Named, change: Change) -> None:
    """Every row of a table that machines keep, in one go.

    First as an import would leave the person out, so that what it remembers is what it will read again; then what only
    `Named` finds."""
    model: Any = apps.get_model(holding.model)
    for row in rows_that_may(model, pattern_of(named)):
        new: dict[str, Any] = {}
        for one, _plain, value in words_in(row):
            if is_address(one):
                continue
            after = listed.without(value)
            after = _after(one, after, named, change) if not _is_kept_by_import(one) else after
            after = _fitting(one, after) if isinstance(after, str) else after
            if after != value:
                new[one.name] = after
        if new:
            model._base_manager.filter(pk=row.pk).update(**new)


def _is_kept_by_import(one: Any) -> bool:
    """Whether an import compares the column with what it reads: then it says what the import would write."""
    return one.model._meta.label == "brygga_importers.WrittenPage"
