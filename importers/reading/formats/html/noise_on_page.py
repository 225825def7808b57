"""Elements of a page that are no part of any article: menus, forms, share buttons."""

from __future__ import annotations

from . import evidence, noise
from .element import Element
from .panels import Panels
from .sentences import UNSEEN, in_sentence
from .tree import Page

_NEVER = frozenset("form button p h1 h2 h3 h4 img article main html body details br hr tbody tr".split())
_RARELY = frozenset("a li td span b strong em i ul ol table".split())
_OF_LINKS = frozenset("navigation breadcrumb share tags related tools sidebar".split())


def find_noise(
    page: Page, body: Element, panels: Panels, mass: dict[Element, float], doubts: dict[Element, str] | None = None
) -> dict[Element, str]:
    """The elements that rules call noise, outermost only; none that holds the article by tag or by weight.

    What they weigh is taken off `mass`. Running text that is only called so goes into `doubts` instead.
    """
    cut: dict[Element, str] = {}
    whole = mass.get(body, 0.0)
    stack = [body]
    while stack:
        element = stack.pop()
        for child in element:
            if not isinstance(child.tag, str):
                continue
            rule = _noise_rule(page, child, mass.get(child, 0.0), whole)
            if rule and rule not in UNSEEN and in_sentence(page, child):
                rule = None
            if rule and evidence.is_doubtful(page, child, rule, mass.get(child, 0.0)):
                if doubts is not None:
                    doubts[child] = rule
                rule = None
            if rule and not (rule == "hidden" and panels.is_panel(child)):
                cut[child] = rule
                take_off(mass, child, body)
            elif len(child):
                stack.append(child)
    return cut


def take_off(mass: dict[Element, float], element: Element, body: Element) -> None:
    """Take what an element weighs off all that hold it."""
    weight = mass.get(element, 0.0)
    holder: Element | None = element if weight else None
    while holder is not None:
        mass[holder] = mass.get(holder, 0.0) - weight
        holder = None if holder is body else holder.getparent()


def _noise_rule(page: Page, element: Element, weight: float, whole: float) -> str | None:
    tag = element.tag
    rule = noise.hard_rule(element)
    if not rule and tag == "footer":
        holder = next(element.iterancestors("blockquote", "figure", "article", "main"), None)
        rule = None if holder is not None and holder.tag in ("blockquote", "figure") else "footer"
    if not rule and tag == "header":
        inside = next(element.iterancestors("article", "main", "section"), None) is not None
        rule = None if inside or element.find(".//h1") is not None else "header"
    if rule:
        # A page whose tags are not closed can lie in its own header or menu, and one that is drawn by scripts in a
        # hidden element.
        heavy = weight > 0.4 * whole and weight > 400 and rule not in ("noscript", "template", "form", "graphic")
        return None if heavy else rule
    if tag in _NEVER or (tag in _RARELY and not element.get("class")):
        return None
    rule = noise.soft_rule(element)
    if not rule:
        return None
    length = page.end[element] - page.start[element]
    if rule == "screen-reader":
        return rule if length < 300 else None
    if rule == "cookies":
        return rule if weight < 0.5 * whole else None
    if rule == "comments" and _is_wrapper(element):
        return None
    if weight > 0.4 * whole and rule != "comments":
        return None
    if rule in _OF_LINKS and weight > 250 and not _is_linked(page, element, length):
        return None
    if next(element.iter("h1", "main"), None) is not None:
        return None
    if next(element.iter("article"), None) is not None:
        return rule if rule in ("comments", "related") else None
    return rule


def _is_wrapper(element: Element) -> bool:
    """Whether something with "comments" in its name is rather the page, which says that it may be commented on."""
    return (
        element.tag in ("body", "main", "article")
        and next(element.iterancestors(), element).tag != "li"
        and element.find(".//p") is not None
    )


def _is_linked(page: Page, element: Element, length: int) -> bool:
    """Whether at least a third of the words in an element are links, as they are in menus and lists of teasers."""
    linked = sum(page.end[a] - page.start[a] for a in element.iter("a"))
    return linked * 3 > length
