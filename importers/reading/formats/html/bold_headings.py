"""Bold lines that are headings."""

from __future__ import annotations

from ...furniture.contact_marks import EMAIL
from ...furniture.heading_lines import is_heading
from ...furniture.person_lines import is_person
from ...model.article import Block
from ...model.spans import Text


def bold_headings(blocks: list[Block]) -> list[Block]:
    """A paragraph all in bold, or one that begins with a bold line, above running text is a heading with its text."""
    out: list[Block] = []
    level = max((b.level for b in out if b.type == "heading"), default=0)
    for index, block in enumerate(blocks):
        if block.type == "heading":
            level = block.level
        if block.type != "paragraph" or block.data.get("footnotes") or not block.content.marks:
            out.append(block)
            continue
        head, rest = bold_line(block.content)
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if head is None or not _heads(head, rest, following):
            out.append(block)
            continue
        plain = Text(head.text, head.offsets, [m for m in head.marks if m.kind != "b"])
        out.append(
            Block("heading", content=plain, level=min(level + 1, 3) if level else 2, data={"rule": "bold-line"})
        )
        if rest:
            out.append(Block("paragraph", content=rest, data=dict(block.data)))
    return out


def bold_line(text: Text) -> tuple[Text | None, Text]:
    bold = 0
    for mark in sorted((m for m in text.marks if m.kind == "b"), key=lambda m: m.start):
        if mark.start > bold + 1:
            break
        bold = max(bold, mark.end)
    if not bold:
        return None, text
    end = len(text)
    first_break = min((m.start for m in text.marks if m.kind == "br" and m.start > 0), default=end)
    line = len(text.text[:first_break].rstrip())
    if bold < line:
        return None, text
    if bold > line + 1:  # several bold lines
        if bold < end:
            return None, text
        return (text, Text()) if first_break == end else (None, text)
    rest = text[first_break:]
    rest = Text(rest.text, rest.offsets, [m for m in rest.marks if m.kind != "br" or m.start > 0])
    return text[:line], rest


def _heads(head: Text, rest: Text, following: Block | None) -> bool:
    words = head.text
    if len(words) > 120 or is_person(words) or not is_heading(words):
        return False
    if rest:
        return len(rest) >= 40 and not EMAIL.search(rest.text[:80])
    if following is None:
        return False
    if following.type in ("list", "table", "image", "faq"):
        return True
    return following.type == "paragraph" and len(following.content) > 40 and bold_line(following.content)[0] is None
