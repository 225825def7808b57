"""Organisations, people and indicators that an article names: found among those that exist, made where they do not.

In a plan nothing is made: what would be is a placeholder, `{"new": kind, "name": …}`, which compares as itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.db import models

from brygga.projects.models import Indicator, Organisation, Person, PersonRole
from brygga.projects.names import fold

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


@dataclass
class Register:
    """Finds and makes; remembers what it found, until `forget` (after a rollback)."""

    create: bool = True
    made: list[models.Model] = field(default_factory=list)
    _organisations: dict[str, Ref | None] = field(default_factory=dict)
    _people: dict[tuple[str, str, str], Ref] = field(default_factory=dict)
    _indicators: dict[tuple[str, str], Ref] = field(default_factory=dict)

    def forget(self) -> None:
        """Drop what is remembered: the transaction that it was made in is gone."""
        self._organisations.clear()
        self._people.clear()
        self._indicators.clear()
        self.made.clear()

    def take_made(self) -> list[models.Model]:
        """What was made since the last call."""
        made, self.made = self.made, []
        return made

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
        ref: Ref | None = found.pk if found else None
        if ref is None and make:
            ref = self._make_organisation(name)
        self._organisations[folded] = ref
        return ref

    def _make_organisation(self, name: str) -> Ref:
        if not self.create:
            return {"new": "organisation", "name": name}
        match = re.fullmatch(r"(.+?)\s*\(([A-ZÅÄÖ][\w+&-]{1,29})\)", name)
        organisation = Organisation(name=match[1] if match else name, kind=organisation_kind(name))
        if match:
            organisation.names.create(name=match[2], kind="abbreviation" if match[2].isupper() else "alias")
        organisation.save()
        self.made.append(organisation)
        return organisation.pk

    def person(self, name: str | None, role: str | None, organisation: str | None, sentence: str = "") -> Ref | None:
        """The person, made if not known. None for who speaks as a private person: without a role in their work.

        Two people of one name are the same when they share an organisation or a role, or when one of them is not
        known to have an organisation and the roles do not speak against it.
        """
        name, role = " ".join((name or "").split()), " ".join((role or "").split())
        if not name or " " not in name or not role or _PRIVATE.search(role):
            return None
        key = (fold(name), fold(role), fold(organisation or ""))
        if key in self._people:
            return self._people[key]
        org = self.organisation(organisation) if organisation else None
        ref = self._find_person(name, role, org) or self._make_person(name, role, org, sentence)
        self._people[key] = ref
        return ref

    def _find_person(self, name: str, role: str, org: Ref | None) -> Ref | None:
        for person in Person.objects.filter(name__iexact=name).prefetch_related("roles").order_by("pk"):
            roles = list(person.roles.all())
            organisations = {r.organisation_id for r in roles if r.organisation_id}
            same_role = any(fold(r.role) == fold(role) for r in roles)
            if (
                (org in organisations if isinstance(org, int) else False)
                or not organisations
                or (org is None and (same_role or len(organisations) == 1))
            ):
                if self.create and not same_role and isinstance(org, int):
                    new = PersonRole(person=person, role=role[:200], organisation_id=org, sort_order=len(roles))
                    new.save()
                    self.made.append(new)
                return person.pk
        return None

    def _make_person(self, name: str, role: str, org: Ref | None, sentence: str) -> Ref:
        if not self.create:
            return {"new": "person", "name": name}
        person = Person(name=name[:200])
        person.roles.add(
            PersonRole(role=role[:200], organisation_id=org if isinstance(org, int) else None, source_text=sentence)
        )
        person.save()
        self.made.append(person)
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
            indicator = Indicator.objects.create(
                name=name[:1].upper() + name[1:], unit=unit, organisation_id=organisation
            )
            self.made.append(indicator)
            ref = indicator.pk
        self._indicators[key] = ref
        return ref
