"""The work on a run: claim entries, read, write, settle; one item, one transaction."""

from __future__ import annotations

import errno
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, close_old_connections, connection, transaction
from wagtail.models import Page

from . import raw, relink, runs
from .addresses import address_key
from .ingest import READER
from .models import (
    FieldConflict,
    ImportItem,
    ImportMessage,
    ImportRun,
    MadeObject,
    OldAddress,
    PageChange,
    PendingLink,
    RunEntry,
    RunWorker,
    WrittenPage,
)
from .reading import Article, UnreadableDocument, read
from .reading.ledger import LedgerError
from .runs import IllegalTransitionError
from .writing.check import LedgerMismatchError, ReadBackMismatchError
from .writing.context import RunContext
from .writing.desired import Notice
from .writing.files import FileStore
from .writing.redirects import make_redirects
from .writing.twins import likeness_key, words_fingerprint
from .writing.writer import ItemWriter, Outcome

logger = logging.getLogger(__name__)
Entry = RunEntry.State
Item = ImportItem.State
CLAIM = 20
PATIENCE = 600  # seconds to wait for a database that has gone away
_LOCK = 0x62727967  # "bryg": PostgreSQL's advisory lock around the writing of a batch
ITEM_STATES = {
    Entry.CREATED: Item.WRITTEN,
    Entry.CHANGED: Item.WRITTEN,
    Entry.UNCHANGED: Item.WRITTEN,
    Entry.CONFLICT: Item.CONFLICT,
    Entry.WAITING: Item.WAITING,
    Entry.FAILED: Item.FAILED,
}


class DiskFullError(Exception):
    """The disk is full: going on would only fail every document."""


@dataclass
class Progress:
    """What the caller is told after each entry."""

    counts: dict[str, int] = field(default_factory=dict)
    tell: Callable[[RunEntry], None] = lambda entry: None

    def add(self, entry: RunEntry) -> None:
        self.counts[entry.state] = self.counts.get(entry.state, 0) + 1
        self.tell(entry)


def lock_writing() -> None:
    """Only one process writes imported pages at a time: two would make the same organisation or slug twice.

    On SQLite a write transaction is alone anyway. Held until the transaction ends.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def work(run: ImportRun, progress: Progress | None = None, size: int = CLAIM) -> None:
    """Carry the run on until nothing is left, it is asked to stop, or the disk is full.

    Several processes may do this for one run. A database that goes away is waited for.
    """
    progress = progress or Progress()
    worker = runs.register_worker(run)
    context = RunContext(run, plan=run.mode == ImportRun.Mode.PLAN)
    try:
        while True:
            state = _patiently(lambda: ImportRun.objects.values_list("state", flat=True).get(pk=run.pk))
            if state != ImportRun.State.RUNNING:
                break
            _patiently(lambda: runs.heartbeat(worker))
            entries = _patiently(lambda: runs.claim(run, worker, size))
            if not entries:
                if not runs.reclaim(run):
                    if not context.plan and not runs.entries_left(run):
                        _patiently(lambda: relink.relink(run, context, worker, rewrite_entry))
                    break
                continue
            _batch(context, worker, entries, progress)
    except DiskFullError as error:
        runs.release([worker])
        runs.fail(run, str(error))
        raise
    finally:
        _patiently(lambda: runs.unregister_worker(worker))
    _end(run, context)


def _patiently(action: Callable[[], Any]) -> Any:
    """Do it, and again for a while when the database cannot be reached or is locked."""
    waited, pause = 0.0, 0.2
    while True:
        try:
            return action()
        except (OperationalError, InterfaceError):
            if waited >= PATIENCE or connection.in_atomic_block:
                raise
            logger.warning("The database does not answer; trying again in %.1f s", pause)
            close_old_connections()
            time.sleep(pause)
            waited, pause = waited + pause, min(pause * 2, 15)


def _end(run: ImportRun, context: RunContext) -> None:
    """Finish the run when it is done, stop it when it was asked to stop; the last worker does it."""
    run.refresh_from_db()
    if run.state == ImportRun.State.STOPPING and not RunWorker.objects.filter(run=run).exists():
        runs.stopped(run, "Stoppad på begäran.")
    elif run.state == ImportRun.State.RUNNING and not runs.entries_left(run):
        try:
            runs.finish(run)
        except IllegalTransitionError:
            logger.info("Another process finished run %s", run.pk)


def _batch(context: RunContext, worker: RunWorker, entries: list[RunEntry], progress: Progress) -> None:
    for entry in entries:
        article, failure = read_entry(context, entry)
        _patiently(lambda e=entry, a=article, f=failure: write_entry(context, worker, e, a, f))
        progress.add(entry)


def read_entry(context: RunContext, entry: RunEntry) -> tuple[Article | None, Notice | None]:
    """The article of an entry's document, or why there is none. Nothing is written."""
    item = entry.item
    try:
        data = raw.load(entry.raw_digest)
        name = Path(item.location).name if item.location else item.identifier
        return read(data, source=name, address=item.address or None, names=context.names), None
    except UnreadableDocument as error:
        return None, Notice(error.code, error.message, "error")
    except LedgerError as error:
        logger.error("The ledger of %s does not hold: %s", item.identifier, error)
        return None, Notice(
            "ledger", f"Läsaren tappade ord ({error}). Det är ett fel i Brygga: rapportera det.", "error"
        )
    except (FileNotFoundError, ValueError) as error:
        logger.exception("Item %s", item.pk)
        return None, Notice("raw-missing", f"Originalet går inte att läsa: {error}", "error")
    except Exception:
        logger.exception("The reader broke on %s", item.identifier)
        return None, Notice(
            "reader", "Läsaren klarade inte dokumentet. Det är ett fel i Brygga: rapportera det.", "error"
        )


