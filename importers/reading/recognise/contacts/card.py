"""A contact in the making."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...model.findings import Contact
from ..mentions.passages import Passage


@dataclass(slots=True)
class Card:
    """A contact in the making, with the range of its passage that it was read from."""

    contact: Contact = field(default_factory=Contact)
    passages: list[tuple[Passage, int, int]] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        c = self.contact
        return not (c.name or c.phone or c.email)
