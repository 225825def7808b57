"""What Wagtail's signals miss of the search index and the reference index.

Wagtail reads an object anew when it has been saved. A clusterable object saves its children (an organisation's other
names, a person's roles, a page's contacts) after itself, so what is read then has the children of before: search does
not find a new name until something else is saved, and a contact that was removed goes on pointing at its person. Here
the children's own saves and deletions bring their parent up to date.
"""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_delete, post_save
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from modelsearch.index import RelatedFields, get_indexed_models, insert_or_update_object
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import reference_index_auto_update_disabled


def connect() -> None:
    """Listens to children of what is indexed; called once, when all models are known."""
    for model in get_indexed_models():
        names = {field.field_name for field in model.get_search_fields() if isinstance(field, RelatedFields)}
        for relation in get_all_child_relations(model):
            if relation.get_accessor_name() in names:
                for signal in (post_save, post_delete):
                    signal.connect(
                        _search_follows, sender=relation.related_model, dispatch_uid="brygga_search_follows"
                    )
    post_delete.connect(_references_follow, dispatch_uid="brygga_references_follow")


def _search_follows(instance: models.Model, raw: bool = False, **_kwargs: Any) -> None:
    """A child that is searched for by was saved or deleted."""
    parent = None if raw else _parent(instance)
    if parent is not None:
        insert_or_update_object(parent)


def _references_follow(sender: type[models.Model], instance: models.Model, **_kwargs: Any) -> None:
    """A child that points at something was deleted. (When it is saved, Wagtail sees to its parent.)"""
    if getattr(reference_index_auto_update_disabled, "value", False) or sender not in ReferenceIndex.tracked_models:
        return
    parent, above = None, _parent(instance)
    while above is not None:
        parent, above = above, _parent(above)
    if parent is not None and ReferenceIndex.is_indexed(type(parent)):
        with transaction.atomic():
            ReferenceIndex.create_or_update_for_object(parent)


def _parent(child: models.Model) -> models.Model | None:
    """The object that the child belongs to, as the database has it now; None when it has none or that is gone."""
    field = next((f for f in child._meta.concrete_fields if isinstance(f, ParentalKey)), None)
    if field is None:
        return None
    return field.related_model._default_manager.filter(pk=getattr(child, field.attname)).first()
