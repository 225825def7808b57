"""Lists: ordered, nested, of definitions, and those that only lay out sections."""

from __future__ import annotations

from ...model.article import Block
from . import pictures
from .element import Element
from .inline import Run, join_lines
from .walker import Walker


def read_list(walker: Walker, element: Element, depth: int) -> None:
    block = Block("list", ordered=element.tag == "ol", data={"rule": element.tag})
    if block.ordered and (element.get("start") or "").strip().isdigit():
        block.data["start"] = int(element.get("start", "1"))
    laid_out: list[Block] = []
    for item in _items(walker, element, depth):
        if item and item[0].type == "heading" and all(b.type == "list" for b in item[1:]):
            item[0].type = "paragraph"  # a heading that is all its item says is the item
        if item and item[0].type == "paragraph" and all(b.type in ("paragraph", "list") for b in item[1:]):
            block.items.append(Block("paragraph", content=item[0].content, children=item[1:]))
        elif (
            item and all(b.type in ("paragraph", "list", "image", "embed", "quote") for b in item) and _has_words(item)
        ):
            first = next(b for b in item if b.type == "paragraph")
            rest = [b for b in item if b is not first]
            block.items.append(Block("paragraph", content=first.content, children=rest))
        elif len(item) == 1 and item[0].type == "list":
            _nest(block, item[0])
        elif item:
            # A list whose items hold headings or pictures only lays out sections.
            if block.items:
                laid_out.append(block)
                block = Block("list", ordered=block.ordered, data=dict(block.data))
            laid_out.extend(item)
    if block.items:
        laid_out.append(block)
    walker.flush()
    for part in laid_out:
        walker.add(part)


def _has_words(item: list[Block]) -> bool:
    """Whether a list item with pictures in it says something beside them: else it is a gallery."""
    return any(block.type == "paragraph" for block in item) and item[-1].type != "image"


def _items(walker: Walker, element: Element, depth: int) -> list[list[Block]]:
    walker.flush()
    items: list[list[Block]] = []
    loose = Run()
    if element.text and element.text.strip():
        loose.add(element.text, walker.page.start[element])
    for child in element:
        if child.tag == "li":
            rule = walker.rule_for(child)
            if rule:
                if rule != "taken":
                    walker.drop(child, rule)
            else:
                items.append(walker.inside(child, depth))
        else:
            items.append(walker.inside(child, depth, itself=True))
        if child.tail and child.tail.strip():
            loose.add(child.tail, walker.page.end[child])
    if loose:
        items.append([Block("paragraph", content=loose.text(), data={"rule": "text-in-list"})])
    return items


def _nest(block: Block, nested: Block) -> None:
    """A list that stands directly in a list belongs to the item before it."""
    if block.items:
        block.items[-1].children.append(nested)
    else:
        block.items.extend(nested.items)


def read_definitions(walker: Walker, element: Element, depth: int) -> None:
    if pictures.as_figure(walker, element, depth):
        return
    walker.flush()
    block = Block("list", data={"rule": "dl", "definitions": True})
    after: list[Block] = []
    for child in _definition_parts(element):
        rule = walker.rule_for(child)
        if rule:
            if rule != "taken":
                walker.drop(child, rule)
            continue
        blocks = walker.inside(child, depth) if child.tag in ("dt", "dd") else walker.inside(child, depth, itself=True)
        texts = [b for b in blocks if b.type in ("paragraph", "heading")]
        if child.tag == "dt" and texts and len(texts) == len(blocks):
            block.items.append(Block("paragraph", content=join_lines([b.content for b in texts])))
        elif child.tag == "dd" and block.items and texts and len(texts) == len(blocks):
            owner = block.items[-1]
            if not owner.children:
                owner.children.append(Block("list", data={"rule": "dd", "definitions": True}))
            owner.children[0].items.append(Block("paragraph", content=join_lines([b.content for b in texts])))
        else:
            if block.items:
                after.append(block)
                block = Block("list", data=dict(block.data))
            after.extend(blocks)
    if block.items:
        after.append(block)
    for part in after:
        walker.add(part)


def _definition_parts(element: Element) -> list[Element]:
    parts: list[Element] = []
    for child in element:
        if child.tag == "div":
            parts.extend(child)
        else:
            parts.append(child)
    return parts
