"""A page's fields as plain values, and back: what is compared, merged, stored and shown is always this form.

value field → text, number, bool or None · reference → primary key · stream → list of {"type", "value", "id"} ·
children → list of dicts (with "pk" for those that exist) · many-to-many → sorted list of primary keys
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.blocks import Block, ListBlock, StreamValue, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from brygga.projects.names import fold

from .equality import fingerprint

__all__ = [
    "CHILD_FIELDS",
    "OBSERVATIONS",
    "Kind",
    "field_kind",
    "identity_of",
    "label_of",
    "read",
    "snapshot",
    "write",
]

OBSERVATIONS = "observations"  # kept among a news page's written values; not a field of the page
_ITEMS = uuid.UUID("3f0f6a52-2f0c-4d0b-8f0e-1b7f4f6c9a31")

# What an import says of a page's children; other fields of theirs belong to the editor.
CHILD_FIELDS: dict[str, tuple[str, ...]] = {
    "contacts": ("name", "role", "phone", "email", "person", "organisation"),
    "key_figures": ("indicator", "display"),
    "partners": ("organisation", "role", "start", "end"),
    "funding": ("funder", "funder_name", "programme", "share", "amount", "start", "end"),
    "goals": ("description", "measure", "target_value", "unit", "deadline", "deadline_note"),
    "milestones": ("date", "title", "description"),
    "documents": ("document", "title"),
}


def _of(*names: str) -> Callable[[Any], Hashable]:
    def identity(entry: dict[str, Any]) -> Hashable:
        for name in names:
            if entry.get(name):
                value = entry[name]
                return (name, fold(value) if isinstance(value, str) else fingerprint(value))
        return ("", fingerprint({k: v for k, v in entry.items() if k != "pk"}))

    return identity


_IDENTITY: dict[str, Callable[[Any], Hashable]] = {
    "contacts": _of("email", "phone", "name", "role"),
    "key_figures": _of("indicator"),
    "partners": _of("organisation"),
    "funding": _of("funder", "funder_name"),
    "goals": _of("description"),
    "milestones": _of("title"),
    "documents": _of("document"),
}


def identity_of(name: str) -> Callable[[Any], Hashable]:
    """What makes an entry of the list field `name` that entry."""
    return _IDENTITY.get(name, fingerprint)


RowsOf = Callable[[type[models.Model], Iterable[int]], Iterable[models.Model]]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a field is: "value", "reference", "stream", "children" or "many"."""

    name: str
    is_list: bool = False


VALUE, REFERENCE, STREAM = Kind("value"), Kind("reference"), Kind("stream")
CHILDREN, MANY = Kind("children", True), Kind("many", True)
_kinds: dict[tuple[type[models.Model], str], Kind] = {}


def field_kind(model: type[models.Model], name: str) -> Kind:
    """The kind of one field of a page type."""
    key = (model, name)
    if key not in _kinds:
        if any(relation.get_accessor_name() == name for relation in get_all_child_relations(model)):
            kind = CHILDREN
        elif any(relation.name == name for relation in get_all_child_m2m_relations(model)):
            kind = MANY
        else:
            field = model._meta.get_field(name)
            is_stream, is_reference = isinstance(field, StreamField), isinstance(field, models.ForeignKey)
            kind = STREAM if is_stream else REFERENCE if is_reference else VALUE
        _kinds[key] = kind
    return _kinds[key]


def label_of(model: type[models.Model], name: str) -> str:
    """What people call the field."""
    kind = field_kind(model, name)
    if kind is CHILDREN:
        relation = next(r for r in get_all_child_relations(model) if r.get_accessor_name() == name)
        return str(relation.related_model._meta.verbose_name_plural)
    return str(field_of(model, name).verbose_name)


def field_of(model: type[models.Model], name: str) -> models.Field:
    """The model's field of that name."""
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field), f"{model.__name__}.{name} is another model's relation"
    return field


def related_model(model: type[models.Model], name: str) -> type[models.Model]:
    """The model that the field points at."""
    related = field_of(model, name).related_model
    assert related is not None, f"{model.__name__}.{name} leads to no model"
    return related


def _plain(instance: models.Model, name: str) -> Any:
    field = field_of(type(instance), name)
    value = field.value_from_object(instance)
    if value is None or isinstance(field, models.ForeignKey):
        return value
    value = field.get_prep_value(value)
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value


