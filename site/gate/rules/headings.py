"""Headings that leap over a level, say nothing, or have nothing below them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import StreamField

from ...presentable import plain, presentable
from ..contents import Contents
from ..problems import Problem, Spot

_HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.S | re.I)


def _headings(contents: Contents) -> Iterator[tuple[str, int, str, Spot]]:
    """(field, level, text, place) of every heading: blocks that say their level, and those in rich text."""
    for part in contents.parts:
        if hasattr(part.block, "section_level") and part.value is not None:
            level = part.block.section_level(part.value)
            spot = Spot(part.spot.field, part.spot.block, "text")
            yield part.spot.field, level, part.value.get("text") or "", spot
        elif isinstance(part.block, blocks.RichTextBlock):
            for match in _HEADING.finditer(getattr(part.value, "source", "") or ""):
                yield part.spot.field, int(match[1]), plain(match[2]), part.spot


def order(contents: Contents) -> Iterator[Problem]:
    """A heading more than one level below the one before it. The page's title is level 1."""
    above: dict[str, int] = {}
    for field, level, text, spot in _headings(contents):
        if not text.strip():
            continue
        if level > above.get(field, 1) + 1:
            yield Problem(_("Rubriken hoppar över en nivå. Välj nivån närmast under rubriken före."), spot, text)
        above[field] = level


def empty(contents: Contents) -> Iterator[Problem]:
    """A heading without words, and one that visitors do not see because nothing comes after it."""
    for _field, _level, text, spot in _headings(contents):
        if not text.strip():
            yield Problem(_("Rubriken är tom. Skriv den eller ta bort den."), spot)
    for each in contents.page._meta.fields:
        if not isinstance(each, StreamField):
            continue
        stream: Any = getattr(contents.page, each.name) or ()
        seen = {child.id for child in presentable(stream)}
        for child in stream:
            if hasattr(child.block, "section_level") and child.value["text"].strip() and child.id not in seen:
                text = _("Rubriken har inget under sig, så besökarna ser den inte.")
                yield Problem(text, Spot(each.name, child.id or "", "text"), child.value["text"])
