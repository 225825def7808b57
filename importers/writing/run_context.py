"""What a run knows while it writes: its choices, where pages go, and which projects and units there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from django.db.models import Model, prefetch_related_objects
from wagtail.models import Page, Revision, Site

from brygga.site.gate.evaluate import Gate, gate_at

from ..addresses.address_keys import host
from ..archive.known_sites import knowledge_of_run
from ..archive.reading_hooks import site_hooks
from ..models import ImportItem, ImportRun, PageProposal, RunEntry
from ..reading.model.site_knowledge import SiteKnowledge
from ..reading.recognise.mentions.known_names import Names
from . import fields, page_evidence, page_rows, pages
from .existing_pages import Existing, is_ours
from .memory import Memory
from .page_types import kind_of
from .page_values import Desired
from .register import Register
from .site_names import site_names
from .subject_index import SubjectIndex
from .territory import Territory, territory_of
from .versions import reader_version


def under_of(run: ImportRun) -> Page | None:
    """The page that the run was told to put pages below, if any."""
    under = run.parent_page or run.source.parent_page
    return under.specific if under is not None else None


def way_to_read(item: ImportItem, names: Names, knowledge: SiteKnowledge | None) -> dict[str, Any]:
    """What the reader is told beside the bytes of an item."""
    return {
        "source": Path(item.location).name if item.location else item.identifier,
        "address": item.address or None,
        "content_type": item.known.get("content_type"),
        "names": names,
        "hooks": site_hooks(),
        "knowledge": knowledge,
    }


@dataclass
class RunContext:
    """One per worker and run. `plan` writes nothing and tells what would be written."""

    run: ImportRun
    plan: bool = False
    user: Any = None
    memory: Memory = field(default_factory=Memory)
    # What a plan would have made so far: where old addresses lead, bytes of files, texts by what tells them apart.
    planned_paths: dict[str, int] = field(default_factory=dict)
    planned_bytes: int = 0
    planned_texts: dict[str, RunEntry] = field(default_factory=dict)
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
        told to publish all, and never an empty one, and no page of the site's own type. `values` is what it says,
        where the page does not know yet."""
        kind = kind_of(page)
        if kind in ("", "news"):
            return self.run.publish and kind == "news"
        values = values if values is not None else fields.snapshot(page, page_evidence.SAID[kind])
        return self.run.publish_all and page_evidence.says_something(kind, values)

    @cached_property
    def gate(self) -> Gate:
        """The publish gate of the site that the run writes to."""
        return gate_at(Site.objects.filter(pk=self.territory.site_id).first())

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
    def knowledge(self) -> SiteKnowledge | None:
        """What is known of the site that the run's pages come from."""
        return knowledge_of_run(self.run)

    @property
    def version(self) -> str:
        """What the run's documents are read and written by."""
        known = self.knowledge
        return reader_version(known.identity if known is not None else "")

    @property
    def names(self) -> Names:
        """Names that the recognisers know beforehand: the register's, and those of the site's own pages."""
        if self._names is None:
            self._names = site_names(self.territory)
        return self._names

    def way_to_read(self, item: ImportItem) -> dict[str, Any]:
        """What the reader is told beside the bytes of an item, when it is read and when it is read again."""
        return way_to_read(item, self.names, self.knowledge)

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

    def look_up(self, items: Iterable[ImportItem]) -> None:
        """Read the pages that the items have and what they last said, for all at once, in the transaction that
        begins."""
        those = [item for item in items if item.page_id is not None]
        prefetch_related_objects(those, "written")
        keys = [item.page_id for item in those]
        rows = list(Page.objects.filter(pk__in=keys).specific())
        page_rows.hold_what_is_there(rows)
        waiting = [row for row in rows if not pages.says_what_is_live(row)]
        versions = Revision.objects.in_bulk([row.latest_revision_id for row in waiting if row.latest_revision_id])
        for row in rows:
            version = versions.get(row.latest_revision_id)
            current = row if version is None else row.with_content_json(version.content)
            self.memory.put(self._existing, row.pk, Existing(row, current))

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
            page.ours = is_ours(page.row)
        return page.ours

    def settled(self) -> None:
        """What waited was written: new children of pages have keys now."""
        for page in self._existing.values():
            page.forget()

    def reread(self, pk: int) -> None:
        """The page was saved: it is not as it was read."""
        self._existing.pop(pk, None)

    def below(self, parent: Callable[[Callable[[Any], Any]], Page]) -> int:
        """The page below which new pages of the site's own type go: where the run was told to put them, else what
        `parent` finds among the site's pages. Raises as it does."""
        under = under_of(self.run)
        return under.pk if under is not None else parent(self.territory.of).pk

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
