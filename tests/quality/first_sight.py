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

"-" is an empty cell: nothing is to be there (no speaker, no body); in X, K and H that cell is not looked at. "P?" may
be found or left out; "P -" says that there is none. A kind without a line is not looked at in that text.

What counts as a fact is what an import would write without asking: for P and U a page, for K a value of an indicator.
Precision is that of the facts, recall that of facts and suggestions together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from brygga.importers.reading import read
from brygga.importers.reading.model.article import Article, Name
from brygga.importers.writing.figure_values import news_figures
from brygga.importers.writing.news_values import sure
from brygga.importers.writing.page_evidence import is_evident
from brygga.importers.writing.page_values import Desired
from brygga.importers.writing.subject_values import subjects

from .named_register import NamedRegister, named
from .scoring import folded, same_name

Row = tuple[str, ...]
KINDS = {
    "P": "pages of projects", "X": "facts of projects", "U": "pages of units", "K": "indicators", "Q": "quotes",
    "S": "speakers", "H": "people", "R": "roles", "E": "employers", "C": "contacts", "O": "organisations",
    "M": "municipalities", "B": "publisher",
}  # fmt: skip
FIELDS = ("owner", "partner", "municipality", "start", "end", "funding")
NONE = "-"


class Seen(NamedTuple):
    """One thing that was read: its kind and cells, and whether it is a fact or a suggestion."""

    kind: str
    row: Row
    fact: bool = True


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
            if kind.rstrip("?") not in KINDS:
                raise ValueError(f"{path}: {line}")
            gold.kinds.add(kind[0])
            row = tuple(cell.strip() for cell in said.split("|"))
            if row != (NONE,):
                (gold.allowed if kind.endswith("?") else gold.wanted).append((kind[0], row))
        return gold


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


def seen_in(article: Article) -> Iterator[Seen]:
    """Everything that the article is read to say."""
    register = NamedRegister(create=False)
    about = subjects(article, register, register.find_organisation(article.publisher))
    for page in about:
        kind = "P" if page.role == "project" else "U"
        body = named(page.values.get("organisation")) or NONE
        yield Seen(kind, (page.values.get("full_name") or page.title, body), is_evident(page))
    yield from _facts(article)
    news = Desired(role="news", key="", title="")
    news_figures(news, article, register, about)
    for page in (*about, news):
        for one in page.observations:
            bearer = f"{page.title} {one['indicator']['owner']}".strip() or NONE
            cells = (
                one["value_text"],
                one["indicator"]["unit"],
                one["indicator"]["name"],
                one["date"] or NONE,
                bearer,
            )
            yield Seen("K", cells)
    for figure in article.key_figures:
        yield Seen("K", (figure.value, figure.unit or "", figure.about or "", figure.as_of or NONE, ""), fact=False)
    for quote in filter(sure, article.quotes):
        yield Seen("Q", (quote.text, quote.speaker or NONE))
    for person in filter(sure, article.people):
        yield Seen("H", (person.name, person.role or NONE, person.organisation or NONE))
    for contact in filter(sure, article.contacts):
        yield Seen("C", (contact.name or contact.role or NONE, contact.phone or NONE, contact.email or NONE))
    for kind, names in (("O", article.organisations), ("M", article.municipalities)):
        yield from (Seen(kind, (_full(name),), sure(name)) for name in names)
    if article.publisher:
        yield Seen("B", (article.publisher,))


def _facts(article: Article) -> Iterator[Seen]:
    for fact in article.facts:
        if fact.subject_kind == "project" and fact.field in FIELDS:
            value = fact.value if isinstance(fact.value, str) else str(fact.value.get("funder"))
            yield Seen("X", (fact.subject, fact.field, value), sure(fact))


def _full(name: Name) -> str:
    return re.sub(r"\s*\([^)]*\)$", "", name.name)


