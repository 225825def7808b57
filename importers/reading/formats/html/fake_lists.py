"""Lines with dashes, bullets or numbers that are lists."""

from __future__ import annotations

import re
from collections.abc import Callable

from ...model.article import Block
from ...model.spans import Span, Text
from .bold_headings import bold_line
from .inline import join_lines, lines_of

Drop = Callable[[Span, str], None]

_BULLET = re.compile(r"[•·●▪■◦‣∙►▸▶❖✓✔➢➤⚫*§o](?:\s+|(?<=[•·●▪■◦‣∙►▸▶❖✓✔➢➤⚫])\s*)(?=\S)")
_DASH = re.compile(r"[-–—−]\s*(?=\S)")
_NUMBER = re.compile(r"(?:\(?(\d{1,2})[.)]|([a-z])\))\s+(?=\S)")
LONG_ITEM = 400


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
    return pattern.match(text.text) if len(text) <= LONG_ITEM * 3 else None


def _numbers(blocks: list[Block], index: int) -> int:
    """The end of the run of paragraphs numbered 1, 2, 3 … from `index`."""
    expected = 1
    while index < len(blocks) and blocks[index].type == "paragraph":
        match = _NUMBER.match(blocks[index].content.text)
        if not match or len(blocks[index].content) > LONG_ITEM:
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
    return out[-1].type == "heading" or text.text.endswith(":") or bold_line(text)[0] is not None


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
