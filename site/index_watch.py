"""What Wagtail's signals miss of the search index and the reference index.

Wagtail reads an object anew when it has been saved. Three things escape it:

* A clusterable object saves its children (an organisation's other names, a page's contacts) and its lists (topics)
  after itself, so what is read then has those of before: search does not find a new name until something else is
  saved, and a contact that was removed goes on pointing at its person.
* What stands on a page and is stored elsewhere (a topic's name, a partner's former name, a figure's new value, the
  words of a document) changes without the page being saved.
* Whether that may be seen changes with other pages: the name of a unit stands on a project only while the unit's page
  is public.

Here the search index follows each of them. What is looked at is what the models' `search_fields` name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from modelsearch.index import Indexed, RelatedFields, SearchField, get_indexed_models, insert_or_update_object
from wagtail.models import Page, PageViewRestriction, ReferenceIndex, get_page_models
from wagtail.signal_handlers import reference_index_auto_update_disabled
from wagtail.signals import post_page_move

from .beside import Beside, shown_models, shown_of
from .indexes import add_to_search
from .models.document_text import DocumentText
from .read_once import waits


def connect() -> None:
    """Listens to what is indexed with something else; called once, when all models are known."""
    for model in get_indexed_models():
        declared = [field for field in model.get_search_fields() if isinstance(field, RelatedFields)]
        _follow_children(model, {field.field_name for field in declared})
        for field in declared:
            own = model._meta.get_field(field.field_name)
            if isinstance(own, models.ManyToManyField):
                through: Any = own.remote_field.through
                m2m_changed.connect(_list_changed, sender=through, dispatch_uid="brygga_search_follows")
    for model in _followed():
        pre_save.connect(_note_before, sender=model, dispatch_uid="brygga_note_before")
        post_save.connect(_named_changed, sender=model, dispatch_uid="brygga_named_changed")
        pre_delete.connect(_note_pages, sender=model, dispatch_uid="brygga_note_pages")
        post_delete.connect(_named_gone, sender=model, dispatch_uid="brygga_named_gone")
    for signal in (post_save, post_delete):
        signal.connect(_restriction_changed, sender=PageViewRestriction, dispatch_uid="brygga_restriction_search")
    post_page_move.connect(_page_moved, dispatch_uid="brygga_moved_search")
    post_delete.connect(_references_follow, dispatch_uid="brygga_references_follow")


# ---- Children and lists ------------------------------------------------------------------------------------------


def _follow_children(model: type[Indexed], names: set[str]) -> None:
    for relation in get_all_child_relations(model):
        if relation.get_accessor_name() in names:
            for signal in (post_save, post_delete):
                signal.connect(_search_follows, sender=relation.related_model, dispatch_uid="brygga_search_follows")


def _search_follows(instance: models.Model, raw: bool = False, origin: Any = None, **_kwargs: Any) -> None:
    """A child that is searched for by was saved or deleted, and not together with its parent."""
    if raw or (origin is not None and getattr(origin, "model", type(origin)) is not type(instance)):
        return
    if waits(instance):
        return
    parent = _parent(instance)
    if parent is not None:
        insert_or_update_object(parent)
        if not isinstance(parent, Page):
            _pages_follow(parent)


def _list_changed(instance: Any, action: str, reverse: bool, **_kwargs: Any) -> None:
    """Topics or the like were put on a page or taken off it."""
    if (
        action in ("post_add", "post_remove", "post_clear")
        and not reverse
        and isinstance(instance, Indexed)
        and not waits(instance)
    ):
        insert_or_update_object(instance)


# ---- What pages name -----------------------------------------------------------------------------------------------


def _followed() -> set[type[models.Model]]:
    """The models whose texts stand on pages without being their children."""
    children = {relation.related_model for model in get_page_models() for relation in get_all_child_relations(model)}
    named = {model for model in shown_models() if model not in children}
    for model in get_page_models():
        declared = [field for field in model.get_search_fields() if isinstance(field, Beside)]
        named |= {related for related, _names in _beside(model, declared) if related not in children}
    return named


def _beside(model: type[models.Model], fields: Sequence[Any]) -> Iterator[tuple[type[models.Model], set[str]]]:
    """The models that `fields` lead to, each with those of its fields that are read."""
    for field in fields:
        if isinstance(field, RelatedFields):
            related: Any = model._meta.get_field(field.field_name).related_model
            yield related, {own.field_name for own in field.fields if isinstance(own, SearchField)}
            yield from _beside(related, field.fields)


def shown_elsewhere(model: type[Page]) -> frozenset[str]:
    """The fields of a page type that stand on the pages which name it: a unit's title and abbreviation."""
    return _shown_elsewhere(model._meta.label)


@cache
def _shown_elsewhere(label: str) -> frozenset[str]:
    model = apps.get_model(label)
    names = {field.field_name for field in shown_of(model) or [] if isinstance(field, SearchField)}
    for holder in get_page_models():
        declared = [field for field in holder.get_search_fields() if isinstance(field, Beside)]
        names = names.union(*(own for related, own in _beside(holder, declared) if issubclass(model, related)))
    return frozenset(names)


