"""What is known of a site from a sample of its pages: what recurs on them, and where title, text and the rest stand.

A single page is read without it. It is plain data, so that it can be kept with a run and given to every process that
reads for it: the same knowledge and the same bytes make the same article.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

# The rule by which the ledger names what is left out for standing on other pages too: see `Recurrence.rule`.
RECURS = re.compile(r"recurs on (?P<count>\d+) of (?P<pages>\d+) sampled pages")
_WORD = re.compile(r"\w+")
_LEAST = 5  # pages on which something recurs before it says anything
_STRONG = 0.3  # the least share of all pages that can be meant, by the sample, for something to recur
_DOUBT = 1.645  # how far the sample may deceive: one in twenty times


def fingerprint(words: str, shape: str = "") -> str:
    """What tells words, in a place of some shape, from others: case, signs and blanks say nothing."""
    folded = " ".join(_WORD.findall(words.casefold()))
    return hashlib.blake2b(f"{shape}|{folded}".encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Recurrence:
    """On how many of the sampled pages something stands."""

    count: int
    pages: int

    @property
    def strength(self) -> float:
        """The share of the site's pages that it stands on at least, as far as the sample tells (Wilson's bound): 2 of
        2 says less than 30 of 40."""
        if not self.pages:
            return 0.0
        share, z = self.count / self.pages, _DOUBT * _DOUBT
        middle = share + z / (2 * self.pages)
        spread = _DOUBT * math.sqrt(share * (1 - share) / self.pages + z / (4 * self.pages * self.pages))
        return max(0.0, (middle - spread) / (1 + z / self.pages))

    @property
    def rule(self) -> str:
        """What the ledger says of what was left out for this."""
        return f"recurs on {self.count} of {self.pages} sampled pages"

    @property
    def is_strong(self) -> bool:
        return self.count >= _LEAST and self.strength >= _STRONG


@dataclass(frozen=True, slots=True)
class LearntPlace:
    """A selector for a part of an article, with the pages of the sample on which it found that, and did not."""

    selector: str
    hits: int
    misses: int


@dataclass(frozen=True)
class SiteKnowledge:
    """What a sample of `pages` pages told. `texts` counts the pages that a line stands on, by its fingerprint and
    shape; `titles` those that have a title; `places` says where body, title, lead, published and contacts stand, best
    first; `distrusted` names profiles that hit worse than the general reading; `gauged` says how well each reading
    did."""

    pages: int
    texts: Mapping[str, int] = field(default_factory=dict)
    titles: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[str, tuple[LearntPlace, ...]] = field(default_factory=dict)
    distrusted: tuple[str, ...] = ()
    gauged: Mapping[str, float] = field(default_factory=dict)

    def recurs(self, words: str, shape: str = "") -> Recurrence:
        """On how many of the sampled pages these words stand in a place of that shape."""
        return Recurrence(self.texts.get(fingerprint(words, shape), 0), self.pages)

    def recurs_as_title(self, words: str) -> Recurrence:
        """How many of the sampled pages have this title."""
        return Recurrence(self.titles.get(fingerprint(words), 0), self.pages)

    def to_json(self) -> dict[str, Any]:
        """The knowledge as plain data; the same knowledge is the same data."""
        return {
            "pages": self.pages,
            "texts": dict(sorted(self.texts.items())),
            "titles": dict(sorted(self.titles.items())),
            "places": {
                name: [[place.selector, place.hits, place.misses] for place in places]
                for name, places in sorted(self.places.items())
            },
            "distrusted": list(self.distrusted),
            "gauged": dict(sorted(self.gauged.items())),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SiteKnowledge:
        """The knowledge that `to_json` gave. Raises KeyError, TypeError or ValueError for anything else."""
        return cls(
            pages=int(data["pages"]),
            texts=dict(data["texts"]),
            titles=dict(data["titles"]),
            places={name: tuple(LearntPlace(*place) for place in places) for name, places in data["places"].items()},
            distrusted=tuple(data["distrusted"]),
            gauged=dict(data["gauged"]),
        )

    @cached_property
    def identity(self) -> str:
        """What tells this knowledge from other: a short hash of all of it."""
        told = json.dumps(self.to_json(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()[:12]
