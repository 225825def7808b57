"""What a run knows while it writes: its choices, where pages go, and which projects and units there are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from wagtail.models import Page, PageLogEntry

from brygga.news.models import NewsPage
from brygga.projects.models import ProjectPage, UnitPage
from brygga.projects.names import fold

from ..addresses.keys import host
from ..models import ImportRun, PageChange, PageProposal, RunEntry
from ..reading.recognise.mentions.known_names import Names
from . import fields, page_evidence, pages
from .common_names import is_common
from .memory import Memory
from .page_types import role_of
from .page_values import Desired
from .register import Ref, Register
from .site_names import site_names
from .territory import Territory, territory_of


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


def may_be(subject: Subject, desired: Desired) -> bool:
    """Whether a unit's page may be the one that is meant, by whose it is. A common name is one in every municipality:
    it means the page of one only where the text says so."""
    if subject.whose is None or subject.whose == desired.whose:
        return True
    if desired.owner_stated:
        return False
    if subject.whose in desired.bodies:
        return True
    return desired.whose is None and not is_common(desired.values.get("full_name") or desired.title)


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


class Existing:
    """A page that exists, as it is while one batch is written: `row` has its state, `current` what its editors see.
    `ours` says whether imports alone have had to do with it, None while nobody has asked."""

    def __init__(self, row: Page, current: Page, *, ours: bool | None = None) -> None:
        self.row, self.current, self.ours = row, current, ours
        self._values: dict[str, Any] = {}

    def values(self, names: Iterable[str]) -> dict[str, Any]:
        """The fields in their plain form."""
        for name in names:
            if name not in self._values:
                self._values[name] = fields.read(self.current, name)
        return {name: self._values[name] for name in names}

    def changed(self, names: Iterable[str]) -> None:
        """These fields of `current` were set."""
        for name in names:
            self._values.pop(name, None)

    def forget(self) -> None:
        """Nothing is known of what the fields hold."""
        self._values.clear()


def _is_ours(page: Page) -> bool:
    """Whether an import made the page, and every version of it and its publication are imports' own."""
    changes = list(
        PageChange.objects.filter(page=page.pk, undone__in=("", "kept")).values_list(
            "created", "revision_before", "revision_after", "entry__run__publish_all"
        )
    )
    made = [published for created, _, _, published in changes if created]
    written = {after for _, _, after, _ in changes}
    between = {before for created, before, _, _ in changes if not created}
    if not made or page.latest_revision_id not in written or not between <= written:
        return False
    if page.first_published_at is not None and not any(made):
        return False
    acts = ("wagtail.unpublish", "wagtail.unpublish.scheduled", "wagtail.publish.schedule")
    return not PageLogEntry.objects.filter(page=page.pk, action__in=acts).exists()


def under_of(run: ImportRun) -> Page | None:
    """The page that the run was told to put pages below, if any."""
    under = run.parent_page or run.source.parent_page
    return under.specific if under is not None else None