def _values(obj: models.Model) -> dict[str, Any]:
    """What is compared: of a page what others show of it and whether it is published, of others every column."""
    if isinstance(obj, Page):
        return {"live": obj.live, **{name: getattr(obj, name, None) for name in shown_elsewhere(type(obj))}}
    return {field.attname: getattr(obj, field.attname) for field in obj._meta.concrete_fields}


def _note_before(instance: Any, raw: bool = False, **_kwargs: Any) -> None:
    """Before something is saved: whether its texts change."""
    before = None if raw or not instance.pk else type(instance)._base_manager.filter(pk=instance.pk).first()
    instance._brygga_changed = before is None or _values(before) != _values(instance)


def _named_changed(instance: Any, raw: bool = False, created: bool = False, **_kwargs: Any) -> None:
    if not raw and instance.__dict__.pop("_brygga_changed", True) and not (created and isinstance(instance, Page)):
        _pages_follow(instance)


def _note_pages(instance: Any, **_kwargs: Any) -> None:
    model, key = _owner(instance)
    instance._brygga_pages = _naming(model, {key})


def _named_gone(instance: Any, **_kwargs: Any) -> None:
    _read_pages(instance.__dict__.pop("_brygga_pages", set()))


_gathered: ContextVar[set[int] | None] = ContextVar("brygga_pages_gathered", default=None)


@contextmanager
def pages_read_together() -> Iterator[None]:
    """Pages that name what is changed or deleted inside are read anew once for all of it, afterwards; those that are
    gone by then are not read at all."""
    keys: set[int] = set()
    token = _gathered.set(keys)
    try:
        yield
    finally:
        _gathered.reset(token)
    _read_pages(keys)


def _restriction_changed(instance: Any, **_kwargs: Any) -> None:
    """A part of the site became private, or public."""
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None:
        _below_changed(page)


def _page_moved(instance: Page, **_kwargs: Any) -> None:
    if PageViewRestriction.objects.exists():
        _below_changed(instance)


def _below_changed(page: Page) -> None:
    """The pages that name one of those at or below `page`."""
    named: set[int] = set()
    for model in _followed():
        if issubclass(model, Page):
            pages: Any = model._default_manager
            below = pages.descendant_of(page, inclusive=True)
            named |= _naming(model, set(below.values_list("pk", flat=True)))
    _read_pages(named)


def _pages_follow(thing: models.Model) -> None:
    pages_follow([thing])


def pages_follow(things: Iterable[models.Model]) -> None:
    """The pages that name one of `things`, or what it is a part of, are read anew. For whoever writes past `save`."""
    keys: dict[type[models.Model], set[Any]] = defaultdict(set)
    for thing in things:
        model, key = _owner(thing)
        keys[model].add(key)
    _read_pages({page for model, some in keys.items() for page in _naming(model, some)})


def _owner(thing: models.Model) -> tuple[type[models.Model], Any]:
    """What pages name when they show `thing`: what it is a part of, else itself."""
    for field in thing._meta.concrete_fields:
        if isinstance(field, ParentalKey) or (isinstance(thing, DocumentText) and field.name == "document"):
            related: Any = field.related_model
            return related, getattr(thing, field.attname)
    return type(thing), thing.pk


def _naming(model: type[models.Model], keys: set[Any]) -> set[int]:
    """The keys of the pages that name one of the objects of `model`, or something that names it: the organisation that
    a figure on the page concerns."""
    pages: set[int] = set()
    for others, named in _references_to(model, keys).items():
        naming = named if others is Page else _references_to(others, named).get(Page, set())
        pages |= {int(key) for key in naming}
    for holder in get_page_models():
        for field in holder._meta.local_many_to_many:
            if issubclass(model, field.related_model):
                source, target = field.m2m_field_name(), field.m2m_reverse_field_name()
                through: Any = field.remote_field.through
                for some in _some(keys):
                    rows = through._base_manager.filter(**{f"{target}__in": some})
                    pages |= set(rows.values_list(f"{source}_id", flat=True))
    return pages


def _references_to(model: type[models.Model], keys: set[Any]) -> dict[type[models.Model], set[str]]:
    """Which objects name one of those of `model`: their keys by their (base) model."""
    found: dict[type[models.Model], set[str]] = defaultdict(set)
    to = ReferenceIndex._get_base_content_type(model)
    for some in _some(keys):
        rows = ReferenceIndex.objects.filter(to_content_type=to, to_object_id__in=[str(key) for key in some])
        for content_type, key in rows.values_list("base_content_type", "object_id").distinct():
            named = ContentType.objects.get_for_id(content_type).model_class()
            if named is not None:
                found[named].add(key)
    return found


def _some(keys: Iterable[Any]) -> Iterator[list[Any]]:
    ordered = list(keys)
    for at in range(0, len(ordered), 500):
        yield ordered[at : at + 500]


def _read_pages(keys: set[int]) -> None:
    gathered = _gathered.get()
    if gathered is not None:
        gathered.update(keys)
        return
    alike: dict[type[Page], list[int]] = defaultdict(list)
    for page in Page.objects.filter(pk__in=keys).only("pk", "content_type"):
        model = page.specific_class
        if model is not None:
            alike[model].append(page.pk)
    for model, pks in alike.items():
        for some in _some(pks):
            add_to_search(model._default_manager.filter(pk__in=some))


# ---- The reference index -------------------------------------------------------------------------------------------


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
