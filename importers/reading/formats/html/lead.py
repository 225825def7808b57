"""The lead (ingress): what the page names so, else the first paragraph of the text."""

from __future__ import annotations

import re

from ...model.article import Block
from ...model.spans import Text
from ...swedish.verbs import finite_verb_at
from . import noise
from .element import Element
from .inline import SPEECH
from .sentences import in_sentence
from .tree import Page

_NAMES = re.compile(
    r"(?:^|[\s_-])(?:ingress(?:en)?|lead|lede|preamble|pre-?ingress|standfirst|intro(?:-?text|duction)?|"
    r"document-?description|dek|deck)(?:$|[\s_](?!image)|-(?:text|paragraph|content|body)\b|-(?:\s|$))",
    re.IGNORECASE,
)
_SHORTEST, _LONGEST = 30, 1200


def named_lead(page: Page, roots: list[Element], cut: dict[Element, str], kept: set[Element]) -> Element | None:
    """The element near the beginning of the article that its names call a lead."""
    whole = sum(page.end[root] - page.start[root] for root in roots)
    for root in roots:
        start = page.start[root]
        for element in root.iter("p", "div", "span", "section", "h2", "h3", "strong"):
            if page.start[element] - start > max(3000, whole // 3):
                break
            names = noise.names_of(element)
            if not names or not (_NAMES.search(names) or element.get("itemprop") == "description"):
                continue
            length = len(page.folded(element))
            if not _SHORTEST <= length <= _LONGEST or length > 0.6 * whole or element in kept:
                continue
            if any(part in cut for part in (element, *element.iterancestors())) or in_sentence(page, element):
                continue
            if element.find(".//p//p") is None and len(list(element.iter("p"))) <= 2:
                return element
    return None


def take_first_paragraph(blocks: list[Block], title: int = 0) -> Text:
    """Take the first paragraph out of the blocks, where only pictures and at most one heading stand before it. What
    stands over the title, which begins at `title` on the page, leads into nothing."""
    headings = 0
    for index, block in enumerate(blocks):
        if block.type in ("image", "embed") or (block.span is not None and block.span.end <= title):
            continue
        if block.type == "heading" and not block.data.get("label") and not headings:
            headings += 1
            continue
        if (
            block.type == "paragraph"
            and not block.data.get("footnotes")
            and not SPEECH.match(block.content.text)
            and not block.content.text.endswith(":")
            and not _is_entry(block.content.text)
        ):
            del blocks[index]
            return plain_lead(block.content)
        break
    return Text()


def _is_entry(text: str) -> bool:
    """A few words that are no sentence, as a name or an entry of a list is: nothing that leads into a text."""
    return len(text) < 30 and text[-1:] not in '.!?…”"' and finite_verb_at(text) is None


def plain_lead(text: Text) -> Text:
    """A lead that is bold from beginning to end is so by its place; the mark says nothing."""
    covered = sum(m.end - m.start for m in text.marks if m.kind == "b")
    if covered >= len(text) - 2:
        return Text(text.text, text.offsets, [m for m in text.marks if m.kind != "b"])
    return text
