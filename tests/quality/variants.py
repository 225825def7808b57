"""Small invented texts on one thing each, and what should be found in them.

A file in `variants/` holds texts of one kind: "=== name", the text, then what is to be found, one a line:

    --- P name                          a project
    --- K value | unit | about | date   a key figure; `about` is part of its words, "-" for no date
    --- F funder | share                a funder, "-" for no share
    --- X subject | field | value       what is said of a project
    --- P? …                            may be found or not; counts neither for nor against
    --- P                               none of the kind

A kind that a text says nothing of is not looked at in it. What is uncertain counts as found where it is right, as
neither where it is wrong: it becomes an offer to a person, not a page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from brygga.importers.reading import read
from brygga.importers.reading.model.article import Article

from .scoring import Judged

FOLDER = Path(__file__).parent / "variants"
FIELDS = ("owner", "partner", "municipality", "start", "end", "target_group", "purpose", "funding")
CERTAIN = 0.8  # from which a name makes a page without being asked for
SURE = 0.5  # from which a finding is one
TITLES = {"P": "projects", "K": "key_figures", "F": "funding", "X": "project facts"}

Row = tuple[str, ...]


@dataclass
class Variant:
    """One text and its rows: the kind, what it holds, and whether it must be found."""

    name: str
    text: str
    wanted: list[tuple[str, Row]] = field(default_factory=list)
    allowed: list[tuple[str, Row]] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)


@dataclass
class Result:
    """How many were right, wanted and found, by kind, and what went wrong."""

    right: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)

    def row(self, kind: str) -> tuple[float, float]:
        """Precision and recall."""
        right, wanted, found = self.right[kind], self.wanted[kind], self.found[kind]
        return (right / found if found else 1.0), (right / wanted if wanted else 1.0)


def variants(name: str) -> Iterator[Variant]:
    """The texts of one file."""
    for part in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("=== ")[1:]:
        head, _, rest = part.partition("\n")
        lines = rest.splitlines()
        one = Variant(head, "\n".join(line for line in lines if not line.startswith("--- ")))
        for line in lines:
            if not line.startswith("--- "):
                continue
            kind, _, said = line[4:].partition(" ")
            one.kinds.add(kind[0])
            if said:
                row = (kind[0], tuple(cell.strip() for cell in said.split("|")))
                (one.allowed if kind.endswith("?") else one.wanted).append(row)
        yield one


def found_in(article: Article) -> Iterator[tuple[str, Row, float]]:
    """What the article says, in the form of the rows, and how sure that is."""
    for name in article.projects:
        yield "P", (name.name,), name.confidence
    for figure in article.key_figures:
        row = (figure.value, figure.unit or "", figure.about or "", figure.as_of or "-")
        yield "K", row, figure.confidence
    for paid in article.funding:
        yield "F", (paid.funder, paid.share or paid.amount or "-"), paid.confidence
    for fact in article.facts:
        if fact.subject_kind == "project" and fact.field in FIELDS:
            value = fact.value if isinstance(fact.value, str) else str(fact.value.get("funder"))
            yield "X", (fact.subject, fact.field, value), fact.confidence


def _folded(text: str) -> str:
    return " ".join(re.sub(r"[\u2013\u2212]", "-", text).split()).rstrip(". ").casefold()


def same(kind: str, wanted: Row, found: Row) -> bool:
    """Whether what was found is what was wanted."""
    if kind != "K":
        return [_folded(cell) for cell in wanted] == [_folded(cell) for cell in found]
    value, unit, about, date = (*wanted, "", "", "", "")[:4]
    return (
        _folded(value) == _folded(found[0])
        and (not unit or _folded(unit) == _folded(found[1]))
        and _folded(about) in _folded(found[2])
        and (not date or _folded(date) == _folded(found[3]))
    )


def check(variant: Variant, result: Result) -> None:
    """Read one text and count."""
    article = read(variant.text.encode(), source=f"{variant.name}.txt")
    left = list(variant.wanted)
    allowed = list(variant.allowed)
    for kind, row, sure in found_in(article):
        if kind not in variant.kinds:
            continue
        hit = next((one for one in left if one[0] == kind and same(kind, one[1], row)), None)
        if hit:
            left.remove(hit)
            result.right[kind] += 1
            result.found[kind] += 1
            result.judged.append(Judged(f"variants: {TITLES[kind]}", sure, True))
        elif any(one[0] == kind and same(kind, one[1], row) for one in allowed):
            continue
        else:
            result.judged.append(Judged(f"variants: {TITLES[kind]}", sure, False))
            if sure < (CERTAIN if kind == "P" else SURE):
                continue
            result.found[kind] += 1
            result.misses.append(f"{variant.name}: too much {kind} {' | '.join(row)}")
    for kind, _ in variant.wanted:
        result.wanted[kind] += 1
    result.misses.extend(f"{variant.name}: lost {kind} {' | '.join(row)}" for kind, row in left)


def measure(name: str) -> Result:
    """All texts of one file."""
    result = Result()
    for variant in variants(name):
        check(variant, result)
    return result


NAMES = ("projects", "figures", "funding")


def main() -> None:
    """Print precision and recall of each kind, and every miss."""
    for name in NAMES:
        result = measure(name)
        print("\n".join(result.misses))
        for kind in sorted(result.wanted):
            precision, recall = result.row(kind)
            print(f"{name:<10} {kind} precision {precision:.3f} recall {recall:.3f} of {result.wanted[kind]}")


if __name__ == "__main__":
    main()
