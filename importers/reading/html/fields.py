"""What stands around the running text: dates, bylines, kickers and repeated titles, taken out of the blocks."""

from __future__ import annotations

import re
from collections.abc import Callable

from .. import boilerplate, dates
from ..article import Article, Block
from ..spans import Span, Text
from ..structure import BYLINE, is_person
from .clean import is_link_only

Drop = Callable[[Span, str], None]

_BY = re.compile(
    r"(?:(?:written|posted|published|story|words|reported)\s+)?by:?\s+\S.{1,80}|av:?\s+[A-ZÅÄÖ]\S+.{0,60}|"
    r"\d{1,3}\s*(?:-\s*)?(?:min(?:ute)?s?)\s*(?:read|to read|lästid)?|"
    r"(?:reading time|lästid|estimated reading).{0,40}|"
    r"(?:posted|filed|published|publicerad)\s+(?:in|under|i)\b:?.{1,80}|updated?:?|"
    r"published:?|written by|author:?|share:?|"
    r"(?:posted|published)\s+on:?|advertisement|annons",
    re.IGNORECASE,
)
_NOISE_LINE = re.compile(
    r"(?:advertisement|annons|sponsored(?: content)?|share(?: this)?(?: article| post| story)?:?|tweet|print|email|"
    r"read more:?|related(?: articles| stories| posts)?:?|listen to (?:this )?article.{0,40}|sign up.{0,80}|"
    r"(?:no )?comments?|\d+ comments?|leave a (?:comment|reply)|skip to (?:main )?content|image source.{0,80}|"
    r"(?:click|tap) (?:here )?to (?:share|print|email).{0,60}|like this:?|like loading.*|loading\.*)",
    re.IGNORECASE,
)


def take_date_lines(article: Article, blocks: list[Block], drop: Drop, used: list[tuple[Text, str]]) -> list[Block]:
    """Take lines that only say when and by whom; fills the article's dates where structured data gave none."""
    out: list[Block] = []
    prose = False
    last = max((i for i, b in enumerate(blocks) if b.type == "paragraph" and len(b.content) > 120), default=-1)
    for index, block in enumerate(blocks):
        text = block.content.text
        if block.type == "paragraph" and len(text) <= 200 and (not prose or index > last):
            line = dates.read_date_line(text)
            if line is not None:
                article.dates.append(block.content)
                used.append((block.content, "date-line"))
                _assign(article, line)
                continue
            kind = dates.kind_of(text)
            if kind and not prose:
                article.kind = article.kind or kind
                article.dates.append(block.content)
                used.append((block.content, "kind-label"))
                continue
        elif block.type == "paragraph" and len(text) <= 200 and text[-1:].isdigit() and dates.read_date_line(text):
            article.dates.append(block.content)
            used.append((block.content, "date-line"))
            continue
        if block.type == "paragraph" and len(text) > 120:
            prose = True
        out.append(block)
    return out


def _assign(article: Article, line: dates.DateLine) -> None:
    for role, iso in line.dates:
        if iso and role == "updated" and not article.updated:
            article.updated = iso
        elif iso and role == "published" and not article.published:
            article.published = iso


def drop_furniture(article: Article, blocks: list[Block], drop: Drop) -> list[Block]:
    """Leave out lines that named rules know, a title said twice, and bylines at the head and foot of the text."""
    out: list[Block] = []
    title = _folded(article.title.text)
    prose = 0
    first = next((i for i, b in enumerate(blocks) if b.type == "paragraph" and len(b.content) > 120), len(blocks))
    for index, block in enumerate(blocks):
        text = block.content.text
        if block.type in ("paragraph", "heading") and text:
            rule = boilerplate.rule_for(text, "body") if len(text) < 200 else None
            if not rule and title and _folded(text) == title and prose < 2:
                rule = "repeated-title"
            if not rule and len(text) <= 120 and _NOISE_LINE.fullmatch(text.strip(" .:")):
                rule = "furniture-line"
            if not rule and block.type == "paragraph" and len(text) <= 120 and index < first and is_byline(text):
                rule = "byline"
            if rule:
                for part in block.texts():
                    drop(part.span(), rule)
                continue
        if block.type == "paragraph" and len(text) > 60:
            prose += 1
        out.append(block)
    return out


def is_byline(text: str) -> bool:
    """A line that says who wrote the text."""
    return bool(_BY.fullmatch(text.strip(" |·•")) or BYLINE.fullmatch(text) or is_person(text))


def drop_link_lists(blocks: list[Block], drop: Drop) -> list[Block]:
    """Leave out lists of nothing but links at the head and the foot of the text (menus, teasers)."""
    body = [
        i
        for i, b in enumerate(blocks)
        if (b.type == "paragraph" and len(b.content) > 80) or b.type in ("quote", "table")
    ]
    if not body:
        return blocks
    out: list[Block] = []
    for index, block in enumerate(blocks):
        if (index < body[0] or index > body[-1]) and block.type == "list" and _all_links(block):
            for text in block.texts():
                drop(text.span(), "link-list")
            if out and out[-1].type == "heading" and index > body[-1]:
                head = out.pop()
                drop(head.content.span(), "link-list")
            continue
        out.append(block)
    return out


def _all_links(block: Block) -> bool:
    texts = list(block.texts())
    return len(texts) >= 2 and sum(is_link_only(text) for text in texts) >= 0.8 * len(texts)


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