def write_entry(
    context: RunContext, worker: RunWorker | None, entry: RunEntry, article: Article | None, failure: Notice | None
) -> None:
    """Write one item in one transaction, or note why it failed."""
    files = file_store(context, entry)
    if article is not None:
        try:
            with transaction.atomic():
                lock_writing()
                outcome = ItemWriter(context, entry, article, files).write()
                save_outcome(context, entry, article, outcome)
                runs.settle([entry], worker)
                settle_item(context, entry, article, outcome)
                count(context.run, entry)
            return
        except (OperationalError, InterfaceError, IllegalTransitionError):
            files.remove_saved()
            context.forget()
            raise
        except Exception as error:
            files.remove_saved()
            context.forget()
            failure = explain(error, entry)
    assert failure is not None
    with transaction.atomic():
        entry.outcome, entry.reason, entry.changes = Entry.FAILED, failure.text, []
        runs.settle([entry], worker)
        if not context.plan:
            runs.items_to([entry.item], Item.FAILED, reason=failure.text, attempts=entry.item.attempts + 1)
        ImportMessage.objects.create(
            run=context.run, item=entry.item, level="error", code=failure.code, text=failure.text
        )
        count(context.run, entry)


def rewrite_entry(context: RunContext, entry: RunEntry) -> None:
    """Write an item that is written already once more, from its stored bytes: its links can be resolved now."""
    article, _ = read_entry(context, entry)
    if article is None:
        return
    files = file_store(context, entry)
    settled, reason, changes = entry.state, entry.reason, entry.changes
    try:
        with transaction.atomic():
            lock_writing()
            outcome = ItemWriter(context, entry, article, files).write()
            save_outcome(context, entry, article, outcome)
            entry.reason, entry.changes = reason, changes
            if outcome.page_changes and settled == Entry.UNCHANGED:
                runs.entry_changed(entry, outcome.changes)
    except (OperationalError, InterfaceError):
        files.remove_saved()
        context.forget()
        raise
    except Exception as error:
        files.remove_saved()
        context.forget()
        failure = explain(error, entry)
        ImportMessage.objects.create(
            run=context.run,
            item=entry.item,
            level="warning",
            code="links-left",
            text=f"Länkarna till andra importerade sidor blev inte sidlänkar: {failure.text}",
        )


def count(run: ImportRun, entry: RunEntry) -> None:
    runs.count(run, 1, int(entry.state == Entry.FAILED))


