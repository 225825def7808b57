"""Which rows stored versions of pages name: organisations, people, key figures, images, documents, topics, pages.

Wagtail's reference index follows what is saved, not what drafts and earlier versions say. A version is JSON: foreign
keys, child rows, many-to-many lists, blocks and rich text are read here without building the page, so that a version
that names a row which is gone can be read too, and thousands of versions cost no query each.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, Revision
from wagtail.rich_text import extract_references_from_rich_text

Key = tuple[type[models.Model], str]  # the model that holds the row's primary key, and that key as text
Reader = Callable[[Any], Iterator[Key]]
_ASKED_IN_SQL = 20  # rows: more of them are in nearly every version's text anyhow
_READ_BY_MODELCLUSTER = (models.CASCADE, models.SET_NULL, models.DO_NOTHING)


def key_of(model: type[models.Model], pk: Any) -> Key:
    """How a row is named here: a page by `Page`, whatever its type is."""
    model = model._meta.concrete_model or model
    while model._meta.parents and (parent := next(iter(model._meta.parents))) is not None:
        model = parent
    return model, str(pk)


def names(model: type[models.Model], content: Mapping[str, Any]) -> Iterator[Key]:
    """The rows that a version of a page of this model names, as often as it does."""
    for name, read in _readers(model).items():
        value = content.get(name)
        if value not in (None, "", []):
            yield from read(value)


def named_by_versions(
    keys: Collection[Key], *, since: datetime | None = None, drafts: bool = False
) -> dict[Key, set[tuple[int, str]]]:
    """Those of the rows that a stored version names → whose versions do: (content type, primary key as text).

    `since` leaves older versions out, `drafts` all but what waits on a page to be published.
    """
    wanted, found = set(keys), defaultdict(set)
    for revision in _versions(wanted, since, drafts).iterator(chunk_size=200) if wanted else ():
        model = _model(revision["content_type_id"])
        if model is not None:
            for key in wanted.intersection(names(model, revision["content"])):
                found[key].add((revision["base_content_type_id"], revision["object_id"]))
    return dict(found)


def _versions(keys: set[Key], since: datetime | None, drafts: bool) -> models.QuerySet[Any]:
    rows = Revision.objects.order_by("pk")
    if drafts:
        rows = rows.filter(pk__in=Page.objects.filter(has_unpublished_changes=True).values("latest_revision"))
    if since is not None:
        rows = rows.filter(created_at__gte=since)
    if len(keys) <= _ASKED_IN_SQL:  # a row that is named has its key in the text, whatever form that has
        asked = Q()
        for pk in {pk for _, pk in keys}:
            asked |= Q(as_text__contains=pk)
        rows = rows.annotate(as_text=Cast("content", models.TextField())).filter(asked)
    return rows.values("content_type_id", "base_content_type_id", "object_id", "content")


def without_gone(model: type[models.Model], content: Mapping[str, Any]) -> dict[str, Any]:
    """The version without rows that are gone and that its page's model protects: such a key is emptied where it may
    be, else its child row is left out. All other keys modelcluster looks after itself; at these it gives up."""
    asked: dict[type[models.Model], set[Any]] = defaultdict(set)
    for field, value in _protected(model, content):
        asked[field.related_model].add(value)
    gone = {(target, pk) for target, pks in asked.items() for pk in _missing(target, pks)}
    return _cleared(model, content, gone, child=False) or {} if gone else dict(content)


def _missing(model: type[models.Model], pks: Collection[Any]) -> set[str]:
    texts = {str(pk) for pk in pks}
    with suppress(ValueError, TypeError):
        return texts - {str(pk) for pk in model._base_manager.filter(pk__in=texts).values_list("pk", flat=True)}
    return set()


def _protected(model: type[models.Model], content: Mapping[str, Any]) -> Iterator[tuple[Any, Any]]:
    for name, field in _protected_fields(model).items():
        if content.get(name) is not None:
            yield field, content[name]
    for name, child in _children(model).items():
        for row in content.get(name) or ():
            yield from _protected(child, row)


def _cleared(
    model: type[models.Model], content: Mapping[str, Any], gone: set[tuple[Any, str]], *, child: bool
) -> dict[str, Any] | None:
    result = dict(content)
    for name, field in _protected_fields(model).items():
        if (field.related_model, str(content.get(name))) in gone:
            if child and not field.null:
                return None
            result[name] = None
    for name, related in _children(model).items():
        rows = [_cleared(related, row, gone, child=True) for row in content.get(name) or ()]
        if name in content:
            result[name] = [row for row in rows if row is not None]
    return result


@cache
def _protected_fields(model: type[models.Model]) -> dict[str, Any]:
    """The model's foreign keys that modelcluster cannot read when the row is gone."""
    return {
        field.name: field
        for field in model._meta.fields
        if isinstance(field, models.ForeignKey) and field.remote_field.on_delete not in _READ_BY_MODELCLUSTER
    }


