"""Organisations, people and indicators that an article names: found among those that exist, made where they do not.

In a plan nothing is made: what would be is a placeholder, `{"new": kind, "name": …}`, which compares as itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import models
from wagtail.models import ReferenceIndex

from brygga.news.models import NewsPage
from brygga.projects.models import Indicator, Organisation, Person, PersonRole
from brygga.projects.names import fold, name_keys
from brygga.projects.register import RegisterRow, load_register, register_rows

from .indexes import add_references, add_to_search

Ref = int | dict[str, str]  # a primary key, or a placeholder for what a plan would make

_KINDS = (
    (re.compile(r"\b(kommun|stad)$", re.I), Organisation.Kind.MUNICIPALITY),
    (re.compile(r"^region\b", re.I), Organisation.Kind.REGION),
    (re.compile(r"^länsstyrelse", re.I), Organisation.Kind.COUNTY_BOARD),
    (re.compile(r"samordningsförbund|^finsam\b", re.I), Organisation.Kind.COORDINATION_BODY),
    (re.compile(r"fond(en)?\b|\b(esf|amif)\b", re.I), Organisation.Kind.FUND),
    (re.compile(r"\b(ab|aktiebolag|kb|hb)\b", re.I), Organisation.Kind.COMPANY),
    (re.compile(r"universitet|högskola|folkhögskola|skola|studieförbund", re.I), Organisation.Kind.EDUCATION),
    (re.compile(r"förening|förbund|röda korset|rädda barnen|stadsmission", re.I), Organisation.Kind.ASSOCIATION),
    (re.compile(r"myndighet|verket\b|förmedlingen|kassan\b|inspektionen", re.I), Organisation.Kind.AGENCY),
)
# Roles of those who take part, not of those who work there: they stay quoted, but no record is made of them.
_PRIVATE = re.compile(
    r"deltagar|elev\b|student|praktikant|arbetssökande|nyanländ|boende|invånare|förälder|pensionär|besökare|klient|brukare"
    r"|kursdeltagare|sommarjobbar",
    re.I,
)


def organisation_kind(name: str) -> str:
    """The kind that a name tells of; "other" when it tells nothing."""
    return next((kind for pattern, kind in _KINDS if pattern.search(name)), Organisation.Kind.OTHER)


@cache
def shipped() -> dict[str, RegisterRow]:
    """The rows of the shipped register by "key:…" and by every folded name that only one of them has."""
    by_name: dict[str, list[RegisterRow]] = {}
    result: dict[str, RegisterRow] = {}
    for row in register_rows():
        result[f"key:{row.key}"] = row
        names = (row.values["name"], row.values["short_name"], *row.abbreviations, *row.other_names)
        for name in {fold(name) for name in names if name}:
            by_name.setdefault(name, []).append(row)
    return result | {name: rows[0] for name, rows in by_name.items() if len(rows) == 1}


@dataclass
class Register:
    """Finds and makes; remembers what it found, until `forget` (after a rollback)."""

    create: bool = True
    made: list[models.Model] = field(default_factory=list)
    unindexed: list[models.Model] = field(default_factory=list)
    _organisations: dict[str, Ref | None] = field(default_factory=dict)
    _people: dict[tuple[str, str, str], Ref] = field(default_factory=dict)
    _indicators: dict[tuple[str, str], Ref] = field(default_factory=dict)

    def forget(self, keep: int = 0) -> None:
        """Drop what is remembered: the transaction that it was made in is gone. The first `keep` of what waits to be
        indexed were made outside it."""
        self._organisations.clear()
        self._people.clear()
        self._indicators.clear()
        self.made.clear()
        del self.unindexed[keep:]

    def take_made(self) -> list[models.Model]:
        """What was made since the last call."""
        made, self.made = self.made, []
        return made

    def _made(self, obj: models.Model, *, indexed: bool = True) -> None:
        self.made.append(obj)
        if indexed:
            self.unindexed.append(obj)

    def index(self) -> None:
        """Put what was made in the search and reference indexes, many at a time; before the transaction ends."""
        new, self.unindexed = self.unindexed, []
        for model in {type(obj) for obj in new}:
            objects = [obj for obj in new if type(obj) is model]
            add_references(objects)
            add_to_search(model, objects)

    def find_organisation(self, name: str | None) -> Ref | None:
        """The organisation that the name means, if it exists."""
        return self._organisation(name, None, make=False)

    def organisation(self, name: str | None, key: str | None = None) -> Ref | None:
        """The organisation that the name (or register key) means, made if it does not exist; None for no name."""
        return self._organisation(name, key, make=True)

    def _organisation(self, name: str | None, key: str | None, *, make: bool) -> Ref | None:
        name = " ".join((name or "").split())[:200]
        folded = fold(name)
        if not folded:
            return None
        cached = self._organisations.get(folded)
        if cached is not None or (folded in self._organisations and not make):
            return cached
        found = Organisation.objects.filter(register_key=key).first() if key else None
        found = found or Organisation.objects.matching(name)
        if found is None and (match := re.fullmatch(r"(.+?)\s*\(([^)]{2,80})\)", name)):
            found = Organisation.objects.matching(match[1]) or Organisation.objects.matching(match[2])
        ref: Ref | None = found.pk if found else self._from_shipped(name, key)
        if ref is None and make:
            ref = self._make_organisation(name)
        self._organisations[folded] = ref
        return ref

    def _from_shipped(self, name: str, key: str | None) -> Ref | None:
        """The organisation from the register that comes with the product, where the site has not loaded it yet."""
        row = shipped().get(f"key:{key}") if key else None
        row = row or next(
            (r for keys in name_keys(name) for k in keys if (r := shipped().get(k)) is not None),
            None,
        )
        if row is None:
            return None
        if not self.create:
            return {"new": "organisation", "name": row.values["name"]}
        load_register([row])
        organisation = Organisation.objects.get(register_key=row.key)
        self._made(organisation)
        return organisation.pk

    def _make_organisation(self, name: str) -> Ref:
        if not self.create:
            return {"new": "organisation", "name": name}
        match = re.fullmatch(r"(.+?)\s*\(([A-ZÅÄÖ][\w+&-]{1,29})\)", name)
        organisation = Organisation(name=match[1] if match else name, kind=organisation_kind(name))
        if match:
            organisation.names.create(name=match[2], kind="abbreviation" if match[2].isupper() else "alias")
        organisation.save()
        self._made(organisation, indexed=False)
        return organisation.pk

    def person(
        self, name: str | None, role: str | None, organisation: str | None, sentence: str = "", publisher: Any = None
    ) -> Ref | None:
        """The person, made if not known. None for who speaks as a private person: without a role in their work.

        Two people of one name are the same when they share an organisation; or when one of them is not known to have
        one, the roles agree, and no other publisher has quoted that person: there is more than one Maria Johansson
        who is a head of unit.
        """
        name, role = " ".join((name or "").split()), " ".join((role or "").split())
        if not name or " " not in name or not role or _PRIVATE.search(role):
            return None
        key = (fold(name), fold(role), f"{fold(organisation or '')}|{publisher}")
        if key in self._people:
            return self._people[key]
        org = self.organisation(organisation) if organisation else None
        ref = self._find_person(name, role, org, publisher)
        if ref is None:
            ref = self._make_person(name, role, org, sentence)
        self._people[key] = ref
        return ref

    def _find_person(self, name: str, role: str, org: Ref | None, publisher: Any) -> Ref | None:
        for person in Person.objects.filter(name__iexact=name).prefetch_related("roles").order_by("pk"):
            roles = list(person.roles.all())
            organisations = {r.organisation_id for r in roles if r.organisation_id}
            same_role = any(fold(r.role) == fold(role) for r in roles)
            if isinstance(org, int) and org in organisations:
                if self.create and not same_role:
                    self._add_role(person, role, org, len(roles))
                return person.pk
            if same_role and (org is None or not organisations) and self._quoted_by(person, publisher):
                return person.pk
        return None

    def _add_role(self, person: Person, role: str, org: int, position: int) -> None:
        new = PersonRole(person=person, role=role[:200], organisation_id=org, sort_order=position)
        new.save()
        self._made(new, indexed=False)

    def _quoted_by(self, person: Person, publisher: Any) -> bool:
        """Whether nobody but this publisher has a news page that names the person."""
        pages = ReferenceIndex.get_references_to(person).values_list("object_id", flat=True)
        publishers = set(NewsPage.objects.filter(pk__in=set(pages)).values_list("publisher", flat=True))
        return publishers <= {publisher} if isinstance(publisher, int) else not publishers - {None}

    def _make_person(self, name: str, role: str, org: Ref | None, sentence: str) -> Ref:
        if not self.create:
            return {"new": "person", "name": name}
        person = Person(name=name[:200])
        Person.objects.bulk_create([person])  # without signals: `index` brings the indexes up to date
        organisation_id = org if isinstance(org, int) else None
        PersonRole.objects.bulk_create(
            [
                PersonRole(
                    person=person,
                    role=role[:200],
                    organisation_id=organisation_id,
                    source_text=sentence,
                    sort_order=0,
                )
            ]
        )
        self._made(person)
        return person.pk

    def indicator(self, name: str, unit: str, organisation: Ref | None) -> Ref | None:
        """The indicator of this name that concerns this organisation, made if it does not exist."""
        name, unit = " ".join(name.split())[:200], " ".join((unit or "antal").split())[:60]
        if not name:
            return None
        key = (fold(name), f"{fold(unit)}|{organisation}")
        if key in self._indicators:
            return self._indicators[key]
        ref: Ref | None = None
        if not isinstance(organisation, dict):
            candidates = Indicator.objects.filter(name__iexact=name, unit__iexact=unit, organisation=organisation)
            ref = candidates.order_by("pk").values_list("pk", flat=True).first()
        if ref is None and not self.create:
            ref = {"new": "indicator", "name": name}
        if ref is None:
            indicator = Indicator(name=name[:1].upper() + name[1:], unit=unit, organisation_id=organisation)
            Indicator.objects.bulk_create([indicator])
            self._made(indicator)
            ref = indicator.pk
        self._indicators[key] = ref
        return ref
