"""Votes of the pages of a sample on where the parts of an article stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from ...model.site_knowledge import LearntPlace
from .element import Element
from .tree import Page

_HELD = 0.9  # of a page's own prose: what a place for the text must hold to have hit
_MOST = 3  # places for each part
_LEAST = 0.1  # of the pages: what a place must hit to be one
_SURE = 0.75  # of the pages: what a place for title, lead or day must hit
_RIVALS = 40  # places for the text that are weighed against each other


@dataclass(slots=True)
class PlaceVotes:
    """What the pages said. Places are selectors."""

    seen: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    bodies: dict[str, dict[int, tuple[float, float]]] = field(default_factory=lambda: defaultdict(dict))
    depth: dict[str, int] = field(default_factory=dict)
    _pages: dict[int, int] = field(default_factory=dict)
    number: int = 0
    _last: Page | None = None

    def see(self, name: str, selector: str, page: Page) -> None:
        """A part of an article stands there on this page."""
        if selector and selector != "body":
            self.seen[name][selector] += 1

    def body(self, page: Page, element: Element, selector: str, held: float, own: float) -> None:
        """An element of this page holds this share of its own prose, and this share of what it holds is its own."""
        if self._last is not page:
            self._last, self.number = page, self.number + 1
        if selector:
            self.bodies[selector].setdefault(self.number, (held, own))
            self.depth.setdefault(selector, sum(1 for _ in element.iterancestors()))

    def places(self, pages: int) -> dict[str, tuple[LearntPlace, ...]]:
        """The places, by what they are for; best first."""
        found = {"body": self._bodies(pages)}
        for name, least in (("title", _SURE), ("lead", _SURE), ("published", _SURE), ("contacts", _LEAST)):
            best = [(s, hits) for s, hits in self.seen[name].most_common(_MOST) if hits >= max(3, least * pages)]
            found[name] = tuple(LearntPlace(selector, hits, pages - hits) for selector, hits in best)
        return {name: places for name, places in found.items() if places}

    def _bodies(self, pages: int) -> tuple[LearntPlace, ...]:
        """The places that hold nearly all own prose on most pages, and least of the site's; then those for the pages
        that these miss."""
        left = set(range(1, self.number + 1))
        found: list[LearntPlace] = []
        while left and len(found) < _MOST:
            rated = []
            for selector, said in self.bodies.items():
                if selector == "body":  # says nothing
                    continue
                good = {page for page, (held, _) in said.items() if held >= _HELD and page in left}
                if len(good) < max(3, _LEAST * pages):
                    continue
                own = sum(said[page][1] for page in good) / len(good)
                rated.append((len(good) / len(left), own, -self.depth[selector], selector, good))
            most = max((share for share, *_ in rated), default=0.0)
            rated = [one for one in rated if one[0] >= 0.9 * most]
            if not rated:
                break
            purest = max(own for _, own, *_ in rated)
            _, _, _, selector, good = max((one for one in rated if one[1] >= purest - 0.02), key=lambda one: one[2:4])
            found.append(LearntPlace(selector, len(good), pages - len(good)))
            left -= good
        return tuple(found)
