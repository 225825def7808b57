"""A selector for an element, by what stands still over the pages of a site: ids and classes, else its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from .element import Element
from .tree import Page

_NAME = re.compile(r"-?[a-zA-Z_][\w-]*")
_DEEPEST = 12


def names_on(page: Page) -> set[str]:
    """The ids ("#id") and classes (".class") of a page."""
    return {f"#{name}" for name in page.index.ids} | {f".{name}" for name in page.index.classes}


def selector_of(page: Page, element: Element, stable: Set[str]) -> str:
    """The shortest selector that finds the element and no other on the page, made of names in `stable` (as `names_on`
    gives them) and of places; "" where it would be too long."""
    steps: list[str] = []
    part: Element | None = element
    while part is not None and part.tag not in ("html", "body") and len(steps) < _DEEPEST:
        step, alone = _step(page, part, stable)
        steps.append(step)
        if alone:
            return " > ".join(reversed(steps))
        part = part.getparent()
    if part is None or len(steps) >= _DEEPEST:
        return ""
    return " > ".join((part.tag, *reversed(steps))) if steps else "body"


def _step(page: Page, element: Element, stable: Set[str]) -> tuple[str, bool]:
    """One step of a selector, and whether it alone finds this element."""
    name = element.get("id") or ""
    if f"#{name}" in stable and _NAME.fullmatch(name) and len(page.index.ids.get(name, ())) == 1:
        return f"#{name}", True
    classes = [c for c in (element.get("class") or "").split() if f".{c}" in stable and _NAME.fullmatch(c)]
    if not classes:
        same = page.index.tags.get(element.tag, ())
        if len(same) == 1:
            return element.tag, True
        return _numbered(element, element.tag, _siblings(element)), False
    step = element.tag + "".join(f".{name}" for name in classes)
    like = [e for e in page.index.classes[classes[0]] if e.tag == element.tag and _has(e, classes)]
    if len(like) == 1:
        return step, True
    parent = element.getparent()
    alone = sum(1 for e in like if e.getparent() is parent) == 1
    return (step if alone else _numbered(element, step, _siblings(element))), False


def _siblings(element: Element) -> list[Element]:
    parent = element.getparent()
    return [] if parent is None else [child for child in parent if child.tag == element.tag]


def _numbered(element: Element, step: str, siblings: list[Element]) -> str:
    return step if len(siblings) < 2 else f"{step}:nth-of-type({siblings.index(element) + 1})"


def _has(element: Element, classes: Iterable[str]) -> bool:
    own = (element.get("class") or "").split()
    return all(name in own for name in classes)
