"""What a batch of articles states, kept beside the pages: written with them, in the same transaction.

A second reading of the same words writes nothing. What an article no longer says loses that article; a value that no
article says goes, unless somebody has decided on it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page

from .. import reading
from ..archive import raw
from ..archive.known_sites import knowledge_of_item
from ..models import ImportItem, ImportRun, RunEntry, Suggestion, SuggestionSource, WrittenPage
from ..reading.model.article import Article
from ..reading.model.errors import UnreadableDocument
from ..reading.model.ledger import LedgerError
from ..reading.recognise.mentions.known_names import Names
from ..writing import pages as tree
from ..writing.equality import fingerprint
from ..writing.register import Register
from ..writing.run_context import under_of, way_to_read
from ..writing.site_names import site_names
from ..writing.statements import Stated, stated
from ..writing.subject_values import subjects
from ..writing.territory import territory_of
from .page_state import judge, refresh
from .values import FIELDS

Said = tuple[ImportItem, list[Stated], dict[int, dict[str, Any]]]


def note_stated(said: Iterable[Said]) -> None:
    """Note what each item states, and what the pages that it spoke of say now (page → field → value)."""
    said = list(said)
    now: dict[int, dict[str, Any]] = {}
    for _, _, pages in said:
        for page_id, values in pages.items():
            now.setdefault(page_id, {}).update(values)
    read_before = [item for item, _, _ in said if item.attempts]
    if not now and not read_before:
        return
    known = {(row.page_id, row.field, row.key): row for row in Suggestion.objects.filter(page__in=now)}
    claims = [(item, one, FIELDS[one.field]) for item, those, _ in said for one in those if one.field in FIELDS]
    new: dict[tuple[int, str, str], Suggestion] = {}
    for _, one, field in claims:
        name = (one.page_id, one.field, field.key(one.value))
        if name not in known:
            known[name] = new[name] = Suggestion(
                page_id=one.page_id, field=one.field, slot=field.slot(one.value)[:32], key=name[2], value=one.value
            )
    Suggestion.objects.bulk_create(new.values())
    wanted: dict[tuple[int, int], SuggestionSource] = {}
    for item, one, field in claims:
        row = known[one.page_id, one.field, field.key(one.value)]
        wanted.setdefault((row.pk, item.pk), _source(row, item, one))
    _sources(read_before, wanted)
    fresh = {(row.page_id, row.field) for row in new.values()}
    judge([row for row in known.values() if row.field in now[row.page_id] or (row.page_id, row.field) in fresh], now)


def withdraw(entries: Sequence[RunEntry], changed: Iterable[int]) -> None:
    """Imports of items, in one run, are undone: the items state what they did before these entries, or nothing. What
    they wrote to the pages (`changed`) that were changed back may be open again for others."""
    earlier = _earlier(entries)
    _sources([entry.item for entry in entries if entry.item_id not in earlier], {})
    pages: dict[int, dict[tuple[str, str], int]] = defaultdict(dict)
    for row in WrittenPage.objects.filter(item__in=earlier).exclude(role=WrittenPage.Role.NEWS):
        pages[row.item_id][row.role, row.subject] = row.page_id
    # Who speaks of no project or unit, and states nothing of any, need not be read again.
    speaking = pages.keys() | set(SuggestionSource.objects.filter(item__in=earlier).values_list("item", flat=True))
    reader = Reader()
    note_stated(
        (entry.item, _stated_in(earlier[entry.item_id], of, reader), {page_id: {} for page_id in of.values()})
        for entry in entries
        if entry.item_id in speaking
        for of in [pages[entry.item_id]]
    )
    for page in Page.objects.filter(pk__in=Suggestion.objects.filter(page__in=list(changed)).values("page")):
        refresh(page)


def _earlier(entries: Sequence[RunEntry]) -> dict[int, RunEntry]:
    """For each item the latest entry before these that wrote it and still stands."""
    found: dict[int, RunEntry] = {}
    before = {entry.item_id: entry.pk for entry in entries}
    for row in _written_by(RunEntry.objects.filter(item__in=before)).select_related("item"):
        if row.pk < before[row.item_id]:
            found.setdefault(row.item_id, row)
    return found


def _written_by(entries: QuerySet[RunEntry]) -> QuerySet[RunEntry]:
    """Those of the entries that wrote their item and still stand, the latest first."""
    states = (RunEntry.State.CREATED, RunEntry.State.CHANGED, RunEntry.State.UNCHANGED, RunEntry.State.CONFLICT)
    found = entries.filter(state__in=states, run__mode=ImportRun.Mode.APPLY)
    return found.exclude(raw_digest="").order_by("-pk")


def _stated_in(entry: RunEntry, pages: dict[tuple[str, str], int], reader: Reader) -> list[Stated]:
    """What the entry's document states of the pages (role and subject → key), read anew from its stored bytes."""
    article = reader.article(entry)
    if article is None:
        return []
    register = Register(create=False)
    own_body = ImportRun.objects.select_related("source__own_body").get(pk=entry.run_id).source.own_body
    about = subjects(article, register, register.find_organisation(article.publisher), own_body)
    placed = [(desired, pages.get((desired.role, desired.key[:255]))) for desired in about]
    return [one for one in stated(article, placed, register) if '"new":' not in fingerprint(one.value)]


