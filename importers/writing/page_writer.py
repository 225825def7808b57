"""One page of an item: made, changed or left to its editors, and what the item wrote there remembered."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from brygga.site.origins import bringing

from ..models import ImportItem, PageChange, RunEntry, WrittenPage
from ..reading.model.article import Article
from ..sources.access import EXPIRED, SCHEDULED
from . import fields, notices, page_rows, pages, word_proof
from .bulk_pages import Batch
from .equality import canonical
from .existing_pages import Existing
from .fields import OBSERVATIONS
from .file_store import FileStore
from .item_outcome import Outcome, describe
from .merge_page import Combined, combine_own, combine_shared, with_block_ids
from .observations import sync_observations
from .page_types import PAGE_TYPES
from .page_values import Desired
from .planned import is_planned
from .run_context import RunContext


class PageWriter:
    """Writes (or plans) the pages of one item.

    `files` is the item's file store; its saved files are the caller's to remove when the transaction fails. With a
    `batch` the pages are collected in it, to be written with others: what depends on them follows when they are. `key`
    is the primary key that the batch has reserved for the item's new page. `alone` says that no other item has this
    text.
    """

    def __init__(
        self,
        context: RunContext,
        entry: RunEntry,
        article: Article,
        files: FileStore,
        batch: Batch | None = None,
        *,
        key: int | None = None,
        alone: bool = False,
    ) -> None:
        self.context, self.entry, self.article, self.files = context, entry, article, files
        self.item: ImportItem = entry.item
        self.batch, self.key, self.alone = batch, key, alone
        self.outcome = Outcome()
        self.joins_planned = False  # in a plan: the page of an earlier document, which a run would have made
        self.previous = {row.page_id: row for row in self.item.written.all()} if self.item.attempts else {}
        if (own := self.previous.get(self.item.page_id or 0)) is not None:
            files.before = own.files

    @property
    def _is_open(self) -> bool:
        """Whether the item is one to publish; Wagtail waits with what has its time ahead."""
        return self.article.status in ("", SCHEDULED)

    def _is_stopped(self, page: Page) -> bool:
        """Whether the publish gate stops the page. It is then written as a draft, and the item says why."""
        coming = frozenset(self.batch.keys.values()) if self.batch is not None else frozenset[int]()
        with fields.streams_to_read(page):
            found = self.context.gate.findings(page, only_stops=True, coming=coming)
        self.outcome.notices += notices.stopped(page, found)
        return bool(found)

    def _create(self, desired: Desired, parent: Any, observations: list[dict[str, Any]] | None = None) -> Any:
        model = desired.model or PAGE_TYPES[desired.role]
        values = with_block_ids(model, desired.values, {}, self.item.identifier)
        self.outcome.changes.append(
            describe(
                model, None, desired, "create", {n: (None, v) for n, v in values.items()}, {}, *self._kind_of_run()
            )
        )
        page = model(title=desired.title, expired=self.article.status == EXPIRED)
        if self.context.plan:
            self._check(page, values)
            return {"new": desired.role, "name": desired.title}
        publish = self._is_open and self.context.publishes(page, desired.values)
        for name, value in values.items():
            fields.write(page, name, value, self.context.rows)
        publish = publish and not self._is_stopped(page)

        def written(page: Page, revision_id: int) -> None:
            self._remember(page.pk, desired, values, observations, new=True)
            self.outcome.page_changes.append(
                PageChange(
                    entry=self.entry, page=page, title=page.title[:255], created=True, revision_after=revision_id
                )
            )
            if desired.role == "news":
                self.outcome.page_id = page.pk
            else:
                self.outcome.now[page.pk] = values

        if self.batch is not None and desired.role == "news":
            self.batch.later(parent, page, values, written, self.key, publish=publish)
            return None
        if self.batch is not None:
            self.batch.now(parent, page, values, written, publish=publish)
            self.context.made(page)
            return page.pk
        revision = pages.create(parent, page, publish=publish, user=self.context.user)
        word_proof.check_read_back(values, fields.snapshot(model.objects.get(pk=page.pk), values), page.title)
        written(page, revision.pk)
        return page.pk

    def _update(
        self, desired: Desired, page: Existing, *, own: bool, observations: list[dict[str, Any]] | None = None
    ) -> None:
        pk, model = page.row.pk, type(page.current)
        if not own and not self.context.may_fill(page):
            self._leave(desired, page)
            return
        record = self.previous.get(pk)
        combined, editor = self._combine(desired, page, own)
        if combined.values and self.batch is not None and self.batch.waits(pk):
            self.batch.settle()
            self.context.settled()
            combined, editor = self._combine(desired, page, own)
        change = describe(
            model,
            pk,
            desired,
            "change" if combined.values else "leave",
            {name: (editor.get(name), value) for name, value in combined.values.items()},
            combined.clashes,
            *self._kind_of_run(),
        )
        self.outcome.changes.append(change)
        self.outcome.notices += notices.offered(model, page.row, combined)
        if self.context.plan:
            if combined.values:
                self._check(page.current, combined.values)
                self.context.reread(pk)
            return
        self.outcome.clashes += [(pk, name, c) for name, found in combined.clashes.items() for c in found]
        if not own:
            self.outcome.now[pk] = {**editor, **combined.values}
        if combined.values:
            self._save(page, combined.values, own=own, written_before=record.values if record else {})
        self._remember(pk, desired, combined.base, observations)

    def _check(self, page: Page, values: dict[str, Any]) -> None:
        """In a plan: raise ValidationError where writing the values would. What a run alone can point at is left."""
        for name, value in values.items():
            if not is_planned(value):
                fields.write(page, name, value, self.context.rows)
        page_rows.check_fields(page)

    def _leave(self, desired: Desired, page: Existing) -> None:
        """Somebody's page: what the document says of it is suggested there, and none of it written."""
        pk, model = page.row.pk, type(page.current)
        self.outcome.changes.append(describe(model, pk, desired, "leave", {}, {}, *self._kind_of_run()))
        if self.context.plan:
            return
        self.outcome.now[pk] = dict(page.values(name for name in desired.values if name != "title"))
        record = self.previous.get(pk)
        self._remember(pk, desired, record.values if record else {}, None)

    def _kind_of_run(self) -> tuple[bool, bool]:
        return self.context.plan, self.context.run.plan_id is not None

    def _combine(self, desired: Desired, page: Existing, own: bool) -> tuple[Combined, dict[str, Any]]:
        """What to write, and what the page's editors see now."""
        pk, model = page.row.pk, type(page.current)
        record = self.previous.get(pk)
        base = {n: v for n, v in (record.values if record else {}).items() if n != OBSERVATIONS}
        editor = page.values({**base, **desired.values})
        if own:
            return combine_own(model, desired.values, base, editor, self.item.identifier), editor
        combined = combine_shared(model, desired.values, base, editor, (), self.item.identifier)
        names = sorted({*combined.values, *combined.clashes})
        if names:
            # What other items have said only ever keeps a field as it is: it is asked for where one would change.
            rows = WrittenPage.objects.filter(page=pk).exclude(item=self.item)
            found = rows.values_list(*(f"values__{name}" for name in names))
            others = [dict(zip(names, row, strict=True)) for row in found]
            combined = combine_shared(model, desired.values, base, editor, others, self.item.identifier)
        return combined, editor

    def _save(self, page: Existing, values: dict[str, Any], *, own: bool, written_before: dict[str, Any]) -> None:
        """A new revision of the page, published where the run publishes and nobody's draft is waiting."""
        row, current = page.row, page.current
        before = page.values(values)
        publish = self._is_open and self.context.publishes(current)
        publish = publish and ((row.live and not row.has_unpublished_changes) or pages.is_scheduled(row))
        change = PageChange(
            entry=self.entry,
            page_id=row.pk,
            title=row.title[:255],
            revision_before=row.latest_revision_id,
            live_revision_before=row.live_revision_id,
            live_before=row.live,
            written_before=written_before,
        )
        self.context.changing(row.pk)
        for name, value in values.items():
            fields.write(current, name, value, self.context.rows)
        publish = publish and not self._is_stopped(current)
        page.changed(values)

        def written(_page: Page, revision_id: int) -> None:
            change.revision_after = revision_id
            self.outcome.page_changes.append(change)

        if self.batch is not None:
            self.batch.change(current, row, before, values, publish, written)
            return
        with bringing():
            revision = pages.update(current, publish=publish, user=self.context.user)
        self.context.reread(row.pk)
        found = fields.snapshot(pages.latest(Page.objects.get(pk=row.pk)), values)
        word_proof.check_read_back(values, found, row.title)
        written(row, revision.pk)

    def _remember(
        self,
        page_id: int,
        desired: Desired,
        values: dict[str, Any],
        observations: list[dict[str, Any]] | None,
        *,
        new: bool = False,
    ) -> None:
        record = self.previous.get(page_id) or WrittenPage(item=self.item, page_id=page_id)
        record.role, record.subject = desired.role, desired.key[:255]
        if observations is not None:
            known = record.values.get(OBSERVATIONS) or []
            source_url = desired.values.get("source_url") or ""
            self.outcome.made += sync_observations(page_id, observations, known, source_url, new=new)
            values = {**values, OBSERVATIONS: observations}
        used = self.files.used if desired.role == WrittenPage.Role.NEWS else {}
        same = record.files == used and record.sources == desired.sources
        if record.pk and same and canonical(record.values) == canonical(values):
            return
        record.values, record.sources, record.files = values, desired.sources, used
        self.outcome.written.append(record)
