"""The work on a run: claim entries, read, write, settle; one item, one transaction."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import DatabaseError, InterfaceError, OperationalError, transaction

from ..addresses.address_keys import is_possible, is_web
from ..addresses.aliases import aliases
from ..archive import raw
from ..archive.downloads import fetcher_for
from ..models import ImportItem, ImportMessage, ImportRun, RunEntry, RunWorker
from ..reading import Article, UnreadableDocument, read
from ..reading.model.article import Problem
from ..reading.model.ledger import LedgerError
from ..signals import item_read
from ..sources import Fetcher
from ..sources.access import add_access
from ..sources.opening import add_dates
from ..sources.source_problems import add_told
from ..sources.source_statements import add_stated
from ..writing.archive_files import ArchiveFiles, fetch_missing
from ..writing.article_mapping import article_mapping
from ..writing.cost import TooCostlyError
from ..writing.media_rows import RefusedByModelError
from ..writing.page_values import Notice
from ..writing.run_context import RunContext
from ..writing.word_proof import LedgerMismatchError, ReadBackMismatchError
from ..writing.writer import ItemWriter
from . import entry_states, heartbeats, relink, run_states
from .batch import fit_together, note_again, write_together
from .outcomes import save_outcomes
from .plan_warnings import foresee_storage
from .retry import DiskFullError, RunCannotGoOnError, full_disk_told, is_disk_full, patiently
from .run_states import IllegalTransitionError
from .writing_lock import lock_writing

logger = logging.getLogger(__name__)
Entry = RunEntry.State
Item = ImportItem.State
CLAIM = 100  # entries at a time: few enough to be soon done, enough to write them together
Document = tuple[RunEntry, Article | None, Notice | None]


@dataclass
class Progress:
    """What the caller is told after each entry."""

    counts: dict[str, int] = field(default_factory=dict)
    tell: Callable[[RunEntry], None] = lambda entry: None

    def add(self, entry: RunEntry) -> None:
        self.counts[entry.state] = self.counts.get(entry.state, 0) + 1
        self.tell(entry)


def work(
    run: ImportRun, progress: Progress | None = None, size: int | None = None, fetcher: Fetcher | None = None
) -> None:
    """Carry the run on until nothing is left or it is asked to stop. `fetcher` is used where the run fetches files.

    Several processes may do this for one run. A database that goes away is waited for. Raises `RunCannotGoOnError`
    when the disk is full or the database stays away: the run is then one that can be resumed.
    """
    progress = progress or Progress()
    worker = patiently(lambda: run_states.start(run))
    context = patiently(lambda: RunContext(run, plan=run.mode == ImportRun.Mode.PLAN))
    if run.fetch_files and fetcher is None:
        fetcher = fetcher_for(run.source.key)
    try:
        while patiently(lambda: run_states.is_running(run)):
            patiently(lambda: heartbeats.heartbeat(worker))
            entries = patiently(lambda: entry_states.claim(run, worker, size or CLAIM))
            if entries:
                _batch(context, worker, entries, progress, fetcher if run.fetch_files else None)
            elif not patiently(lambda: heartbeats.reclaim(run)):
                if context.plan:
                    patiently(lambda: foresee_storage(context))
                elif not patiently(lambda: entry_states.entries_left(run)):
                    patiently(lambda: relink.relink(run, context, worker, rewrite_entries))
                break
    except RunCannotGoOnError as error:
        _give_up(run, worker, error)
        raise
    finally:
        _leave(run)
    # Once more: what could not be noted above is noted when the database is back.
    patiently(lambda: heartbeats.leave(run))
    patiently(lambda: _end(run))


def _give_up(run: ImportRun, worker: RunWorker, error: RunCannotGoOnError) -> None:
    """Note why the run ends here. Where not even that can be written, the next one who looks finds a dead worker."""
    try:
        entry_states.release([worker])
        run_states.fail(run, str(error))
    except (DatabaseError, InterfaceError, IllegalTransitionError):
        logger.warning("Körning %s: det gick inte att anteckna att den avbröts.", run.pk)


def _leave(run: ImportRun) -> None:
    try:
        heartbeats.leave(run)
    except (DatabaseError, InterfaceError):
        logger.warning("Körning %s: det gick inte att anteckna att processen lämnade den.", run.pk)


def _end(run: ImportRun) -> None:
    """Finish the run when it is done, stop it when it was asked to stop; the last worker does it."""
    run.refresh_from_db()
    if run.state == ImportRun.State.STOPPING and not RunWorker.objects.filter(run=run).exists():
        run_states.stopped(run, "Stoppad på begäran.")
    elif run.state == ImportRun.State.RUNNING and not entry_states.entries_left(run):
        try:
            run_states.finish(run)
        except IllegalTransitionError:
            logger.info("Another process finished run %s", run.pk)


def _batch(
    context: RunContext, worker: RunWorker, entries: list[RunEntry], progress: Progress, fetcher: Fetcher | None
) -> None:
    """Read the entries, write together what need not be looked at one by one, and then the others."""
    documents = [(entry, *patiently(partial(read_entry, context, entry))) for entry in entries]
    if fetcher is not None:
        for entry, article, _ in documents:
            if article is not None:
                _fetch_files(context, worker, entry, article, fetcher)
    # What is not public in its source goes one at a time: what is written together is public or a draft together.
    read_well = [(entry, article) for entry, article, _ in documents if article is not None and not article.status]
    together = [] if context.plan else patiently(lambda: fit_together(context, read_well))
    done: set[int] = set()
    if len(together) > 1:
        try:
            done = patiently(lambda: write_together(context, worker, together, file_store))
        except IllegalTransitionError as error:
            # Somebody else has some of them, or the database took them before it went away: ask which are ours.
            logger.info("A batch is not this worker's any more: %s", error)
            ours = patiently(lambda: entry_states.still_claimed(entries, worker))
            documents = [document for document in documents if document[0].pk in ours]
    for entry in entries:
        if entry.pk in done:
            progress.add(entry)
    for entry, article, failure in documents:
        if entry.pk in done:
            continue
        try:
            patiently(partial(write_entry, context, worker, entry, article, failure))
        except IllegalTransitionError as error:
            logger.info("%s is not this worker's any more: %s", entry.item.identifier, error)
            continue
        progress.add(entry)


def _fetch_files(context: RunContext, worker: RunWorker, entry: RunEntry, article: Article, fetcher: Fetcher) -> None:
    """Fetch the images that the archive lacks, before any transaction: the web is slow."""
    with full_disk_told():
        troubles = fetch_missing(article, file_store(context, entry, article), fetcher)
    patiently(lambda: _note_troubles(context.run, worker, entry, troubles))


def _note_troubles(run: ImportRun, worker: RunWorker, entry: RunEntry, troubles: list[tuple[str, str]]) -> None:
    with transaction.atomic():
        heartbeats.heartbeat(worker)
        ImportMessage.objects.bulk_create(
            ImportMessage(run=run, item=entry.item, code=code, text=text) for code, text in troubles
        )


def read_entry(context: RunContext, entry: RunEntry) -> tuple[Article | None, Notice | None]:
    """The article of an entry's document, or why there is none. Nothing is written."""
    item = entry.item
    try:
        data = raw.load(entry.raw_digest)
        article = read(data, **context.way_to_read(item))
        _drop_odd_address(article, item.address)
        add_dates(article, item.known.get("published"), item.known.get("updated"))
        add_access(article, item.known)
        add_told(article, item.known)
        add_stated(article, item.known)
        entry.aliases = aliases(data, article.address or item.address)
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
    except (OperationalError, InterfaceError):  # the names that the reader knows come from the database
        raise
    except Exception:
        logger.exception("The reader broke on %s", item.identifier)
        return None, Notice(
            "reader", "Läsaren klarade inte dokumentet. Det är ett fel i Brygga: rapportera det.", "error"
        )
    item_read.send_robust(ImportRun, run=context.run, item=item, article=article)
    return article, None


