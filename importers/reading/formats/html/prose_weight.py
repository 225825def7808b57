"""How much prose an element of a page holds."""

from __future__ import annotations

from .element import Element
from .noise import is_hidden
from .tree import Page

_PROSE = frozenset("p li blockquote pre td dd dt h2 h3 h4 h5 h6 figcaption summary".split())
_SKIP_LINKS = 0.55
_LONGEST_CARD = 800  # characters of a link around a heading and a text; what is longer is a link that nobody closed


def weigh(page: Page, body: Element) -> dict[Element, float]:
    """How much running text each element holds: characters of paragraphs, links taken off."""
    mass: dict[Element, float] = {}
    teased: set[Element] = set()  # a whole card that is one link leads to another text
    for link in body.iter("a"):
        if len(link) and link.get("href") and page.end[link] - page.start[link] <= _LONGEST_CARD:
            teased.update(link.iterdescendants(*_WEIGHED))
    for element in body.iter(*_WEIGHED):
        weight = prose(page, element) if element not in teased else 0.0
        holder: Element | None = element if weight else None
        while holder is not None:
            mass[holder] = mass.get(holder, 0.0) + weight
            holder = None if holder is body else holder.getparent()
    return mass


def prose(page: Page, element: Element) -> float:
    """The weight of the running text that stands directly in an element and its inline children."""
    tag = element.tag
    length = len(element.text.strip()) if element.text else 0
    linked = 0
    for child in element:
        if isinstance(child.tag, str):
            size = 0
            if child.get("style") and is_hidden(child):
                length += len(child.tail.strip()) if child.tail else 0
                continue
            if child.tag == "a":
                size = page.end[child] - page.start[child]
                linked += size
            elif child.tag in _INLINE:
                size = page.end[child] - page.start[child]
                if child.tag != "span" or child.find(".//a") is not None:
                    linked += sum(page.end[a] - page.start[a] for a in child.iter("a"))
            length += size
        if child.tail:
            length += len(child.tail.strip())
    if length < 25 or linked > length * _SKIP_LINKS:
        return 0.0
    weight = float(length - linked)
    if tag == "p" or tag == "blockquote" or tag == "pre":
        return weight if length > 60 else weight * 0.7
    if tag in ("li", "td", "dd", "dt", "figcaption", "summary"):
        return weight * (0.5 if length > 80 else 0.25)
    if tag[0] == "h":
        return weight * 0.2
    return weight if length > 80 else weight * 0.4


_WEIGHED = (*sorted(_PROSE), "div", "section", "article", "main", "body", "center", "font")
_INLINE = frozenset("b strong i em span font u small sub sup abbr cite q code mark ins time label strike del".split())
