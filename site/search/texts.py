"""The texts of an object that visitors see, as they are stored: of its fields, its blocks, and what stands beside it.

The index is made of these, and the excerpts in the list of results: what is found is what can be shown.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.encoding import force_str
from django.utils.html import strip_tags
from modelsearch.index import AutocompleteField, SearchField
from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import RichTextField

from ..beside import Fetched, shown_of
from ..presentable import line, with_at

_BREAK = re.compile(r"</(?:p|li|h\d)>|<br\s*/?>")
_TEXT_BLOCKS = (blocks.CharBlock, blocks.TextBlock, blocks.RichTextBlock, blocks.EmailBlock)


@dataclass(frozen=True, slots=True)
class Named:
    """An object that a block names."""

    model: type[models.Model]
    key: Any


@dataclass(frozen=True, slots=True)
class Text:
    """One text, and the field it comes of. `row` is the object whose field that is."""

    field: SearchField
    row: models.Model
    text: str


class Texts:
    """The texts of some objects of one model. What stands beside them is fetched once for all of them."""

    def __init__(self, objects: Iterable[Any]) -> None:
        self.fetched = Fetched()
        self._named: dict[Named, models.Model] = {}
        objects = list(objects)
        if not objects:
            return
        self.fields: Sequence[Any] = objects[0].get_search_fields()
        self.fetched.add(objects, self.fields)
        wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
        for obj in objects:
            for name in _streams(self.fields, obj):
                for piece in pieces(getattr(obj, name)):
                    if isinstance(piece, Named):
                        wanted[piece.model].add(piece.key)
        for model, keys in wanted.items():
            found = model._default_manager.in_bulk(keys)
            self._named |= {Named(model, key): row for key, row in found.items()}
            self.fetched.add(found.values(), shown_of(model) or [])

    def own(self, obj: Any, field: SearchField) -> Iterator[str]:
        """The texts of one field of `obj`, without what its blocks name."""
        value = getattr(obj, field.field_name, None) if isinstance(field, SearchField) else None
        if isinstance(value, StreamValue):
            yield from (piece for piece in pieces(value) if isinstance(piece, str))
        elif isinstance(value, str):
            yield from plain(value, rich=_is_rich(type(obj), field.field_name))
        else:
            yield from strings(field.get_value(obj))

    def beside(self, obj: Any) -> Iterator[Text]:
        """The texts that stand with `obj` and are stored beside it."""
        for field, row in self.fetched.values(obj, self.fields):
            yield from (Text(field, row, text) for text in self.own(row, field))
        for name in _streams(self.fields, obj):
            for piece in pieces(getattr(obj, name)):
                row = self._named.get(piece) if isinstance(piece, Named) else None
                if row is not None:
                    yield from self._of_named(row)

    def _of_named(self, row: models.Model) -> Iterator[Text]:
        fields = shown_of(type(row)) or []
        own = [field for field in fields if isinstance(field, SearchField)]
        for field, holder in [*((field, row) for field in own), *self.fetched.values(row, fields)]:
            yield from (Text(field, holder, text) for text in self.own(holder, field))

    def typed(self, obj: Any) -> Iterator[str]:
        """What stands beside `obj` and is found as it is typed."""
        for field, row in self.fetched.values(obj, self.fields, AutocompleteField):
            yield from strings(field.get_value(row))


def page_texts(page: Any) -> Iterator[str]:
    """The texts of a page's own fields, but for its title: a paragraph, a heading, a question at a time."""
    texts = Texts([])
    for field in page.get_search_fields():
        if isinstance(field, SearchField) and field.field_name != "title":
            yield from texts.own(page, field)


def strings(value: Any) -> Iterator[str]:
    """The texts in a field's value, which may hold lists and dictionaries of them."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple | set):
        for entry in value:
            yield from strings(entry)
    elif value is not None:
        yield force_str(value)


def _streams(fields: Sequence[Any], obj: Any) -> list[str]:
    names = [field.field_name for field in fields if isinstance(field, SearchField)]
    return [name for name in names if isinstance(getattr(obj, name, None), StreamValue)]


def _is_rich(model: type[models.Model], name: str) -> bool:
    return any(isinstance(field, RichTextField) for field in model._meta.concrete_fields if field.name == name)


def pieces(value: StreamValue) -> Iterator[str | Named]:
    """The texts of a stream, and what its blocks name, in their order; read as they are stored, without a query."""
    for child in value.raw_data:
        yield from _block(value.stream_block.child_blocks.get(child["type"]), child["value"])


def _block(block: blocks.Block | None, raw: Any) -> Iterator[str | Named]:
    """By the blocks that it is made of: addresses are no texts, nor is what is for editors only."""
    if not getattr(block, "search_index", True):
        return
    if isinstance(block, TypedTableBlock) and isinstance(raw, dict):
        yield from _table(block, raw)
    elif isinstance(block, blocks.StructBlock) and isinstance(raw, dict):
        for name, child in block.child_blocks.items():
            yield from _block(child, raw.get(name))
    elif isinstance(block, blocks.StreamBlock) and isinstance(raw, list):
        for entry in raw:
            yield from _block(block.child_blocks.get(entry["type"]), entry["value"])
    elif isinstance(block, blocks.ListBlock) and isinstance(raw, list):
        for entry in raw:
            is_item = isinstance(entry, dict) and entry.get("type") == "item"
            yield from _block(block.child_block, entry["value"] if is_item else entry)
    elif isinstance(block, _TEXT_BLOCKS) and isinstance(raw, str):
        yield from plain(raw, rich=isinstance(block, blocks.RichTextBlock))
    elif isinstance(block, blocks.ChooserBlock) and isinstance(raw, int | str) and shown_of(block.model_class):
        yield Named(block.model_class, raw)


def _table(block: TypedTableBlock, raw: dict[str, Any]) -> Iterator[str | Named]:
    columns = raw.get("columns") or []
    yield from plain(str(raw.get("caption") or ""), rich=False)
    for column in columns:
        yield from plain(str(column.get("heading") or ""), rich=False)
    for row in raw.get("rows") or []:
        for column, cell in zip(columns, row.get("values") or [], strict=False):
            yield from _block(block.child_blocks.get(column.get("type")), cell)


def plain(value: str, *, rich: bool) -> Iterator[str]:
    """The texts in a value, without its mark-up where it is rich text: in any other "<" is a sign like others."""
    for part in _BREAK.split(value) if rich else [value]:
        text = " ".join(html.unescape(strip_tags(part)).split()) if rich and re.search("[<&]", part) else part.strip()
        if line(text):
            yield with_at(text)
