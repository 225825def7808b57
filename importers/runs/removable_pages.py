"""Which of the pages that a run made can go now, and which stay, with the reason."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from wagtail.models import Page

from brygga.site.version_references import Key, key_of

from ..models import PageChange
from . import why_kept
from .removal_order import Node, circle_of, let_free
from .restoring import untouched
from .why_kept import Drafts


class Leaving:
    """Pages that may go, each with what it waits for as the database says now. `gone` are pages that have gone since
    the drafts were looked at."""

    def __init__(self, changes: Sequence[PageChange], drafts: Drafts, gone: Collection[Key]) -> None:
        self.changes = {key_of(Page, change.page_id): change for change in changes}
        self.gone = set(gone)
        self.nodes = {key: Node(key, change.title) for key, change in self.changes.items()}
        self._hold(changes)
        for key, whose in why_kept.referrers(self.nodes).items():
            self.nodes[key].references = whose
        for key, change in self.changes.items():
            self.nodes[key].versions = drafts.naming(change.page_id or 0)

    def _hold(self, changes: Sequence[PageChange]) -> None:
        shared = why_kept.shared_pages({c.page_id: c.entry.item_id for c in changes if c.page_id})
        for change in changes:
            node = self.nodes[key_of(Page, change.page_id)]
            if not untouched(change):
                node.held = why_kept.edited(change)
            elif change.page_id in shared:
                node.held = why_kept.OTHERS_WROTE
            if change.page is not None and change.page.numchild:
                node.children = {key_of(Page, pk) for pk in change.page.get_children().values_list("pk", flat=True)}

    def free(self, *, circle: bool = False) -> list[PageChange]:
        """The changes that made pages which nothing needs; with `circle` also those that only need each other."""
        before = set(self.gone)
        let_free(self.nodes, self.gone)
        if circle:
            self.gone |= circle_of(self.nodes, self.gone)
        return [change for key, change in self.changes.items() if key in self.gone - before]

    def kept(self) -> list[tuple[PageChange, str]]:
        """The others, with the reason."""
        left = [(change, self.nodes[key]) for key, change in self.changes.items() if key not in self.gone]
        return [(change, node.why(self.gone)) for change, node in left]
