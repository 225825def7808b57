"""Arrows and labels beside links."""

from __future__ import annotations

import re

from ...furniture.link_lines import is_link_label
from ...model.article import Block
from ...model.spans import Text
from .fake_lists import Drop

_ARROW = re.compile(r"[»›→▸►>]+\s*")
_LETTER = re.compile(r"\w")


def is_link_only(text: Text) -> bool:
    """Whether a text is nothing but one or more links, apart from arrows and separators."""
    links = sorted((m.start, m.end) for m in text.marks if m.kind == "a")
    if not links:
        return False
    at = 0
    for start, end in links:
        if _LETTER.search(text.text, at, start):
            return False
        at = end
    return not _LETTER.search(text.text, at)


def without_arrow(text: Text, drop: Drop) -> Text:
    """A link's words without the arrow before them."""
    match = _ARROW.match(text.text)
    if match and match.end() < len(text):
        drop(text[: match.end()].strip().span(), "list-marker")
        return text[match.end() :]
    return text


def label_before(blocks: list[Block]) -> bool:
    """Whether the last of these blocks announces links ("Läs mer", "Relaterade länkar")."""
    return bool(blocks) and blocks[-1].type in ("heading", "paragraph") and is_link_label(blocks[-1].content.text)
