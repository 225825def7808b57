"""What each trace of a publisher weighs, and the sum of what speaks for each body."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from .publisher_names import base_form, body_key

# Weights of the traces. A trace in the page's own furniture decides alone; a mention in running text never does.
FURNITURE = 5.0  # a logo, a start page link, an address block
CONTACT = 4.0  # named among the contacts, or the domain of their address
LEAD_FIRST = 3.0  # the first body that the lead names
TITLE = 2.0
MENTION_IN_LEAD = 1.0
EMPLOYER = 1.0  # somebody who speaks works there; counted at most three times
OPENS_LEAD = 1.0  # the lead begins with it: it is the one who acts
SOLE = 1.0  # no other municipality is named, and the lead names this one
ABOUT = 4.0  # presented in a last paragraph of its own
ALONE = 3.0  # the text names no other body at all, and somebody who speaks works there
CHIEF = 2.0  # its chief speaks: a director of a union speaks for nobody else
PLACE = 3.0  # the only place that title and lead name, where the text speaks of "the municipality"
SIGNATURE = 4.0  # alone on the first line or at the foot, or said to be the sender
RIVAL = 3.0  # what speaks for a body that might be the sender
MENTION = 0.25  # counted at most four times
ENOUGH = 4.0
MORE_THAN_FIRST = 1.0  # what must speak for the first body of the lead besides its place
SURE = 0.6  # of a recognised organisation, to count among the bodies that the text names
CLEARLY_MORE = 1.3


class Weights:
    """What speaks for each name, by its key, and the name as it is best written."""

    def __init__(self, one_body: Mapping[str, str] | None = None) -> None:
        self.one_body = one_body or {}  # abbreviations and other forms of the text → the full name
        self.of: dict[str, float] = defaultdict(float)
        self.names: dict[str, str] = {}
        self.signed: set[str] = set()  # keys of the bodies that stand alone on the first line or at the foot
        self.stated: set[str] = set()  # of those that the contacts, their addresses or a last paragraph name
        self.first = "", 0.0  # the body that the lead names first, and what that weighs

    def add(self, name: str, weight: float, most: float = 99.0) -> None:
        """Let `weight` more speak for a name, up to the `most` that may speak for it so."""
        name = base_form(name)
        name = self.one_body.get(name, name)
        key = body_key(name)
        if not key:
            return
        short = name.startswith("Länsstyrelsen i ") and not self.names.get(key, "").endswith("län")
        short = short or bool(re.search(r"s (?:kommun|stad)$", name))
        if short or self.names.get(key) == f"{name}s":
            self.names[key] = name  # in full, as the text writes it, not as a logo does, and not in the genitive
        self.names.setdefault(key, name)
        self.of[key] = max(self.of[key], min(self.of[key] + weight, max(most, self.of[key])))

    def keys(self, names: Iterable[str]) -> set[str]:
        """The keys of the bodies that are written so."""
        bases = map(base_form, names)
        return {body_key(self.one_body.get(base, base)) for base in bases}
