"""Which columns of the database can name a record of the register, and who does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import ReferenceIndex

from brygga.site.version_references import key_of

from ..models.organisations import OrganisationKey

# Derived from the rows that are moved, and made anew.
_DERIVED: tuple[type[models.Model], ...] = (OrganisationKey,)


def key_fields(model: type[models.Model]) -> Iterator[models.ForeignKey]:
    """Every foreign key to the model, those without a name on its side too."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, (models.ManyToOneRel, models.OneToOneRel)):
            owner = relation.related_model
            if not (owner._meta.auto_created or owner in _DERIVED or owner._meta.proxy):
                yield relation.field


def many_fields(model: type[models.Model]) -> Iterator[models.ManyToManyField]:
    """Every many-to-many field to the model."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToManyRel):
            yield relation.field


def owners_of(record: models.Model) -> list[models.Model]:
    """The pages and other objects that name the record: those whose indexes are made anew."""
    by_type: dict[int, set[str]] = defaultdict(set)
    for kind, pk in ReferenceIndex.get_references_to(record).values_list("content_type", "object_id").distinct():
        by_type[kind].add(pk)
    for field in many_fields(type(record)):
        kind = ContentType.objects.get_for_model(field.model).pk
        pks = field.model._base_manager.filter(**{field.name: record}).values_list("pk", flat=True)
        by_type[kind] |= {str(pk) for pk in pks}
    found: list[models.Model] = []
    for kind, keys in by_type.items():
        model = ContentType.objects.get_for_id(kind).model_class()
        if model is not None:
            found += model._base_manager.filter(pk__in=keys)
    return [obj for obj in found if key_of(type(obj), obj.pk) != key_of(type(record), record.pk)]


def through_of(field: models.ManyToManyField) -> tuple[Any, str, str]:
    """The table between, and its columns: the owner's, and that of what is listed."""
    through: Any = field.remote_field.through
    return through, f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
