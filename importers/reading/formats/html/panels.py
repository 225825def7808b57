"""What opens what on a page."""

from __future__ import annotations

from dataclasses import dataclass, field

from .element import Element


@dataclass(slots=True)
class Panels:
    """What opens what on a page: trigger → panel and back, for accordions and tabs."""

    by_trigger: dict[Element, Element] = field(default_factory=dict)
    by_panel: dict[Element, Element] = field(default_factory=dict)
    tabs: dict[Element, Element] = field(default_factory=dict)  # panel → its tab

    def __bool__(self) -> bool:
        return bool(self.by_trigger or self.tabs)

    def is_panel(self, element: Element) -> bool:
        """Whether the element is one that something opens."""
        return element in self.by_panel or element in self.tabs
