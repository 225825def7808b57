"""What the database says of many pages, in the form of `fields.read`: one query for each relation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from modelcluster.models import get_all_child_relations
from wagtail.models import Page

from . import fields


def read_many(model: type[Page], ids: Sequence[int], names: Sequence[str]) -> dict[int, dict[str, Any]]:
    """The fields `names` of the pages of one type, by primary key."""
    result: dict[int, dict[str, Any]] = {pk: {} for pk in ids}
    plain = [n for n in names if fields.field_kind(model, n) not in (fields.CHILDREN, fields.MANY)]
    for page in model.objects.filter(pk__in=ids):
        result[page.pk].update(fields.snapshot(page, plain))
    for name in names:
        kind = fields.field_kind(model, name)
        if kind is fields.MANY:
            _read_many_to_many(model, name, result)
        elif kind is fields.CHILDREN:
            _read_children(model, name, result)
    return result


def _read_many_to_many(model: type[Page], name: str, result: dict[int, dict[str, Any]]) -> None:
    field = model._meta.get_field(name)
    own, other = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    rows = field.remote_field.through._base_manager.filter(**{f"{own}__in": list(result)}).values_list(own, other)
    for values in result.values():
        values[name] = []
    for pk, key in rows:
        result[pk][name].append(key)
    for values in result.values():
        values[name].sort()


def _read_children(model: type[Page], name: str, result: dict[int, dict[str, Any]]) -> None:
    relation = next(r for r in get_all_child_relations(model) if r.get_accessor_name() == name)
    own = relation.field.attname
    for values in result.values():
        values[name] = []
    rows = relation.related_model._base_manager.filter(**{f"{own}__in": list(result)}).order_by("sort_order", "pk")
    for child in rows:
        result[getattr(child, own)][name].append(fields.read_child(child, name))