def _assign(instance: models.Model, name: str, value: Any) -> None:
    field = field_of(type(instance), name)
    if isinstance(field, models.ForeignKey):
        if isinstance(value, dict):
            value = None  # a placeholder of a plan: nothing to point at yet
        setattr(instance, field.attname, value)
        return
    if value is None and not field.null:
        value = "" if isinstance(field, (models.CharField, models.TextField)) else field.get_default()
    if isinstance(value, str) and isinstance(field, models.CharField) and field.max_length:
        value = value[: field.max_length]
    setattr(instance, name, field.to_python(value))


def read(page: Page, name: str) -> Any:
    """The field's value in its plain form."""
    kind = field_kind(type(page), name)
    if kind is STREAM:
        return [dict(block) for block in getattr(page, name).get_prep_value()]
    if kind is MANY:
        return sorted(obj.pk for obj in getattr(page, name).all())
    if kind is CHILDREN:
        return [read_child(child, name) for child in getattr(page, name).all()]
    return _plain(page, name)


def read_child(child: models.Model, name: str) -> dict[str, Any]:
    """One child of the relation `name` in its plain form."""
    return {**{f: _plain(child, f) for f in CHILD_FIELDS[name] if _has(type(child), f)}, "pk": child.pk}


def _has(model: type[models.Model], name: str) -> bool:
    return any(field.name == name for field in model._meta.fields)


def rows_of(model: type[models.Model], keys: Iterable[int]) -> Iterable[models.Model]:
    """The model's objects with these keys."""
    return model._default_manager.filter(pk__in=keys)


def write(page: Page, name: str, value: Any, rows: RowsOf = rows_of) -> None:
    """Set the field from its plain form; nothing is saved. `rows` gives the objects that a relation leads to."""
    kind = field_kind(type(page), name)
    if kind is STREAM:
        field = page._meta.get_field(name)
        blocks = [_with_item_ids(field.stream_block.child_blocks, block) for block in value or ()]
        setattr(page, name, StreamValue(field.stream_block, blocks, is_lazy=True))
    elif kind is MANY:
        keys = [key for key in value or () if not isinstance(key, dict)]
        if not keys and page.pk is None:
            return
        getattr(page, name).set(list(rows(related_model(type(page), name), keys)))
    elif kind is CHILDREN:
        _write_children(page, name, value or [])
    else:
        _assign(page, name, value)


@contextmanager
def streams_to_read(page: Page) -> Iterator[None]:
    """Inside, the page's streams may be read without a trace. What a block stands for is looked up when it is first
    read and kept from then on: a page that is only about to be written is not found, and its link would be lost."""
    names = [field.name for field in page._meta.fields if isinstance(field, StreamField)]
    kept = {name: getattr(page, name) for name in names}
    for name, value in kept.items():
        setattr(page, name, StreamValue(value.stream_block, list(value.raw_data), is_lazy=True))
    try:
        yield
    finally:
        for name, value in kept.items():
            setattr(page, name, value)


def _with_item_ids(known: Mapping[str, Block], block: dict[str, Any]) -> dict[str, Any]:
    """The block with an id for each item of the lists in it, the same every time. Wagtail gives items without one a
    new id whenever they are read, so that what the reference index says of them never holds."""
    kind = known.get(block["type"])
    return {**block, "value": _items_named(kind, block["value"], block.get("id") or "")} if kind else block


def _items_named(kind: Block, value: Any, place: str) -> Any:
    if isinstance(kind, StructBlock) and isinstance(value, dict):
        children = kind.child_blocks
        return {k: _items_named(children[k], v, f"{place}.{k}") if k in children else v for k, v in value.items()}
    if isinstance(kind, ListBlock) and isinstance(value, list):
        return [_item_named(kind, item, f"{place}.{number}") for number, item in enumerate(value)]
    return value


def _item_named(kind: ListBlock, item: Any, place: str) -> dict[str, Any]:
    if not (isinstance(item, dict) and item.get("type") == "item" and "value" in item):
        item = {"type": "item", "value": item}
    item_id = item.get("id") or str(uuid.uuid5(_ITEMS, place))
    return {"type": "item", "value": _items_named(kind.child_block, item["value"], item_id), "id": item_id}


def _write_children(page: Page, name: str, entries: list[dict[str, Any]]) -> None:
    if not entries and page.pk is None:
        return
    manager = getattr(page, name)
    existing = {child.pk: child for child in manager.all() if child.pk}
    result = []
    for position, entry in enumerate(entries):
        child = existing.get(entry.get("pk")) or manager.model()
        for field, value in entry.items():
            if field != "pk" and _has(manager.model, field):
                _assign(child, field, value)
        child.sort_order = position
        result.append(child)
    manager.set(result)


def snapshot(page: Page, names: Any) -> dict[str, Any]:
    """Several fields at once."""
    return {name: read(page, name) for name in names}
