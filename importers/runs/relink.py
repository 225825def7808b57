"""Links between imported articles become page links whatever order the articles were read in.

An article that links to one that is read later keeps the old address until the other has its page; then it is
written again from its stored bytes, through the same three-way merge as any change of the source.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import transaction

from ..models import ImportItem, ImportRun, OldAddress, PendingLink, RunEntry, RunWorker
from ..writing.run_context import RunContext
from ..writing.territory import Territory
from . import heartbeats

CHUNK = 100


def waiting(territory: Territory) -> list[int]:
    """Items (primary keys) of any source of the site whose links wait for a page that the site has now."""
    ready = territory.of(OldAddress.objects.all(), "item__page").values("key")
    ids = PendingLink.objects.filter(key__in=ready).values("item").distinct()
    items = territory.of(ImportItem.objects.filter(pk__in=ids, state__in=("written", "conflict")), "page")
    return list(items.exclude(written_digest="").order_by("pk").values_list("pk", flat=True))


def relink(
    run: ImportRun,
    context: RunContext,
    worker: RunWorker,
    rewrite: Callable[[RunContext, Sequence[RunEntry]], None],
) -> int:
    """Write the items whose links can be resolved now. Returns how many. May be cut off and done again."""
    items = waiting(context.territory)
    for start in range(0, len(items), CHUNK):
        rewrite(context, entries_for(run, items[start : start + CHUNK]))
        heartbeats.heartbeat(worker)
    return len(items)


def entries_for(run: ImportRun, items: Sequence[int]) -> list[RunEntry]:
    """The entries of these items in the run, made where the run had nothing to do with them."""
    digests = dict(ImportItem.objects.filter(pk__in=items).values_list("pk", "written_digest"))
    state, position = RunEntry.State.UNCHANGED, 2**30
    with transaction.atomic():
        RunEntry.objects.bulk_create(
            (
                RunEntry(run=run, item_id=pk, state=state, raw_digest=digest, position=position)
                for pk, digest in digests.items()
            ),
            ignore_conflicts=True,
        )
        entries = list(RunEntry.objects.filter(run=run, item__in=items).select_related("item").order_by("item"))
    for entry in entries:
        entry.raw_digest = digests[entry.item_id]
    return entries
