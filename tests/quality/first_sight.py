"""How well texts are read that nobody here has seen before: precision and recall of each kind of fact.

    python scripts/first_sight.py FOLDER [--misses]          (make first-sight FOLDER=…)

FOLDER holds texts (NAME.txt, NAME.html, …) and beside each its gold, NAME.gold, written before the text is read. The
texts are others' and stay outside the project; only the counts are kept (docs/kvalitet.md). A line of gold is a kind
and its cells:

    P name                            a project
    X project | field | value         what is said of it; fields as in FIELDS
    U name | body                     a unit, and whose it is
    K value | unit | words | date | bearer      a key figure; the words are pieces of its name
    Q first words | speaker           a quotation
    H name | role | employer          a person
    C name | phone | email            a contact
    O name                            an organisation
    M name                            a municipality
    B name                            who published it
    T title, L first words of the lead, D yyyy-mm-dd, G heading, F first words of a line that is furniture

"-" is an empty cell: nothing is to be there (no speaker, no body); in X, K and H that cell is not looked at. "P?" may
be found or left out, but a "K?" that says not when or whose it is must not be given that; "P -" says that there is
none. A kind without a line is not looked at in that text.

What counts as a fact is what an import would write without asking: for P and U a page, for K a value of an indicator.
Precision is that of the facts, recall that of facts and suggestions together.

Of furniture precision is that of the lines left out, recall that of the lines left out or kept with a doubt.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from brygga.importers.reading import read
from brygga.importers.reading.model.article import Article

from .first_sight_gold import KINDS, NONE, READING, Gold, Row
from .first_sight_reading import fates, frame_of, is_furniture, is_label, same_frame
from .first_sight_same import bare, fills_a_gap, same
from .first_sight_seen import Seen, seen_in
from .scoring import folded, same_name


@dataclass
class Tally:
    """Counts by kind. `right` and `facts` are of facts alone, `reached` of suggestions too."""

    right: Counter[str] = field(default_factory=Counter)
    facts: Counter[str] = field(default_factory=Counter)
    reached: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def row(self, kind: str) -> tuple[float, float]:
        """Precision of the facts, recall of facts and suggestions."""
        facts, wanted = self.facts[kind], self.wanted[kind]
        return (self.right[kind] / facts if facts else 1.0), (self.reached[kind] / wanted if wanted else 1.0)


def count(name: str, gold: Gold, seen: list[Seen], tally: Tally) -> None:
    """Add one text."""
    left, projects = list(gold.wanted), {bare(row[0]) for kind, row in (*gold.wanted, *gold.allowed) if kind == "P"}
    for one in sorted(seen, key=lambda one: not one.fact):
        kind = one.kind
        if kind not in gold.kinds and not (kind == "X" and "P" in gold.kinds):
            continue
        if kind == "X" and bare(one.row[0]) not in projects:
            continue  # of no project: counted as a page
        hit = next((row for of, row in left if of == kind and _is(kind, row, one)), None)
        if hit is not None:
            left.remove((kind, hit))
            tally.reached[kind] += 1
            tally.right[kind] += one.fact
            _parts(name, kind, hit, one.row, tally)
        elif any(
            of == kind and same(kind, row, one.row) and not (one.fact and fills_a_gap(kind, row, one.row))
            for of, row in gold.allowed
        ):
            continue
        elif one.fact:
            tally.misses.append(f"{name}: too much {kind} {' | '.join(one.row)[:150]}")
        tally.facts[kind] += one.fact
    tally.wanted.update(kind for kind, _ in gold.wanted if kind in KINDS)
    tally.misses += [f"{name}: lost {kind} {' | '.join(row)}" for kind, row in left if kind in KINDS]


def _is(kind: str, wanted: Row, one: Seen) -> bool:
    """Whether it is what the gold names; who is asked about a unit says whose it is."""
    offered = kind == "U" and not one.fact and folded(wanted[0]) == folded(one.row[0]) and one.row[1] == NONE
    return offered or same(kind, wanted, one.row)


def _parts(name: str, kind: str, gold: Row, found: Row, tally: Tally) -> None:
    """The speaker of a quote, the role and the employer of a person, which are judged where both are found.

    The last cell of a person is what the text calls the employer, which an import may leave out: read all the same."""
    pairs = [("S", 1)] if kind == "Q" else [("R", 1), ("E", 2)] if kind == "H" else []
    for part, at in pairs:
        wanted, given = (row[at] if at < len(row) else NONE for row in (gold, found))
        right = folded(wanted) == folded(given) or (part == "E" and same_name(wanted, given) >= 1.0)
        tally.wanted[part] += wanted != NONE
        tally.facts[part] += given != NONE and (part == "S" or wanted != NONE)
        if right and wanted != NONE:
            tally.right[part] += 1
            tally.reached[part] += 1
        elif part == "E" and wanted != NONE and same_name(wanted, found[3]) >= 1.0:
            tally.reached[part] += 1
        elif wanted != NONE or (part == "S" and given != NONE):
            tally.misses.append(f"{name}: {KINDS[part]} {gold[0]}: {wanted} is read as {given}")


def count_reading(name: str, gold: Gold, article: Article, tally: Tally) -> None:
    """Add how the frame of one text was read: title, lead, date, headings, furniture."""
    for kind, read_as in frame_of(article).items():
        if kind not in gold.kinds:
            continue
        left = [row for of, row in gold.wanted if of == kind]
        may = [row for of, row in gold.allowed if of == kind]
        tally.wanted[kind] += len(left)
        for found in filter(None, read_as):
            hit = next((row for row in left if same_frame(kind, row, found)), None)
            if hit is not None:
                left.remove(hit)
                tally.right[kind] += 1
                tally.reached[kind] += 1
            elif any(same_frame(kind, row, found) for row in may) or (kind == "G" and is_label(found)):
                continue
            else:
                tally.misses.append(f"{name}: too much {kind} {found[:150]}")
            tally.facts[kind] += 1
        tally.misses += [f"{name}: lost {kind} {' | '.join(row)}" for row in left]
    if "F" in gold.kinds:
        _furniture(name, gold, article, tally)


def _furniture(name: str, gold: Gold, article: Article, tally: Tally) -> None:
    wanted, may = ([row for of, row in rows if of == "F"] for rows in (gold.wanted, gold.allowed))
    for line, fate in fates(article):
        if is_furniture(line, wanted):
            tally.wanted["F"] += 1
            tally.reached["F"] += fate != "kept"
            tally.right["F"] += fate == "dropped"
            tally.facts["F"] += fate == "dropped"
            if fate == "kept":
                tally.misses.append(f"{name}: kept F {line[:150]}")
        elif not is_furniture(line, may):
            tally.facts["F"] += fate == "dropped"
            tally.wanted["A"] += 1
            tally.reached["A"] += fate != "dropped"
            tally.facts["A"] += fate != "dropped"
            tally.right["A"] += fate == "kept"
            if fate != "kept":
                tally.misses.append(f"{name}: {fate} A {line[:150]}")


def measure(folder: Path) -> Tally:
    """All texts of the folder."""
    tally = Tally()
    for path in sorted(folder.glob("*.gold")):
        text = next(one for one in sorted(folder.glob(f"{path.stem}.*")) if one.suffix != ".gold")
        article, gold = read(text.read_bytes(), source=text.name), Gold.from_file(path)
        count(path.stem, gold, list(dict.fromkeys(seen_in(article))), tally)
        count_reading(path.stem, gold, article, tally)
    return tally


def table(tally: Tally, kinds: dict[str, str] = KINDS) -> str:
    """A line for each kind; with `READING` the table of how the frame of the texts was read."""
    rows = []
    for kind, title in kinds.items():
        precision, recall = tally.row(kind)
        rows.append(
            f"{title:<24} precision {precision:.2f} ({tally.right[kind]}/{tally.facts[kind]})"
            f"  recall {recall:.2f} ({tally.reached[kind]}/{tally.wanted[kind]})"
        )
    return "\n".join(rows)


__all__ = ["KINDS", "READING", "Gold", "Seen", "count", "count_reading", "measure", "table"]
