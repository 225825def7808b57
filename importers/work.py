"""The work on a run: claim entries, read, write, settle; one item, one transaction."""

from __future__ import annotations

import errno
import logging
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, close_old_connections, connection, transaction

from . import raw, relink, runs
from .models import ImportItem, ImportMessage, ImportRun, RunEntry, RunWorker
from .outcomes import Written, note_outcomes, save_outcomes
from .reading import Article, UnreadableDocument, read
from .reading.ledger import LedgerError
from .runs import IllegalTransitionError
from .writing.bulk import Batch
from .writing.check import LedgerMismatchError, ReadBackMismatchError
from .writing.context import RunContext
from .writing.desired import Notice
from .writing.files import FileStore
from .writing.twins import likeness_key, words_fingerprint
from .writing.writer import ItemWriter, Outcome

logger = logging.getLogger(__name__)
Entry = RunEntry.State
Item = ImportItem.State
CLAIM = 100  # entries at a time: few enough to be soon done, enough to write them together
PATIENCE = 600  # seconds to wait for a database that has gone away
_LOCK = 0x62727967  # "bryg": PostgreSQL's advisory lock around the writing of a batch
Document = tuple[RunEntry, Article | None, Notice | None]


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


def work(run: ImportRun, progress: Progress | None = None, size: int | None = None) -> None:
    """Carry the run on until nothing is left, it is asked to stop, or the disk is full.

    Several processes may do this for one run. A database that goes away is waited for.
    """
    progress = progress or Progress()
    worker = runs.start(run)
    context = RunContext(run, plan=run.mode == ImportRun.Mode.PLAN)
    try:
        while True:
            state = _patiently(lambda: ImportRun.objects.values_list("state", flat=True).get(pk=run.pk))
            if state != ImportRun.State.RUNNING:
                break
            _patiently(lambda: runs.heartbeat(worker))
            entries = _patiently(lambda: runs.claim(run, worker, size or CLAIM))
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
        _patiently(lambda: runs.leave(run))
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
    """Read the entries, write the new ones together and the others one by one."""
    documents = [(entry, *read_entry(context, entry)) for entry in entries]
    together = [] if context.plan else _new_and_alone(documents)
    if len(together) > 1:
        done = _patiently(lambda: write_together(context, worker, together))
        for entry in entries:
            if entry.pk in done:
                progress.add(entry)
        documents = [document for document in documents if document[0].pk not in done]
    for entry, article, failure in documents:
        _patiently(lambda e=entry, a=article, f=failure: write_entry(context, worker, e, a, f))
        progress.add(entry)


def _new_and_alone(documents: list[Document]) -> list[tuple[RunEntry, Article]]:
    """The documents that get a page of their own that does not exist yet, and whose text no other has."""
    new = [(e, a) for e, a, _ in documents if a is not None and not (e.item.had_page or e.item.verdict)]
    prints = {entry.pk: (words_fingerprint(article), likeness_key(article)) for entry, article in new}
    seen = Counter(key for pair in prints.values() for key in pair)
    with_page = ImportItem.objects.filter(page__isnull=False)
    known = set(with_page.filter(fingerprint__in=seen).values_list("fingerprint", flat=True))
    known |= set(with_page.filter(likeness__in=seen).values_list("likeness", flat=True))

    def alone(keys: tuple[str, str]) -> bool:
        return all(seen[key] == 1 and key not in known for key in keys if key)

    return [(entry, article) for entry, article in new if alone(prints[entry.pk])]


def write_together(context: RunContext, worker: RunWorker, new: list[tuple[RunEntry, Article]]) -> set[int]:
    """Write new items in one transaction: all of it or none. Returns the keys of the entries that were written.

    An item that cannot be written is left out; when the whole cannot be written nothing is, and each is to be tried
    on its own, which tells what is wrong with it.
    """
    batch = Batch(publish=context.publish, user=context.user)
    stores: list[FileStore] = []
    written: list[Written] = []
    try:
        with transaction.atomic():
            lock_writing()
            for entry, article in new:
                stores.append(file_store(context, entry))
                outcome = _put_off(context, entry, article, stores[-1], batch)
                if outcome is not None:
                    written.append((entry, article, outcome))
            batch.flush()
            save_outcomes(context, written, worker)
        return {entry.pk for entry, _, _ in written}
    except Exception as error:
        for files in stores:
            files.remove_saved()
        context.forget()
        if isinstance(error, (OperationalError, InterfaceError, IllegalTransitionError)):
            raise
        logger.warning("A batch of %d could not be written together: %s", len(new), error)
        return set()


def _put_off(context: RunContext, entry: RunEntry, article: Article, files: FileStore, batch: Batch) -> Outcome | None:
    """Prepare one item of a batch; None when it cannot be written."""
    pages, unindexed = len(batch.pages), len(context.register.unindexed)
    try:
        with transaction.atomic():
            return ItemWriter(context, entry, article, files, batch.later, alone=True).write()
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        logger.info("%s is to be tried on its own: %s", entry.item.identifier, error)
        files.remove_saved()
        del batch.pages[pages:]
        context.forget(keep=unindexed)
        return None


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
                save_outcomes(context, [(entry, article, outcome)], worker)
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
        runs.count(context.run, 1, 1)


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
            note_outcomes(context, [(entry, article, outcome)])
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
