"""A quote as it was found, before its speaker is settled."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...model.findings import Quote
from ..mentions.passages import Passage
from .attribution_value import Attribution

# The sentence before a quote that may say who speaks: its passage, where it starts and where it ends.
Introduction = tuple[Passage, int, int]


@dataclass(slots=True)
class Said:
    """A quote as it was found, before its speaker is settled."""

    passage: Passage
    start: int  # the whole of it in the passage: mark, words and attribution
    end: int
    parts: list[tuple[int, int]]
    clause: Attribution | None = None
    rule: str = ""
    confidence: float = 0.95
    introduced: Introduction | None = None
    quote: Quote = field(init=False, repr=False, compare=False)  # made by speakers.resolve, for all at once
    clauses: list[Attribution] = field(default_factory=list)
