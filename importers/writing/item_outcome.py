"""What became of one item, and of each of its pages, in words and numbers that a run keeps."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from wagtail.models import Page

from ..models import ImportItem, PageChange, WrittenPage
from . import fields, shown_values
from .equality import fingerprint, same
from .page_values import Desired, Notice, Proposed
from .statements import Stated


@dataclass
class Outcome:
    """What became of an item. `changes` is what `RunEntry.changes` stores: one dict for each page."""

    state: str = "unchanged"
    twin: ImportItem | None = None
    page_id: int | None = None
    title: str = ""
    reason: str = ""
    changes: list[dict[str, Any]] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    page_changes: list[PageChange] = field(default_factory=list)
    written: list[WrittenPage] = field(default_factory=list)
    clashes: list[tuple[int, str, Any]] = field(default_factory=list)
    made: list[Any] = field(default_factory=list)
    pending: dict[str, str] = field(default_factory=dict)
    stated: list[Stated] = field(default_factory=list)  # of projects and units, for their suggestions
    proposals: list[Proposed] = field(default_factory=list)
    now: dict[int, dict[str, Any]] = field(default_factory=dict)  # what those pages say when this is written

    def hide(self, without: Callable[[Any], Any]) -> None:
        """Leave out of what is told whom `without` leaves out: pages have been written without them."""
        self.title, self.reason, self.changes = without(self.title), without(self.reason), without(self.changes)
        for notice in self.notices:
            notice.text = without(notice.text)
        self.proposals = [
            replace(one, name=without(one.name), sentence=without(one.sentence)) for one in self.proposals
        ]


def describe(
    model: type[Page],
    page_id: int | None,
    desired: Desired,
    action: str,
    changed: dict[str, tuple[Any, Any]],
    clashes: dict[str, list[Any]],
    full: bool,
    planned: bool,
) -> dict[str, Any]:
    """One page's part of `RunEntry.changes`. A plan (`full`) keeps the values before and after; a run that writes
    does not, since the revisions have them, but one that carries out a plan (`planned`) keeps their fingerprints."""
    rows = []
    for name, (before, after) in changed.items():
        if same(before, after):
            continue
        row = {"field": name, "label": fields.label_of(model, name)}
        if full or planned:
            row["after_is"] = short_fingerprint(after)
        if full:
            row |= {"before": shown_values.shown(model, name, before), "after": shown_values.shown(model, name, after)}
        rows.append(row)
    conflicts = [
        {"field": name, "label": fields.label_of(model, name), "where": clash.where}
        | ({"base": clash.base, "editor": clash.editor, "source": clash.source} if full else {})
        for name, found in clashes.items()
        for clash in found
    ]
    return {
        "role": desired.role,
        "page": page_id,
        "title": desired.title,
        "action": action,
        "fields": rows,
        "conflicts": conflicts,
    }


def short_fingerprint(value: Any) -> str:
    """A short hash that is equal for values that are the same; "" where a plan has placeholders in it."""
    text = fingerprint(value)
    return "" if '"new":' in text else hashlib.sha256(text.encode()).hexdigest()[:16]
