"""The plan of a page that a site profile knows: its selectors say where everything is."""

from __future__ import annotations

from . import noise
from .locate import Place
from .plan import Plan
from .profile import Profile
from .tree import Element, Page

# Noise that is left out inside the text of a known system too; the profile itself names all else.
_INSIDE = frozenset("share screen-reader cookies print tools feedback login subscribe".split())


def plan(page: Page, profile: Profile) -> Plan | None:
    """Where the profile finds each thing; None where it does not find the text."""
    roots, rule = _body(page, profile)
    if not roots:
        return None
    cut: dict[Element, str] = {}
    for name, selectors in profile.drop.items():
        for selector in selectors:
            for element in selector.find(page.index):
                if element not in roots and not any(_holds(element, root) for root in roots):
                    cut.setdefault(element, name)
    title = profile.first(page, "title")
    lead = profile.first(page, "lead")
    found = Plan(Place(roots, f"{profile.name}: {rule}", cut), profile=profile.name)
    if title is not None:
        found.head, found.head_rule = title[0], f"title {title[1]}"
    if lead is not None and lead[0] not in roots and lead[0] is not found.head:
        found.lead, found.lead_rule = lead[0], f"lead {lead[1]}"
    own = {found.head, found.lead}
    dated = [(e, name) for name in ("byline", "published", "updated") for e, _ in profile.every(page, name)]
    for element, name in dated:
        if element in own:
            continue
        inside = any(_holds(one, element) for one, _ in dated if one is not element)
        (found.dates_inside if inside else found.marked_dates)[element] = name
    outside: list[Element] = []
    for name in ("above", "below", "contacts", "related", "attachments", "factbox"):
        for element, _ in profile.every(page, name):
            if element in own or element in cut:
                continue
            if name in ("contacts", "related", "attachments", "factbox"):
                found.marked[element] = "related" if name == "attachments" else name
            if not any(_holds(root, element) for root in (*roots, *outside)):
                outside.append(element)
    found.captions = {element for element, _ in profile.every(page, "caption")}
    start = page.start[roots[0]]
    found.above = [element for element in outside if page.start[element] < start]
    found.below = [element for element in outside if page.start[element] >= start]
    for element, name in frame(page, found.roots):
        cut.setdefault(element, name)
    return found


def _body(page: Page, profile: Profile) -> tuple[list[Element], str]:
    """The elements of the first selector that finds words, outermost only, in the page's order."""
    for selector in profile.select["body"]:
        found = [e for e in selector.find(page.index) if page.words(e).strip() or e.find(".//img") is not None]
        outermost = [e for e in found if not any(_holds(other, e) for other in found if other is not e)]
        if outermost:
            return sorted(outermost, key=lambda e: page.start[e]), selector.text
    return [], ""


def _holds(outer: Element, inner: Element) -> bool:
    return outer is inner or any(parent is outer for parent in inner.iterancestors())


def soft_rule(profile: Profile, element: Element) -> str | None:
    """The rule of an element's names, where it is one that holds inside a known system's text."""
    rule = noise.soft_rule(element)
    return rule if rule in _INSIDE and rule not in profile.keep else None


def frame(page: Page, roots: list[Element]) -> list[tuple[Element, str]]:
    """What stands around the article, each part with the name of the rule that knows it."""
    named: list[tuple[Element, str]] = []
    path: set[Element] = set()
    for root in roots:
        path.update((root, *root.iterancestors()))
    stack = [page.root]
    while stack:
        for child in stack.pop():
            if not isinstance(child.tag, str) or child.tag == "head":
                continue
            if child in path:
                if child not in roots:
                    stack.append(child)
                continue
            rule = noise.hard_rule(child) or (
                child.tag if child.tag in ("header", "footer") else noise.soft_rule(child)
            )
            if rule:
                named.append((child, rule))
            elif len(child) and child.tag in ("div", "section", "form", "main", "aside", "td", "tr", "tbody", "table"):
                stack.append(child)
    return named
