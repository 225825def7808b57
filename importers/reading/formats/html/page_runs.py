"""The segments of a page: the runs of words that a browser sets apart, each with the elements that it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from . import noise
from .element import Element
from .sentences import INLINE
from .tree import Page

_FRAME = frozenset(("navigation", "header", "footer", "search", "dialog", "tools", "tooltip"))
_UNSEEN = frozenset(("hidden", "noscript", "template", "head", "page-title", "system-label", "shortcode"))
# Names of what stands around every page. Others are names of content too: a paragraph may be a "promo".
_FRAME_NAMES = frozenset(
    "cookies comments navigation breadcrumb footer header search login share screen-reader".split()
)
_IN_LINES = INLINE | {"br", "img", "svg", "input", "button"}


@dataclass(frozen=True, slots=True)
class Around:
    """What a segment stands in, by the nearest element that says anything: `structure` by tag and role ("frame",
    "unseen", "aside", "article", "main"), `names` by id and class ("frame", "doubted"); "" where none does."""

    structure: str = ""
    names: str = ""
    root: bool = False  # in what is read as the article


@dataclass(frozen=True, slots=True)
class Run:
    """A segment: where its words stand on the page, and the block that holds them."""

    holder: Element
    start: int
    end: int
    around: Around


def find_runs(page: Page, body: Element, roots: set[Element]) -> Iterator[Run]:
    """Every run of words in a page's order. `roots` are the elements that are read as the article."""
    text, start, end = page.text, page.start, page.end
    holding = _holding_blocks(body)
    stack = [(body, iter(body), _around(body, Around(), roots))]
    at = start[body]
    while stack:
        element, children, around = stack[-1]
        for child in children:
            if not isinstance(child.tag, str) or (child.tag in _IN_LINES and child not in holding):
                continue
            if at < start[child] and not text[at : start[child]].isspace():
                yield Run(element, at, start[child], around)
            at = start[child]
            stack.append((child, iter(child), _around(child, around, roots)))
            break
        else:
            if at < end[element] and not text[at : end[element]].isspace():
                yield Run(element, at, end[element], around)
            at = end[element]
            stack.pop()


def _holding_blocks(body: Element) -> set[Element]:
    """The elements that stand in lines and hold blocks all the same, as a link around a card does."""
    found: set[Element] = set()
    for element in body.iter():
        if not isinstance(element.tag, str) or element.tag in _IN_LINES:
            continue
        part = element.getparent()
        while part is not None and part.tag in _IN_LINES and part not in found:
            found.add(part)
            part = part.getparent()
    return found


def _around(element: Element, outer: Around, roots: set[Element]) -> Around:
    structure = outer.structure
    if structure not in ("frame", "unseen"):
        structure = _structure(element, structure)
    names, kind = element.get("class"), element.get("id")
    called = outer.names
    if (names or kind) and element.tag not in ("body", "html"):
        called = _called(f"{kind or ''} {names or ''}".strip()) or called
    root = outer.root or element in roots
    if structure == outer.structure and called == outer.names and root == outer.root:
        return outer
    return Around(structure, called, root)


def _structure(element: Element, outer: str) -> str:
    tag = element.tag
    rule = noise.hard_rule(element)
    if rule in _UNSEEN:
        return "unseen"
    if rule in _FRAME:
        return "frame"
    if tag in ("header", "footer"):
        return outer if outer in ("article", "main") else "frame"
    if tag == "aside" or element.get("role") == "complementary":
        return "aside"
    if tag == "article":
        return "article"
    if tag == "main" or element.get("role") == "main":
        return "main"
    return outer


@lru_cache(maxsize=8192)
def _called(names: str) -> str:
    rule = noise.rule_of_names(names)
    if rule is None:
        return ""
    return "frame" if rule in _FRAME_NAMES else "doubted"
