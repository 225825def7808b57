"""The elements of a page by id, class and tag, which selectors look their last part up in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from .element import Element


@dataclass(slots=True)
class Index:
    """The elements of a page by id, class and tag, each list in the page's order."""

    root: Element
    ids: dict[str, list[Element]] = field(default_factory=dict)
    classes: dict[str, list[Element]] = field(default_factory=dict)
    tags: dict[str, list[Element]] = field(default_factory=dict)
    every: list[Element] = field(default_factory=list)
    _attributes: dict[str, list[Element]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element, every: list[Element]) -> Index:
        """The index of a tree, and of all its elements in the page's order."""
        index = cls(root, every=every)
        ids, classes, tags = index.ids, index.classes, index.tags
        for element in every:
            tags.setdefault(element.tag, []).append(element)
            name = element.get("id")
            if name:
                ids.setdefault(name, []).append(element)
            names = element.get("class")
            if names:
                for name in dict.fromkeys(names.split()):
                    classes.setdefault(name, []).append(element)
        return index

    def with_attribute(self, name: str) -> list[Element]:
        """The elements that have this attribute."""
        found = self._attributes.get(name)
        if found is None:
            found = self._attributes[name] = _by_attribute(name)(self.root)
        return found

    def with_id_like(self, fits: Callable[[str], bool]) -> list[Element]:
        """The elements whose id is like that."""
        return [element for name, elements in self.ids.items() if fits(name) for element in elements]

    def with_class_like(self, part: str) -> list[Element]:
        """The elements that have a class with these characters in it."""
        names = [name for name in self.classes if part in name]
        if not names:
            return []
        wanted = {element for name in names for element in self.classes[name]}
        return [element for element in self.every if element in wanted]


@lru_cache(maxsize=200)
def _by_attribute(name: str) -> etree.XPath:
    return etree.XPath(f"descendant-or-self::*[@{name}]")
