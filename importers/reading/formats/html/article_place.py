"""The place of the article on a page, and what stands above and outside it."""

from __future__ import annotations

from dataclasses import dataclass, field

from .element import Element
from .page_ledger import Claim
from .prose_weight import prose
from .tree import Page

_LEADING = frozenset("p div section blockquote h2 h3 strong span".split())
_MOST_LEADING = 8


@dataclass(slots=True)
class Place:
    """Where the article is: its elements, the noise found in them and beside them, and how it was found."""

    roots: list[Element]
    rule: str
    cut: dict[Element, str] = field(default_factory=dict)
    mass: dict[Element, float] = field(default_factory=dict)
    total: float = 0.0
    doubts: dict[Element, str] = field(default_factory=dict)  # kept, though its names call it noise: the rule
    held: set[Element] = field(default_factory=set)  # what the second opinion takes for the article's, where asked


def above(page: Page, head: Element, roots: list[Element], place: Place) -> list[Element]:
    """What stands between the title and the located article and belongs to it: running text and pictures."""
    root = roots[0]
    start, end = page.end[head], page.start[root]
    if start > end or head is root or any(parent is root for parent in head.iterancestors()):
        return []
    region = common(root, head)
    found: list[Element] = []
    stack = [region]
    while stack:
        element = stack.pop()
        if element in place.cut or element is root or element is head:
            continue
        inside = page.start[element] >= start and page.end[element] <= end
        picture = element.tag in ("figure", "img", "picture")
        if inside and (picture or (element.tag in _LEADING and prose(page, element) > 0)):
            if picture or len(page.folded(element)) >= 40:
                found.append(element)
            continue
        if page.end[element] >= start and page.start[element] <= end:
            stack.extend(child for child in reversed(element) if isinstance(child.tag, str))
    if len(found) > _MOST_LEADING or sum(page.end[e] - page.start[e] for e in found) > 2500:
        return []  # that is another article, not the beginning of this one
    return found


def common(one: Element, other: Element) -> Element:
    """The smallest element that holds both."""
    above = {other, *other.iterancestors()}
    return next(part for part in (one, *one.iterancestors()) if part in above)


def outside(page: Page, roots: list[Element], place: Place) -> list[Claim]:
    """Claims for everything that is not in the article's elements: dropped, by the rule of the nearest noise."""
    claims: list[Claim] = []
    at = 0
    for start, end in sorted((page.start[root], page.end[root]) for root in roots):
        if start > at:
            claims.append((at, start, "dropped", "outside-article", ""))
        at = max(at, end)
    claims.append((at, page.end[page.root], "dropped", "outside-article", ""))
    for element, rule in place.cut.items():
        claims.append((page.start[element], page.end[element], "dropped", rule, ""))
    head = page.root.find("head")
    if head is not None:
        claims.append((page.start[head], page.end[head], "dropped", "page-title", ""))
    return claims
