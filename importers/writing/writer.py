"""One article → its pages: the news page, and the projects and units it names. Called inside one transaction."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from brygga.news.models import NewsPage

from ..models import ImportItem, WrittenPage
from . import notices, word_proof
from .article_mapping import ArticleMapping, article_mapping
from .body import Converter
from .common_names import is_activity
from .cost import check_cost
from .duplicates import Twin, find_twin
from .figure_values import news_figures
from .funding_values import joint_funding
from .item_outcome import Outcome, describe
from .links import Linker, hosts_of, hrefs, known_pages
from .merge_page import combine_shared, with_block_ids
from .news_values import news_page, speaker_of
from .page_evidence import is_evident
from .page_types import PAGE_TYPES
from .page_values import Desired, Notice, references
from .page_writer import PageWriter
from .planned import planned_twin
from .statements import stated
from .subject_index import Subject
from .subject_owners import assumed_body
from .subject_values import subjects

SOURCE_FIELDS = ("source_url", "source_name", "source_label")


class ItemWriter(PageWriter):
    """Writes (or plans) one item: its news page, and the pages of what it names."""

    def write(self) -> Outcome:
        """Do it. Raises `LedgerMismatchError` or `ReadBackMismatchError` when something would be, or was, lost,
        `TooCostlyError` for what is no article, `ValidationError` for what a page cannot hold."""
        context, article, out = self.context, self.article, self.outcome
        register = context.register
        if not self._twin():
            return out
        mapping, linker = self._mapping(), self._linker()
        assumed = assumed_body(article, context.own_body)
        speaker = speaker_of(register, article, assumed) if mapping is None else lambda quote: None
        convert = Converter(linker, self.files.image, self.files.document, speaker)
        label = context.run.source.name if context.run.source.kind != "files" else ""
        news = news_page(article, convert, register if mapping is None else None, self._source_name(), label)
        check_cost(news.values)
        word_proof.check_words(article, news.values)
        if self.outcome.twin or (self.item.duplicate_of_id and self.item.verdict != ImportItem.Verdict.SEPARATE):
            for name in SOURCE_FIELDS:  # the page names the source it came from first
                news.values.pop(name)
        self._access(news)
        if mapping is not None:
            news = mapping.page(news, article.publisher)
            word_proof.check_words(article, news.values, word_proof.FAULT_OF_RULES)
        # What is not public says nothing of a project or unit that visitors see: it is read again when it has opened.
        says_of_others = mapping is None and not article.status
        about = subjects(article, register, news.scope, context.own_body) if says_of_others else []
        if says_of_others:
            joint_funding(article, about, register)
            news_figures(news, article, register, about, assumed)
        self._hide(news, *about)
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
        if says_of_others:
            news.values["related_projects"] = references(links["project"])
            news.values["related_units"] = references(links["unit"])
        observations = [o for page in (news, *about) for o in page.observations]
        out.title = news.title
        out.notices += notices.left_as_text(news, *about)
        out.notices += [Notice(p.code, p.message, "warning", *(p.span or (None, None))) for p in article.problems]
        self._news(news, observations, mapping)
        self._close(linker)
        if self.batch is not None:
            self.batch.linked |= linker.led_to
        return out

    # The parts of `write`

    def _hide(self, *wanted: Desired) -> None:
        """Leave out who is not to come back: all words have been seen to be there, and these go by a decision."""
        blocked = self.context.register.blocked
        if not blocked:
            return
        before = [desired.values for desired in wanted]
        for desired in wanted:
            desired.hide(blocked.without)
        if before != [desired.values for desired in wanted]:
            self.outcome.notices.append(notices.hidden())

    def _close(self, linker: Linker) -> None:
        """What is told, and what waits, once the pages are written."""
        context, out, register = self.context, self.outcome, self.context.register
        out.notices += [*self.files.notices, *linker.notices()]
        out.pending = linker.pending
        if register.blocked:
            out.hide(register.blocked.without)
        context.planned_bytes += self.files.planned
        out.made += [*register.take_made(), *self.files.made]
        register.to_index(self.files.made)

    def _twin(self) -> bool:
        """Join the page of the same text from another source; False when a person must say first whether it is."""
        twin = None if self.alone else find_twin(self.item, self.article, self.context.territory)
        if twin is None and self.context.plan and (like := planned_twin(self.context, self.entry, self.article)):
            twin = Twin(*like)
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
        if twin.item.page_id is None:  # one that the plan would make
            self.joins_planned = True
            return True
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

    def _mapping(self) -> ArticleMapping | None:
        """The site's mapping, where the document's page is, or will be, of its type. A page that was made without it
        stays what it is; one whose mapping is gone raises ValidationError."""
        mapping = article_mapping()
        page = self.context.existing(self.item.page_id) if self.item.page_id else None
        if page is None or (mapping is not None and isinstance(page.row, mapping.page_type())):
            return mapping
        if not isinstance(page.row, NewsPage):
            words = _("Sidan är av typen %s, som BRYGGA_ARTICLE_MAPPING inte har några regler för.")
            raise ValidationError(words % page.row._meta.label)
        return None

    def _news(self, news: Desired, observations: list[dict[str, Any]], mapping: ArticleMapping | None) -> None:
        item, out = self.item, self.outcome
        page = self.context.existing(item.page_id) if item.page_id else None
        if page is None and self.joins_planned:
            out.changes.append(
                describe(news.model or PAGE_TYPES["news"], None, news, "leave", {}, {}, *self._kind_of_run())
            )
            return
        if page is None:
            out.state = "created"
            if mapping is not None:
                self._create(news, self.context.below(mapping.parent))
            else:
                self._create(news, self.context.index("news"), observations)
            return
        out.page_id = page.row.pk
        if page.row.live and self.article.status and not out.twin and not self.item.duplicate_of_id:
            text = (
                f"Sidan ”{page.row.title}” är publicerad här, men inte längre i källan. Ska den bort, avpublicera den."
            )
            out.notices.append(Notice("closed-since", text, "warning"))
        self._update(news, page, own=True, observations=observations if mapping is None else None)
        if any(change["conflicts"] for change in out.changes):
            out.state = "conflict"
        elif any(change["action"] != "leave" for change in out.changes):
            out.state = "changed"