@cache
def _children(model: type[models.Model]) -> dict[str, type[models.Model]]:
    return {rel.get_accessor_name(): rel.related_model for rel in get_all_child_relations(model)}


def _model(content_type: int) -> type[models.Model] | None:
    with suppress(ContentType.DoesNotExist):
        return ContentType.objects.get_for_id(content_type).model_class()
    return None


# How each field is read


@cache
def _readers(model: type[models.Model]) -> dict[str, Reader]:
    """For each field that can name a row: how its value in JSON is read."""
    readers = {name: _rows_of(child) for name, child in _children(model).items()}
    for field in (*model._meta.fields, *model._meta.many_to_many):
        reader = _reader(field)
        own = field.remote_field and getattr(field.remote_field, "parent_link", False)
        if reader is not None and not own:
            readers[field.name] = reader
    return readers


def _reader(field: Any) -> Reader | None:
    if isinstance(field, StreamField):
        return lambda value: _in_stream(field.stream_block, value)
    if isinstance(field, RichTextField):
        return _in_rich_text
    if isinstance(field, models.ManyToManyField):
        return lambda value: (key_of(field.related_model, pk) for pk in value)
    if isinstance(field, models.ForeignKey) and not isinstance(field, ParentalKey):
        return lambda value: iter([key_of(field.related_model, value)])
    return None


def _rows_of(child: type[models.Model]) -> Reader:
    def read(rows: Any) -> Iterator[Key]:
        for row in rows:
            yield from names(child, row)

    return read


def _in_rich_text(html: Any) -> Iterator[Key]:
    if not isinstance(html, str) or "<" not in html:
        return
    for model, pk, *_ in extract_references_from_rich_text(html):
        yield key_of(model, pk)


def _in_stream(block: blocks.BaseStreamBlock, value: Any) -> Iterator[Key]:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:  # from before the field had blocks
            return
    yield from _in_block(block, value)


def _in_block(block: blocks.Block, value: Any) -> Iterator[Key]:
    """The rows that a block's value names, as the database has it: keys, not rows."""
    if value is None or value == "":
        return
    if isinstance(block, blocks.BaseStreamBlock) and isinstance(value, list):
        for child in value:
            if isinstance(child, dict) and child.get("type") in block.child_blocks:
                yield from _in_block(block.child_blocks[child["type"]], child.get("value"))
    elif isinstance(block, blocks.ListBlock) and isinstance(value, list):
        for item in value:
            inner = item.get("value") if isinstance(item, dict) and item.get("type") == "item" else item
            yield from _in_block(block.child_block, inner)
    elif isinstance(block, blocks.BaseStructBlock) and isinstance(value, dict):
        for name, child in block.child_blocks.items():
            yield from _in_block(child, value.get(name))
    elif isinstance(block, blocks.ChooserBlock):
        model = block.target_model
        if isinstance(model, type) and issubclass(model, models.Model):
            yield key_of(model, value)
    elif isinstance(block, blocks.RichTextBlock):
        yield from _in_rich_text(value)
    elif type(block).extract_references is not blocks.Block.extract_references:  # a host's own, or an older form
        with suppress(Exception):
            for model, pk, *_ in block.extract_references(block.to_python(value)):
                yield key_of(model, pk)


# For people


def label_of(key: Key) -> str:
    """What people call a row: the kind of it and its name, in the language of whoever reads."""
    model, pk = key
    with suppress(ValueError, TypeError, FieldDoesNotExist):
        row = model._base_manager.filter(pk=pk).first()
        if row is not None:
            return str(row)
    return f"{model._meta.verbose_name} {pk}"


def titles_of(whose: Iterable[tuple[int, str]]) -> list[str]:
    """The names of those whose versions were found (see `named_by_versions`), sorted."""
    by_type: dict[int, set[str]] = defaultdict(set)
    for content_type, pk in whose:
        by_type[content_type].add(pk)
    found: list[str] = []
    for content_type, pks in by_type.items():
        model = _model(content_type)
        if model is not None:
            rows = model._base_manager.filter(pk__in=pks)
            found += [getattr(row, "draft_title", "") or str(row) for row in rows] if model is Page else map(str, rows)
    return sorted(found)
