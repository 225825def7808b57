"""How often a value is right that was stated with some confidence: the reliability table and the Brier score.

Every value that was read is judged against the gold, offers and findings alike, each with the confidence that reading
stated. Bins are half open: .5 belongs to .5–.6. The Brier score is the mean of (confidence − right)², right being 1 or
0 (Brier 1950, "Verification of forecasts expressed in terms of probability"): 0 is perfect, and .25 is what one
reaches by always saying .5. `blind` is the score of who knows the share of the kind that is right, and states it for
every value; a higher score says that the confidences are worth less than that one number.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any, NamedTuple

from brygga.importers.reading.model.article import Article
from brygga.importers.reading.model.thresholds import CERTAIN

from .scoring import LISTS, Judged, folded, overlap, pairing

EDGES = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
BINS = ("< .4", ".4–.5", ".5–.6", ".6–.7", ".7–.8", ".8–.9", "≥ .9")
ALONE = EDGES.index(CERTAIN) + 1  # the first place in BINS of what may act alone
ENOUGH = 30  # values on each side, from which their shares are compared
KINDS = (
    "quotes", "people", "contacts", "faq", "key_figures",
    "organisations", "municipalities", "projects", "units", "funding",
)  # fmt: skip
_BARE = ("organisations", "municipalities", "projects", "units")  # the gold holds only their names


class Bin(NamedTuple):
    """The values of one bin, or of several."""

    number: int
    right: int

    @property
    def share(self) -> float:
        """How large a part is right; 0 for an empty bin."""
        return self.right / self.number if self.number else 0.0


class Reliability(NamedTuple):
    """The bins of one kind, in the order of BINS, and its scores."""

    bins: tuple[Bin, ...]
    brier: float
    blind: float

    @property
    def asked(self) -> Bin:
        """All values that are not sure enough to act alone."""
        return _joined(self.bins[:ALONE])

    @property
    def alone(self) -> Bin:
        """All values that are."""
        return _joined(self.bins[ALONE:])


def _joined(bins: Iterable[Bin]) -> Bin:
    return Bin(*(sum(column) for column in zip(*bins, strict=True)))


def judged(gold: dict[str, Any], article: Article) -> Iterator[Judged]:
    """What an article was read to say, against its gold. Of two that fit alike the surer one is right.

    What the gold only accepts is left out. Speakers and roles are judged where their quote or person is right, and
    roles only where the gold states one and one was read.
    """
    accepted = gold.get("accepted", {})
    for kind in KINDS:
        values = sorted(getattr(article, kind), key=lambda one: -one.confidence)
        rows = [one.name if kind in _BARE else _row(one) for one in values]
        same, least = LISTS[kind]
        right = {place: gold[kind][at] for at, place in pairing(gold[kind], rows, same, least).items()}
        rest = [place for place in range(len(rows)) if place not in right]
        also = pairing(accepted.get(kind, []), [rows[place] for place in rest], same, least)
        left_out = {rest[at] for at in also.values()}
        for place, one in enumerate(values):
            if place not in left_out:
                yield Judged(kind, one.confidence, place in right)
            if place in right:
                yield from _parts(kind, right[place], rows[place], one.confidence)


def _row(found: Any) -> dict[str, Any]:
    """A value with the keys that the gold has."""
    row = asdict(found)
    return row | {"share": row["share"] or row["amount"]} if "funder" in row else row


def _parts(kind: str, gold: Any, found: Any, confidence: float) -> Iterator[Judged]:
    if kind == "quotes":
        right = folded(gold["speaker"]) == folded(found["speaker"])
        yield Judged("quotes.speaker", confidence, right)
        if not right:
            return
    if kind in ("quotes", "people") and gold["role"] and found["role"]:
        yield Judged(f"{kind}.role", confidence, overlap(gold["role"], found["role"]) >= 0.5)


def reliability(values: Iterable[Judged]) -> dict[str, Reliability]:
    """The bins and scores of each kind, in the order of their first values, and of all together under "all"."""
    by_kind: dict[str, list[Judged]] = {"all": []}
    for one in values:
        by_kind.setdefault(one.kind, []).append(one)
        by_kind["all"].append(one)
    return {kind: _of(found) for kind, found in by_kind.items() if found}


def _of(values: list[Judged]) -> Reliability:
    number, right = [0] * len(BINS), [0] * len(BINS)
    for one in values:
        place = bisect_right(EDGES, one.confidence)
        number[place] += 1
        right[place] += one.right
    share = sum(right) / len(values)
    brier = sum((one.confidence - one.right) ** 2 for one in values) / len(values)
    return Reliability(tuple(map(Bin, number, right)), brier, share * (1 - share))


def upside_down(rows: dict[str, Reliability]) -> list[str]:
    """The kinds whose certain values are right less often than the others, where both are many enough to say so."""
    return [
        f"{kind}: of certain values {row.alone.share:.3f} are right, of less certain ones {row.asked.share:.3f}."
        for kind, row in rows.items()
        if min(row.alone.number, row.asked.number) >= ENOUGH and row.alone.share < row.asked.share
    ]


def table(rows: dict[str, Reliability]) -> str:
    """For a person: in each bin how many values and the share that is right, then the scores."""
    lines = [f"{'confidence':<24}" + "".join(f"{name:>10}" for name in BINS) + f"{'Brier':>8}{'blind':>8}"]
    for kind, row in rows.items():
        cells = [f"{one.number} {one.share:.2f}" if one.number else "–" for one in row.bins]
        lines.append(f"{kind:<24}" + "".join(f"{cell:>10}" for cell in cells) + f"{row.brier:8.3f}{row.blind:8.3f}")
    return "\n".join(lines)
