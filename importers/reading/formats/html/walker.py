"""What reads a page block by block, and what everything that reads a kind of block asks of it.

The walk keeps one promise: each text node it meets goes into exactly one Text of the blocks, or is dropped with the
name of the rule that did it. Which element is read as what is said in blocks.py.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable

from ...model.article import Block
from ...model.spans import Span, Text
from . import evidence, noise
from .element import Element
from .hrefs import resolve
from .inline import Run, join_lines
from .panels import Panels
from .sentences import UNSEEN, in_sentence
from .tree import Page


class Walker(ABC):
    """Reads subtrees of one page. `drops` collects what was left out: (span, rule)."""

    def __init__(self, page: Page, address: str | None, *, base: str | None = None) -> None:
        self.page = page
        self.address = address
        self.base = base
        self.drops: list[tuple[Span, str]] = []
        self.objects: list[tuple[Span, str, str]] = []  # (where, object, rule) of dropped pictures and the like
        self.beside: list[Block] = []  # pictures found in table cells: they follow the table
        self.consumed: set[Element] = set()  # already read elsewhere (panels of accordions)
        self.marked: dict[Element, str] = {}  # what a profile says an element is: contacts, related, factbox
        self.captions: set[Element] = set()  # what a profile says is a caption
        self.taken: dict[Element, str] = {}  # read as something else (the title, the lead, a date): rule
        self.kept: set[Element] = set()  # never noise, whatever they are called: they hold the article
        self.cut: dict[Element, str] = {}  # noise found by whoever located the article: rule
        self.doubts: dict[Element, str] = {}  # kept, though its names call it noise: rule
        self.lost: list[tuple[str, str]] = []  # what was taken away though its words may stand: (kind, what it was)
        self.settled = False  # whether all noise is in `cut` already
        self.soft: Callable[[Element], str | None] = noise.soft_rule
        self.panels = Panels()
        self.out: list[Block] = []
        self.run = Run()
        self.active: list[tuple[str, str]] = []
        self.pending: list[Block] = []
        self.in_contact = False
        self.opening = 0  # how many triggers we are reading the words of: buttons in them are text

    def inside(self, element: Element, depth: int, *, itself: bool = False) -> list[Block]:
        """The blocks of an element's content, apart from what is being read around it."""
        self.flush()
        outer, self.out = self.out, []
        if itself:
            self.element(element, depth + 1)
        else:
            self.children(element, depth + 1)
        self.flush()
        blocks, self.out = self.out, outer
        return blocks

    def inline(self, element: Element, depth: int) -> Text:
        """All words in an element as one Text; pictures in it become blocks after it."""
        blocks = self.inside(element, depth)
        self.pending.extend(block for block in blocks if block.type in ("image", "embed", "file"))
        return join_lines([t for block in blocks if block.type != "embed" for t in _own_texts(block)])

    def drop(self, element: Element, rule: str) -> None:
        """Leave an element out, with its words and pictures, by a named rule."""
        span = self.page.span(element)
        if self.page.text[span.start : span.end].strip():
            self.drops.append((span, rule))
        elif element.tag == "img":
            self.objects.append((span, f"img {element.get('src') or ''}"[:200], rule))

    def flush(self, rule: str = "text") -> None:
        """End the running text: what was collected becomes paragraphs."""
        if self.run:
            for text in self.run.paragraphs():
                self.out.append(Block("paragraph", content=text, data={"rule": rule}))
            self.run = Run(self.active)
        elif self.active or self.run._breaks:
            self.run = Run(self.active)
        if self.pending:
            pending, self.pending = self.pending, []
            self.out.extend(pending)

    def add(self, block: Block) -> None:
        """A block of its own, after what was collected so far."""
        self.flush()
        self.out.append(block)
        if self.pending:
            pending, self.pending = self.pending, []
            self.out.extend(pending)

    def href(self, written: str) -> str:
        """An address as written, or made absolute where the page sets another base than its own address."""
        written = written.strip()
        if self.base and not written.startswith("#"):
            return resolve(written, self.base)
        return written

    def children(self, element: Element, depth: int) -> None:
        page = self.page
        if element.text:
            self.run.add(element.text, page.start[element])
        for child in element:
            self.element(child, depth + 1)
            if child.tail:
                self.run.add(child.tail, page.end[child])

    def rule_for(self, element: Element) -> str | None:
        """The name of the rule that leaves this element out, "taken" for what was read as a field, or None."""
        if element in self.taken:
            return "taken"
        if element in self.cut:
            return self.cut[element]
        if element in self.kept or self.settled:
            return None
        rule = noise.hard_rule(element)
        if rule:
            if rule == "hidden" and (element in self.panels.by_panel or self.panels.is_panel(element)):
                return None
            if rule not in UNSEEN and in_sentence(self.page, element):
                return None
            return None if rule == "graphic" and element.tag == "map" else rule
        if element.tag in ("a", "li", "p", "h1", "h2", "h3", "h4", "img", "td", "tr", "br") and not element.get(
            "class"
        ):
            return None
        rule = self.soft(element)
        if rule and rule not in UNSEEN and in_sentence(self.page, element):
            return None
        if rule and evidence.is_doubtful(self.page, element, rule, len(self.page.folded(element))):
            self.doubts[element] = rule
            return None
        return rule

    @abstractmethod
    def element(self, element: Element, depth: int) -> None:
        """Read one element, without what follows it."""


def _own_texts(block: Block) -> list[Text]:
    return [] if block.type == "image" and not block.content else list(block.texts())
