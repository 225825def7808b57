"""Documents → items and entries of a run. The raw bytes are stored before anything is read in them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from brygga.site.bulk_update import update_many

from .. import reading
from ..archive import raw
from ..archive.stored import Document
from ..models import ImportItem, ImportMessage, ImportRun, RawDocument, RunEntry
from ..writing.versions import reader_version
from . import entry_states, heartbeats
from .item_addresses import address_of, location_of, note_addresses, source_id
from .learning import identity_for
from .retry import full_disk_told, patiently

CHUNK = 200  # documents that are put in the run together
LONGEST = 5.0  # seconds to collect them in
_DONE = (ImportItem.State.WRITTEN, ImportItem.State.CONFLICT)
Loaded = tuple[Document, str, int, str, str]  # document, digest, size, failure's code and reason


def ingest(run: ImportRun, documents: Iterable[Document], tell: Callable[[int], None] = lambda number: None) -> int:
    """Store the bytes of every document and queue it in the run; what has not changed is settled at once.

    May be called again for a run whose first ingestion was cut off: what is there already is left alone. Returns the
    number of entries. `tell` is called with the number so far. A database that goes away is waited for; raises
    `RunCannotGoOnError` when it stays away or the disk is full.
    """
    raw.sweep()
    position = 0
    met: dict[str, str] = {}
    with full_disk_told():
        for chunk in _chunks(documents):
            loaded = _named([_load(document) for document in chunk], met)
            patiently(partial(_chunk, run, loaded, position))
            position += len(chunk)
            tell(position)
    patiently(lambda: ImportRun.objects.filter(pk=run.pk).update(total=RunEntry.objects.filter(run=run).count()))
    return position


def _chunks(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """The documents some at a time; those that are slow to come are not waited long for."""
    chunk: list[Document] = []
    begun = time.monotonic()
    for document in documents:
        chunk.append(document)
        if len(chunk) >= CHUNK or time.monotonic() - begun > LONGEST:
            yield chunk
            chunk, begun = [], time.monotonic()
    if chunk:
        yield chunk


def _load(document: Document) -> Loaded:
    try:
        data = document.load()
    except reading.UnreadableDocument as error:
        return document, "", 0, error.code, error.message
    digest = raw.digest_of(data)
    raw.write_file(digest, data)
    return document, digest, len(data), "", ""


def _named(loaded: list[Loaded], met: dict[str, str]) -> list[Loaded]:
    """The documents without those that came before with the same bytes; one that has the id of another, from another
    place that was given, say, fails by a name of its own. `met` is what has come so far: id → digest."""
    kept = []
    for document, digest, size, code, reason in loaded:
        name, number = source_id(document), 1
        while name in met and met[name] != digest:
            number += 1
            name = source_id(replace(document, source_id=f"{document.source_id} ({number})"))
        if name in met:
            continue
        met[name] = digest
        if number > 1:
            reason = reason or (
                f"Ett annat dokument i samma import har samma id ({document.source_id}) och säger något annat. Det "
                "första togs med. Importera dem var för sig, eller ge dem olika id i källan."
            )
            document, code = replace(document, source_id=f"{document.source_id} ({number})"), code or "same-id"
        kept.append((document, digest, size, code, reason))
    return kept


def _chunk(run: ImportRun, loaded: list[Loaded], position: int) -> None:
    """Items and entries of some documents, in one transaction; may be done again."""
    with transaction.atomic():
        heartbeats.heartbeats(run)
        RawDocument.objects.bulk_create(
            [RawDocument(digest=digest, size=size) for _, digest, size, _, _ in loaded if digest],
            ignore_conflicts=True,
        )
        items = _items(run, [document for document, *_ in loaded])
        version = reader_version(identity_for(run.source))
        queued = set(RunEntry.objects.filter(run=run, item__in=items.values()).values_list("item_id", flat=True))
        entries, messages, changed = [], [], []
        for number, (document, digest, _size, code, reason) in enumerate(loaded):
            item = items[source_id(document)]
            if item.pk in queued:
                continue
            queued.add(item.pk)
            entry = RunEntry(run=run, item=item, position=position + number, raw_digest=digest)
            notes = [ImportMessage(run=run, item=item, code=code[:60], text=text) for code, text in document.notes]
            messages += notes
            if reason:
                entry.state, entry.reason = RunEntry.State.FAILED, reason
                messages.append(ImportMessage(run=run, item=item, level="error", code=code, text=reason))
            else:
                _prepare(entry, item, digest, version)
                if item.raw_id != digest or item.gone_since:
                    item.raw_id, item.gone_since = digest, None
                    changed.append(item)
            entries.append(entry)
        update_many(ImportItem, ["raw_id", "gone_since"], ((i.pk, [i.raw_id, i.gone_since]) for i in changed))
        RunEntry.objects.bulk_create(entries)
        ImportMessage.objects.bulk_create(messages)
        _settle_at_once(run, entries)


def _items(run: ImportRun, documents: list[Document]) -> dict[str, ImportItem]:
    """The documents' items by id, made where they are new, and told where the documents lie now."""
    by_id = {source_id(document): document for document in documents}
    mine = ImportItem.objects.filter(source=run.source, identifier__in=by_id)
    known = {item.identifier: item for item in mine}
    new = [
        ImportItem(
            source=run.source,
            identifier=name,
            location=location_of(document),
            known=document.known,
            address=address_of(run, document),
        )
        for name, document in by_id.items()
        if name not in known
    ]
    ImportItem.objects.bulk_create(new, ignore_conflicts=True)
    if new:
        known = {item.identifier: item for item in mine.all()}
    told = {item.identifier for item in new}
    for name, item in known.items():
        document = by_id[name]
        before = item.location, item.known, item.address
        stated = _stated(item.known)
        item.location = location_of(document) or item.location
        item.known = document.known if document.path else item.known
        if stated != _stated(item.known):
            item.written_digest = ""  # the text is as it was, what is said of it beside it is not
        item.address = item.address or address_of(run, document)
        if before != (item.location, item.known, item.address):
            item.save(update_fields=["location", "known", "address", "written_digest"])
            told.add(name)
    note_addresses(run, [(known[name], by_id[name]) for name in by_id if name in told])
    return known


