"""The shipped register of organisations, and how it is brought into the database without losing editors' work.

For each row the register remembers the value it last wrote to each field. A field that holds that value still is
updated; a field that an editor has changed since is left alone and reported.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files

from django.db import transaction

from brygga.site.indexes import bring_up_to_date
from brygga.site.models.acceptance import Standing

from .models import Organisation, OrganisationName
from .models.organisations import OrganisationKey
from .names import fold

# What the column `source` of organisations.csv names; projects/data/README.md says more.
SOURCES = {
    "scb-koder": "SCB: Länens och kommunernas kodnummer",
    "scb-myndigheter": "SCB: Allmänna myndighetsregistret",
    "wikidata": "Wikidata, genom Civic Tech Sweden",
    "sfs": "Förordningar med instruktion, genom Civic Tech Sweden",
    "": "Bryggas register: namnet som aktören själv skriver det, inte jämfört med någon förteckning",
}
DATE = dt.date(2026, 11, 21)  # of rows that no list was compared with
FIELDS = (
    "kind",
    "name",
    "short_name",
    "organisation_number",
    "municipality_code",
    "county_code",
    "website",
)
BATCH = 200


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One row of organisations.csv."""

    key: str
    values: dict[str, str]
    abbreviations: list[str]
    other_names: list[str]
    source: str = SOURCES[""]
    date: dt.date = DATE


@dataclass(slots=True)
class LoadReport:
    """What a load did; `kept` names (organisation, field) where an editor's value was left alone."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    adopted: int = 0
    kept: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FormerName:
    """What a body, or one that it has taken over from, was called; `until` is the day the name ended."""

    key: str
    name: str
    until: dt.date
    source: str


def former_names() -> Iterator[FormerName]:
    """The rows of former_names.csv."""
    text = (files("brygga.projects") / "data" / "former_names.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        yield FormerName(row["key"], row["name"], dt.date.fromisoformat(row["until"]), row["source"])


def register_rows() -> Iterator[RegisterRow]:
    """The rows of the register that comes with the product, with what the bodies were called before."""
    former: dict[str, list[str]] = {}
    for old in former_names():
        former.setdefault(old.key, []).append(old.name)
    text = (files("brygga.projects") / "data" / "organisations.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        yield RegisterRow(
            key=row["key"],
            values={name: row[name].strip() for name in FIELDS},
            abbreviations=_listed(row["abbreviations"]),
            other_names=list(dict.fromkeys([*_listed(row["other_names"]), *former.get(row["key"], [])])),
            source=SOURCES[row["source"]],
            date=dt.date.fromisoformat(row["source_date"]) if row["source_date"] else DATE,
        )


def _listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


@transaction.atomic
def load_register(rows: Iterator[RegisterRow] | list[RegisterRow] | None = None) -> LoadReport:
    """Creates and updates the organisations of the register; the same register again writes nothing.

    An organisation that an editor or an import had already made under exactly the same name and kind is adopted.
    """
    report = LoadReport()
    rows = list(register_rows() if rows is None else rows)
    existing = {o.register_key: o for o in Organisation.objects.filter(register_key__in=[row.key for row in rows])}
    by_name = {(fold(o.name), o.kind): o for o in Organisation.objects.filter(register_key__isnull=True)}
    names: dict[int, list[OrganisationName]] = {}
    known = [organisation.pk for organisation in (*existing.values(), *by_name.values())]
    for other in OrganisationName.objects.filter(organisation__in=known).order_by("sort_order", "pk"):
        names.setdefault(other.organisation_id, []).append(other)
    new: list[tuple[Organisation, RegisterRow]] = []
    for row in rows:
        organisation = existing.get(row.key)
        if organisation is None:
            organisation = by_name.get((fold(row.values["name"]), row.values["kind"]))
            if organisation is not None:
                report.adopted += 1
        if organisation is None:
            new.append((_new_organisation(row), row))
            continue
        changed = _update(organisation, row, names.get(organisation.pk, []), report)
        report.updated += changed
        report.unchanged += not changed
    _create(new)
    report.created = len(new)
    return report


def _new_organisation(row: RegisterRow) -> Organisation:
    return Organisation(
        register_key=row.key,
        register_source=row.source,
        register_date=row.date,
        register_values={**row.values, "names": _written_names(row)},
        **row.values,
    )


def _written_names(row: RegisterRow) -> list[list[str]]:
    alias, abbreviation = OrganisationName.Kind.ALIAS.value, OrganisationName.Kind.ABBREVIATION.value
    return [[abbreviation, name] for name in row.abbreviations] + [[alias, name] for name in row.other_names]


def _create(new: list[tuple[Organisation, RegisterRow]]) -> None:
    """Writes new organisations, their other names and search keys in bulk."""
    Organisation.objects.bulk_create([organisation for organisation, _row in new], batch_size=BATCH)
    others, keys = [], []
    for organisation, row in new:
        written = _written_names(row)
        others += [
            OrganisationName(organisation=organisation, kind=kind, name=name, sort_order=place)
            for place, (kind, name) in enumerate(written)
        ]
        ranks = {fold(organisation.name): 0}
        if organisation.short_name:
            ranks.setdefault(fold(organisation.short_name), 1)
        for _kind, name in written:
            ranks.setdefault(fold(name), 2)
        keys += [OrganisationKey(organisation=organisation, key=key, rank=rank) for key, rank in ranks.items()]
    OrganisationName.objects.bulk_create(others, batch_size=BATCH)
    OrganisationKey.objects.bulk_create(keys, batch_size=BATCH)
    bring_up_to_date(organisation for organisation, _row in new)


def _update(organisation: Organisation, row: RegisterRow, names: list[OrganisationName], report: LoadReport) -> bool:
    """Brings one organisation up to date; true when anything was written."""
    last = organisation.register_values
    changed = organisation.register_key != row.key
    for name, value in row.values.items():
        current = getattr(organisation, name)
        if current == value:
            continue
        # On adoption nothing was loaded before: only what is empty is filled.
        if current == last.get(name, ""):
            setattr(organisation, name, value)
            changed = True
        elif value != last.get(name):
            report.kept.append((organisation.name, name))
    added = [name for name in _written_names(row) if name not in last.get("names", [])]
    present = {fold(other.name) for other in names}
    lacking = [(kind, name) for kind, name in added if fold(name) not in present]
    for place, (kind, name) in enumerate(lacking, start=len(names)):
        OrganisationName.objects.create(organisation=organisation, kind=kind, name=name, sort_order=place)
        changed = True
    if organisation.is_proposed:  # an import had made it, and here it is vouched for
        organisation.standing = Standing.ACCEPTED
        changed = True
    values = {**row.values, "names": _written_names(row)}
    source = row.source, row.date
    if changed or values != last or (organisation.register_source, organisation.register_date) != source:
        organisation.register_key, organisation.register_values = row.key, values
        organisation.register_source, organisation.register_date = source
        organisation.save()
        return True
    return False
