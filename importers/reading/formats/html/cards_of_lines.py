"""Contact cards made of lines."""

from __future__ import annotations

from ...furniture.contact_marks import bare_contact, has_contact, is_contact_label
from ...furniture.person_lines import is_person
from ...model.article import Block
from ...model.spans import Text
from .fake_lists import LONG_ITEM
from .inline import lines_of

_MOST_CARD_LINES, _LONGEST_CARD_LINE = 6, 100


def contacts(blocks: list[Block]) -> list[Block]:
    """Short paragraphs with names, phones and addresses under a label such as "Kontakt" are contact blocks."""
    out: list[Block] = []
    labelled = False
    for block in blocks:
        if block.type == "heading":
            labelled = is_contact_label(block.content.text)
            if labelled:
                block.data["label"] = "contact"
        elif labelled and block.type == "paragraph" and len(block.content) <= LONG_ITEM:
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
