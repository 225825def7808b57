"""What the pages should say, according to one article: plain values, before they meet what the pages say now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Page


def assumed_words(body: str) -> str:
    """What is told instead of a sentence of the source, where there is none."""
    return f"antaget: källan är {genitive(body)} eget arkiv"


def genitive(name: str) -> str:
    """ "Solviks kommun" → "Solviks kommuns"; names in s stay as they are."""
    return name if name.endswith(("s", "x", "z")) else f"{name}s"


@dataclass(slots=True)
class Desired:
    """One page as an article would have it.

    `values` maps field names to plain values (see `fields`). `sources` maps field names to where the words stand:
    [{"sentence": …, "span": [start, end]}]. `observations` are values of indicators. `key` names the page among
    those of the same role ("rebus"); `parent_key` the unit it is a part of. `organisation` is whose it is, by the
    words of the article; `scope` whose releases speak of it where they do not say (their publisher), which tells
    units of one name apart and is never written. `assumed` is the body whose own archive this is, where that may be
    proposed for what the article leaves blank. `model` is the page type where it is not that of the role.
    """

    role: str
    key: str
    title: str
    values: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    observations: list[dict[str, Any]] = field(default_factory=list)
    abbreviation: str = ""
    organisation: Any = None
    scope: Any = None
    assumed: Any = None
    parent_key: str = ""
    bodies: frozenset[Any] = frozenset()  # whom the text may mean by it: those that stand with the name
    confidence: float = 1.0  # that the name is one
    left: list[tuple[Any, str]] = field(default_factory=list)  # figures that stay text, with the reason
    model: type[Page] | None = None

    @property
    def owner_stated(self) -> bool:
        """Whether the article says whose it is."""
        return self.organisation is not None

    @property
    def whose(self) -> Any:
        """What tells pages of one name apart: the owner, else whose release speaks of it."""
        return self.organisation if self.organisation is not None else self.scope

    def hide(self, without: Callable[[Any], Any]) -> None:
        """Leave out of all that is kept whom `without` leaves out."""
        self.title, self.values = without(self.title), without(self.values)
        self.sources, self.observations = without(self.sources), without(self.observations)

    def add_assumed(self, name: str, body: str) -> None:
        """Remember that a field's value is not what the words say, but what the archive is taken to mean."""
        entry = {"sentence": assumed_words(body), "assumed": True}
        if entry not in self.sources.setdefault(name, []):
            self.sources[name].append(entry)

    def add_source(self, name: str, sentence: str, span: Any) -> None:
        """Remember the words that a field's value comes from."""
        entry: dict[str, Any] = {"sentence": sentence[:2000]}
        if span is not None:
            entry["span"] = [span.start, span.end]
        where = self.sources.setdefault(name, [])
        if entry not in where:
            where.append(entry)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A project or unit that an article names without evidence enough for a page, with what it says of it."""

    role: str
    key: str
    name: str
    sentence: str
    start: int | None = None
    end: int | None = None


@dataclass(slots=True)
class Notice:
    """Something to tell a person about an item. `level` is info, warning or error."""

    code: str
    text: str
    level: str = "warning"
    start: int | None = None
    end: int | None = None


def references(refs: list[Any]) -> list[Any]:
    """The pages that a page leads to, by number and each once; those that a plan would make come last."""
    numbers = sorted({ref for ref in refs if isinstance(ref, int)})
    return numbers + [ref for ref in refs if isinstance(ref, dict)]
