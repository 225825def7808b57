"""Pages written many at a time: the same rows as `add_child`, `save_revision` and `publish` give one by one.

What is not done: the signals `post_save`, `page_published` and `published` are sent only where the setting
`BRYGGA_IMPORT_SIGNALS` is true, since receivers of them are what makes the ordinary way slow. Validation is done on
the fields' values; references are proved by the database.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models
from django.db.models.signals import post_save
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.signals import page_published, published

from brygga.site import remembered
from brygga.site.index_watch import pages_follow, shown_elsewhere
from brygga.site.indexes import add_references, add_to_search
from brygga.site.options import option
from brygga.site.origins import bringing

from . import fields, page_rows, revision_rows, word_proof
from .pending_pages import Change, ChangedMeanwhileError, NewPage, Written
from .readback import read_many


@dataclass
class Batch:
    """Collects what is to be written and writes it together. Called inside one transaction.

    `later` is for pages that nothing in the batch needs the rows of, `now` for pages whose primary key is needed at
    once: their rows are inserted, the rest waits. `change` is for pages that exist. `keys` are the old addresses of
    the batch's own documents, with the page that each will be; `linked` the pages of these that links lead to.
    """

    user: Any = None
    pages: list[NewPage] = field(default_factory=list)
    placed: list[NewPage] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    keys: dict[str, int] = field(default_factory=dict)
    linked: set[int] = field(default_factory=set)
    stale: list[models.Model] = field(default_factory=list)  # whose place in the search index is old
    renamed: list[Page] = field(default_factory=list)  # of which other pages show what was changed
    settled: int = 0  # how many times `settle` has written something

    def later(
        self,
        parent_id: int,
        page: Page,
        values: dict[str, Any],
        written: Written,
        key: int | None = None,
        *,
        publish: bool,
    ) -> None:
        """Put a new page off until `flush`. Raises ValidationError for values that its fields cannot hold."""
        page_rows.check_fields(page)
        page_rows.hold_relations(page)
        self.pages.append(NewPage(parent_id, page, values, written, key, publish))

    def now(self, parent_id: int, page: Page, values: dict[str, Any], written: Written, *, publish: bool) -> None:
        """Insert a new page at once; its revision, log and indexes follow. Raises ValidationError as `later`."""
        page_rows.check_fields(page)
        page_rows.hold_relations(page)
        page_rows.place(Page.objects.select_for_update().get(pk=parent_id), [page], self.user)
        page_rows.insert(type(page), [page], [None])
        self.placed.append(NewPage(parent_id, page, values, written, publish=publish))

    def change(
        self,
        page: Page,
        row: Page,
        before: dict[str, Any],
        after: dict[str, Any],
        publish: bool,
        written: Written,
        goes_back_to: Revision | None = None,
    ) -> None:
        """Put a new revision of a page that exists off until `settle`. Raises ValidationError as `later`."""
        page_rows.check_fields(page)
        latest = row.latest_revision_id
        self.changes.append(Change(page, row, before, after, publish, written, latest, goes_back_to))

    def waits(self, pk: int) -> bool:
        """Whether something of this page is still to be written: then it must be settled before it is changed."""
        return any(new.page.pk == pk for new in self.placed) or any(c.page.pk == pk for c in self.changes)

    def holds(self, pks: Collection[int]) -> bool:
        """Whether one of these pages is among those that were written, or are to be."""
        pending = (*(new.page for new in self.placed), *(change.page for change in self.changes), *self.stale)
        return any(isinstance(page, Page) and page.pk in pks for page in pending) if pks else False

    def cut(self, pages: int, placed: int, changes: int) -> None:
        """Forget what was collected after there were so many of each: its transaction is gone."""
        del self.pages[pages:], self.placed[placed:], self.changes[changes:]

    def settle(self) -> None:
        """Write what waits of the pages that were inserted at once, and of those that exist; search follows with
        `flush`."""
        placed, self.placed = self.placed, []
        changes, self.changes = self.changes, []
        if not placed and not changes:
            return
        self.settled += 1
        new = [row.page for row in placed]
        _first_revisions(placed, self.user)
        add_references(new)
        _read_back([(row.page, row.values) for row in placed])
        for row in placed:
            row.written(row.page, row.page.latest_revision_id)
        live = _write_changes(changes, self.user)
        _send_signals(placed, live)
        self.stale += [*new, *live]
        shown = [(c.page, shown_elsewhere(type(c.page)) & c.after.keys()) for c in changes if c.publish]
        self.renamed += [page for page, names in shown if names]

    def flush(self, also: Sequence[models.Model] = ()) -> list[Page]:
        """Write what was collected: rows, tree, revisions, log, indexes; then read it back and compare. `also` are
        objects that other code has made and that search is to find. Returns the new pages that were put off."""
        self.settle()
        new, self.pages = self.pages, []
        stale, self.stale = {(type(obj), obj.pk): obj for obj in (*also, *self.stale)}, []
        by_parent: dict[int, list[NewPage]] = defaultdict(list)
        for row in new:
            by_parent[row.parent_id].append(row)
        for parent_id, those in by_parent.items():
            parent = Page.objects.select_for_update().get(pk=parent_id)
            page_rows.place(parent, [row.page for row in those], self.user)
        pages = [row.page for row in new]
        for model, those in page_rows.by_model(pages).items():
            keys = {id(row.page): row.key for row in new}
            page_rows.insert(model, those, [keys[id(page)] for page in those])
            _first_revisions([row for row in new if row.page in those], self.user)
            page_rows.unfold_streams(model, those)
        add_references(pages)
        add_to_search([*pages, *_as_stored(stale.values())])
        renamed, self.renamed = self.renamed, []
        pages_follow(renamed)
        _read_back([(row.page, row.values) for row in new])
        _send_signals(new, [])
        for row in new:
            row.written(row.page, row.page.latest_revision_id)
        remembered.forget()
        return pages


def _as_stored(objects: Iterable[models.Model]) -> list[models.Model]:
    """The objects as the database has them: in memory a page may have what only its draft says."""
    alike: dict[type[models.Model], list[Any]] = defaultdict(list)
    for obj in objects:
        alike[type(obj)].append(obj.pk)
    return [obj for model, keys in alike.items() for obj in model._default_manager.in_bulk(keys).values()]


def _first_revisions(rows: Sequence[NewPage], user: Any) -> None:
    """The first version of each new page, published where that is to be."""
    for publish in (False, True):
        for pages in page_rows.by_model(row.page for row in rows if row.publish is publish).values():
            revision_rows.first_revisions(pages, publish, user)


def _read_back(written: Sequence[tuple[Page, dict[str, Any]]]) -> None:
    """Raise `ReadBackMismatchError` unless the database says of every page what was written."""
    wanted = {page.pk: (page, values) for page, values in written}
    for model, pages in page_rows.by_model(page for page, _ in written).items():
        names = list(dict.fromkeys(name for page in pages for name in wanted[page.pk][1]))
        found = read_many(model, [page.pk for page in pages], names)
        for page in pages:
            word_proof.check_read_back(wanted[page.pk][1], found[page.pk], page.title)


def _write_changes(changes: Sequence[Change], user: Any) -> list[Page]:
    """Revisions, rows, log and references of the changes. Returns the pages whose live version changed."""
    if not changes:
        return []
    now = timezone.now()
    keys = [change.page.pk for change in changes]
    latest = dict(Page.objects.select_for_update().filter(pk__in=keys).values_list("pk", "latest_revision_id"))
    for change in changes:
        if latest.get(change.page.pk) != change.based_on:
            raise ChangedMeanwhileError(f"page {change.page.pk}")
    revisions = revision_rows.new_revisions([change.page for change in changes], user, now)
    log: list[PageLogEntry] = []
    live = [change.page for change in changes if change.publish]
    titles = [c.row.title if c.row is not c.page else c.before.get("title") for c in changes]
    page_rows.update_own(live)
    for change in changes:
        if change.publish:
            _write_relations(change)
    for publish in (False, True):
        revised = [(c.page, r) for c, r in zip(changes, revisions, strict=True) if c.publish is publish]
        revision_rows.point_at(revised, publish, now)
    for change, revision, title in zip(changes, revisions, titles, strict=True):
        page = change.page
        for name in ("latest_revision", "latest_revision_created_at", "has_unpublished_changes"):
            setattr(change.row, name, getattr(page, name))
        log.append(revision_rows.saved_entry(page, user, now, revision, change.goes_back_to))
        if change.publish:
            if title and title != page.title:
                data = {"title": {"old": title, "new": page.title}}
                log.append(revision_rows.log_entry(page, "wagtail.rename", user, now, revision=revision, data=data))
            log.append(revision_rows.log_entry(page, "wagtail.publish", user, now, revision=revision))
    PageLogEntry.objects.bulk_create(log)
    for model, those in page_rows.by_model(live).items():
        page_rows.unfold_streams(model, those)
    add_references(live, new=False)
    _read_back([(change.page, change.after) for change in changes if change.publish])
    for change, revision in zip(changes, revisions, strict=True):
        if not change.publish:
            found = fields.snapshot(type(revision).objects.get(pk=revision.pk).as_object(), change.after)
            word_proof.check_read_back(change.after, found, change.page.title)
        change.written(change.page, revision.pk)
    return live


def _write_relations(change: Change) -> None:
    """Bring the rows of the page's children and many-to-many relations to what it says now."""
    for name, after in change.after.items():
        kind = fields.field_kind(type(change.page), name)
        if kind is fields.CHILDREN:
            page_rows.update_children(change.page, name, change.before[name], after)
        elif kind is fields.MANY:
            page_rows.update_many_to_many(change.page, name, change.before[name], after)


def _send_signals(created: Sequence[NewPage], changed: Sequence[Page]) -> None:
    """For sites whose own receivers must hear of every page."""
    if not option("BRYGGA_IMPORT_SIGNALS"):
        return
    told = [(row.page, True, row.publish) for row in created] + [(page, False, True) for page in changed]
    with bringing():
        for page, new, publish in told:
            post_save.send(sender=type(page), instance=page, created=new, raw=True, using=connection.alias)
            if publish:
                page_published.send(sender=type(page), instance=page, revision=page.latest_revision)
                published.send(sender=type(page), instance=page, revision=page.latest_revision)