def _drop_odd_address(article: Article, known: str) -> None:
    """Leave out an address that the document gives itself and that no page can have, and say so."""
    if article.address and article.address != known and is_web(article.address) and not is_possible(article.address):
        told = f"Sidan uppger {article.address[:200]} som sin adress. Det är ingen adress, och den togs inte med."
        article.problems.append(Problem("odd-address", told))
        article.address = known or None


def write_entry(
    context: RunContext, worker: RunWorker | None, entry: RunEntry, article: Article | None, failure: Notice | None
) -> None:
    """Write one item in one transaction, or note why it failed."""
    if article is not None:
        files = file_store(context, entry, article)
        try:
            with transaction.atomic():
                lock_writing()
                context.begin([entry])
                outcome = ItemWriter(context, entry, article, files).write()
                save_outcomes(context, [(entry, article, outcome)], worker)
            return
        except (OperationalError, InterfaceError, IllegalTransitionError):
            files.remove_saved()
            context.forget([entry])
            raise
        except Exception as error:
            files.remove_saved()
            context.forget([entry])
            failure = explain(error, entry)
    assert failure is not None
    with transaction.atomic():
        context.begin([entry])
        entry.outcome, entry.reason, entry.changes = Entry.FAILED, failure.text, []
        entry_states.settle([entry], worker)
        if not context.plan:
            entry_states.items_to([entry.item], Item.FAILED, reason=failure.text, attempts=entry.item.attempts + 1)
        ImportMessage.objects.create(
            run=context.run, item=entry.item, level="error", code=failure.code, text=failure.text
        )
        entry_states.count(context.run, 1, 1)


