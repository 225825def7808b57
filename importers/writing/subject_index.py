"""Finds the page of a project or a unit by every name it goes by."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Page

from brygga.news.models import NewsPage
from brygga.projects.models import ProjectPage, UnitPage
from brygga.projects.names import fold

from .common_names import is_common
from .memory import Memory
from .page_values import Desired
from .person_roles import Ref, key_of
from .territory import Territory


@dataclass(slots=True)
class Subject:
    """A project or unit page that exists (or that a plan would make: then `ref` is a placeholder, and `planned` what
    the documents so far would have it say)."""

    ref: Ref
    title: str
    whose: Any = None
    planned: dict[str, Any] = field(default_factory=dict)


class SubjectIndex:
    """Finds the page of a project or a unit of the site by every name it goes by."""

    def __init__(self, memory: Memory, territory: Callable[[], Territory]) -> None:
        self._memory, self._territory = memory, territory
        self._by_name: dict[tuple[str, str], list[Subject]] = defaultdict(list)
        self._by_base: dict[tuple[str, str], list[Subject]] = defaultdict(list)
        self._known: set[int] = set()
        self._last = 0
        self.catch_up()

    def catch_up(self) -> None:
        """Take in the pages that were made since the last time, by another process too."""
        new = Page.objects.filter(pk__gt=self._last).order_by("-pk").values_list("pk", flat=True).first()
        if new is None:
            return
        since, own = {"pk__gt": self._last}, self._territory().of
        projects = own(ProjectPage.objects.filter(**since)).order_by("pk").values_list("pk", "title", "full_name")
        for pk, title, full in projects:
            if pk not in self._known:
                self._add("project", Subject(pk, title), title, full)
        names = ("pk", "title", "full_name", "abbreviation", "organisation")
        units = list(own(UnitPage.objects.filter(**since)).order_by("pk").values_list(*names))
        spoken = _who_speaks_of([pk for pk, *_, owner in units if owner is None and pk not in self._known])
        for pk, title, full, short, organisation in units:
            if pk not in self._known:
                self._add("unit", Subject(pk, title, organisation or spoken.get(pk)), title, full, short)
        before, self._last = self._last, new
        self._memory.note(lambda: setattr(self, "_last", before))

    def _add(self, role: str, subject: Subject, *names: str) -> None:
        if isinstance(subject.ref, int):
            self._memory.add(self._known, subject.ref)
        for name in {fold(name) for name in names if name}:
            if name:
                self._memory.extend(self._by_name[role, name], [subject])
                self._memory.extend(self._by_base[role, base_form(role, name)], [subject])

    def add(self, desired: Desired, ref: Ref, planned: dict[str, Any] | None = None) -> None:
        """A page that was just made, or would be."""
        subject = Subject(ref, desired.title, desired.whose, planned or {})
        self._add(desired.role, subject, desired.title, desired.key, desired.abbreviation)

    def say_more(self, subject: Subject, values: dict[str, Any]) -> None:
        """What a document says of a page that an earlier one of the same plan would make."""
        for name, value in values.items():
            self._memory.put(subject.planned, name, value)

    def drop(self, subject: Subject) -> None:
        """The page is gone: somebody took it away."""
        for subjects in (*self._by_name.values(), *self._by_base.values()):
            if subject in subjects:
                subjects.remove(subject)

    def find(self, desired: Desired) -> Subject | None:
        """The page that is meant. Units of one name in different municipalities are different units."""
        for name in dict.fromkeys((desired.key, fold(desired.title))):
            known = self._by_name.get((desired.role, name), ())
            for subject in sorted(known, key=lambda one: one.whose is None or one.whose != desired.whose):
                if desired.role == "project" or may_be(subject, desired):
                    return subject
        return self._of_one_short_name(desired) or self._of_one_form(desired)

    def of_others(self, desired: Desired) -> bool:
        """Whether there are units of this common name that belong to somebody, and nobody says whose is meant."""
        if desired.role != "unit" or desired.whose is not None:
            return False
        names = {desired.key, fold(desired.title)}
        bases = {base_form("unit", name) for name in names}
        found = [s for name in names for s in self._by_name.get(("unit", name), ())]
        found += [s for base in bases for s in self._by_base.get(("unit", base), ())]
        return any(subject.whose is not None for subject in found)

    def _of_one_form(self, desired: Desired) -> Subject | None:
        """The one page that is called so in another form: "Stegvis projekt", "arbetsmarknadsenhet"."""
        wanted = base_form(desired.role, desired.key)
        project = desired.role == "project"
        found = {
            id(subject): subject
            for subject in self._by_base.get((desired.role, wanted), ())
            if project or may_be(subject, desired)
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def _of_one_short_name(self, desired: Desired) -> Subject | None:
        """The one unit that has both the name and the abbreviation of `desired`, whose owner is not stated: "enheten
        sysselsättning och arbete (ESA)" in a release of a neighbouring municipality is theirs, not its own."""
        if desired.role != "unit" or not desired.abbreviation or desired.owner_stated:
            return None
        named = self._by_name.get(("unit", desired.key), [])
        both = [subject for subject in self._by_name.get(("unit", fold(desired.abbreviation)), []) if subject in named]
        return both[0] if len(both) == 1 else None


def base_form(role: str, name: str) -> str:
    """A folded name without its genitive s; a unit's also without the definite ending."""
    base = re.sub(r"(?<=\w{4})s$", "", name)
    if role == "unit":
        base = re.sub(r"(enhet|stad|ning|kola|bank)e?n$|(center|entrum|ontor)et$", r"\1\2", base)
    return base


def _who_speaks_of(units: list[int]) -> dict[int, int]:
    """Unit → the publisher of the news that name it, where that is one: what tells units of one name apart whose
    owner nobody has said."""
    if not units:
        return {}
    named = NewsPage.related_units.through.objects.filter(unitpage__in=units, newspage__publisher__isnull=False)
    found: dict[int, set[int]] = defaultdict(set)
    for unit, publisher in named.values_list("unitpage", "newspage__publisher"):
        found[unit].add(publisher)
    return {unit: publishers.pop() for unit, publishers in found.items() if len(publishers) == 1}


def may_be(subject: Subject, desired: Desired) -> bool:
    """Whether a unit's page may be the one that is meant, by whose it is. A common name is one in every municipality:
    it means the page of one only where the text says so."""
    if subject.whose is None or subject.whose == desired.whose:
        return True
    if desired.owner_stated:
        return False
    if key_of(subject.whose) in desired.bodies:
        return True
    return desired.whose is None and not is_common(desired.values.get("full_name") or desired.title)
