"""A second opinion on where the article is, for pages that do not say it themselves.

trafilatura finds the text of such pages better than any other library, but loses structure. So it is asked only which
paragraphs are the article's; the tree that is read is our own, with all that stands among those paragraphs.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field

from . import edges
from .element import Element
from .tree import Page

# Shorter paragraphs say too little to tell where they stand.
_SHORTEST = 25
_KEY = 60
_OPENING = ("h1", "h2", "figure", "img", "picture")
_ENOUGH = 250  # characters of article below which the answer is not trusted


@dataclass(slots=True)
class Opinion:
    """The smallest element that holds the article, the parts of it that do not belong to the article, and those that
    may not; `held` are the paragraphs that it names."""

    root: Element
    cut: dict[Element, str] = field(default_factory=dict)
    doubts: dict[Element, str] = field(default_factory=dict)
    held: set[Element] = field(default_factory=set)


def look(page: Page, body: Element, mass: dict[Element, float]) -> Opinion | None:
    """What trafilatura takes for the article, as a place in our tree; None where it finds none or too little."""
    words = _ask(page)
    if len(words) < _ENOUGH:
        return None
    holders = [element for element in mass if _own(page, element) and _matches(page, element, words)]
    if not holders:
        return None
    held = set(holders)
    chain = [holders[0], *holders[0].iterancestors()]
    common = {element: depth for depth, element in enumerate(chain)}
    top = 0
    for element in holders[1:]:
        depth = next((common[part] for part in (element, *element.iterancestors()) if part in common), None)
        if depth is not None:
            top = max(top, depth)
    root = chain[top]
    parent = root.getparent()
    if root in held and root.tag in ("p", "blockquote", "pre", "li", "td") and parent is not None:
        root, parent = parent, parent.getparent()
    if root.tag in ("ul", "ol", "table", "tbody", "tr", "dl") and parent is not None:
        root = parent
    found = _edges(page, root, held, mass)
    return Opinion(root, found.cut, found.doubts, held)


def _ask(page: Page) -> str:
    import trafilatura
    from trafilatura.settings import use_config

    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "100")
    try:
        found = trafilatura.bare_extraction(
            copy.deepcopy(page.root), include_comments=False, with_metadata=False, fast=True, config=config
        )
    except (ValueError, TypeError, AttributeError, RecursionError, MemoryError):
        return ""
    text = getattr(found, "text", None) or ""
    return " ".join(text.split())


def _own(page: Page, element: Element) -> bool:
    return (
        element.tag not in ("body", "main", "article", "section")
        and page.end[element] - page.start[element] >= _SHORTEST
    )


def _matches(page: Page, element: Element, words: str) -> bool:
    folded = page.folded(element)
    return len(folded) >= _SHORTEST and folded[:_KEY] in words


def _edges(page: Page, root: Element, held: set[Element], mass: dict[Element, float]) -> edges.Edges:
    """What stands in an element before the article's first paragraph and after its last, and shows that it is
    furniture; titles, pictures and running text before it are left, since they may well be the article's."""
    first = min(page.start[element] for element in held)
    last = max(page.end[element] for element in held)
    parts: list[Element] = []
    stack = [root]
    while stack:
        for part in stack.pop():
            if not isinstance(part.tag, str) or part.tag == "br":
                continue
            before, after = page.end[part] <= first, page.start[part] >= last
            if before and (part.tag in _OPENING or next(part.iter("h1", "img"), None) is not None):
                continue
            if before and part.tag == "p" and mass.get(part, 0.0) > 0:
                continue
            if before or after:
                parts.append(part)
            elif part not in held and len(part):
                stack.append(part)
    titles = [page.start[heading] for heading in root.iter("h1") if page.words(heading).strip()]
    beside = {parent for element in held if (parent := element.getparent()) is not None}
    return edges.sort_out(page, parts, beside, title=min(titles, default=first), after=last)