def rewrite_entries(context: RunContext, entries: Sequence[RunEntry]) -> None:
    """Write items that are written already once more, from their stored bytes: their links can be resolved now."""
    documents = [(entry, article) for entry in entries if (article := read_entry(context, entry)[0]) is not None]
    public = [(entry, article) for entry, article in documents if not article.status]
    together = len(public) > 1 and article_mapping() is None
    done = write_together(context, None, public, file_store, again=True) if together else set()
    for entry, article in documents:
        if entry.pk not in done:
            rewrite_entry(context, entry, article)


def rewrite_entry(context: RunContext, entry: RunEntry, article: Article) -> None:
    """Write one item once more."""
    files = file_store(context, entry, article)
    try:
        with transaction.atomic():
            lock_writing()
            context.begin([entry])
            note_again(context, [(entry, article, ItemWriter(context, entry, article, files).write())])
    except (OperationalError, InterfaceError):
        files.remove_saved()
        context.forget([entry])
        raise
    except Exception as error:
        files.remove_saved()
        context.forget([entry])
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
    if is_disk_full(error):
        raise DiskFullError from error
    if isinstance(error, (LedgerMismatchError, ReadBackMismatchError)):
        return Notice(type(error).__name__.casefold(), str(error), "error")
    if isinstance(error, TooCostlyError):
        return Notice("too-costly", str(error), "error")
    if isinstance(error, RefusedByModelError):
        return Notice("refused-by-model", str(error), "error")
    if isinstance(error, ValidationError):
        return Notice("invalid", "Sidan kan inte sparas: " + " ".join(error.messages), "error")
    logger.exception("Writing %s failed", entry.item.identifier, exc_info=error)
    return Notice("unexpected", f"Oväntat fel ({type(error).__name__}). Det står mer i loggen.", "error")


def file_store(context: RunContext, entry: RunEntry, article: Article) -> ArchiveFiles:
    """Where the item's images may be found: beside the file, among what was fetched, nowhere outside the archive's
    folder."""
    source, location = context.run.source, Path(entry.item.location) if entry.item.location else None
    folder = location.parent if location else None
    fetched = raw.fetched_folder(source.key)
    archive = Path(source.folder) if source.folder else folder
    if folder and folder.is_relative_to(fetched):
        archive = fetched
    elif folder and archive and not folder.is_relative_to(archive):
        archive = folder
    page = article.address or entry.item.address
    hide = context.register.blocked.without
    return ArchiveFiles(folder, archive, create=not context.plan, fetched=fetched, page=page, hide=hide)
