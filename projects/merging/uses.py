"""What names a record, for the question before it is merged."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex

from brygga.site.version_references import key_of, named_by_versions

from .keepers import keepers
from .relations import many_fields

SHOWN = 200  # owners: of more only the number is told


@dataclass
class Use:
    """An object that names the record, and where in it."""

    owner: models.Model
    places: list[str] = field(default_factory=list)

    @property
    def is_page(self) -> bool:
        """Whether it has a form for pages."""
        return isinstance(self.owner, Page)

    @property
    def label(self) -> str:
        """What people call it."""
        if isinstance(self.owner, Page):
            return self.owner.get_admin_display_title()
        return f"{capfirst(str(self.owner._meta.verbose_name))}: {self.owner}"


@dataclass
class Uses:
    """All of it. `more` is how many owners are not shown, `noted` how many rows of imports' memory may name it."""

    shown: list[Use]
    more: int
    noted: int


def uses_of(record: Any) -> Uses:
    """Everything that names the record: pages, drafts and earlier versions, the register, what imports remember.

    As many queries as there are kinds of owners.
    """
    places: dict[tuple[int, str], list[str]] = defaultdict(list)
    own = ContentType.objects.get_for_model(record).pk
    for reference in ReferenceIndex.get_references_to(record):
        where = (reference.base_content_type_id, reference.object_id)
        if where != (own, str(record.pk)):
            _add(places[where], reference.describe_source_field())
    pages = ContentType.objects.get_for_model(Page).pk
    for field_ in many_fields(type(record)):
        base = pages if issubclass(field_.model, Page) else ContentType.objects.get_for_model(field_.model).pk
        for pk in field_.model._base_manager.filter(**{field_.name: record}).values_list("pk", flat=True):
            _add(places[base, str(pk)], capfirst(str(field_.verbose_name)))
    key = key_of(type(record), record.pk)
    for where in named_by_versions([key]).get(key, ()):
        _add(places[where], _("Utkast och sparade versioner"))
    noted = sum(1 for keeper in keepers() for held in keeper.held(key))
    owners = _owners(list(places)[:SHOWN])
    shown = [Use(owner, places[where]) for where, owner in owners.items()]
    shown.sort(key=lambda use: (not use.is_page, use.label.casefold()))
    return Uses(shown, max(len(places) - SHOWN, 0), noted)


def _add(places: list[str], place: str) -> None:
    if place not in places:
        places.append(place)


def _owners(wheres: list[tuple[int, str]]) -> dict[tuple[int, str], models.Model]:
    by_type: dict[int, list[str]] = defaultdict(list)
    for kind, pk in wheres:
        by_type[kind].append(pk)
    found: dict[tuple[int, str], models.Model] = {}
    for kind, pks in by_type.items():
        model = ContentType.objects.get_for_id(kind).model_class()
        if model is not None:
            found |= {(kind, str(row.pk)): row for row in model._base_manager.filter(pk__in=pks)}
    return found