@dataclass
class RunContext:
    """One per worker and run. `plan` writes nothing and tells what would be written."""

    run: ImportRun
    plan: bool = False
    user: Any = None
    memory: Memory = field(default_factory=Memory)
    _subjects: SubjectIndex | None = None
    _territory: Territory | None = None
    _names: Names | None = None
    _indexes: dict[str, int | None] = field(default_factory=dict)
    _existing: dict[int, Existing] = field(default_factory=dict)
    _spoilt: set[int] = field(default_factory=set)
    _doubted: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.user = self.user or self.run.started_by
        self.register = Register(create=not self.plan, memory=self.memory)

    @property
    def publish(self) -> bool:
        return self.run.publish

    def publishes(self, page: Page, values: Mapping[str, Any] | None = None) -> bool:
        """Whether the run publishes a page that it makes: news if it publishes, a project or a unit only if it was
        told to publish all, and never an empty one. `values` is what it says, where the page does not know yet."""
        if role_of(page) == "news":
            return self.run.publish
        values = values if values is not None else fields.snapshot(page, page_evidence.SAID[role_of(page)])
        return self.run.publish_all and page_evidence.says_something(role_of(page), values)

    @property
    def own_body(self) -> Any:
        """The body whose own archive the source is declared to be, if any."""
        return self.run.source.own_body

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts of the archive: links to them are links within it."""
        base = self.run.source.base_url
        return frozenset({host(base)} if base else set())

    @property
    def territory(self) -> Territory:
        """The site that the run writes to, and looks for pages in. Asked for until the site has a home page."""
        if self._territory is None:
            home = pages.existing_home(under_of(self.run))
            if home is None:
                return territory_of(None)
            self.memory.note(lambda: setattr(self, "_territory", None))
            self._territory = territory_of(home)
        return self._territory

    @property
    def names(self) -> Names:
        """Names that the recognisers know beforehand: the register's, and those of the site's own pages."""
        if self._names is None:
            self._names = site_names(self.territory)
        return self._names

    @property
    def subjects(self) -> SubjectIndex:
        if self._subjects is None:
            self._subjects = SubjectIndex(self.memory, lambda: self.territory)
        return self._subjects

    def begin(self, entries: Iterable[RunEntry]) -> None:
        """At the start of a transaction in which nobody else imports: what others have made since, nothing of what
        pages said before, and the entries as the database has them where they have been in a transaction that is
        gone."""
        self._read_anew([entry for entry in entries if entry.pk in self._doubted])
        self._existing.clear()
        if not self.plan:
            self.subjects.catch_up()
            self.register.catch_up()
        self.memory.keep()

    def forget(self, entries: Iterable[RunEntry]) -> None:
        """After a rollback: nothing that was noted in the transaction is true, and what was known before it may have
        been what made it fail. What the entries and their items say is asked for anew when they are tried again."""
        self._doubted |= {entry.pk for entry in entries}
        self.memory.back_to()
        self._existing.clear()
        if not self.plan:
            self.register.forget()
            self._subjects = None
            self._indexes.clear()

    def back_to(self, mark: int, entry: RunEntry) -> set[int]:
        """The savepoint of an entry is gone; `mark` is `memory.mark()` before it. Gives the pages (primary keys) whose
        objects the entry had changed before it failed."""
        self._doubted.add(entry.pk)
        self.memory.back_to(mark)
        spoilt, self._spoilt = self._spoilt, set()
        return spoilt

    def _read_anew(self, entries: Sequence[RunEntry]) -> None:
        found = RunEntry.objects.select_related("item", "item__raw").in_bulk([entry.pk for entry in entries])
        for entry in entries:
            if (fresh := found.get(entry.pk)) is not None:
                # Which bytes were read, and the addresses that stood in them, is the caller's to know.
                entry.__dict__.update({**fresh.__dict__, "raw_digest": entry.raw_digest})
            self._doubted.discard(entry.pk)

    def existing(self, pk: int) -> Existing | None:
        """The page with this key, read once for each transaction; None when it is gone."""
        if pk not in self._existing:
            row = Page.objects.filter(pk=pk).first()
            if row is None:
                return None
            row = row.specific
            self.memory.put(self._existing, pk, Existing(row, pages.latest(row)))
        return self._existing[pk]

    def rows(self, model: type[Model], keys: Iterable[int]) -> list[Model]:
        """Objects by key: pages that were read in this transaction as they are, others from the database."""
        known = {key: self._existing[key].row for key in keys if key in self._existing}
        known = {key: row for key, row in known.items() if isinstance(row, model)}
        missing = [key for key in keys if key not in known]
        if missing:
            known |= model._default_manager.in_bulk(missing)
        return [known[key] for key in keys if key in known]

    def made(self, page: Page) -> None:
        """A project or unit page was just made; it may be met again in the same transaction."""
        self.memory.put(self._existing, page.pk, Existing(page, page, ours=True))

    def changing(self, pk: int) -> None:
        """The object of a page that exists is about to be changed: it is of no use if that is rolled back."""

        def spoil() -> None:
            self._existing.pop(pk, None)
            self._spoilt.add(pk)

        self.memory.note(spoil)

    @property
    def home(self) -> int | None:
        """The page that all pages of the run go below; None where a plan has none yet."""
        found = pages.existing_home(under_of(self.run))
        return found.pk if found is not None else None

    def is_declined(self, desired: Desired) -> bool:
        """Whether somebody has said that there shall be no page of this name."""
        declined = PageProposal.objects.filter(role=desired.role, key=desired.key[:255], home=self.home)
        return declined.filter(state=PageProposal.State.DECLINED).exists()

    def may_fill(self, page: Existing) -> bool:
        """Whether imports write facts into a project's or a unit's page: one that an import made and that no person
        has edited, published or taken down since."""
        if page.ours is None:
            page.ours = _is_ours(page.row)
        return page.ours

    def settled(self) -> None:
        """What waited was written: new children of pages have keys now."""
        for page in self._existing.values():
            page.forget()

    def reread(self, pk: int) -> None:
        """The page was saved: it is not as it was read."""
        self._existing.pop(pk, None)

    def index(self, role: str) -> int | None:
        """The page below which new pages of the role go; None in a plan where it does not exist yet."""
        if role not in self._indexes:
            under = under_of(self.run)
            if not self.plan:
                found = pages.index_for(role, pages.home_of(under))
            else:
                home = pages.existing_home(under)
                found = pages.find_index(role, home) if home is not None else None
            self.memory.put(self._indexes, role, found.pk if found is not None else None)
        return self._indexes[role]
