"""One article → its pages: the news page, and the projects and units it names. Called inside one transaction."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from wagtail.models import Page

from brygga.site.origins import bringing

from ..models import ImportItem, PageChange, RunEntry, WrittenPage
from ..reading.model.article import Article
from ..sources.access import EXPIRED, SCHEDULED
from . import fields, notices, pages, word_proof
from .body import Converter
from .bulk_pages import Batch
from .common_names import is_activity
from .duplicates import find_twin
from .equality import canonical
from .existing_pages import Existing
from .figure_values import news_figures
from .file_store import FileStore
from .funding_values import joint_funding
from .item_outcome import Outcome, describe
from .links import Linker, hosts_of, hrefs, known_pages
from .merge_page import Combined, combine_own, combine_shared, with_block_ids
from .news_values import news_page, speaker_of
from .observations import sync_observations
from .page_evidence import is_evident
from .page_types import PAGE_TYPES
from .page_values import Desired, Notice, references
from .run_context import RunContext
from .statements import stated
from .subject_index import Subject
from .subject_values import assumed_body, subjects

SOURCE_FIELDS = ("source_url", "source_name", "source_label")
OBSERVATIONS = "observations"  # kept among a news page's written values; not a field of the page


class ItemWriter:
    """Writes (or plans) one item. `files` is the item's file store; its saved files are the caller's to remove when
    the transaction fails. With a `batch` the pages are collected in it, to be written with others: what depends on
    them follows when they are. `key` is the primary key that the batch has reserved for the item's new page. `alone`
    says that no other item has this text."""

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
        self.previous = {row.page_id: row for row in self.item.written.all()} if self.item.attempts else {}
        if (own := self.previous.get(self.item.page_id or 0)) is not None:
            files.before = own.files

    def write(self) -> Outcome:
        """Do it. Raises `LedgerMismatchError` or `ReadBackMismatchError` when something would be, or was, lost."""
        context, article, out = self.context, self.article, self.outcome
        register = context.register
        if not self._twin():
            return out
        linker = self._linker()
        assumed = assumed_body(article, context.own_body)
        speaker = speaker_of(register, article, assumed)
        convert = Converter(linker, self.files.image, self.files.document, speaker)
        label = context.run.source.name if context.run.source.kind != "files" else ""
        news = news_page(article, convert, register, self._source_name(), label)
        word_proof.check_words(article, news.values)
        if self.outcome.twin or (self.item.duplicate_of_id and self.item.verdict != ImportItem.Verdict.SEPARATE):
            for name in SOURCE_FIELDS:  # the page names the source it came from first
                news.values.pop(name)
        self._access(news)
        # What is not public says nothing of a project or unit that visitors see: it is read again when it has opened.
        about = [] if article.status else subjects(article, register, news.scope, context.own_body)
        if not article.status:
            joint_funding(article, about, register)
            news_figures(news, article, register, about, assumed)
        links: dict[str, list[Any]] = {"project": [], "unit": []}
        by_key: dict[str, Any] = {}
        placed: list[tuple[Desired, Any]] = []
        for desired in about:
            ref = self._subject(desired, by_key)
            if ref is None:
                continue
            by_key[desired.key] = ref
            links[desired.role].append(ref)
            notices.why_linked(article, desired, ref, news)
            placed.append((desired, ref))
        if not context.plan:
            out.stated = stated(article, placed, register)
        if not article.status:
            news.values["related_projects"] = references(links["project"])
            news.values["related_units"] = references(links["unit"])
        observations = [o for page in (news, *about) for o in page.observations]
        out.title = news.title
        out.notices += notices.left_as_text(news, *about)
        out.notices += [Notice(p.code, p.message, "warning", *(p.span or (None, None))) for p in article.problems]
        self._news(news, observations)
        out.notices += [*self.files.notices, *linker.notices()]
        out.pending = linker.pending
        out.made += [*register.take_made(), *self.files.made]
        register.to_index(self.files.made)
        if self.batch is not None:
            self.batch.linked |= linker.led_to
        return out

    # The parts of `write`

    def _twin(self) -> bool:
        """Join the page of the same text from another source; False when a person must say first whether it is."""
        twin = None if self.alone else find_twin(self.item, self.article, self.context.territory)
        if twin is None:
            return True
        out = self.outcome
        out.twin = twin.item
        if not twin.plain:
            out.state, out.title = "waiting", self.article.title.text
            out.reason = (
                f"Texten liknar ”{twin.item.title}” ({twin.item.identifier}). Säg om det är samma text eller en egen, "
                "och kör importen igen."
            )
            return False
        out.reason = f"Samma text som {twin.item.identifier}. Sidan har nu två källor."
        self.item.page_id = twin.item.page_id
        written = twin.item.written.filter(page=twin.item.page_id).first()
        values = written.values if written else {}
        if twin.item.page_id is not None:
            self.previous[twin.item.page_id] = WrittenPage(item=self.item, page_id=twin.item.page_id, values=values)
        return True

    def _access(self, news: Desired) -> None:
        """Set when the page is to be published and taken down, where its source says so. A page that another source
        has too is not closed by this one."""
        if self.outcome.twin or self.item.duplicate_of_id:
            return
        if self.article.go_live_at:
            news.values["go_live_at"] = self.article.go_live_at
        record = self.previous.get(self.item.page_id) if self.item.page_id else None
        if self.article.expire_at or (record is not None and record.values.get("expire_at")):
            news.values["expire_at"] = self.article.expire_at

    @property
    def _is_open(self) -> bool:
        """Whether the item is one to publish; Wagtail waits with what has its time ahead."""
        return self.article.status in ("", SCHEDULED)

    def _source_name(self) -> str:
        if self.item.location:
            return Path(self.item.location).name
        return self.item.identifier

    def _linker(self) -> Linker:
        base = self.article.address or self.item.address or None
        local = f"file://{self.item.location}" if self.item.location else None
        bases = [b for b in (base, local) if b]
        linker = Linker(bases, self.context.hosts | hosts_of(base), {}, self.files.document_at)
        wanted = {key for href in hrefs(self.article) for key in linker.keys(href)}
        if self.batch is not None:  # what the batch's other documents will be
            linker.pages = {key: self.batch.keys[key] for key in wanted & self.batch.keys.keys()}
        if wanted:
            linker.pages |= known_pages(wanted, self.context.territory)
        return linker

    def _subject(self, desired: Desired, by_key: dict[str, Any]) -> Any:
        found = self._find(desired)
        if found is not None and found.ref in by_key.values():
            return found.ref  # the article calls one page by two names: the first has written it
        if found is None or isinstance(found.ref, dict):
            if found is not None:
                self._plan_more(desired, found)
                return found.ref
            if desired.role == "unit" and desired.organisation is None and is_activity(desired.title):
                return None
            asked = self.context.subjects.of_others(desired) or self.context.is_declined(desired)
            if asked or not is_evident(desired):
                proposal, notice = notices.proposed(self.article, desired)
                self.outcome.proposals.append(proposal)
                self.outcome.notices.append(notice)
                return None
            parent = by_key.get(desired.parent_key) or self.context.index(desired.role)
            ref = self._create(desired, parent)
            planned = None
            if self.context.plan:
                planned = with_block_ids(PAGE_TYPES[desired.role], desired.values, {}, self.item.identifier)
            self.context.subjects.add(desired, ref, planned)
            return ref
        page = self.context.existing(found.ref)
        assert page is not None  # `_find` has seen it
        self._update(desired, page, own=False)
        return found.ref

    def _find(self, desired: Desired) -> Subject | None:
        """The page that is meant; one that somebody has taken away meanwhile is none."""
        subjects = self.context.subjects
        while (found := subjects.find(desired)) is not None:
            if isinstance(found.ref, dict) or self.context.existing(found.ref) is not None:
                return found
            subjects.drop(found)
        return None

    def _plan_more(self, desired: Desired, found: Subject) -> None:
        """What this document says of a page that an earlier one of the same plan would make."""
        model = PAGE_TYPES[desired.role]
        combined = combine_shared(model, desired.values, {}, found.planned, [found.planned], self.item.identifier)
        changed = {name: (found.planned.get(name), value) for name, value in combined.values.items()}
        action = "change" if changed else "leave"
        self.outcome.changes.append(describe(model, None, desired, action, changed, {}, *self._kind_of_run()))
        self.context.subjects.say_more(found, combined.values)

    def _news(self, news: Desired, observations: list[dict[str, Any]]) -> None:
        item, out = self.item, self.outcome
        page = self.context.existing(item.page_id) if item.page_id else None
        if page is None:
            out.state = "created"
            self._create(news, self.context.index("news"), observations)
            return
        out.page_id = page.row.pk
        if page.row.live and self.article.status and not out.twin and not self.item.duplicate_of_id:
            text = (
                f"Sidan ”{page.row.title}” är publicerad här, men inte längre i källan. Ska den bort, avpublicera den."
            )
            out.notices.append(Notice("closed-since", text, "warning"))
        self._update(news, page, own=True, observations=observations)
        if any(change["conflicts"] for change in out.changes):
            out.state = "conflict"
        elif any(change["action"] != "leave" for change in out.changes):
            out.state = "changed"

    def _create(self, desired: Desired, parent: Any, observations: list[dict[str, Any]] | None = None) -> Any:
        model = PAGE_TYPES[desired.role]
        values = with_block_ids(model, desired.values, {}, self.item.identifier)
        self.outcome.changes.append(
            describe(
                model, None, desired, "create", {n: (None, v) for n, v in values.items()}, {}, *self._kind_of_run()
            )
        )
        if self.context.plan:
            return {"new": desired.role, "name": desired.title}
        page = model(title=desired.title, expired=self.article.status == EXPIRED)
        publish = self._is_open and self.context.publishes(page, desired.values)
        for name, value in values.items():
            fields.write(page, name, value, self.context.rows)

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
            return
        self.outcome.clashes += [(pk, name, c) for name, found in combined.clashes.items() for c in found]
        if not own:
            self.outcome.now[pk] = {**editor, **combined.values}
        if combined.values:
            self._save(page, combined.values, own=own, written_before=record.values if record else {})
        self._remember(pk, desired, combined.base, observations)

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
