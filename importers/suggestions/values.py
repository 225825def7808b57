"""The fields that articles say things of, and what a stated value is to each: the same, another, or a contradiction.

Pure but for `put`, which sets a page's field in memory. Values are in the form of `writing.fields`; that of a list
field is one entry of it. Two forms are this module's own: a head is {"head", "head_role"}, a key figure the indicator
with the value that was read ({"indicator", "value", "value_text", "date", "note"}).
"""

from __future__ import annotations

import hashlib
import re
import uuid
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

from brygga.projects.models import Person
from brygga.projects.names import fold
from brygga.projects.shares import Share

from ..writing import fields
from ..writing.equality import fingerprint, words

Changes = dict[str, list[Any]]  # field → [before, after]
Reference = tuple[type[models.Model], Any]


def digest(value: Any) -> str:
    """A short name for a value, equal for values that are the same."""
    return hashlib.sha256(fingerprint(value).encode()).hexdigest()[:32]


class Field:
    """A field with a single value: a date, a reference. Two values of it contradict each other."""

    exact = True

    def __init__(self, name: str, label: Any) -> None:
        self.name, self.label = name, label

    def key(self, value: Any) -> str:
        """Equal for values that say the same."""
        return digest(value)

    def slot(self, value: Any) -> str:
        """Equal for values of which only one can be true."""
        return self.name

    def holds(self, current: Any, value: Any) -> bool:
        """Whether the page's field says it."""
        return bool(current) and not self.clash(current, value)

    def clash(self, one: Any, other: Any) -> bool:
        """Whether two values of one slot cannot both be true."""
        return fingerprint(one) != fingerprint(other)

    def rival(self, current: Any, value: Any) -> Any:
        """What the page says instead in the value's slot; None for nothing."""
        return current if current and self.clash(current, value) else None

    def replaces(self, current: Any, value: Any) -> bool:
        """Whether accepting the value changes what the page says, and does not only add to it."""
        return bool(current)

    def put(self, page: Page, value: Any) -> Changes:
        """Set the value on the page object, and nothing else. Returns what changed."""
        return self._write(page, {self.name: self.joined(fields.read(page, self.name), value)})

    def joined(self, current: Any, value: Any) -> Any:
        """The field's new value."""
        return value

    def take(self, page: Page, value: Any) -> Changes:
        """Take the value off the page object, and nothing else. Returns what changed; raises ValueError where the
        value does not stand by itself."""
        return self._write(page, {self.name: self.without(fields.read(page, self.name), value)})

    def without(self, current: Any, value: Any) -> Any:
        """The field's value once this one is taken off."""
        return None

    def _write(self, page: Page, new: dict[str, Any]) -> Changes:
        changes = {name: [fields.read(page, name), value] for name, value in new.items()}
        for name, value in new.items():
            fields.write(page, name, value)
        return changes


class DateField(Field):
    """A partial date: "2021" and "2021-06" agree, and the second says more."""

    def holds(self, current: Any, value: Any) -> bool:
        return bool(current) and current.startswith(value)

    def clash(self, one: Any, other: Any) -> bool:
        return not (one.startswith(other) or other.startswith(one))


class NameField(Field):
    """A name in another form is another name, but no contradiction."""

    exact = False

    def key(self, value: Any) -> str:
        return digest(fold(value))

    def holds(self, current: Any, value: Any) -> bool:
        return fold(current or "") == fold(value)

    def without(self, current: Any, value: Any) -> Any:
        return ""


class ProseField(Field):
    """Running text. What is accepted is added last, so that no word of the page is lost."""

    exact = False

    def key(self, value: Any) -> str:
        return digest(" ".join(words(value)))

    def slot(self, value: Any) -> str:
        return self.key(value)

    def holds(self, current: Any, value: Any) -> bool:
        return f" {' '.join(words(value))} " in f" {' '.join(words(current or ''))} "

    def replaces(self, current: Any, value: Any) -> bool:
        return False

    def joined(self, current: Any, value: Any) -> Any:
        return (current or "") + value

    def without(self, current: Any, value: Any) -> Any:
        if words(current) == words(value):
            return ""
        if value not in current:
            raise ValueError(self.name)
        return current.replace(value, "", 1)


