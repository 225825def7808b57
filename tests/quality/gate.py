"""The floors: the least F1 that each field has to reach on the set, and how they may be changed."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from brygga.importers.reading import to_json

from .reliability import judged
from .scoring import Tally, score
from .texts import TEXTS, all_texts, article_of, gold_of

FLOORS = Path(__file__).parent / "floors.toml"
_HEAD = """# The least F1 of each field on the texts in tests/quality/texts, to three decimals, rounded down.
# Written by `make quality ARGS=--update`. No floor is lowered without a reason, which is kept below:
# `make quality ARGS='--update --reason "…"'`. A floor is not a goal.
"""


class ReasonMissingError(Exception):
    """Floors would sink, and nobody said why."""


@dataclass
class Floors:
    """What floors.toml holds: the set that the floors are of, the floors, and every lowering with its reason."""

    set: str = ""
    floors: dict[str, float] = field(default_factory=dict)
    lowered: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def from_file(cls, path: Path = FLOORS) -> Floors:
        return cls(**tomllib.loads(path.read_text(encoding="utf-8"))) if path.exists() else cls()

    def to_file(self, path: Path = FLOORS) -> None:
        lines = [_HEAD, f'set = "{self.set}"', "", "[floors]"]
        lines += [f"{_quoted(name)} = {floor:.3f}" for name, floor in sorted(self.floors.items())]
        for row in self.lowered:
            lines += ["", "[[lowered]]", *(f"{key} = {_quoted(value)}" for key, value in row.items())]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _quoted(value: Any) -> str:
    """A string or number in TOML, whose basic strings are those of JSON."""
    return json.dumps(value, ensure_ascii=False)


def measure(folder: Path = TEXTS) -> dict[str, Tally]:
    """The tally of each text, by its name."""
    tallies = {}
    for text in all_texts(folder):
        tally = tallies[text.name] = Tally()
        gold, article = gold_of(text), article_of(text)
        score(gold, to_json(article), tally)
        tally.judged += judged(gold, article)
    return tallies


def together(tallies: dict[str, Tally]) -> Tally:
    """One tally of all texts."""
    whole = Tally()
    for tally in tallies.values():
        for name in tally.gold.keys() | tally.found.keys():
            whole.add(name, tally.hits[name], tally.gold[name], tally.found[name])
        whole.judged += tally.judged
    return whole


def faults(whole: Tally, floors: Floors, *, set_hash: str) -> list[str]:
    """Why the set does not pass; nothing where it does."""
    found = []
    if floors.set != set_hash:
        found.append("The texts or their gold have changed: run `make quality ARGS=--update` and look at the floors.")
    scores = whole.scores()
    found += [f"{name} has no floor." for name in sorted(scores.keys() - floors.floors.keys())]
    for name, floor in sorted(floors.floors.items()):
        reached = scores[name].f1 if name in scores else 0.0
        if reached < floor:
            found.append(f"{name}: F1 {reached:.4f} is below the floor {floor:.3f}.")
    return found


def updated(floors: Floors, whole: Tally, *, set_hash: str, reason: str = "") -> Floors:
    """The floors as the reader reaches them today.

    Raises ReasonMissingError where one would sink, or fall away, and `reason` is empty.
    """
    reached = {name: int(row.f1 * 1000 + 1e-9) / 1000 for name, row in whole.scores().items()}
    lower = {
        name: (floor, reached.get(name, 0.0))
        for name, floor in sorted(floors.floors.items())
        if reached.get(name, 0.0) < floor
    }
    if lower and not reason.strip():
        names = ", ".join(f"{name} {before:.3f} → {after:.3f}" for name, (before, after) in lower.items())
        raise ReasonMissingError(f'These floors would sink: {names}. Give a reason: --reason "…".')
    rows = [{"field": n, "from": before, "to": after, "reason": reason} for n, (before, after) in lower.items()]
    return Floors(set=set_hash, floors=reached, lowered=[*floors.lowered, *rows])


def table(whole: Tally, floors: Floors) -> str:
    """The scores beside their floors, for a person."""
    lines = [f"{'field':<18}{'precision':>10}{'recall':>8}{'F1':>8}{'floor':>8}{'gold':>7}{'found':>7}"]
    for name, row in whole.scores().items():
        floor = floors.floors.get(name)
        kept = "      –" if floor is None else f"{floor:7.3f}"
        low = "  below" if floor is not None and row.f1 < floor else ""
        lines.append(
            f"{name:<18}{row.precision:10.3f}{row.recall:8.3f}{row.f1:8.3f} {kept}"
            f"{whole.gold[name]:7}{whole.found[name]:7}{low}"
        )
    return "\n".join(lines)
