"""A statement of who pays, with its place: the facts about projects are read from it as the funding is."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...model.findings import Funding
from .passages import Passage


@dataclass(slots=True)
class Paid:
    """One finding with its place, before those of the same funder are brought together."""

    funding: Funding
    passage: Passage
    start: int
    end: int
    shares: list[tuple[int, int]] = field(default_factory=list)
    key: str = ""  # of the payer in the register
