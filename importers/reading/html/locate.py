"""Where on a page the article is.

The page says it (itemprop, the containers that publishing systems use, <article>, <main>), or the words do: the
smallest element that holds nearly all of the running text that no rule calls noise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from . import noise
from .claims import Claim
from .disclosure import Panels
from .tree import Element, Page

_KNOWN = re.compile(
    r"(?:^|\s)(?:(?:article|story|post|entry|news|blog|page|main|press-?release|node|field)[-_]{0,2}"
    r"(?:body|content|text|copy|inner-?content|body-?content|content-?body|body-?text|body-?copy|main-?content)|"
    r"articlebody|articlecontent|storybody|postcontent|entrycontent|content-core|parent-fieldname-text|"
    r"field--name-body|td-post-content|body-?copy|rich-?text|wysiwyg)(?:\s|$)",
    re.IGNORECASE,
)
_PROSE = frozenset("p li blockquote pre td dd dt h2 h3 h4 h5 h6 figcaption summary".split())
_SKIP_LINKS = 0.55
_NAMED_SHARE = 0.45  # how much of the page's running text a container that the page itself names must hold
_SHARE = 0.86  # how much of it the element we step down into must hold


@dataclass(slots=True)
class Place:
    """Where the article is: its elements, the noise found in them and beside them, and how it was found."""

    roots: list[Element]
    rule: str
    cut: dict[Element, str] = field(default_factory=dict)
    mass: dict[Element, float] = field(default_factory=dict)
    total: float = 0.0


def locate(page: Page, panels: Panels) -> Place:
    """The article's place on the page; the whole body where nothing tells. Hidden panels count as shown."""
    body = page.root.find("body")
    body = page.root if body is None else body
    cut = find_noise(page, body, panels)
    mass = weigh(page, body, cut)
    total = mass.get(body, 0.0)
    if total <= 0:
        return Place([body], "whole-page", cut, mass, total)
    root, rule = _named(page, body, cut, mass, total)
    if root is None:
        root, rule = body, "running-text"
        share = _SHARE
    else:
        share = 0.93
    root = _descend(root, mass, share)
    return Place([root], rule, cut, mass, total)


def find_noise(page: Page, body: Element, panels: Panels) -> dict[Element, str]:
    """The elements that rules call noise, outermost only; none that holds the article by tag or by weight."""
    cut: dict[Element, str] = {}
    whole = max(1, len(page.words(body).split()))
    stack = [body]
    while stack:
        element = stack.pop()
        for child in element:
            if not isinstance(child.tag, str):
                continue
            rule = _noise_rule(page, child, whole)
            if rule and not (rule == "hidden" and panels.is_panel(child)):
                cut[child] = rule
            elif len(child):
                stack.append(child)
    return cut


def _noise_rule(page: Page, element: Element, whole: int) -> str | None:
    rule = noise.hard_rule(element)
    tag = element.tag
    if rule:
        return rule
    if tag == "footer":
        parents = [p.tag for p in element.iterancestors("article", "blockquote", "figure", "main")]
        return None if parents and parents[0] in ("blockquote", "figure") else "footer"
    if tag == "header":
        inside = any(
            p.tag in ("article", "main", "section") for p in element.iterancestors("article", "main", "section")
        )
        return None if inside or element.find(".//h1") is not None else "header"
    if tag in ("form", "button", "p", "h1", "h2", "h3", "h4", "img", "article", "main", "html", "body", "details"):
        return None
    if tag in ("a", "li", "td", "tr", "tbody", "span", "b", "strong", "em", "i") and not element.get("class"):
        return None
    rule = noise.soft_rule(element)
    if not rule:
        return None
    if rule in ("screen-reader", "cookies"):
        return rule
    if (
        element.find(".//h1") is not None
        or element.find(".//article") is not None
        or element.find(".//main") is not None
    ):
        words = len(page.words(element).split())
        if rule in ("comments", "related") and element.find(".//h1") is None and words < whole * 0.4:
            return rule
        return None
    return rule if len(page.words(element).split()) < whole * 0.5 else None


def weigh(page: Page, body: Element, cut: dict[Element, str]) -> dict[Element, float]:
    """How much running text each element holds, noise left out: characters of paragraphs, links taken off."""
    mass: dict[Element, float] = {}
    stack: list[Element] = [body]
    while stack:
        element = stack.pop()
        weight = _prose(page, element)
        if weight:
            holder: Element | None = element
            while holder is not None:
                mass[holder] = mass.get(holder, 0.0) + weight
                if holder is body:
                    break
                holder = holder.getparent()
        for child in element:
            if isinstance(child.tag, str) and child not in cut:
                stack.append(child)
    return mass


def _prose(page: Page, element: Element) -> float:
    """The weight of the running text that stands directly in an element and its inline children."""
    tag = element.tag
    if tag not in _PROSE and tag not in ("div", "section", "article", "main", "body", "center", "font"):
        return 0.0
    length = len(element.text.strip()) if element.text else 0
    linked = 0
    for child in element:
        if isinstance(child.tag, str):
            size = 0
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


_INLINE = frozenset("b strong i em span font u small sub sup abbr cite q code mark ins time label strike del".split())


def _named(
    page: Page, body: Element, cut: dict[Element, str], mass: dict[Element, float], total: float
) -> tuple[Element | None, str]:
    """The element that the page names as the article, where it holds enough of the running text."""
    candidates: list[tuple[int, float, Element, str]] = []
    for element, weight in mass.items():
        if weight < total * _NAMED_SHARE:
            continue
        if "articlebody" in (element.get("itemprop") or "").lower():
            candidates.append((0, weight, element, "itemprop-articleBody"))
        elif element.tag == "article":
            candidates.append((2, weight, element, "article"))
        elif element.tag == "main" or element.get("role") == "main":
            candidates.append((3, weight, element, "main"))
        else:
            names = noise.names_of(element)
            if names and _KNOWN.search(names):
                candidates.append((1, weight, element, "container"))
    if not candidates:
        return None, ""
    best = min(candidates, key=lambda c: (c[0], -c[1]))
    return best[2], best[3]


def _descend(root: Element, mass: dict[Element, float], share: float) -> Element:
    """Step into the child that holds nearly all running text, as long as there is one."""
    while True:
        weight = mass.get(root, 0.0)
        following = None
        for child in root:
            if mass.get(child, 0.0) >= weight * share and child.tag not in (
                "p",
                "blockquote",
                "ul",
                "ol",
                "table",
                "pre",
                "tbody",
                "tr",
                "td",
            ):
                following = child
                break
        if following is None:
            return root
        if following.tag in ("li", "figure", "details"):
            return root
        root = following


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
        if inside and (picture or element.tag in ("p", "h2", "blockquote") or _prose(page, element)):
            if picture or len(page.folded(element)) >= 40:
                found.append(element)
            continue
        if page.end[element] >= start and page.start[element] <= end:
            stack.extend(child for child in reversed(element) if isinstance(child.tag, str))
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
