"""What a text says, written by hand before it is read: a line a thing. The kinds are told in first_sight.py."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

Row = tuple[str, ...]
KINDS = {
    "P": "pages of projects", "X": "facts of projects", "U": "pages of units", "K": "indicators", "Q": "quotes",
    "S": "speakers", "H": "people", "R": "roles", "E": "employers", "C": "contacts", "O": "organisations",
    "M": "municipalities", "B": "publisher",
}  # fmt: skip
READING = {
    "T": "title", "L": "lead", "D": "date", "G": "headings", "F": "furniture", "A": "the article's own lines",
}  # fmt: skip
FIELDS = ("owner", "partner", "municipality", "start", "end", "funding")
NONE = "-"


@dataclass
class Gold:
    """What a text says, by hand."""

    wanted: list[tuple[str, Row]] = field(default_factory=list)
    allowed: list[tuple[str, Row]] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)

    @classmethod
    def from_file(cls, path: Path) -> Gold:
        """Raises ValueError for a line of no kind."""
        gold = cls()
        for line in filter(None, map(str.strip, path.read_text(encoding="utf-8").splitlines())):
            kind, _, said = line.partition(" ")
            if kind.rstrip("?") not in {**KINDS, **READING}:
                raise ValueError(f"{path}: {line}")
            gold.kinds.add(kind[0])
            row = tuple(cell.strip() for cell in said.split("|"))
            if row != (NONE,):
                (gold.allowed if kind.endswith("?") else gold.wanted).append((kind[0], row))
        return gold
