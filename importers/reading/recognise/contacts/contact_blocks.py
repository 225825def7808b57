"""Paragraphs that are nothing but a contact become contact blocks."""

from __future__ import annotations

import re

from ...model.article import Article, Block
from ...model.findings import Contact
from .card import Card
from .phone_numbers import EMAIL


def mark_blocks(article: Article, cards: list[Card]) -> None:
    """Paragraphs that are nothing but a contact become contact blocks, with their words as they stand."""
    owners: dict[int, list[Contact]] = {}
    for card in cards:
        for passage, _, _ in card.passages:
            if passage.block is not None and passage.kind == "paragraph":
                contacts = owners.setdefault(id(passage.block), [])
                if card.contact not in contacts:
                    contacts.append(card.contact)
    for blocks in [article.blocks, *(b.children for b in article.walk() if b.type == "factbox")]:
        index = 0
        while index < len(blocks):
            block = blocks[index]
            named = owners.get(id(block))
            if not named or block.type != "paragraph" or not _only_contact(block):
                index += 1
                continue
            group = [block]
            while index + len(group) < len(blocks):
                following = blocks[index + len(group)]
                theirs = owners.get(id(following))
                if following.type != "paragraph" or not theirs or theirs[0] is not named[-1] or len(theirs) > 1:
                    break
                group.append(following)
            joined = Block("contact", contacts=list(named))
            joined.items = [Block("paragraph", part.content) for part in group]
            blocks[index : index + len(group)] = [joined]
            index += 1


def _only_contact(block: Block) -> bool:
    text = block.content.text.strip()
    return len(text) < 160 and not re.search(r"[.!?] [A-ZÅÄÖ]", EMAIL.sub("", text))
