"""Documents written many at a time, in one transaction: all of them or none."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.db import InterfaceError, OperationalError, transaction

from ..addresses.address_keys import address_key
from ..models import ImportItem, OldAddress, RunEntry, RunWorker
from ..reading import Article
from ..writing import page_rows
from ..writing.article_mapping import article_mapping
from ..writing.bulk_pages import Batch
from ..writing.duplicates import likeness_key, words_fingerprint
from ..writing.file_store import FileStore
from ..writing.item_outcome import Outcome
from ..writing.run_context import RunContext
from ..writing.writer import ItemWriter
from .entry_states import entry_changed
from .outcomes import Written, note_outcomes, save_outcomes
from .run_states import IllegalTransitionError
from .writing_lock import lock_writing

logger = logging.getLogger(__name__)
Document = tuple[RunEntry, Article]
StoreOf = Callable[[RunContext, RunEntry, Article], FileStore]


def fit_together(context: RunContext, documents: Sequence[Document]) -> list[Document]:
    """Those of the documents that need not be looked at one by one: what has its page, and that alone, and what gets
    a page of its own that does not exist yet, with a text that no other has on the site."""
    if article_mapping() is not None:  # pages of somebody's own type are written as an editor would save them
        return []
    known = [(e, a) for e, a in documents if _has_its_page(e.item)]
    new = [(e, a) for e, a in documents if not (e.item.had_page or e.item.verdict)]
    if not new:
        return known
    # The texts of those that have a page too: a document that now says the same as a new one may be its twin.
    prints = {entry.pk: (words_fingerprint(article), likeness_key(article)) for entry, article in (*new, *known)}
    seen = Counter(key for pair in prints.values() for key in pair)
    with_page = context.territory.of(ImportItem.objects.all(), "page")
    taken = set(with_page.filter(fingerprint__in=seen).values_list("fingerprint", flat=True))
    taken |= set(with_page.filter(likeness__in=seen).values_list("likeness", flat=True))

    def alone(keys: tuple[str, str]) -> bool:
        return all(seen[key] == 1 and key not in taken for key in keys if key)

    alone_in_text = {entry.pk for entry, _ in new if alone(prints[entry.pk])} | {entry.pk for entry, _ in known}
    return [(entry, article) for entry, article in documents if entry.pk in alone_in_text]


def _has_its_page(item: ImportItem) -> bool:
    """Whether the item was written before, to a page that no other document has too."""
    settled = item.state in (ImportItem.State.WRITTEN, ImportItem.State.CONFLICT)
    return settled and item.page_id is not None and item.duplicate_of_id is None and not item.verdict


class _NeededError(Exception):
    """Items of a batch cannot be written, and what others of it have written already hangs on them."""


@dataclass
class _Attempt:
    """Writing a batch once. `left_out` are the entries (primary keys) that could not be written."""

    context: RunContext
    store_of: StoreOf
    batch: Batch
    stores: list[FileStore] = field(default_factory=list)
    left_out: set[int] = field(default_factory=set)

    def put_off(self, entry: RunEntry, article: Article, key: int | None) -> Outcome | None:
        """Prepare one item; None when it cannot be written. Raises `_NeededError`."""
        batch, context = self.batch, self.context
        counts = len(batch.pages), len(batch.placed), len(batch.changes)
        mark, settled = context.memory.mark(), batch.settled
        files = self.store_of(context, entry, article)
        self.stores.append(files)
        try:
            with transaction.atomic():
                return ItemWriter(context, entry, article, files, batch, key=key, alone=True).write()
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:
            logger.info("%s is to be tried on its own: %s", entry.item.identifier, error)
            self.left_out.add(entry.pk)
            if batch.settled > settled:  # pages of other items were settled in the savepoint that is gone now
                raise _NeededError from error
            files.remove_saved()
            batch.cut(*counts)
            if batch.holds(context.back_to(mark, entry)):  # it changed a page that others of the batch have written
                raise _NeededError from error
            return None


def write_together(
    context: RunContext,
    worker: RunWorker | None,
    documents: Sequence[Document],
    store_of: StoreOf,
    *,
    again: bool = False,
) -> set[int]:
    """Write items in one transaction: all of it or none. Returns the keys of the entries that were written.

    An item that cannot be written is left out; when the whole cannot be written nothing is, and each is to be tried
    on its own, which tells what is wrong with it. `again` says that the items are written already, and only what they
    link to is new: then their entries stay settled.
    """
    left = list(documents)
    while left:
        attempt = _Attempt(context, store_of, Batch(user=context.user))
        try:
            return _write(attempt, worker, left, again)
        except _NeededError:
            _undo(attempt, left)
            left = [(entry, article) for entry, article in left if entry.pk not in attempt.left_out]
        except Exception as error:
            _undo(attempt, left)
            if isinstance(error, (OperationalError, InterfaceError, IllegalTransitionError)):
                raise
            logger.warning("A batch of %d could not be written together: %s", len(left), error)
            return set()
    return set()


def _undo(attempt: _Attempt, documents: Sequence[Document]) -> None:
    for files in attempt.stores:
        files.remove_saved()
    attempt.context.forget(entry for entry, _ in documents)


@transaction.atomic
def _write(attempt: _Attempt, worker: RunWorker | None, documents: list[Document], again: bool) -> set[int]:
    context, batch = attempt.context, attempt.batch
    lock_writing()
    context.begin(entry for entry, _ in documents)
    context.look_up(entry.item for entry, _ in documents)
    keys = {} if again else _reserve(batch, [(e, a) for e, a in documents if e.item.page_id is None])
    written: list[Written] = []
    for entry, article in documents:
        outcome = attempt.put_off(entry, article, keys.get(entry.pk))
        if outcome is not None:
            written.append((entry, article, outcome))
    if {keys.get(pk) for pk in attempt.left_out} & batch.linked:
        raise _NeededError
    batch.flush(also=context.register.take_unindexed())
    (note_again if again else save_outcomes)(context, written, *(() if again else (worker,)))
    return {entry.pk for entry, _, _ in written}


def _reserve(batch: Batch, documents: list[Document]) -> dict[int, int]:
    """Keys for the pages that the documents will be, so that links between them lead there at once."""
    keys = dict(zip((entry.pk for entry, _ in documents), page_rows.reserve_ids(len(documents)), strict=False))
    page_of = {entry.item_id: keys[entry.pk] for entry, _ in documents if entry.pk in keys}
    filed = OldAddress.objects.filter(item__in=page_of).values_list("key", "item")
    batch.keys = {key: page_of[item] for key, item in filed}
    for entry, article in documents:
        if entry.pk in keys:
            addresses = (article.address, entry.item.address, *getattr(entry, "aliases", ()))
            batch.keys |= {address_key(address): keys[entry.pk] for address in addresses if address}
    return keys


def note_again(context: RunContext, written: Sequence[Written]) -> None:
    """Note what writing items once more came to; what their entries said of the first time stays."""
    said = [(entry.state, entry.reason, entry.changes) for entry, _, _ in written]
    note_outcomes(context, written)
    for (entry, _, outcome), (settled, reason, changes) in zip(written, said, strict=True):
        entry.reason, entry.changes = reason, changes
        if outcome.page_changes and settled == RunEntry.State.UNCHANGED:
            entry_changed(entry, outcome.changes)
