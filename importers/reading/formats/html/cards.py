"""Contact cards: who to ask, line by line."""

from __future__ import annotations

from ...furniture.contact_marks import EMAIL, PHONE
from ...furniture.person_lines import is_person
from ...model.article import Block
from .element import Element
from .inline import lines_of
from .tree import Page
from .walker import Walker


def read_contact(walker: Walker, element: Element, depth: int) -> bool:
    """A contact card: each of its lines an item. A box with several cards is read card by card."""
    if walker.in_contact or not _has_contact(walker.page, element) or _holds_kept(walker, element):
        return False
    cards = _cards(walker.page, element)
    if len(cards) > 1 and all(card.tag in ("div", "article", "section", "address") for card in cards):
        walker.marked.update(dict.fromkeys(cards, "contacts"))
        for block in walker.inside(element, depth):
            _add_contact(walker, block)
        return True
    if len(cards) > 1:
        walker.in_contact = True
        blocks = walker.inside(element, depth)
        walker.in_contact = False
        for block in blocks:
            _add_contact(walker, block)
        return True
    walker.in_contact = True
    blocks = walker.inside(element, depth)
    walker.in_contact = False
    group = Block("contact", data={"rule": "contact-card"})
    for block in blocks:
        if block.type == "heading" and not group.items and not is_person(block.content.text):
            block.data["label"] = "contact"
            walker.add(block)
        elif block.type in ("paragraph", "heading", "list", "quote"):
            group.items.extend(Block("paragraph", content=line) for text in block.texts() for line in lines_of(text))
        else:
            walker.add(block)
    if group.items:
        walker.add(group)
    return True


def _add_contact(walker: Walker, block: Block) -> None:
    """A block of a box with several cards: the items of its lists are cards."""
    if block.type == "list":
        for item in block.items:
            lines = [line for text in item.texts() for line in lines_of(text)]
            items = [Block("paragraph", content=line) for line in lines]
            walker.add(Block("contact", items=items, data={"rule": "contact-card"}))
        return
    if block.type == "heading" and not is_person(block.content.text):
        block.data["label"] = "contact"
    walker.add(block)


def _holds_kept(walker: Walker, element: Element) -> bool:
    return bool(walker.kept) and any(part in walker.kept for part in element.iterdescendants())


def _has_contact(page: Page, element: Element) -> bool:
    words = " ".join(element.itertext())
    return bool(EMAIL.search(words) or PHONE.search(words)) or any(
        (a.get("href") or "").startswith(("mailto:", "tel:")) for a in element.iter("a")
    )


def _cards(page: Page, element: Element) -> list[Element]:
    """The parts of a contact box that each tell of one contact."""
    box = element
    while len(box) == 1 or (len(box) and sum(_has_contact(page, part) for part in box) == 1):
        box = next((part for part in box if _has_contact(page, part)), box[0])
        if not len(box):
            break
    parts = [
        part
        for part in box
        if part.tag in ("li", "div", "article", "section", "tr", "address") and _has_contact(page, part)
    ]
    if any(len(page.folded(part)) < 25 or "@" in page.folded(part).split(" ")[0] for part in parts):
        return []
    return parts
