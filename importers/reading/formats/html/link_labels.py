"""Labels over links."""

from __future__ import annotations

from collections.abc import Callable

from ...furniture.link_lines import is_link_label
from ...model.article import Block
from ...model.spans import Span

Drop = Callable[[Span, str], None]
LONGEST_LABEL = 80
LONGEST_DESCRIPTION = 200


def is_label(block: Block) -> bool:
    text = block.content.text
    return block.type in ("heading", "paragraph") and 0 < len(text) <= LONGEST_LABEL and is_link_label(text)
