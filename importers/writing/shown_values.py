"""Values of fields as people read them."""

from __future__ import annotations

from typing import Any

from django.db import models
from modelcluster.models import get_all_child_relations

from .fields import CHILDREN, MANY, REFERENCE, field_kind, field_of, related_model


def shown(model: type[models.Model], name: str, value: Any) -> Any:
    """The value for people: references as names, choices in words. For the reports of plans, and the admin."""
    kind = field_kind(model, name)
    if kind is REFERENCE:
        return _name_of(related_model(model, name), value)
    if kind is MANY:
        return [_name_of(related_model(model, name), key) for key in value or ()]
    if kind is CHILDREN:
        relation = next(r for r in get_all_child_relations(model) if r.get_accessor_name() == name)
        return [_shown_child(relation.related_model, entry) for entry in value or ()]
    return _chosen(model, name, value)


def _chosen(model: type[models.Model], name: str, value: Any) -> Any:
    """A choice in words; any other value as it is."""
    choices = getattr(field_of(model, name), "flatchoices", None) if isinstance(value, str) else None
    return str(dict(choices).get(value, value)) if choices else value


def _shown_child(model: type[models.Model], entry: dict[str, Any]) -> dict[str, Any]:
    result = {}
    for name, value in entry.items():
        if name != "pk" and value not in (None, ""):
            is_reference = isinstance(field_of(model, name), models.ForeignKey)
            result[name] = _name_of(related_model(model, name), value) if is_reference else _chosen(model, name, value)
    return result


def _name_of(model: type[models.Model], value: Any) -> str:
    if isinstance(value, dict):
        return f"{value.get('name', '')} (ny)"
    if value in (None, ""):
        return ""
    found = model._default_manager.filter(pk=value).first()
    return str(found) if found is not None else f"nr {value}"