def _stated(known: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(known.get(name) for name in ("published", "updated", "stated_title", "stated_topics"))


def _prepare(entry: RunEntry, item: ImportItem, digest: str, version: str) -> None:
    """Settle an entry that needs no reading: the document is as it was, or its page was taken away by an editor."""
    if item.had_page and item.page_id is None and item.state != ImportItem.State.ROLLED_BACK:
        entry.state = RunEntry.State.SKIPPED
        entry.reason = "Sidan har tagits bort av en redaktör. Den skapas inte igen."
    elif item.written_digest == digest and item.reader_version == version and item.state in _DONE:
        entry.state = RunEntry.State.UNCHANGED


def _settle_at_once(run: ImportRun, entries: list[RunEntry]) -> None:
    failed = [entry for entry in entries if entry.state == RunEntry.State.FAILED]
    removed = [
        entry.item
        for entry in entries
        if entry.state == RunEntry.State.SKIPPED and entry.item.state != ImportItem.State.REMOVED
    ]
    settled = sum(entry.state != RunEntry.State.PENDING for entry in entries)
    entry_states.count(run, settled, len(failed))
    if run.mode == ImportRun.Mode.PLAN:
        return
    for entry in failed:
        if entry.item.state != ImportItem.State.REMOVED:
            entry_states.items_to([entry.item], ImportItem.State.FAILED, reason=entry.reason)
    if removed:
        entry_states.items_to(removed, ImportItem.State.REMOVED, reason="Sidan har tagits bort av en redaktör.")


def note_gone(run: ImportRun) -> int:
    """Items of the source that this run, which saw all of it, did not meet: noted, never deleted. Returns how many.
    A run that missed a part of its source (of its sitemap, say) has not seen all of it."""
    if ImportMessage.objects.filter(run=run, code="part-missing").exists():
        return 0
    seen = RunEntry.objects.filter(run=run).values("item")
    gone = ImportItem.objects.filter(source=run.source, gone_since=None).exclude(pk__in=seen)
    return gone.update(gone_since=timezone.now())


def ingest_again(run: ImportRun, earlier: ImportRun) -> None:
    """Queue what an earlier run (a plan) read, with the bytes that it read."""
    entries = [
        RunEntry(run=run, item_id=item, position=position, raw_digest=digest)
        for item, position, digest in RunEntry.objects.filter(run=earlier)
        .exclude(raw_digest="")
        .exclude(state__in=(RunEntry.State.UNCHANGED, RunEntry.State.SKIPPED))
        .values_list("item", "position", "raw_digest")
    ]
    # What a person left out of the plan stands in the run too, so that its record says so.
    left_out = [
        RunEntry(run=run, item_id=item, position=position, raw_digest=digest, state=RunEntry.State.SKIPPED, reason=why)
        for item, position, digest, why in RunEntry.objects.filter(run=earlier)
        .exclude(left_out_from="")
        .values_list("item", "position", "raw_digest", "reason")
    ]
    RunEntry.objects.bulk_create([*entries, *left_out], batch_size=500)
    ImportRun.objects.filter(pk=run.pk).update(total=len(entries) + len(left_out), done=len(left_out))
