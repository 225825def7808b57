"""Links between imported articles become page links whatever order the articles were read in.

An article that links to one that is read later keeps the old address until the other has its page; then it is
written again from its stored bytes, through the same three-way merge as any change of the source.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from . import runs
from .models import ImportItem, ImportRun, OldAddress, PendingLink, RunEntry, RunWorker
from .writing.context import RunContext


def waiting(run: ImportRun) -> list[ImportItem]:
    """Items of any source whose links wait for a page that exists now."""
    ready = OldAddress.objects.filter(item__page__isnull=False).values("key")
    ids = PendingLink.objects.filter(key__in=ready).values("item").distinct()
    items = ImportItem.objects.filter(pk__in=ids, page__isnull=False, state__in=("written", "conflict"))
    return list(items.exclude(written_digest="").order_by("pk"))


def relink(
    run: ImportRun,
    context: RunContext,
    worker: RunWorker,
    rewrite: Callable[[RunContext, RunEntry], None],
) -> int:
    """Write the items whose links can be resolved now. Returns how many. May be cut off and done again."""
    items = waiting(run)
    for item in items:
        with transaction.atomic():
            entry, _ = RunEntry.objects.select_for_update().get_or_create(
                run=run,
                item=item,
                defaults={"state": RunEntry.State.UNCHANGED, "raw_digest": item.written_digest, "position": 2**30},
            )
            entry.raw_digest = item.written_digest
        rewrite(context, entry)
        runs.heartbeat(worker)
    return len(items)
