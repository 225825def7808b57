"""A page as the rules read it: its fields, the blocks of its streams however deep, and the rows beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, Site

from ..presentable import plain
from .problems import Spot

# Of Wagtail's own fields only these are words that somebody writes for visitors.
_OF_PAGE = frozenset({"title", "seo_title", "search_description"})
_NO_WORDS = (models.URLField, models.SlugField, models.UUIDField)


@dataclass(frozen=True, slots=True)
class Part:
    """A block and its value, as deep as it stands. `top` is the stream's own child that it stands in."""

    block: blocks.Block
    value: Any
    spot: Spot
    kind: str  # the block's name in what it stands in: "heading", "alt"
    top: str  # the name of the stream's own child: "image"


@dataclass(frozen=True, slots=True)
class Words:
    """Words that visitors read, on one line. `markup` is rich text as it is stored, "" for other text."""

    text: str
    spot: Spot
    kind: str
    top: str = ""
    markup: str = ""


@dataclass
class Contents:
    """The page as it would be published. `site` is None for a page that belongs to none; `lix_limit` is the site's.
    `coming` are the primary keys of pages that are written together with it, and not there yet."""

    page: Page
    site: Site | None = None
    lix_limit: int = 60
    language: str = "sv"
    coming: Collection[int] = ()
    _links: dict[str, Any] = field(default_factory=dict)

    @staticmethod
    def spot(name: str = "", block: str = "", part: str = "") -> Spot:
        """A place in the form."""
        return Spot(name, block, part)

    @cached_property
    def parts(self) -> list[Part]:
        """All blocks of all streams, outermost first, in the order they are read."""
        return [
            part
            for each in self._fields
            if isinstance(each, StreamField)
            for child in self._stream(each.name) or ()
            for part in _parts(child.block, child.value, Spot(each.name, child.id or ""), child.block_type, "")
        ]

    @cached_property
    def words(self) -> list[Words]:
        """Everything on the page that is words: fields, blocks and the rows beside it."""
        found = [*self._of_fields(self.page, self._fields, "")]
        for part in self.parts:
            found += _words_of(part)
        for relation in get_all_child_relations(type(self.page)):
            if issubclass(relation.related_model, Page) or relation.name in ("wagtail_admin_comments", "comments"):
                continue
            name = relation.get_accessor_name()
            for row in getattr(self.page, name).all():
                found += self._of_fields(row, row._meta.fields, name)
        return found

    @cached_property
    def running(self) -> list[Words]:
        """The texts of sentences: leads and what stands in blocks of text, in the order they are read."""
        long = (models.TextField, RichTextField)
        names = {each.name for each in self._fields if isinstance(each, long) and each.name not in _OF_PAGE}
        return [one for one in self.words if one.markup or (one.spot.block == "" and one.spot.field in names)]

    def pictures(self) -> Iterator[tuple[str, Spot, str, bool]]:
        """The pictures that visitors see: (what it is called, the place of its words, the words, only decoration)."""
        from wagtail.images import get_image_model

        names = {each.name for each in self._fields}
        for each in self._fields:
            if each.related_model is not get_image_model() or getattr(self.page, each.attname, None) is None:
                continue
            for stem in (each.name, each.name.removesuffix("_image")):
                if f"{stem}_alt" in names:
                    decorative = bool(getattr(self.page, f"{stem}_decorative", False))
                    yield str(each.verbose_name), Spot(f"{stem}_alt"), getattr(self.page, f"{stem}_alt"), decorative
                    break
        for part in self.parts:
            if isinstance(part.value, blocks.StructValue) and part.value.get("image") and "alt" in part.value:
                spot = Spot(part.spot.field, part.spot.block, "alt")
                yield "", spot, part.value.get("alt") or "", bool(part.value.get("decorative"))

    @cached_property
    def _fields(self) -> list[Any]:
        shared = {each.name for each in Page._meta.get_fields()} - _OF_PAGE
        return [each for each in self.page._meta.fields if each.name not in shared and each.editable]

    def _stream(self, name: str) -> Any:
        return getattr(self.page, name, None)

    @staticmethod
    def _of_fields(row: models.Model, fields: Any, relation: str) -> Iterator[Words]:
        for each in fields:
            if isinstance(each, (StreamField, *_NO_WORDS)) or not isinstance(
                each, (models.CharField, models.TextField)
            ):
                continue
            value = getattr(row, each.attname) or ""
            if isinstance(value, str) and value and not each.choices:
                markup = value if isinstance(each, RichTextField) else ""
                spot = Spot(relation or each.name, "", each.name if relation else "")
                yield Words(plain(value) if markup else " ".join(value.split()), spot, each.name, "", markup)


def _parts(block: blocks.Block, value: Any, spot: Spot, kind: str, top: str) -> Iterator[Part]:
    top = top or kind
    yield Part(block, value, spot, kind, top)
    if isinstance(block, blocks.BaseStructBlock):
        for name, child in block.child_blocks.items():
            if name in (value or {}):
                inner = spot if spot.part else Spot(spot.field, spot.block, name)
                yield from _parts(child, value[name], inner, name, top)
    elif isinstance(block, blocks.ListBlock):
        for item in value or ():
            yield from _parts(block.child_block, item, spot, kind, top)
    elif isinstance(block, blocks.BaseStreamBlock):
        for child in value or ():
            yield from _parts(
                child.block, child.value, Spot(spot.field, child.id or spot.block), child.block_type, top
            )


def _words_of(part: Part) -> Iterator[Words]:
    block, value = part.block, part.value
    if getattr(block.meta, "search_index", True) is False or not getattr(block, "search_index", True):
        return
    if isinstance(block, blocks.RichTextBlock):
        markup = getattr(value, "source", "") or ""
        if text := plain(markup):
            yield Words(text, part.spot, part.kind, part.top, markup)
    elif isinstance(block, TypedTableBlock):
        cells = [getattr(cell.value, "source", cell.value) for row in value.rows for cell in row] if value else []
        headings = [column["heading"] for column in value.columns] if value else []
        for cell in [getattr(value, "caption", "") or "", *headings, *cells]:
            if text := plain(str(cell or "")):
                yield Words(text, part.spot, "cell", part.top)
    elif isinstance(block, (blocks.CharBlock, blocks.TextBlock)) and isinstance(value, str) and value.strip():
        yield Words(" ".join(value.split()), part.spot, part.kind, part.top)
