"""Organisations, people and indicators that an article names: found among those that exist, made where they do not.

In a plan nothing is made: what would be is a placeholder, `{"new": kind, "name": …}`, which compares as itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from django.db import models
from wagtail.models import ReferenceIndex

from brygga.news.models import NewsPage
from brygga.projects.models import Indicator, Organisation, Person, PersonName, PersonRole
from brygga.projects.names import fold, name_keys
from brygga.projects.personal_data.blocked import Blocked, load_blocked
from brygga.projects.register import RegisterRow, load_register, register_rows
from brygga.site.indexes import add_references, add_to_search
from brygga.site.models.acceptance import Standing

from .body_names import is_nobody, organisation_kind
from .indicator_rules import measured
from .key_index import KeyIndex
from .memory import Memory
from .person_roles import PRIVATE_ROLE, Ref, hold_roles, other_employer


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
    """Finds and makes; remembers what it found. After a rollback `memory` takes back what it holds of that."""

    create: bool = True
    memory: Memory = field(default_factory=Memory)
    made: list[models.Model] = field(default_factory=list)
    unindexed: list[models.Model] = field(default_factory=list)
    _organisations: dict[str, Ref | None] = field(default_factory=dict)
    _people: dict[tuple[str, str, str], Ref] = field(default_factory=dict)
    _quoted: dict[int, set[Any]] = field(default_factory=lambda: defaultdict(set))  # person → publishers in this run

    def __post_init__(self) -> None:
        self._people_by_name = KeyIndex(self.memory, Person, ["name"], fold)
        self._other_names = KeyIndex(self.memory, PersonName, ["name"], fold)
        self._indicators = KeyIndex(
            self.memory,
            Indicator,
            ["name", "unit", "organisation"],
            lambda name, unit, owner: (fold(name), fold(unit), owner),
        )

    @cached_property
    def blocked(self) -> Blocked:
        """The people who are not to come back with what is imported, as the list was when it was first asked for."""
        return load_blocked()

    def forget(self) -> None:
        """Ask the database anew for everything: something that was found may be gone, too."""
        self._organisations.clear()
        self._people.clear()
        self._people_by_name.forget()
        self._other_names.forget()
        self._indicators.forget()
        self.made.clear()
        self.unindexed.clear()

    def catch_up(self) -> None:
        """Take in what other processes have made."""
        self._people_by_name.catch_up()
        self._other_names.catch_up()
        self._indicators.catch_up()

    def to_index(self, objects: Iterable[models.Model]) -> None:
        """Objects that search is to find; see `index`."""
        self.memory.extend(self.unindexed, objects)

    def take_made(self) -> list[models.Model]:
        """What was made since the last call."""
        made, self.made = self.made, []
        return made

    def _made(self, obj: models.Model, *, indexed: bool = True) -> None:
        self.memory.extend(self.made, [obj])
        if indexed:
            self.to_index([obj])

    def index(self) -> None:
        """Put what was made in the search and reference indexes, many at a time; before the transaction ends."""
        add_to_search(self.take_unindexed())

    def take_unindexed(self) -> list[models.Model]:
        """The objects that search does not know of yet; the reference index is brought up to date with them."""
        new = list({(type(obj), obj.pk): obj for obj in self.unindexed}.values())
        self.unindexed.clear()
        add_references(new, new=False)
        return new

    def find_organisation(self, name: str | None) -> Ref | None:
        """The organisation that the name means, if it exists."""
        return self._organisation(name, None, make=False)

    def name_of(self, ref: Ref | None) -> str | None:
        """The name of an organisation that was found."""
        if isinstance(ref, dict):
            return ref["name"]
        return Organisation.objects.filter(pk=ref).values_list("name", flat=True).first() if ref else None

    def organisation(self, name: str | None, key: str | None = None) -> Ref | None:
        """The organisation that the name (or register key) means, made if it does not exist; None for no name, and for
        what is the name of no body ("kommunen")."""
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
        if ref is None and make and not is_nobody(name):
            ref = self._make_organisation(name)
        self.memory.put(self._organisations, folded, ref)
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
        organisation = Organisation(
            name=match[1] if match else name, kind=organisation_kind(name), standing=Standing.PROPOSED
        )
        if match:
            organisation.names.create(name=match[2], kind="abbreviation" if match[2].isupper() else "alias")
        organisation.save()
        self._made(organisation, indexed=False)
        return organisation.pk

    def person(
        self, name: str | None, role: str | None, organisation: str | None, sentence: str = "", publisher: Any = None
    ) -> Ref | None:
        """The person, made if not known. None for who speaks as a private person: without a role in their work.

        Two people of one name are the same when they share an organisation; or when nobody but this publisher has
        quoted that person, who may well lead a unit and chair another body, but not work for two municipalities:
        there is more than one Maria Johansson who is a head of unit. Where the publisher is not known the roles must
        agree, and one of the two not be known to have an organisation.
        """
        name, role = " ".join((name or "").split()), " ".join((role or "").split())
        if self.blocked.names_wholly(name):
            return None
        if not name or " " not in name or not role or PRIVATE_ROLE.search(role):
            return None
        key = (fold(name), fold(role), f"{fold(organisation or '')}|{publisher}")
        ref = self._people.get(key)
        if ref is None:
            org = self.organisation(organisation) if organisation else None
            ref = self._find_person(name, role, org, publisher)
            if ref is None:
                ref = self._make_person(name, role, org, sentence)
            self.memory.put(self._people, key, ref)
        if isinstance(ref, int):
            self.memory.add(self._quoted[ref], publisher)
        return ref

    def _find_person(self, name: str, role: str, org: Ref | None, publisher: Any) -> Ref | None:
        keys, others = self._people_by_name.find(name), self._other_names.find(name)
        if not (keys or others):
            return None
        called = PersonName.objects.filter(pk__in=others).values_list("person", flat=True) if others else ()
        people = Person.objects.filter(pk__in={*keys, *called}).prefetch_related("roles__organisation").order_by("pk")
        known = [(person, list(person.roles.all())) for person in people]
        for person, roles in known:
            if isinstance(org, int) and org in {r.organisation_id for r in roles}:
                return self._with_role(person, roles, role, org)
        if same := self._without_body(known, role, org, publisher):
            return self._with_role(*same, role, org)
        for person, roles in known:
            if not self._quoted_by(person, publisher):
                continue
            if isinstance(publisher, int):
                if not other_employer(org, roles):
                    return self._with_role(person, roles, role, org)
            elif any(fold(r.role) == fold(role) for r in roles) and (
                org is None or not any(r.organisation_id for r in roles)
            ):
                return person.pk
        return None

    def _without_body(
        self, known: list[tuple[Person, list[PersonRole]]], role: str, org: Ref | None, publisher: Any
    ) -> tuple[Person, list[PersonRole]] | None:
        """Who is meant where the text does not say for whom they work: who works for its publisher; where that is not
        known the only one of the name, in the same role. And the other way round: the only one of the name, of whom no
        text has said it so far, in the same role."""
        if isinstance(org, int):
            person, roles = known[0]
            others = self._publishers(person) - {publisher, org, None}
            alone = len(known) == 1 and not others and not any(r.organisation_id for r in roles)
            return known[0] if alone and any(fold(r.role) == fold(role) for r in roles) else None
        if org is not None:  # one that a plan would make
            return None
        if isinstance(publisher, int):
            own = [(p, roles) for p, roles in known if publisher in {r.organisation_id for r in roles}]
            return own[0] if len(own) == 1 else None
        held = [(p, roles) for p, roles in known if any(fold(r.role) == fold(role) for r in roles)]
        return held[0] if len(known) == 1 and held else None

    def _with_role(self, person: Person, roles: list[PersonRole], role: str, org: Ref | None) -> int:
        """The person, who has the role from now on."""
        held = any(fold(r.role) == fold(role) and org in (None, r.organisation_id) for r in roles)
        if self.create and not held:
            organisation_id = org if isinstance(org, int) else None
            new = PersonRole(
                person=person,
                role=role[:200],
                organisation_id=organisation_id,
                sort_order=len(roles),
                standing=Standing.PROPOSED,
            )
            PersonRole.objects.bulk_create([new])
            # In the order that the database gives, which puts roles without a place first or last: see check_indexes.
            hold_roles(person, list(PersonRole.objects.filter(person=person)))
            self._made(new, indexed=False)
            self.to_index([person])
        return person.pk

    def _quoted_by(self, person: Person, publisher: Any) -> bool:
        """Whether nobody but this publisher has a news page that names the person, in this run or before it."""
        publishers = self._publishers(person)
        return publishers <= {publisher} if isinstance(publisher, int) else not publishers - {None}

    def _publishers(self, person: Person) -> set[Any]:
        """Who has published the news that names the person, in this run or before it."""
        pages = ReferenceIndex.get_references_to(person).values_list("object_id", flat=True)
        publishers: set[Any] = set(NewsPage.objects.filter(pk__in=set(pages)).values_list("publisher", flat=True))
        return publishers | self._quoted.get(person.pk, set())

    def _make_person(self, name: str, role: str, org: Ref | None, sentence: str) -> Ref:
        if not self.create:
            return {"new": "person", "name": name}
        person = Person(name=name[:200], standing=Standing.PROPOSED)
        Person.objects.bulk_create([person])  # without signals: `index` brings the indexes up to date
        organisation_id = org if isinstance(org, int) else None
        first = PersonRole(
            person=person,
            role=role[:200],
            organisation_id=organisation_id,
            source_text=sentence,
            sort_order=0,
            standing=Standing.PROPOSED,
        )
        PersonRole.objects.bulk_create([first])
        hold_roles(person, [first])
        self._people_by_name.add(person.pk, person.name)
        self._made(person)
        return person.pk

    def indicator(self, name: str, unit: str, organisation: Ref | None) -> Ref | None:
        """The indicator of this name that concerns this organisation, made if it does not exist."""
        name, unit = " ".join(name.split())[:200], " ".join((unit or "antal").split())[:60]
        if not name:
            return None
        found = [] if isinstance(organisation, dict) else self._indicators.find(name, unit, organisation)
        found = found or self._of_same_words(name, unit, organisation)
        if found:
            return found[0]
        if not self.create:
            return {"new": "indicator", "name": name}
        organisation_id = organisation if isinstance(organisation, int) else None
        indicator = Indicator(
            name=name[:1].upper() + name[1:], unit=unit, organisation_id=organisation_id, standing=Standing.PROPOSED
        )
        Indicator.objects.bulk_create([indicator])
        self._indicators.add(indicator.pk, name, unit, organisation)
        self._made(indicator)
        return indicator.pk

    def _of_same_words(self, name: str, unit: str, organisation: Ref | None) -> list[int]:
        """The one indicator of the body that measures the same in other small words: "Hushåll i Ekby med bistånd"."""
        if not isinstance(organisation, int):
            return []
        rows = list(Indicator.objects.filter(organisation=organisation).values_list("pk", "name", "unit"))
        if not rows:
            return []
        body = self.name_of(organisation) or ""
        said = measured(name, unit, body)
        same = [pk for pk, known, its in rows if said and said == measured(known, its, body)]
        return same if len(same) == 1 else []