def explain(error: Exception, entry: RunEntry) -> Notice:
    """Why an item could not be written, for people. Raises `DiskFullError` for what stops every other too."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        raise DiskFullError(
            "Disken är full. Gör plats och fortsätt körningen: det som är skrivet finns kvar."
        ) from error
    if isinstance(error, (LedgerMismatchError, ReadBackMismatchError)):
        return Notice(type(error).__name__.casefold(), str(error), "error")
    if isinstance(error, ValidationError):
        return Notice("invalid", "Sidan kan inte sparas: " + " ".join(error.messages), "error")
    logger.exception("Writing %s failed", entry.item.identifier, exc_info=error)
    return Notice("unexpected", f"Oväntat fel ({type(error).__name__}). Det står mer i loggen.", "error")


def file_store(context: RunContext, entry: RunEntry) -> FileStore:
    """Where the item's images may be found: beside the file, nowhere outside the archive's folder."""
    location = Path(entry.item.location) if entry.item.location else None
    folder = location.parent if location else None
    archive = Path(context.run.source.folder) if context.run.source.folder else folder
    if folder and archive and not folder.is_relative_to(archive):
        archive = folder
    return FileStore(folder, archive, create=not context.plan)


def save_outcome(context: RunContext, entry: RunEntry, article: Article, outcome: Outcome) -> None:
    """Write down what the item's writing came to, beside the pages themselves."""
    entry.outcome, entry.reason, entry.changes = outcome.state, outcome.reason, outcome.changes
    run, item = context.run, entry.item
    ImportMessage.objects.bulk_create(
        ImportMessage(run=run, item=item, level=n.level, code=n.code, text=n.text, start=n.start, end=n.end)
        for n in outcome.notices
    )
    if context.plan:
        return
    new = [row for row in outcome.written if row.pk is None]
    WrittenPage.objects.bulk_create(new)
    for row in outcome.written:
        if row not in new:
            row.save()
    PageChange.objects.bulk_create(outcome.page_changes)
    MadeObject.objects.bulk_create(
        MadeObject(entry=entry, content_type=ContentType.objects.get_for_model(obj), object_id=obj.pk)
        for obj in outcome.made
    )
    save_conflicts(run, item, outcome)
    PendingLink.objects.filter(item=item).delete()
    PendingLink.objects.bulk_create(PendingLink(item=item, href=h, key=k) for k, h in outcome.pending.items())
    if article.address and article.address != item.address:
        item.address = article.address[:2000]
    if item.address:
        OldAddress.objects.get_or_create(item=item, url=item.address, defaults={"key": address_key(item.address)})


def redirect(run: ImportRun, item: ImportItem) -> None:
    """Lead the item's old addresses to its page; what could not be led there is told."""
    result = make_redirects([item])
    ImportMessage.objects.bulk_create(
        ImportMessage(run=run, item=item, code="no-redirect", text=f"{address.url}: {why}")
        for address, why in result.left
    )


def save_conflicts(run: ImportRun, item: ImportItem, outcome: Outcome) -> None:
    """Keep the three versions of each clash; an open one of the same place is replaced by the newer."""
    for page_id, name, clash in outcome.clashes:
        open_ones = FieldConflict.objects.filter(
            item=item, page_id=page_id, field=name, block_id=clash.where[:64], state=FieldConflict.State.OPEN
        )
        open_ones.update(state=FieldConflict.State.OBSOLETE)
        FieldConflict.objects.create(
            item=item,
            run=run,
            page_id=page_id,
            field=name,
            block_id=clash.where[:64],
            base=clash.base,
            editor=clash.editor,
            source_value=clash.source,
        )


def settle_item(context: RunContext, entry: RunEntry, article: Article, outcome: Outcome) -> None:
    """The item's own state after its pages were written."""
    if context.plan:
        return
    item = entry.item
    state = ITEM_STATES[outcome.state]
    if state == Item.WAITING:
        runs.items_to([item], state, title=outcome.title[:500], duplicate_of=outcome.twin, reason=outcome.reason)
        return
    if state == Item.WRITTEN and FieldConflict.objects.filter(item=item, state=FieldConflict.State.OPEN).exists():
        state = Item.CONFLICT
    page_id = outcome.page_id or item.page_id
    runs.items_to(
        [item],
        state,
        page=Page(pk=page_id) if page_id else None,
        had_page=bool(page_id),
        title=outcome.title[:500],
        address=item.address,
        written_digest=entry.raw_digest,
        reader_version=READER,
        fingerprint=words_fingerprint(article),
        likeness=likeness_key(article),
        duplicate_of=None if item.verdict == ImportItem.Verdict.SEPARATE else outcome.twin or item.duplicate_of,
        reason=outcome.reason,
        attempts=item.attempts + 1,
    )
    item.page_id, item.had_page = page_id, bool(page_id)
    redirect(context.run, item)