def same(kind: str, wanted: Row, found: Row) -> bool:
    """Whether what was read is what the gold names; of quotes and people only which one it is."""
    cells = [*wanted, *[NONE] * len(found)]
    if kind == "Q":
        return folded(cells[0]) in folded(found[0])[: len(cells[0]) + 12]
    if kind == "H":
        return folded(cells[0]) == folded(found[0])
    if kind == "C":
        digits = [re.sub(r"\D", "", row[1]).removeprefix("46").lstrip("0") for row in (cells, found)]
        return folded(cells[0]) == folded(found[0]) and digits[0] == digits[1] and folded(cells[2]) == folded(found[2])
    if kind in "OMB":
        return same_name(cells[0], found[0]) >= 1.0 or _is_one_body(cells[0], found[0])
    if kind == "U":
        bodies = [folded(body) for body in (cells[1], found[1])]
        return folded(cells[0]) == folded(found[0]) and (bodies[0] == bodies[1] or same_name(*bodies) >= 1.0)
    if kind == "X":
        same_value = same_name(cells[2], found[2]) >= 1.0 or folded(cells[2]) in folded(found[2])
        return _bare(cells[0]) == _bare(found[0]) and cells[1] == found[1] and same_value
    if kind == "K":
        name = folded(found[2])
        return (
            folded(cells[0]) == folded(found[0])
            and cells[1] in (NONE, folded(found[1]))
            and (cells[2] == NONE or all(word in name for word in folded(cells[2]).split()))
            and (not found[4] or cells[3] in (NONE, found[3]))
            and (not found[4] or cells[4] == NONE or folded(cells[4]) in folded(found[4]) + " " + name)
        )
    return _bare(cells[0]) == _bare(found[0])


def _bare(project: str) -> str:
    """A project's name without what it is called: "Projekt Lyktan" is Lyktan."""
    return re.sub(r"^projekt(?:et)? ", "", folded(project))


def _is_one_body(one: str, other: str) -> bool:
    """Whether the register knows both names as one body's: "SKL" and "Sveriges Kommuner och Landsting"."""
    register = NamedRegister(create=False)
    first, second = (register.find_organisation(name) for name in (one, other))
    return first is not None and first == second


def count(name: str, gold: Gold, seen: list[Seen], tally: Tally) -> None:
    """Add one text."""
    left, projects = list(gold.wanted), {_bare(row[0]) for kind, row in (*gold.wanted, *gold.allowed) if kind == "P"}
    for one in sorted(seen, key=lambda one: not one.fact):
        kind = one.kind
        if kind not in gold.kinds and not (kind == "X" and "P" in gold.kinds):
            continue
        if kind == "X" and _bare(one.row[0]) not in projects:
            continue  # of no project: counted as a page
        hit = next((row for of, row in left if of == kind and same(kind, row, one.row)), None)
        if hit is not None:
            left.remove((kind, hit))
            tally.reached[kind] += 1
            tally.right[kind] += one.fact
            _parts(name, kind, hit, one.row, tally)
        elif any(of == kind and same(kind, row, one.row) for of, row in gold.allowed):
            continue
        elif one.fact:
            tally.misses.append(f"{name}: too much {kind} {' | '.join(one.row)[:150]}")
        tally.facts[kind] += one.fact
    tally.wanted.update(kind for kind, _ in gold.wanted)
    tally.misses += [f"{name}: lost {kind} {' | '.join(row)}" for kind, row in left]


def _parts(name: str, kind: str, gold: Row, found: Row, tally: Tally) -> None:
    """The speaker of a quote, the role and the employer of a person, which are judged where both are found."""
    pairs = [("S", 1)] if kind == "Q" else [("R", 1), ("E", 2)] if kind == "H" else []
    for part, at in pairs:
        wanted, given = (row[at] if at < len(row) else NONE for row in (gold, found))
        right = folded(wanted) == folded(given) or (part == "E" and same_name(wanted, given) >= 1.0)
        tally.wanted[part] += wanted != NONE
        tally.facts[part] += given != NONE and (part == "S" or wanted != NONE)
        if right and wanted != NONE:
            tally.right[part] += 1
            tally.reached[part] += 1
        elif wanted != NONE or (part == "S" and given != NONE):
            tally.misses.append(f"{name}: {KINDS[part]} {gold[0]}: {wanted} is read as {given}")


def measure(folder: Path) -> Tally:
    """All texts of the folder."""
    tally = Tally()
    for path in sorted(folder.glob("*.gold")):
        text = next(one for one in sorted(folder.glob(f"{path.stem}.*")) if one.suffix != ".gold")
        seen = dict.fromkeys(seen_in(read(text.read_bytes(), source=text.name)))
        count(path.stem, Gold.from_file(path), list(seen), tally)
    return tally


def table(tally: Tally) -> str:
    """A line for each kind."""
    rows = []
    for kind, title in KINDS.items():
        precision, recall = tally.row(kind)
        rows.append(
            f"{title:<20} precision {precision:.2f} ({tally.right[kind]}/{tally.facts[kind]})"
            f"  recall {recall:.2f} ({tally.reached[kind]}/{tally.wanted[kind]})"
        )
    return "\n".join(rows)
