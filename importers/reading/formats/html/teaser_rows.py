"""Rows of teasers among the blocks: links with a line about where they lead."""

from __future__ import annotations

import re

from ...model.article import Block
from .link_arrows import is_link_only
from .link_labels import LONGEST_DESCRIPTION, LONGEST_LABEL, Drop

_LONGEST_ABOUT = 600
# A line between paragraphs that leads to another article, as English news write it.
_LEADS = re.compile(
    r"(?:related|read more|read also|also read|see more|see also|more|read|watch|don.t miss|recommended)\s*:",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"(?:about the (?:author|writer)s?|om (?:författaren|skribenten)|author bio\w*|more from this author)",
    re.IGNORECASE,
)
_REPEATED = 80
ELSEWHERE = re.compile(
    r"(?:related|more (?:in|from|on|about|stories|news|articles|great|like)|trending|up next|read (?:more|next|also)|"
    r"you (?:may|might) (?:also )?(?:like|be interested|enjoy)|recommended|most (?:read|popular|viewed)|"
    r"popular|latest|see also|also (?:read|see)|don.t miss|keep reading|similar|other (?:news|stories|articles)|"
    r"what to read|"
    r"(?:fler|andra|senaste|relaterade|mest lästa|övriga) (?:nyheter|artiklar|pressmeddelanden|inlägg)|"
    r"reader interactions|trackbacks|comments|leave a)\b",
    re.IGNORECASE,
)


def drop_teasers(blocks: list[Block], drop: Drop) -> list[Block]:
    """Leave out sections that lead to other articles, by what their heading says and that they are mostly links; and
    paragraphs that stand on the page a second time, word for word."""
    out: list[Block] = []
    seen: set[str] = set()
    index = 0
    while index < len(blocks):
        block = blocks[index]
        text = block.content.text
        end = index + 1
        rule = ""
        if block.type in ("heading", "paragraph") and len(text) <= LONGEST_LABEL and ELSEWHERE.match(text):
            end = _end_of_teasers(blocks, index)
            rule = "teasers" if end > index + 1 or end == len(blocks) else ""
        elif (
            block.type in ("heading", "paragraph")
            and len(text) <= LONGEST_LABEL
            and _AUTHOR.fullmatch(text.strip(" :"))
        ):
            while end < len(blocks) and blocks[end].type in ("paragraph", "image") and end - index <= 4:
                end += 1
            if sum(len(part.text) for part in blocks[index:end]) > _LONGEST_ABOUT:
                end = index + 1
            rule = "author" if end > index + 1 else ""
        elif _is_line_of_teasers(block):
            rule = "teasers"
        elif block.type == "paragraph" and len(text) >= _REPEATED and block.data.get("rule") != "p":
            rule = "repeated-paragraph" if text in seen else ""
            seen.add(text)
        if not rule:
            out.append(block)
            index += 1
            continue
        for part in blocks[index:end]:
            if part.type in ("image", "embed") and not part.text:
                out.append(part)
            for piece in part.texts():
                drop(piece.span(), rule)
        index = end
    return out


def _end_of_teasers(blocks: list[Block], index: int) -> int:
    """Where what stands under a label for other articles ends."""
    end = index + 1
    while (
        end < len(blocks)
        and blocks[end].type != "heading"
        and (_leads_away(blocks[end]) or (end > index + 1 and _is_description(blocks, end)))
    ):
        end += 1
    while end < len(blocks) and blocks[end].type == "heading" and is_link_only(blocks[end].content):
        end += 1
        while end < len(blocks) and blocks[end].type in ("paragraph", "image") and len(blocks[end].text) < 250:
            end += 1
    return end


def _is_line_of_teasers(block: Block) -> bool:
    """Whether a block by itself leads to other articles: a label and a link on one line, or a box of links."""
    text = block.content.text
    if block.type == "factbox":
        return bool(ELSEWHERE.match(text)) and all(map(_leads_away, block.children))
    return block.type in ("heading", "paragraph") and len(text) <= 200 and bool(_LEADS.match(text)) and _is_led(block)


def _is_description(blocks: list[Block], index: int) -> bool:
    """Whether a short paragraph says something of the page that the link right above it leads to."""
    block, before = blocks[index], blocks[index - 1]
    after = blocks[index + 1] if index + 1 < len(blocks) else None
    return (
        block.type == "paragraph"
        and len(block.content) <= LONGEST_DESCRIPTION
        and is_link_only(before.content)
        and (after is None or after.type == "heading" or _leads_away(after))
    )


def _is_led(block: Block) -> bool:
    """Whether all that stands after a line's label is a link."""
    after = block.content.text.index(":") + 1
    linked = sum(m.end - max(m.start, after) for m in block.content.marks if m.kind == "a" and m.end > after)
    return linked >= 0.9 * max(1, len(block.content.text[after:].strip()))


def _leads_away(block: Block) -> bool:
    """Whether most of a block's words are links, or it is only a picture."""
    texts = list(block.texts())
    if not texts:
        return True
    linked = sum(m.end - m.start for text in texts for m in text.marks if m.kind == "a")
    return linked >= 0.6 * sum(len(text) for text in texts)
