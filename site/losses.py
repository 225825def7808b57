"""What disappears from pages when something that they point at is deleted: a person, an organisation, a topic."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex

from .version_references import key_of, named_by_versions


@dataclass(slots=True)
class Loss:
    """A page, or another object of the register, that something disappears from."""

    owner: models.Model
    places: list[str] = field(default_factory=list)
    protects: bool = False

    @property
    def is_page(self) -> bool:
        return isinstance(self.owner, Page)

    @property
    def is_public(self) -> bool:
        """Whether visitors see it."""
        return isinstance(self.owner, Page) and self.owner.live

    def add(self, place: str) -> None:
        """One more thing that disappears, named once."""
        if place not in self.places:
            self.places.append(place)


def losses(obj: models.Model) -> list[Loss]:
    """Everything that points at `obj`, published pages first, then by name; each with what disappears there.

    References in fields, rows and blocks, many-to-many relations (topics, target groups), and what only a draft says.
    """
    found: dict[tuple[type[models.Model], str], Loss] = {}
    references = defaultdict(list)
    for reference in ReferenceIndex.get_references_to(obj):
        references[reference.base_content_type_id, reference.object_id].append(reference)
    for (content_type, key), those in references.items():
        owner = _owner(content_type, key)
        if owner is None:
            continue
        loss = found.setdefault(key_of(type(owner), owner.pk), Loss(owner))
        for reference in those:
            loss.add(reference.describe_source_field())
            loss.protects |= reference.on_delete in (models.PROTECT, models.RESTRICT)
    for relation in obj._meta.related_objects:
        if relation.many_to_many and issubclass(relation.related_model, Page):
            for owner in relation.related_model._base_manager.filter(**{relation.field.name: obj}):
                loss = found.setdefault(key_of(type(owner), owner.pk), Loss(owner))
                loss.add(capfirst(str(relation.field.verbose_name)))
    key = key_of(type(obj), obj.pk)
    for content_type, pk in named_by_versions([key], drafts=True).get(key, ()):
        owner = _owner(content_type, pk)
        if owner is not None:
            found.setdefault(key_of(type(owner), owner.pk), Loss(owner)).add(_("I utkastet som väntar"))
    return sorted(found.values(), key=lambda loss: (not loss.is_public, not loss.is_page, str(loss.owner).casefold()))


def _owner(content_type: int, key: str) -> models.Model | None:
    model = ContentType.objects.get_for_id(content_type).model_class()
    owner = model._base_manager.filter(pk=key).first() if model else None
    return owner.specific if isinstance(owner, Page) else owner
