"""Faked structure becomes real: bold lines that are headings, dashes and bullets that are lists, captions that
stand below their picture as paragraphs, runs of links.

Every function takes the blocks of one level and gives new ones with the same words.

"""

from __future__ import annotations

import re

from ...model.article import Block
from ...model.spans import Mark
from .bold_headings import bold_headings
from .cards_of_lines import contacts
from .fake_lists import Drop, fake_lists
from .link_arrows import is_link_only, label_before, without_arrow
from .loose_captions import captions


def clean(blocks: list[Block], drop: Drop) -> list[Block]:
    """All the rules, on these blocks and on those inside them."""
    for block in blocks:
        if block.children and block.type in ("faq", "factbox"):
            block.children = clean(block.children, drop)
    blocks = fake_lists(blocks, drop)
    blocks = bold_headings(blocks)
    return contacts(captions(blocks))


def lower_headings(blocks: list[Block]) -> None:
    """Where sections have headings of the title's own level, every heading goes one level down."""
    heads = [b for b in blocks if b.type == "heading" and re.fullmatch(r"h[1-6]", str(b.data.get("rule")))]
    if any(b.data["rule"] == "h1" for b in heads):
        for head in heads:
            head.level = min(int(head.data["rule"][1]) + 1, 6)


__all__ = ["Mark", "bold_headings", "captions", "clean", "fake_lists", "is_link_only", "label_before", "without_arrow"]
