"""Lines that describe a link above them."""

from __future__ import annotations

from collections.abc import Collection

from ...model.article import Block
from .inline import lines_of
from .link_arrows import is_link_only
from .link_labels import LONGEST_DESCRIPTION, Drop, is_label


def drop_descriptions(blocks: list[Block], drop: Drop, headings: Collection[str]) -> list[str]:
    """Leave out what lists of other pages at the text's end say of them, where they are told line by line: a link, and
    on the next line a few words. Such lists stand under labels for links, and under these `headings`. Gives back
    what stands over those lists."""
    said: list[str] = []
    prose = [i for i, b in enumerate(blocks) if len(b.content) > LONGEST_DESCRIPTION or b.type in ("contact", "quote")]
    last = prose[-1] if prose else -1
    for index, block in enumerate(blocks):
        if index <= last or block.type not in ("heading", "paragraph"):
            continue
        if not is_label(block) and block.content.text not in headings:
            continue
        for part in blocks[index + 1 :]:
            if part.type == "heading":
                break
            if _without_description(part, drop):
                said.append(block.content.text)
    return list(dict.fromkeys(said))


def _without_description(block: Block, drop: Drop) -> bool:
    """Leave only the links of a block, where it holds links with a line about each."""
    if block.type == "paragraph":
        first, *rest = lines_of(block.content) or [block.content]
        if not rest or not is_link_only(first) or any(mark.kind == "a" for line in rest for mark in line.marks):
            return False
        for line in rest:
            drop(line.span(), "teaser-text")
        block.content = first
        return True
    if block.type != "list" or not block.items or not all(is_link_only(item.content) for item in block.items):
        return False
    children = [child for item in block.items for child in item.children]
    texts = [text for child in children for text in child.texts()]
    if not texts or any(mark.kind == "a" for text in texts for mark in text.marks):
        return False
    for text in texts:
        drop(text.span(), "teaser-text")
    for item in block.items:
        item.children = []
    block.data.pop("definitions", None)
    return True
