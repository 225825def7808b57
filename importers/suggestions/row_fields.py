"""Fields of many rows: funding, key figures, contacts, questions."""

from __future__ import annotations

import re
import uuid
from decimal import Decimal
from typing import Any

from brygga.projects.models import Person
from brygga.projects.names import fold
from brygga.projects.shares import Share

from ..writing import fields
from ..writing.equality import words
from .value_fields import Field, digest


class RowsField(Field):
    """Rows that are known by an identity: a partner by its organisation, a goal by its words."""

    exact = False

    def slot(self, value: Any) -> str:
        return digest([self.name, repr(self.identity(value))])

    def identity(self, value: Any) -> Any:
        return fields.identity_of(self.name)(value)

    def row(self, current: Any, value: Any) -> dict[str, Any] | None:
        """The page's row that the value speaks of."""
        return next((row for row in current or () if self.identity(row) == self.identity(value)), None)

    def holds(self, current: Any, value: Any) -> bool:
        return self.row(current, value) is not None

    def rival(self, current: Any, value: Any) -> Any:
        row = self.row(current, value)
        return row if row is not None and self.clash(row, value) else None

    def clash(self, one: Any, other: Any) -> bool:
        return False

    def replaces(self, current: Any, value: Any) -> bool:
        return self.row(current, value) is not None

    def joined(self, current: Any, value: Any) -> Any:
        known = self.row(current, value)
        if known is None:
            return [*(current or ()), value]
        return [{**row, **value} if row is known else row for row in current]

    def without(self, current: Any, value: Any) -> Any:
        known = self.row(current, value)
        return [row for row in current or () if row is not known]


class FundingField(RowsField):
    """Who pays what: a funder has one share and one amount."""

    exact = True

    def holds(self, current: Any, value: Any) -> bool:
        row = self.row(current, value)
        return row is not None and all(
            row.get(part) and self._same(part, row[part], value[part])
            for part in ("share", "amount")
            if value.get(part)
        )

    def clash(self, one: Any, other: Any) -> bool:
        parts = [part for part in ("share", "amount") if one.get(part) and other.get(part)]
        return any(not self._same(part, one[part], other[part]) for part in parts)

    @staticmethod
    def _same(part: str, one: Any, other: Any) -> bool:
        if part == "amount":
            return Decimal(one) == Decimal(other)
        first, second = Share.parse(str(one)), Share.parse(str(other))
        return abs(first.fraction - second.fraction) <= max(first.rounding, second.rounding)


class FigureField(RowsField):
    """A key figure: the indicator that the page shows, and a value of it at a time."""

    exact = True

    def slot(self, value: Any) -> str:
        return digest([value["indicator"], value.get("date") or value.get("note")])

    def key(self, value: Any) -> str:
        return digest({name: value.get(name) for name in ("indicator", "value", "date", "note")})

    def clash(self, one: Any, other: Any) -> bool:
        if "value" not in one or "value" not in other:
            return False  # a row of the page says which indicator, not which value
        return self.slot(one) == self.slot(other) and Decimal(one["value"]) != Decimal(other["value"])

    def joined(self, current: Any, value: Any) -> Any:
        return (
            list(current or ())
            if self.holds(current, value)
            else [*(current or ()), {"indicator": value["indicator"]}]
        )


class ContactField(RowsField):
    """Whom to turn to: known by name, address or number, also where the page points at the person."""

    def row(self, current: Any, value: Any) -> dict[str, Any] | None:
        return next(
            (row for row, full in zip(current or (), in_full(current or ()), strict=True) if _met(full, value)), None
        )

    def holds(self, current: Any, value: Any) -> bool:
        parts = [part for part in ("phone", "email") if value.get(part)]
        return any(
            _met(full, value) and all(_folded(full, part) == _folded(value, part) for part in parts)
            for full in in_full(current or ())
        )

    def joined(self, current: Any, value: Any) -> Any:
        known = self.row(current, value)
        if known is None:
            return [*(current or ()), value]
        new = {part: value[part] for part in ("phone", "email") if value.get(part)}
        return [{**row, **new} if row is known else row for row in current]


def in_full(rows: Any) -> list[dict[str, Any]]:
    """Contacts with what their person is known by, where the page does not say otherwise. At most one query."""
    lacking = {row["person"] for row in rows if row.get("person") and not row.get("name")}
    people = Person.objects.in_bulk(lacking) if lacking else {}
    result = []
    for row in rows:
        person = people.get(row.get("person"))
        parts = ("name", "phone", "email")
        result.append({**row, **{part: row.get(part) or getattr(person, part) for part in parts}} if person else row)
    return result


def _folded(contact: dict[str, Any], part: str) -> str:
    text = fold(contact.get(part) or "")
    return re.sub(r"\D", "", text) if part == "phone" else text


def _met(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return any(_folded(one, part) == _folded(other, part) != "" for part in ("name", "email", "phone"))


class QuestionField(RowsField):
    """A question with its answer, a block of the page."""

    def identity(self, value: Any) -> Any:
        return fold((value["value"] or {}).get("question", ""))

    def key(self, value: Any) -> str:
        return digest([self.identity(value), " ".join(words(value["value"].get("answer", "")))])

    def joined(self, current: Any, value: Any) -> Any:
        known = self.row(current, value)
        if known is None:
            return [*(current or ()), {"id": str(uuid.uuid4()), **value}]
        return [{**row, "value": value["value"]} if row is known else row for row in current]
