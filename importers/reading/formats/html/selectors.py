"""CSS selectors over one page, quick enough to ask a page for hundreds.

A page is gone through once, and its ids, classes and tags are kept in an index. A selector looks up its last part
there and then checks the rest upwards; nearly all look-ups end at once, since most profiles' names are not on a page.
Selectors are parsed by cssselect; what the index cannot answer goes to lxml as XPath.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import cssselect.parser as css
from lxml import etree
from lxml.cssselect import CSSSelector

from .element import Element
from .page_index import Index

Test = Callable[[Element], bool]
_NAME = re.compile(r"[a-zA-Z_][\w-]*")


@dataclass(frozen=True, slots=True)
class Selector:
    """One selector as written, and the function that finds its elements in an index."""

    text: str
    find: Callable[[Index], list[Element]]


class Unknown(Exception):  # noqa: N818 - not an error: lxml is asked instead
    """A form of selector that the index does not answer."""


def compile_selector(text: str) -> Selector:
    """The selector in `text`: CSS, or XPath where it begins with "/" or "(".

    Raises cssselect.SelectorError or lxml.etree.XPathSyntaxError for what is neither.
    """
    if text.startswith(("/", "(")):
        return Selector(text, _xpath(etree.XPath(text)))
    try:
        alternatives = [_compile(selector) for selector in css.parse(text)]
    except Unknown:
        return Selector(text, _xpath(CSSSelector(text, translator="html")))

    def find(index: Index) -> list[Element]:
        found = [element for candidates, test in alternatives for element in candidates(index) if test(element)]
        if len(alternatives) > 1 and len(found) > 1:
            wanted = set(found)
            return [element for element in index.every if element in wanted]
        return found

    return Selector(text, find)


def _xpath(path: Callable[[Element], object]) -> Callable[[Index], list[Element]]:
    def find(index: Index) -> list[Element]:
        found = path(index.root)
        return [part for part in found if isinstance(part, etree._Element)] if isinstance(found, list) else []

    return find


def _compile(selector: css.Selector) -> tuple[Callable[[Index], Iterable[Element]], Test]:
    if selector.pseudo_element:
        raise Unknown
    return _candidates(selector.parsed_tree), _test(selector.parsed_tree)


def _candidates(tree: object) -> Callable[[Index], Iterable[Element]]:
    """Where to look for the elements that the last part of a selector means: the rarest list that holds them all."""
    if isinstance(tree, css.CombinedSelector):
        return _candidates(tree.subselector)
    part, tag = tree, None
    while not isinstance(part, css.Element):
        if isinstance(part, css.Hash):
            name = part.id
            return lambda index: index.ids.get(name, ())
        if isinstance(part, css.Class):
            name = part.class_name
            return lambda index: index.classes.get(name, ())
        if isinstance(part, css.Attrib) and part.attrib == "class" and part.value is not None:
            value = part.value.value
            if value and " " not in value and part.operator in ("=", "~=", "^=", "$=", "*="):
                return lambda index: index.with_class_like(value)
        if isinstance(part, css.Attrib) and not part.namespace and _NAME.fullmatch(part.attrib):
            return _with_attribute(part)
        part = part.selector  # type: ignore[attr-defined] # all that cssselect parses but an element has one
    tag = part.element
    if tag is None or tag == "*":
        return lambda index: index.every
    folded = tag.lower()
    return lambda index: index.tags.get(folded, ())


def _with_attribute(part: css.Attrib) -> Callable[[Index], Iterable[Element]]:
    name = part.attrib.lower()
    value = (part.value.value if part.value is not None else None) or ""
    if name == "id" and part.operator == "=":
        return lambda index: index.ids.get(value, ())
    if name == "id" and part.operator == "^=" and value:
        return lambda index: index.with_id_like(lambda has: has.startswith(value))
    return lambda index: index.with_attribute(name)


def _test(tree: object) -> Test:
    match tree:
        case css.Element():
            return _is_tag(tree)
        case css.Class():
            inner, name = _test(tree.selector), tree.class_name
            return lambda e: name in (e.get("class") or "").split() and inner(e)
        case css.Hash():
            inner, name = _test(tree.selector), tree.id
            return lambda e: e.get("id") == name and inner(e)
        case css.Attrib():
            return _has_attribute(tree)
        case css.Pseudo() if tree.ident == "first-child":
            inner = _test(tree.selector)
            return lambda e: e.getprevious() is None and inner(e)
        case css.CombinedSelector():
            return _stands(tree)
    raise Unknown


def _is_tag(tree: css.Element) -> Test:
    tag = tree.element
    if tree.namespace:
        raise Unknown
    if tag is None or tag == "*":
        return lambda e: True
    folded = tag.lower()
    return lambda e: e.tag == folded


def _has_attribute(tree: css.Attrib) -> Test:
    inner, name = _test(tree.selector), tree.attrib.lower()
    if tree.namespace:
        raise Unknown
    if tree.operator == "exists":
        return lambda e: e.get(name) is not None and inner(e)
    value = (tree.value.value if tree.value is not None else None) or ""
    checks: dict[str, Callable[[str], bool]] = {
        "=": lambda has: has == value,
        "~=": lambda has: value in has.split(),
        "^=": lambda has: bool(value) and has.startswith(value),
        "$=": lambda has: bool(value) and has.endswith(value),
        "*=": lambda has: bool(value) and value in has,
        "|=": lambda has: has == value or has.startswith(f"{value}-"),
    }
    check = checks.get(tree.operator)
    if check is None:
        raise Unknown
    return lambda e: (has := e.get(name)) is not None and check(has) and inner(e)


def _stands(tree: css.CombinedSelector) -> Test:
    outer, inner = _test(tree.selector), _test(tree.subselector)
    if tree.combinator == " ":
        return lambda e: inner(e) and any(outer(parent) for parent in e.iterancestors())
    if tree.combinator == ">":
        return lambda e: inner(e) and (parent := e.getparent()) is not None and outer(parent)
    if tree.combinator == "+":
        return lambda e: inner(e) and (before := e.getprevious()) is not None and outer(before)
    raise Unknown
