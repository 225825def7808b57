"""In which order pages and objects can go that need each other."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from wagtail.models import Page

from brygga.site.version_references import Key

from . import why_kept


@dataclass
class Node:
    """A page or object that may go. `held` is a reason that no other's going can change; `needs` are those it waits
    for as they are now."""

    key: Key
    label: str
    held: str = ""
    children: set[Key] = field(default_factory=set)
    references: set[Key] = field(default_factory=set)
    versions: set[Key] = field(default_factory=set)

    def why(self, gone: Collection[Key], leaving: Collection[Key] = frozenset()) -> str:
        """Why it stays when all in `gone` are gone; "" when it can go. What pages in `leaving` refer to does not
        count."""
        if self.children - set(gone):
            return why_kept.HAS_CHILDREN
        if self.held:
            return self.held
        if left := self.references - set(gone) - set(leaving):
            return why_kept.referred(len(left))
        whose = [_row(key) for key in self.versions - set(gone) - set(leaving)]
        if not whose:
            return ""
        return why_kept.drafted(whose) if self.key[0] is Page else why_kept.named(whose)


def _row(key: Key) -> tuple[int, str]:
    return why_kept.content_type(key[0]).pk, key[1]


def let_free(nodes: dict[Key, Node], gone: set[Key]) -> None:
    """Add to `gone` all that nothing holds, as long as that lets more go."""
    left = [node for key, node in nodes.items() if key not in gone]
    while True:
        free = {node.key for node in left if not node.why(gone)}
        if not free:
            return
        gone |= free
        left = [node for node in left if node.key not in free]


def circle_of(pages: dict[Key, Node], gone: set[Key]) -> set[Key]:
    """The pages that only each other hold."""
    circle = set(pages) - gone
    while True:
        outside = {key for key in circle if pages[key].why(gone, circle)}
        if not outside:
            return circle
        circle -= outside
