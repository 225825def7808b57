"""Where all witnesses are heard together: what they say of a segment becomes one certainty and one of three outcomes.

What each testimony weighs stands in `weights.toml`, which `scripts/fit_weights.py` writes: logarithms of odds, set on
pages with gold. A testimony that the file does not know weighs nothing.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from ..model.segments import Outcome, Segment, Testimony
from ..model.spans import Span
from ..model.thresholds import CERTAIN, UNDOUBTED

Testimonies = tuple[Testimony, ...]
PIECES, LINES = "", "lines"  # what the weights are of: pieces of pages, or lines of texts without mark-up
KEPT = Testimony("rules", "kept")  # no rule leaves it out
# What shows that something is furniture, whatever else is said. Without any of it nothing is dropped.
EVIDENCE: Mapping[str, frozenset[str]] = {
    "structure": frozenset({"frame", "unseen"}),
    "names": frozenset({"frame"}),
    "links": frozenset({"all"}),
    "lines": frozenset({"furniture", "says so"}),
    "controls": frozenset({"asks"}),
    "recurs": frozenset({"often"}),
    "rules": frozenset({"left as frame", "left by name", "left by profile", "left as links", "left as line",
                        "left outside", "left at edge"}),
}  # fmt: skip

_BY_NAME_OR_PLACE = frozenset({"left by name", "left outside", "left at edge"})


class Weights:
    """The weight of every testimony by witness and by what it says, and what holds before anybody has spoken."""

    def __init__(self, before: float, of: Mapping[tuple[str, str], float], gold: str = "") -> None:
        self.before, self.of = before, of
        self.gold = gold  # what tells the gold that they were set on from other

    @classmethod
    def from_toml(cls, text: str, kind: str = PIECES) -> Weights:
        """The weights that a file states, for pieces of pages or lines of texts. Raises tomllib.TOMLDecodeError or
        KeyError for what is none."""
        data = tomllib.loads(text)
        data = data[kind] if kind else data
        rows = data["weights"].items()
        return cls(
            data["before"]["weight"],
            {(witness, says): row["weight"] for witness, said in rows for says, row in said.items()},
            data.get("gold", ""),
        )

    def each(self, said: Testimonies) -> tuple[float, ...]:
        """What each testimony adds to the odds."""
        return tuple([self.of.get((one.witness, one.says), 0.0) for one in said])

    def chance(self, said: Testimonies) -> float:
        """How sure it is, from 0 to 1, that a segment of which this is said is the article's."""
        odds = self.before + sum(self.each(said))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


@cache
def weights(kind: str = PIECES) -> Weights:
    """The weights that the reader uses."""
    return Weights.from_toml((files(__package__) / "weights.toml").read_text(encoding="utf-8"), kind)


def outcome(said: Testimonies, chance: float) -> Outcome:
    """What is to become of a segment that is the article's with this chance.

    It is dropped where something shows that it is furniture, and where that is certain; what rules keep only where it
    recurs on other pages. What is neither that nor surely the article's is kept, and doubtful.
    """
    shown = [one for one in said if one.says in EVIDENCE.get(one.witness, ())]
    if KEPT in said:
        shown = [one for one in shown if one.witness == "recurs"]
    if shown and 1 - chance >= CERTAIN:
        return "dropped"
    return "placed" if chance >= UNDOUBTED else "doubtful"


def is_unproven(said: Testimonies) -> bool:
    """Whether a rule leaves something out for what it is called or where it stands, and nothing that it is itself
    shows that it is furniture."""
    shown = [one for one in said if one.says in EVIDENCE.get(one.witness, ())]
    return all(one.witness == "names" or (one.witness == "rules" and one.says in _BY_NAME_OR_PLACE) for one in shown)


def without(said: Testimonies, witness: str) -> Testimonies:
    """What is said when one witness is not heard, nor anybody who only repeats it."""
    return tuple(one for one in said if witness not in (one.witness, one.rests_on))


@lru_cache(maxsize=8192)  # the entries of a menu are all said the same of
def verdict(said: Testimonies, kind: str = PIECES) -> tuple[Outcome, float, tuple[float, ...]]:
    """What the witnesses come to: the outcome, the chance that the segment is the article's, what each added."""
    known = weights(kind)
    chance = known.chance(said)
    return outcome(said, chance), chance, known.each(said)


def judged(span: Span, said: Testimonies, kind: str = PIECES) -> Segment:
    """A segment with what its witnesses come to; `kind` says by which weights."""
    decided, chance, each = verdict(said, kind)
    return Segment(span, decided, chance, said, each)
