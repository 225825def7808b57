"""What stands on a page and is stored beside it: partners, contacts, topics, figures, documents.

A page type declares it in `search_fields` with `Beside`, which is Wagtail's `RelatedFields`, so that every search
backend can read it. Ours fetches it for many objects at once (`Fetched`): a query for each relation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.db import models
from modelsearch.backends import get_search_backend
from modelsearch.index import RelatedFields, SearchField
from wagtail.models import Page

Rule = Callable[[Any], Any]
Key = tuple[type[models.Model], Any, str]


def public_only(pages: Any) -> Any:
    """Of a queryset of pages, those that everybody may see."""
    return pages.live().public()


class Beside(RelatedFields):
    """Fields of related objects. `only` narrows the queryset to the objects that visitors see with the page; what has
    such a rule is given to no other backend than ours, which alone asks it."""

    def __init__(self, field_name: str, fields: Sequence[Any], only: Rule | None = None) -> None:
        super().__init__(field_name, list(fields))
        self.only = only

    def get_value(self, obj: Any) -> Any:
        return None if self.only else super().get_value(obj)

    def select_on_queryset(self, queryset: Any) -> Any:
        """Wagtail fetches related objects for other backends; ours does so itself."""
        ours = hasattr(get_search_backend().index_class, "words_of")
        return queryset if ours else super().select_on_queryset(queryset)


# What visitors see of an object that a block names, by its model: see `show`.
_named: dict[type[models.Model], list[Any]] = {}


def show(model: type[models.Model], fields: Sequence[Any]) -> None:
    """Says what visitors see of an object of `model` where a block in a body names it, as `search_fields` do."""
    _named[model] = list(fields)


def shown_of(model: type[models.Model]) -> list[Any] | None:
    """What visitors see of an object of `model` that a block names; None where that is nothing of its own."""
    return _named.get(model)


def shown_models() -> list[type[models.Model]]:
    """The models of what blocks name and visitors see."""
    return list(_named)


class Fetched:
    """The related objects that are declared for some objects, asked for all at once."""

    def __init__(self) -> None:
        self._rows: dict[Key, list[Any]] = {}

    def add(self, objects: Iterable[models.Model], fields: Sequence[Any]) -> None:
        """Fetches what `fields` declare for the objects, which are of one model."""
        objects = list(objects)
        for field in fields:
            if objects and isinstance(field, RelatedFields):
                model = type(objects[0])
                found = _rows_of(model, objects, field)
                for obj in objects:
                    self._rows[model, obj.pk, field.field_name] = found.get(obj.pk, [])
                alike: dict[type[models.Model], dict[Any, models.Model]] = defaultdict(dict)
                for rows in found.values():
                    for row in rows:
                        alike[type(row)].setdefault(row.pk, row)
                for those in alike.values():
                    self.add(those.values(), field.fields)

    def of(self, obj: models.Model, name: str) -> list[Any]:
        """The objects that the relation `name` of `obj` leads to."""
        return self._rows.get((type(obj), obj.pk, name), [])

    def values(self, obj: models.Model, fields: Sequence[Any], kind: type = SearchField) -> Iterator[tuple[Any, Any]]:
        """Of the related objects of `obj`: each field of `kind`, with the object that has it."""
        for field in fields:
            if isinstance(field, RelatedFields):
                for row in self.of(obj, field.field_name):
                    yield from ((own, row) for own in field.fields if isinstance(own, kind))
                    yield from self.values(row, field.fields, kind)


def _rows_of(model: type[models.Model], objects: Sequence[Any], declared: RelatedFields) -> dict[Any, list[Any]]:
    """The related objects by the key of the object they belong to, in their order."""
    field: Any = model._meta.get_field(declared.field_name)
    rule: Rule = getattr(declared, "only", None) or (lambda queryset: queryset)
    rows = rule(field.related_model._default_manager.all())
    if isinstance(field, models.ManyToManyField):
        return _listed(field, objects, rows)
    if isinstance(field, models.ManyToOneRel):  # the other side of a foreign key; OneToOneRel is one too
        return _pointing(field, objects, rows)
    if isinstance(field, models.ForeignKey):
        return _pointed_at(field, objects, rows)
    return {obj.pk: _one_by_one(declared.get_value(obj)) for obj in objects}


def _listed(field: Any, objects: Sequence[Any], rows: Any) -> dict[Any, list[Any]]:
    source, target = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    through = field.remote_field.through._base_manager
    pairs = list(through.filter(**{f"{source}__in": [obj.pk for obj in objects]}).values_list(source, target))
    by_key = {row.pk: row for row in rows.filter(pk__in={other for _own, other in pairs})} if pairs else {}
    found: dict[Any, list[Any]] = defaultdict(list)
    for own, other in sorted(pairs):
        if other in by_key:
            found[own].append(by_key[other])
    return found


def _pointing(field: Any, objects: Sequence[Any], rows: Any) -> dict[Any, list[Any]]:
    back = field.field
    parents = {obj.pk: obj for obj in objects}
    found: dict[Any, list[Any]] = defaultdict(list)
    for row in rows.filter(**{f"{back.name}__in": list(parents)}):
        owner = getattr(row, back.attname)
        back.set_cached_value(row, parents[owner])
        found[owner].append(row)
    return found


def _pointed_at(field: Any, objects: Sequence[Any], rows: Any) -> dict[Any, list[Any]]:
    wanted = {obj.pk: getattr(obj, field.attname) for obj in objects}
    others = {key for key in wanted.values() if key is not None}
    by_key = {row.pk: row for row in rows.filter(pk__in=others)} if others else {}
    found: dict[Any, list[Any]] = {}
    for obj in objects:
        other = by_key.get(wanted[obj.pk])
        if other is not None:
            found[obj.pk] = [other]
            if not isinstance(other, Page):  # of pages not all is known here that others may ask for
                field.set_cached_value(obj, other)
    return found


def _one_by_one(value: Any) -> list[Any]:
    """What a relation of another kind (tags) gives."""
    value = value.all() if isinstance(value, models.Manager) else value
    return [] if value is None else list(value) if hasattr(value, "__iter__") else [value]


# What search reads of a document that a page shows: its name, and the words in the file.
DOCUMENT = [SearchField("title"), Beside("brygga_text", [SearchField("text")])]
