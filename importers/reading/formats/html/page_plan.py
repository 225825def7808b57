"""Where on a page each thing is: decided before the text is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from .article_place import Place
from .element import Element


@dataclass(slots=True)
class Plan:
    """What `reader.py` reads, and as what. `place` holds the article's own elements, and the noise in and around."""

    place: Place
    head: Element | None = None  # shows the title
    head_rule: str = ""
    lead: Element | None = None
    lead_rule: str = "lead"
    above: list[Element] = field(default_factory=list)  # stands outside the article's elements, and belongs to it
    below: list[Element] = field(default_factory=list)
    bylines: list[Element] = field(default_factory=list)
    marked_dates: dict[Element, str] = field(default_factory=dict)  # element → published, updated or byline
    dates_inside: dict[Element, str] = field(default_factory=dict)  # the same, inside one of those
    marked: dict[Element, str] = field(default_factory=dict)  # element → contacts, related or factbox
    captions: set[Element] = field(default_factory=set)
    profile: str = ""
    named: frozenset[str] = frozenset()  # the names of what a profile leaves out
    paper: bool = False  # of no web page: what only web pages have is not looked for

    @property
    def roots(self) -> list[Element]:
        """Every element that is read as text, in order."""
        return self.above + self.place.roots + self.below
