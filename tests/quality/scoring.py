"""How an article that was read compares with its gold: hits, gold and found of each field.

Fields with one value count where the gold has or the reader gives one. Lists are matched one to one, the best first.
What stands under `accepted` in the gold may be read or left out: it counts neither for nor against.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Item = Any  # a string, or an object of the article JSON
Same = Callable[[Item, Item], float]

_WORD = re.compile(r"\w+")
_EDGE = "\"'”“’‘»«›‹–—−-•*.,:;!?… "
_CREDIT = re.compile(r"\s*\b(?:foto(?:graf)?|bild|illustration)\s*:.*$", re.IGNORECASE)
# Labels over contacts, questions and links are neither headings nor boilerplate.
LABELS = frozenset(
    "kontakt|kontakta oss|kontaktpersoner|för mer information|läs mer|läs också|mer information|relaterat|"
    "fakta|frågor och svar|vanliga frågor|relaterat innehåll|dokument|länkar".split("|")
)


class Score(NamedTuple):
    """Of one field, over all texts."""

    precision: float
    recall: float
    f1: float


class Judged(NamedTuple):
    """One value that was read, finding or offer: of which kind, how sure reading was, and whether it is right."""

    kind: str
    confidence: float
    right: bool


@dataclass
class Tally:
    """Counts of each field: found and right, in the gold, found at all; and what was missed or too much.

    `judged` holds every value with its confidence, those too that were not sure enough to count as found.
    """

    hits: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)

    def add(self, name: str, hits: int, gold: int, found: int) -> None:
        self.hits[name] += hits
        self.gold[name] += gold
        self.found[name] += found

    def scores(self) -> dict[str, Score]:
        rows = {}
        for name in sorted(self.gold.keys() | self.found.keys()):
            hits, gold, found = self.hits[name], self.gold[name], self.found[name]
            both = gold + found
            if not both:
                continue
            rows[name] = Score(hits / found if found else 1.0, hits / gold if gold else 1.0, 2 * hits / both)
        return rows


def folded(text: Any) -> str:
    """Without blanks, capitals and the signs at the ends."""
    words = unicodedata.normalize("NFC", str(text or "")).replace("\xad", "")
    return " ".join(words.split()).strip(_EDGE).casefold()


def overlap(one: Any, other: Any) -> float:
    """F1 of the words that two texts share."""
    first, second = (Counter(_WORD.findall(folded(text))) for text in (one, other))
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 1.0


def same_name(one: Any, other: Any) -> float:
    """Whether two names are of the same; "kommun" and an abbreviation in brackets make no difference."""
    first, second = (
        re.sub(r"\s*\([^)]*\)|\s+kommuns?\b|(?<=\w)s(?=\s+kommuns?\b)", "", folded(name)) for name in (one, other)
    )
    return 1.0 if first and first == second else overlap(first, second)


def _digits(number: Any) -> str:
    return re.sub(r"\D", "", str(number or "")).removeprefix("46").lstrip("0")


def _same(one: Item, other: Item) -> float:
    return float(folded(one) == folded(other))


def _same_text(one: Item, other: Item) -> float:
    return overlap(_CREDIT.sub("", str(one)), _CREDIT.sub("", str(other)))


def _same_contact(one: Item, other: Item) -> float:
    numbers = _digits(one["phone"]) == _digits(other["phone"])
    return float(numbers and all(folded(one[key]) == folded(other[key]) for key in ("email", "name")))


def _same_figure(one: Item, other: Item) -> float:
    first, second = (str(figure["unit"] or "").replace("%", "procent") for figure in (one, other))
    unit = not first or overlap(first, second) > 0
    return float(folded(one["value"]) == folded(other["value"]) and unit)


def _same_funding(one: Item, other: Item) -> float:
    return float(same_name(one["funder"], other["funder"]) >= 0.8 and folded(one["share"]) == folded(other["share"]))


def _by(key: str, same: Same) -> Same:
    return lambda one, other: same(one[key], other[key])


_SINGLE: dict[str, tuple[Same, float]] = {
    "title": (_same, 1.0),
    "published": (_same, 1.0),
    "updated": (_same, 1.0),
    "publisher": (same_name, 0.99),
    "lead": (overlap, 0.9),
}
LISTS: dict[str, tuple[Same, float]] = {
    "headings": (_same, 1.0),
    "captions": (_same_text, 0.9),
    "related_links": (overlap, 0.9),
    "quotes": (_by("text", overlap), 0.9),
    "people": (_by("name", _same), 1.0),
    "contacts": (_same_contact, 1.0),
    "faq": (_by("question", overlap), 0.9),
    "key_figures": (_same_figure, 1.0),
    "organisations": (same_name, 0.8),
    "municipalities": (same_name, 0.8),
    "projects": (same_name, 0.8),
    "units": (same_name, 0.8),
    "funding": (_same_funding, 1.0),
}
FIELDS = (*_SINGLE, *LISTS)


def score(gold: dict[str, Any], read: dict[str, Any], tally: Tally) -> None:
    """Add one text to `tally`: `gold` is its gold, `read` the article JSON that the reader gave."""
    accepted = gold.get("accepted", {})
    for name, (same, least) in _SINGLE.items():
        _single(name, gold[name], read[name], accepted.get(name), lambda a, b, s=same, m=least: s(a, b) >= m, tally)
    for name, (same, least) in LISTS.items():
        pairs = _list(name, gold[name], read[name], accepted.get(name, []), same, least, tally)
        for wanted, found in pairs:
            _parts(name, wanted, found, tally)
    _boilerplate(gold["boilerplate"], read["blocks"], tally)


def _single(name: str, gold: Any, found: Any, accepted: Any, same: Callable[[Any, Any], bool], tally: Tally) -> None:
    if accepted and found and same(accepted, found):
        found = gold
    if not gold and not found:
        return
    hit = bool(gold and found and same(gold, found))
    tally.add(name, int(hit), int(bool(gold)), int(bool(found)))
    if not hit:
        tally.misses.append(f"{name}: {gold!r} was read as {found!r}")


def _list(
    name: str, gold: list[Item], found: list[Item], accepted: list[Item], same: Same, least: float, tally: Tally
) -> list[tuple[Item, Item]]:
    if name == "headings":
        found = [item for item in found if folded(item) not in LABELS or item in gold]
    pairs, lost, extra = _match(gold, found, same, least)
    also, _, extra = _match(accepted, extra, same, least)
    tally.add(name, len(pairs), len(gold), len(found) - len(also))
    tally.misses += [f"{name}: lost {item!r}" for item in lost] + [f"{name}: too much {item!r}" for item in extra]
    return pairs


def _match(
    gold: list[Item], found: list[Item], same: Same, least: float
) -> tuple[list[tuple[Item, Item]], list[Item], list[Item]]:
    """Pairs, the best first, and what is left of the gold and of what was found."""
    pairs = pairing(gold, found, same, least)
    return (
        [(gold[at], found[place]) for at, place in sorted(pairs.items())],
        [item for at, item in enumerate(gold) if at not in pairs],
        [item for place, item in enumerate(found) if place not in pairs.values()],
    )


def pairing(gold: list[Item], found: list[Item], same: Same, least: float) -> dict[int, int]:
    """Which place of `found` each place of `gold` has, one to one, the best first."""
    ranked = sorted(
        ((-same(wanted, item), at, place) for at, wanted in enumerate(gold) for place, item in enumerate(found)),
    )
    pairs: dict[int, int] = {}
    for value, at, place in ranked:
        if -value >= least and at not in pairs and place not in pairs.values():
            pairs[at] = place
    return pairs


def _parts(name: str, gold: Item, found: Item, tally: Tally) -> None:
    """What belongs to a quote, a person or a question that was found."""
    if name == "quotes":
        right = folded(gold["speaker"]) == folded(found["speaker"])
        tally.add("quotes.speaker", int(right), 1, 1)
        if not right:
            tally.misses.append(f"quotes.speaker: {gold['speaker']!r} was read as {found['speaker']!r}")
            return
    if name in ("quotes", "people") and gold["role"]:
        right = overlap(gold["role"], found["role"]) >= 0.5
        tally.add(f"{name}.role", int(right), 1, int(bool(found["role"])))
        if not right:
            tally.misses.append(f"{name}.role: {gold['role']!r} was read as {found['role']!r}")
    if name == "faq":
        tally.add("faq.answer", int(overlap(gold["answer"], found["answer"]) >= 0.9), 1, 1)


def _boilerplate(gold: list[str], blocks: list[dict[str, Any]], tally: Tally) -> None:
    """Lines that are not the article's stand in none of its blocks."""
    lines = {folded(line) for block in blocks for line in str(block.get("text", "")).splitlines()}
    left = [line for line in gold if folded(line) in lines]
    tally.add("boilerplate", len(gold) - len(left), len(gold), len(gold) - len(left))
    tally.misses += [f"boilerplate: kept {line!r}" for line in left]
