"""Documents → items and entries of a run. The raw bytes are stored before anything is read in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import islice
from urllib.parse import quote

from django.db import transaction
from django.utils import timezone

from . import raw, reading, runs
from .documents import Document
from .models import ImportItem, ImportMessage, ImportRun, OldAddress, RawDocument, RunEntry
from .writing import WRITING_VERSION

CHUNK = 200
READER = f"{getattr(reading, 'READER_VERSION', '1')}/{WRITING_VERSION}"
_DONE = (ImportItem.State.WRITTEN, ImportItem.State.CONFLICT)


def ingest(run: ImportRun, documents: Iterable[Document], tell: Callable[[int], None] = lambda number: None) -> int:
    """Store the bytes of every document and queue it in the run; what has not changed is settled at once.

    May be called again for a run whose first ingestion was cut off: what is there already is left alone. Returns the
    number of entries. `tell` is called with the number so far.
    """
    iterator, position = iter(documents), 0
    while chunk := list(islice(iterator, CHUNK)):
        _chunk(run, chunk, position)
        position += len(chunk)
        tell(position)
    ImportRun.objects.filter(pk=run.pk).update(total=RunEntry.objects.filter(run=run).count())
    return position


def _chunk(run: ImportRun, documents: list[Document], position: int) -> None:
    loaded: list[tuple[Document, str, int, str, str]] = []  # document, digest, size, failure's code and reason
    for document in documents:
        try:
            data = document.load()
        except reading.UnreadableDocument as error:
            loaded.append((document, "", 0, error.code, error.message))
            continue
        digest = raw.digest_of(data)
        raw.write_file(digest, data)
        loaded.append((document, digest, len(data), "", ""))
    with transaction.atomic():
        RawDocument.objects.bulk_create(
            [RawDocument(digest=digest, size=size) for _, digest, size, _, _ in loaded if digest],
            ignore_conflicts=True,
        )
        ids = [source_id(document) for document in documents]
        known = {item.identifier: item for item in ImportItem.objects.filter(source=run.source, identifier__in=ids)}
        new = [
            ImportItem(
                source=run.source,
                identifier=name,
                location=str(document.path)[:1000],
                address=mirrored_address(run, document),
            )
            for document, name in zip(documents, ids, strict=True)
            if name not in known
        ]
        ImportItem.objects.bulk_create(new, ignore_conflicts=True)
        if new:
            known = {
                item.identifier: item for item in ImportItem.objects.filter(source=run.source, identifier__in=ids)
            }
            _file_addresses([known[item.identifier] for item in new])
        queued = set(RunEntry.objects.filter(run=run, item__in=known.values()).values_list("item_id", flat=True))
        entries, messages, changed = [], [], []
        for number, (document, digest, _size, code, reason) in enumerate(loaded):
            item = known[source_id(document)]
            if item.pk in queued:
                continue
            entry = RunEntry(run=run, item=item, position=position + number, raw_digest=digest)
            if reason:
                entry.state, entry.reason = RunEntry.State.FAILED, reason
                messages.append(ImportMessage(run=run, item=item, level="error", code=code, text=reason))
            else:
                _prepare(entry, item, digest, plan=run.mode == ImportRun.Mode.PLAN)
                if item.raw_id != digest or item.gone_since:
                    item.raw_id, item.gone_since = digest, None
                    changed.append(item)
            entries.append(entry)
        ImportItem.objects.bulk_update(changed, ["raw", "gone_since"], batch_size=200)
        RunEntry.objects.bulk_create(entries)
        ImportMessage.objects.bulk_create(messages)
        _settle_at_once(run, entries)


def source_id(document: Document) -> str:
    """The document's id in its source, cut to what the column holds with a hash that keeps it unique."""
    name = document.source_id
    return name if len(name) <= 500 else name[:430] + "…" + raw.digest_of(name.encode())


def mirrored_address(run: ImportRun, document: Document) -> str:
    """The old address of a file in a mirrored site: the site's address and the file's place in the folder; "" where
    either is not known. A canonical address in the page itself goes before this one."""
    if not (run.source.base_url and run.source.folder) or not document.path.is_relative_to(run.source.folder):
        return ""
    path = document.path.relative_to(run.source.folder).as_posix()
    path = re.sub(r"(^|/)index\.html?$", r"\1", path)
    return f"{run.source.base_url.rstrip('/')}/{quote(path)}"[:2000]


def _prepare(entry: RunEntry, item: ImportItem, digest: str, *, plan: bool) -> None:
    """Settle an entry that needs no reading: the document is as it was, or its page was taken away by an editor."""
    if item.had_page and item.page_id is None and item.state != ImportItem.State.ROLLED_BACK:
        entry.state = RunEntry.State.SKIPPED
        entry.reason = "Sidan har tagits bort av en redaktör. Den skapas inte igen."
    elif item.written_digest == digest and item.reader_version == READER and item.state in _DONE:
        entry.state = RunEntry.State.UNCHANGED


def _settle_at_once(run: ImportRun, entries: list[RunEntry]) -> None:
    failed = [entry for entry in entries if entry.state == RunEntry.State.FAILED]
    removed = [
        entry.item
        for entry in entries
        if entry.state == RunEntry.State.SKIPPED and entry.item.state != ImportItem.State.REMOVED
    ]
    settled = sum(entry.state != RunEntry.State.PENDING for entry in entries)
    runs.count(run, settled, len(failed))
    if run.mode == ImportRun.Mode.PLAN:
        return
    for entry in failed:
        runs.items_to([entry.item], ImportItem.State.FAILED, reason=entry.reason)
    if removed:
        runs.items_to(removed, ImportItem.State.REMOVED, reason="Sidan har tagits bort av en redaktör.")


def _file_addresses(items: list[ImportItem]) -> None:
    """A file's own place is an address too: links between the files of an archive are found by it."""
    from .addresses import address_key

    rows = []
    for item in items:
        if item.location:
            url = f"file://{item.location}"[:2000]
            rows.append(OldAddress(item=item, url=url, key=address_key(url)))
    OldAddress.objects.bulk_create(rows, ignore_conflicts=True)


def note_gone(run: ImportRun) -> int:
    """Items of the source that this run, which saw all of it, did not meet: noted, never deleted. Returns how many."""
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
    RunEntry.objects.bulk_create(entries, batch_size=500)
    ImportRun.objects.filter(pk=run.pk).update(total=len(entries))
