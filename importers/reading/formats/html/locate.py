"""Where on a page the article is.

The page says it (itemprop, the containers that publishing systems use, <article>, <main>), or the words do: the
smallest element that holds nearly all of the running text that no rule calls noise.

"""

from __future__ import annotations

import re

from . import noise, second_opinion
from .article_place import Place
from .element import Element
from .noise_on_page import find_noise
from .panels import Panels
from .prose_weight import weigh
from .sentences import in_sentence
from .teasers import cut_teasers
from .tree import Page

_KNOWN = re.compile(
    r"(?:^|\s)(?:(?:article|story|post|entry|news|blog|page|main|press-?release|node|field)[-_]{0,2}"
    r"(?:body|content|text|copy|inner-?content|body-?content|content-?body|body-?text|body-?copy|main-?content)|"
    r"articlebody|articlecontent|storybody|postcontent|entrycontent|content-core|parent-fieldname-text|"
    r"field--name-body|td-post-content|body-?copy|rich-?text|wysiwyg)(?:\s|$)",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"(?:^|\s)(?:page|main|content)[-_]{0,2}(?:content|body|main-?content)(?:\s|$)", re.IGNORECASE)
_NAMED_SHARE = 0.45  # how much of the page's running text a container that the page itself names must hold
_OPINION_SHARE = 0.12  # of all running text: an opinion that leaves nearly all out is mistaken
_MOST_PEERS = 6
_STEP = 0.86  # how much of it the element we step down into must hold


def locate(page: Page, panels: Panels) -> Place:
    """The article's place on the page; the whole body where nothing tells. Hidden panels count as shown."""
    body = page.root.find("body")
    body = page.root if body is None else body
    mass = weigh(page, body)
    doubts: dict[Element, str] = {}
    cut = find_noise(page, body, panels, mass, doubts)
    total = mass.get(body, 0.0)
    if total <= 0:
        return Place([body], "whole-page", cut, mass, total, doubts)
    held: set[Element] = set()
    root, rule = _named(body, mass, total)
    if root is None:
        root, rule = _descend(body, mass, _STEP), "running-text"
        found = second_opinion.look(page, body, mass)
        if found is not None and mass.get(found.root, 0.0) >= _OPINION_SHARE * total:
            root, rule, held = found.root, "trafilatura", found.held
            cut.update((part, rule) for part, rule in found.cut.items() if not in_sentence(page, part))
            doubts.update((part, rule) for part, rule in found.doubts.items() if part not in cut)
    roots = _with_peers(page, root, mass) if rule == "container" else [root]
    cut_teasers(page, roots, cut, mass)
    return Place(roots, rule, cut, mass, total, doubts, held)


def _with_peers(page: Page, root: Element, mass: dict[Element, float]) -> list[Element]:
    """An element and others of the very same names, where a page lays the article out in several such parts."""
    names = root.get("class")
    peers = [
        element
        for element, weight in mass.items()
        if element is root
        or (element.get("class") == names and element.tag == root.tag and weight > 0.15 * mass[root])
    ]
    if not names or len(peers) > _MOST_PEERS:
        return [root]
    inside = set(peers)
    outermost = [element for element in peers if not any(parent in inside for parent in element.iterancestors())]
    return sorted(outermost, key=lambda element: page.start[element])


def _named(body: Element, mass: dict[Element, float], total: float) -> tuple[Element | None, str]:
    """The element that the page names as the article, where it holds enough of the running text."""
    candidates: list[tuple[int, float, Element, str]] = []
    for element, weight in mass.items():
        if weight < total * _NAMED_SHARE or element is body:
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
                vague = _VAGUE.search(names) is not None
                candidates.append((3 if vague else 1, weight, element, "container"))
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