def last_article(item: ImportItem) -> Article | None:
    """The item as it was last written, read anew from its stored bytes; None where that cannot be done."""
    entry = _written_by(RunEntry.objects.filter(item=item)).first()
    return Reader().article(entry) if entry is not None else None


class Reader:
    """Reads stored documents anew. The names that a run's documents are read with are asked for once: a reader is for
    what is read in one go, since what it knows is true no longer than the transaction."""

    def __init__(self) -> None:
        self._names: dict[int, Names] = {}

    def article(self, entry: RunEntry) -> Article | None:
        """The entry's document, read as the run read it; None where it cannot be read."""
        item = entry.item
        try:
            way = way_to_read(item, self._names_of(entry.run_id), knowledge_of_item(item))
            return reading.read(raw.load(entry.raw_digest), **way)
        except (UnreadableDocument, LedgerError, FileNotFoundError, ValueError):
            return None

    def _names_of(self, run_id: int) -> Names:
        if run_id not in self._names:
            run = ImportRun.objects.select_related("parent_page", "source__parent_page").get(pk=run_id)
            self._names = {run_id: site_names(territory_of(tree.existing_home(under_of(run))))}
        return self._names[run_id]


def _source(row: Suggestion, item: ImportItem, one: Stated) -> SuggestionSource:
    return SuggestionSource(
        suggestion=row,
        item=item,
        sentence=one.sentence,
        words=list(one.words),
        start=one.start,
        end=one.end,
        confidence=one.confidence,
    )


def _sources(read_before: list[ImportItem], wanted: dict[tuple[int, int], SuggestionSource]) -> None:
    """Make the items' sources be `wanted`, by suggestion and item; only what differs is written."""
    fields = ("sentence", "words", "start", "end", "confidence")
    kept, lost, changed = set(), [], []
    for old in SuggestionSource.objects.filter(item__in=read_before) if read_before else ():
        name = (old.suggestion_id, old.item_id)
        if name not in wanted:
            lost.append(old)
            continue
        kept.add(name)
        if any(getattr(old, field) != getattr(wanted[name], field) for field in fields):
            wanted[name].pk = old.pk
            changed.append(wanted[name])
    SuggestionSource.objects.bulk_update(changed, fields)
    SuggestionSource.objects.bulk_create(source for name, source in wanted.items() if name not in kept)
    if lost:
        SuggestionSource.objects.filter(pk__in=[old.pk for old in lost]).delete()
        unsaid = Suggestion.objects.filter(pk__in={old.suggestion_id for old in lost}, sources=None)
        unsaid.exclude(state__in=Suggestion.DECIDED).delete()
