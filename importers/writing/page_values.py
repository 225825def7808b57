"""What the pages should say, according to one article: plain values, before they meet what the pages say now."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Desired:
    """One page as an article would have it.

    `values` maps field names to plain values (see `fields`). `sources` maps field names to where the words stand:
    [{"sentence": …, "span": [start, end]}]. `observations` are values of indicators. `key` names the page among
    those of the same role ("rebus"); `parent_key` the unit it is a part of. `owner_stated` is False when a unit is
    only taken to belong to the article's publisher.
    """

    role: str
    key: str
    title: str
    values: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    observations: list[dict[str, Any]] = field(default_factory=list)
    abbreviation: str = ""
    organisation: Any = None
    owner_stated: bool = True
    parent_key: str = ""

    def add_source(self, name: str, sentence: str, span: Any) -> None:
        """Remember the words that a field's value comes from."""
        entry: dict[str, Any] = {"sentence": sentence[:2000]}
        if span is not None:
            entry["span"] = [span.start, span.end]
        where = self.sources.setdefault(name, [])
        if entry not in where:
            where.append(entry)


@dataclass(slots=True)
class Notice:
    """Something to tell a person about an item. `level` is info, warning or error."""

    code: str
    text: str
    level: str = "warning"
    start: int | None = None
    end: int | None = None