class HeadField(Field):
    """Who leads a unit, with the title."""

    def key(self, value: Any) -> str:
        return digest(value["head"])

    def holds(self, current: Any, value: Any) -> bool:
        return current == value["head"]

    def clash(self, one: Any, other: Any) -> bool:
        first, second = (v["head"] if isinstance(v, dict) else v for v in (one, other))
        return first != second

    def put(self, page: Page, value: Any) -> Changes:
        new = {"head": value["head"]}
        if value.get("head_role"):
            new["head_role"] = value["head_role"]
        return self._write(page, new)

    def take(self, page: Page, value: Any) -> Changes:
        return self._write(page, {"head": None, "head_role": ""})


class ManyField(Field):
    """References of which there may be several."""

    exact = False

    def slot(self, value: Any) -> str:
        return self.key(value)

    def holds(self, current: Any, value: Any) -> bool:
        return value in (current or ())

    def replaces(self, current: Any, value: Any) -> bool:
        return False

    def joined(self, current: Any, value: Any) -> Any:
        return sorted({*(current or ()), value})

    def without(self, current: Any, value: Any) -> Any:
        return [key for key in current or () if key != value]


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


FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        NameField("full_name", _("Hela namnet")),
        NameField("abbreviation", _("Förkortning")),
        ProseField("purpose", _("Syfte")),
        ProseField("remit", _("Uppdrag")),
        ProseField("target_group", _("Målgrupp")),
        DateField("start", _("Startar")),
        DateField("end", _("Slutar")),
        Field("owner_organisation", _("Ägare")),
        Field("organisation", _("Tillhör")),
        HeadField("head", _("Chef")),
        ManyField("municipalities", _("Kommuner")),
        RowsField("partners", _("Samverkansparter")),
        FundingField("funding", _("Finansiering")),
        RowsField("goals", _("Mål och resultat")),
        FigureField("key_figures", _("Nyckeltal")),
        ContactField("contacts", _("Kontakter")),
        QuestionField("faq", _("Frågor och svar")),
    )
}

# What an import writes besides, of which no suggestions are made: it can be taken off the page, too.
WRITTEN: dict[str, Field] = {
    field.name: field
    for field in (
        NameField("lead", _("Ingress")),
        ProseField("offers", _("Vi erbjuder")),
        NameField("address", _("Besöksadress")),
        NameField("opening_hours", _("Öppettider")),
        Field("owner_unit", _("Drivs av enheten")),
        ManyField("related_units", _("Enheter")),
        ManyField("related_projects", _("Projekt")),
        ManyField("target_groups", _("Målgrupper")),
        ManyField("topics", _("Ämnen")),
        RowsField("milestones", _("Milstolpar")),
        Field("publisher", _("Avsändare")),
        Field("first_published_on", _("Publicerad")),
        Field("updated_on", _("Uppdaterad")),
    )
}
EVERY = {**FIELDS, **WRITTEN}


def references(model: type[Page], name: str, value: Any) -> list[Reference]:
    """What the value of a field points at: (model, key)."""
    if name == "head":
        return [(Person, value["head"] if isinstance(value, dict) else value)]
    kind = fields.field_kind(model, name)
    if kind in (fields.REFERENCE, fields.MANY):
        return [(model._meta.get_field(name).related_model, value)]
    if kind is not fields.CHILDREN:
        return []
    child = next(r for r in get_all_child_relations(model) if r.get_accessor_name() == name).related_model
    found = ((f.related_model, value.get(f.name)) for f in child._meta.fields if isinstance(f, models.ForeignKey))
    return [(related, key) for related, key in found if key]
