"""Faked structure becomes real: bold lines that are headings, dashes and bullets that are lists, captions that
stand below their picture as paragraphs, runs of links.

Every function takes the blocks of one level and gives new ones with the same words.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ...furniture.line_kinds import (
    CREDIT,
    EMAIL,
    bare_contact,
    has_contact,
    is_caption,
    is_contact_label,
    is_credit_only,
    is_heading,
    is_link_label,
    is_person,
)
from ...model.article import Block
from ...model.spans import Mark, Span, Text
from . import media
from .inline import join_lines, lines_of

Drop = Callable[[Span, str], None]

_BULLET = re.compile(r"[•·●▪■◦‣∙►▸▶❖✓✔➢➤⚫*§o](?:\s+|(?<=[•·●▪■◦‣∙►▸▶❖✓✔➢➤⚫])\s*)(?=\S)")
_DASH = re.compile(r"[-–—−]\s*(?=\S)")
_NUMBER = re.compile(r"(?:\(?(\d{1,2})[.)]|([a-z])\))\s+(?=\S)")
_ARROW = re.compile(r"[»›→▸►>]+\s*")
_LETTER = re.compile(r"\w")
_LONG_ITEM = 400
_MOST_CARD_LINES, _LONGEST_CARD_LINE = 6, 100


def clean(blocks: list[Block], drop: Drop) -> list[Block]:
    """All the rules, on these blocks and on those inside them."""
    for block in blocks:
        if block.children and block.type in ("faq", "factbox"):
            block.children = clean(block.children, drop)
    blocks = fake_lists(blocks, drop)
    blocks = bold_headings(blocks)
    return contacts(captions(blocks))


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
        head, rest = _bold_line(block.content)
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


def _bold_line(text: Text) -> tuple[Text | None, Text]:
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
    return following.type == "paragraph" and len(following.content) > 40 and _bold_line(following.content)[0] is None


def fake_lists(blocks: list[Block], drop: Drop) -> list[Block]:
    """Lines or paragraphs that begin with a bullet, numbers in order, or dashes under an announcing line: a list."""
    out: list[Block] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        if block.type != "paragraph":
            out.append(block)
            index += 1
            continue
        taken = _list_of_lines(block, out, drop)
        if taken:
            index += 1
            continue
        end = index
        while end < len(blocks) and blocks[end].type == "paragraph" and _marker(blocks[end].content, _BULLET):
            end += 1
        if end - index >= 2:
            out.append(_list([b.content for b in blocks[index:end]], _BULLET, drop, "bullet-paragraphs"))
            index = end
            continue
        end = _numbers(blocks, index)
        if end - index >= 2:
            out.append(
                _list([b.content for b in blocks[index:end]], _NUMBER, drop, "numbered-paragraphs", ordered=True)
            )
            index = end
            continue
        end = _dashes(blocks, index)
        if end - index >= 2 and _announced(out):
            out.append(_list([b.content for b in blocks[index:end]], _DASH, drop, "dash-paragraphs"))
            index = end
            continue
        out.append(block)
        index += 1
    return out


def _list_of_lines(block: Block, out: list[Block], drop: Drop) -> bool:
    """A paragraph with line breaks: its bullet lines become a list, the lines around it paragraphs."""
    lines = lines_of(block.content)
    if len(lines) < 2:
        return False
    bullets = [bool(_marker(line, _BULLET)) for line in lines]
    if sum(bullets) < 2:
        return False
    first, last = bullets.index(True), len(bullets) - 1 - bullets[::-1].index(True)
    if not all(bullets[first : last + 1]):
        return False
    if first:
        out.append(Block("paragraph", content=join_lines(lines[:first]), data=dict(block.data)))
    out.append(_list(lines[first : last + 1], _BULLET, drop, "bullet-lines"))
    if last + 1 < len(lines):
        out.append(Block("paragraph", content=join_lines(lines[last + 1 :]), data=dict(block.data)))
    return True


def _marker(text: Text, pattern: re.Pattern[str]) -> re.Match[str] | None:
    return pattern.match(text.text) if len(text) <= _LONG_ITEM * 3 else None


def _numbers(blocks: list[Block], index: int) -> int:
    """The end of the run of paragraphs numbered 1, 2, 3 … from `index`."""
    expected = 1
    while index < len(blocks) and blocks[index].type == "paragraph":
        match = _NUMBER.match(blocks[index].content.text)
        if not match or len(blocks[index].content) > _LONG_ITEM:
            break
        number = int(match[1]) if match[1] else ord(match[2]) - 96
        if number != expected:
            break
        expected += 1
        index += 1
    return index


def _announced(out: list[Block]) -> bool:
    """Whether the last block announces what follows: a heading, a bold line, or a line that ends with a colon."""
    if not out or out[-1].type not in ("paragraph", "heading"):
        return False
    text = out[-1].content
    return out[-1].type == "heading" or text.text.endswith(":") or _bold_line(text)[0] is not None


def _dashes(blocks: list[Block], index: int) -> int:
    """The end of the run of lines with the same dash that nobody says: short, without the end of a sentence."""
    sign = blocks[index].content.text[:1]
    while index < len(blocks) and blocks[index].type == "paragraph":
        text = blocks[index].content.text
        if text[:1] != sign or not _DASH.match(text) or len(text) > 150 or re.search(r"[.!?”\"]$", text):
            break
        index += 1
    return index


def _list(texts: list[Text], pattern: re.Pattern[str], drop: Drop, rule: str, *, ordered: bool = False) -> Block:
    block = Block("list", ordered=ordered, data={"rule": rule})
    for text in texts:
        match = pattern.match(text.text)
        cut = match.end() if match else 0
        if cut:
            drop(text[:cut].strip().span(), "list-marker")
        rest = text[cut:]
        block.items.append(Block("paragraph", content=rest))
    return block


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


def contacts(blocks: list[Block]) -> list[Block]:
    """Short paragraphs with names, phones and addresses under a label such as "Kontakt" are contact blocks."""
    out: list[Block] = []
    labelled = False
    for block in blocks:
        if block.type == "heading":
            labelled = is_contact_label(block.content.text)
            if labelled:
                block.data["label"] = "contact"
        elif labelled and block.type == "paragraph" and len(block.content) <= _LONG_ITEM:
            lines = lines_of(block.content)
            if has_contact(block.content.text) or is_person(lines[0].text.split(",")[0]):
                items = [Block("paragraph", content=line) for line in lines]
                out.append(Block("contact", items=items, data={"rule": "contact-lines"}))
                continue
            labelled = False
        elif block.type == "paragraph" and _is_card(lines := lines_of(block.content)):
            out.append(
                Block(
                    "contact",
                    items=[Block("paragraph", content=line) for line in lines],
                    data={"rule": "contact-lines"},
                )
            )
            continue
        elif block.type != "contact":
            labelled = False
        out.append(block)
    return out


def _is_card(lines: list[Text]) -> bool:
    """Whether lines of a paragraph are a card, whatever stands above it: somebody's name first, then how to reach
    them."""
    if not 2 <= len(lines) <= _MOST_CARD_LINES or any(len(line) > _LONGEST_CARD_LINE for line in lines):
        return False
    first = lines[0].text.split(",")[0]
    return is_person(first) and any(bare_contact(line.text) for line in lines[1:])


def lower_headings(blocks: list[Block]) -> None:
    """Where sections have headings of the title's own level, every heading goes one level down."""
    heads = [b for b in blocks if b.type == "heading" and re.fullmatch(r"h[1-6]", str(b.data.get("rule")))]
    if any(b.data["rule"] == "h1" for b in heads):
        for head in heads:
            head.level = min(int(head.data["rule"][1]) + 1, 6)


def _italic(text: Text) -> bool:
    return any(m.kind == "i" and m.start <= 1 and m.end >= len(text) - 1 for m in text.marks)


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


__all__ = ["Mark", "bold_headings", "captions", "clean", "fake_lists", "is_link_only", "label_before", "without_arrow"]
