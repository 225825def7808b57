"""Known names: the register of organisations that comes with the product, and what a municipality adds of its own."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path

from .passages import WORD

# Short or everyday words that are also names: they count only with a capital inside a sentence.
EVERYDAY = frozenset(
    "kommunal vision leader ledarna handels byggnads sensus forte formas sida erasmus samhall".split()
)
# Municipalities whose bare name is also a word, a given name or a family name.
DOUBTFUL_PLACES = frozenset(
    "vara mark sala nora mora ale eda kil hjo lund berg heby habo håbo boden kumla ljungby malung-sälen "
    "ydre sund vansbro orsa alvesta tranås solna eksjö falun staden".split()
)
OWN_S = ("ås", "äs", "os", "us", "is", "fors", "nes", "ris")  # the s belongs to the name of the place
# Named in every other release without being a party to anything.
LEFT_OUT = frozenset({"myndighet:regeringen", "eu"})


@dataclass(frozen=True, slots=True)
class Known:
    """A name that is known beforehand. `kind` is a register kind, unit, project, or role."""

    name: str
    kind: str
    key: str | None = None
    abbreviation: str | None = None
    parent: str | None = None
    county: str | None = None
    short: str = ""
    checked: bool = True  # compared with a public list, or stated by the municipality itself


@dataclass(slots=True)
class Form:
    """One way to write a known name, as lower-case words."""

    words: tuple[str, ...]
    written: str
    known: Known
    exact: bool = False  # an abbreviation: the case must agree
    bare: bool = False  # a municipality without "kommun"


@dataclass(slots=True)
class Names:
    """Known names, found by their first word.

    `Names.register()` has the organisations of the product; `Names.from_toml(path)` adds a municipality's own:

        [[unit]]
        name = "Enheten för arbete och lärande"
        abbreviation = "EAL"
        other_names = ["Arbete och lärande"]
        parent = "Solviks kommun"

        [[project]]
        name = "Brygghuset"

        [[organisation]]
        name = "Solviksbostäder AB"
        kind = "company"

        roles = ["ungdomslots", "språkvärd"]
    """

    forms: dict[str, list[Form]] = field(default_factory=dict)
    roles: frozenset[str] = frozenset()
    counties: dict[str, str] = field(default_factory=dict)  # "dalarna" → register key of its county board

    def add(self, known: Known, names: Iterable[str], *, exact: bool = False, bare: bool = False) -> None:
        for name in names:
            words = tuple(m[0].lower() for m in WORD.finditer(name))
            if not words:
                continue
            form = Form(words, name, known, exact, bare)
            rows = self.forms.setdefault(words[0], [])
            rows.append(form)
            rows.sort(key=lambda f: -len(f.words))

    @classmethod
    def register(cls) -> Names:
        """The names that come with the product. A new object each time; the rows are read once."""
        base = _register()
        return cls({first: list(rows) for first, rows in base.forms.items()}, base.roles, dict(base.counties))

    @classmethod
    def from_toml(cls, path: str | Path) -> Names:
        """The register and the names in a TOML file. Raises ValueError with the file and the entry that is wrong."""
        path = Path(path)
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise ValueError(f"Namnfilen {path} går inte att läsa: {error}. Rätta filen och försök igen.") from error
        names = cls.register()
        for table in ("unit", "project", "organisation"):
            for number, row in enumerate(data.get(table, []), 1):
                name = row.get("name") if isinstance(row, dict) else None
                if not isinstance(name, str) or not name.strip():
                    raise ValueError(
                        f'Namnfilen {path}: post {number} under [[{table}]] saknar "name". Skriv ett namn.'
                    )
                kind = str(row.get("kind") or "other") if table == "organisation" else table
                abbreviation = row.get("abbreviation")
                known = Known(name, kind, row.get("key"), abbreviation, row.get("parent"))
                names.add(known, [name, *row.get("other_names", [])])
                if abbreviation:
                    names.add(known, [abbreviation], exact=True)
        extra = data.get("roles", [])
        if not isinstance(extra, list) or not all(isinstance(role, str) for role in extra):
            raise ValueError(f'Namnfilen {path}: "roles" ska vara en lista av ord, till exempel ["ungdomslots"].')
        names.roles = frozenset(role.lower() for role in extra)
        return names


@cache
def official_names() -> dict[str, str]:
    """The name of each body in the register by its key."""
    return {f.known.key: f.known.name for rows in _register().forms.values() for f in rows if f.known.key}


@cache
def full_names() -> frozenset[str]:
    """All names of bodies in the register in lower case that are more than an abbreviation or a bare place."""
    rows = (form for rows in _register().forms.values() for form in rows)
    return frozenset(form.written.lower() for form in rows if not form.exact and not form.bare)


def _former_names() -> dict[str, list[str]]:
    """What the bodies of the register were called before, by their keys."""
    text = (files("brygga.projects") / "data" / "former_names.csv").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for row in csv.DictReader(text.splitlines()):
        found.setdefault(row["key"], []).append(row["name"])
    return found


def bare_place(name: str) -> str:
    """ "Malungs kommun" → "Malung"; a name that ends in its own s keeps it."""
    place = name.removesuffix(" kommun").removesuffix(" stad")
    return place[:-1] if place.endswith("s") and not place.endswith(OWN_S) else place


@cache
def municipalities_of_finland() -> frozenset[str]:
    """The Swedish names of Finland's municipalities, in lower case."""
    text = (files("brygga.importers.reading") / "data" / "municipalities_finland.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(row["swedish"].lower() for row in rows)


@cache
def _register() -> Names:
    names = Names()
    former = _former_names()
    text = (files("brygga.projects") / "data" / "organisations.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        if row["key"] in LEFT_OUT:
            continue
        known = Known(
            row["name"],
            row["kind"],
            row["key"],
            county=row.get("county_code") or None,
            short=row["short_name"],
            checked=bool(row["source"]),
        )
        full = [row["name"]]
        others = [n for n in row["other_names"].split("|") if n] + former.get(row["key"], [])
        short = row["short_name"]
        if row["kind"] == "municipality":
            names.add(known, dict.fromkeys([row["name"], row["name"].replace("-", " ")]))
            names.add(known, [short], bare=True)
            for name in former.get(row["key"], []):
                names.add(known, [name])
                names.add(known, [bare_place(name)], bare=True)
            continue
        if row["kind"] == "county_board":
            county = row["name"].removeprefix("Länsstyrelsen i ").removesuffix(" län")
            names.counties[county.lower()] = row["key"]
            names.counties[county.lower().removesuffix("s")] = row["key"]
            names.add(known, [*full, f"Länsstyrelsen {county.removesuffix('s')}", f"Länsstyrelsen i {county}"])
            names.add(known, [f"Länsstyrelsen {county}", f"Länsstyrelsen i {county.removesuffix('s')}"])
        names.add(known, full)
        for name in dict.fromkeys([short, *others]):
            if name:
                names.add(known, [name], exact=name.isupper() or len(name) < 5)
        names.add(known, [n for n in row["abbreviations"].split("|") if n], exact=True)
    extra = (files("brygga.importers.reading") / "data" / "organisations_extra.csv").read_text(encoding="utf-8")
    for line in extra.splitlines()[2:]:
        kind, name, written_so = line.split("|")
        if name.lower() in names.forms and any(len(f.words) == 1 for f in names.forms[name.lower()]):
            continue
        others = [other for other in written_so.split(";") if other]
        known = Known(
            name, kind, checked=False, abbreviation=next((other for other in others if other.isupper()), None)
        )
        for written in (name, *others):
            names.add(known, [written], exact=written.isupper())
    return names
