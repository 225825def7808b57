"""Captions that stand as paragraphs below their picture."""

from __future__ import annotations

from ...furniture.caption_lines import CREDIT, is_caption, is_credit_only
from ...model.article import Block
from ...model.spans import Text
from . import media
from .inline import join_lines


def captions(blocks: list[Block]) -> list[Block]:
    """A short paragraph right below a picture that names who took it, or reads as a caption, is its caption."""
    out: list[Block] = []
    for block in blocks:
        before = out[-1] if out else None
        if block.type == "paragraph" and before is not None and before.type == "image" and before.image:
            text = block.content
            if before.content and is_credit_only(text.text):
                media.set_caption(before, join_lines([before.content, text]))
                continue
            if not before.content and _is_caption(text):
                media.set_caption(before, text)
                continue
        out.append(block)
    return out


def _is_caption(text: Text) -> bool:
    if len(text) > 250:
        return False
    rule = is_caption(text.text)
    return (
        bool(CREDIT.search(text.text)) or rule in ("caption-credit", "caption-depicts") or bool(rule and _italic(text))
    )


def _italic(text: Text) -> bool:
    return any(m.kind == "i" and m.start <= 1 and m.end >= len(text) - 1 for m in text.marks)
