"""Runs over what is stored already: a better reader reads the originals again, or an undone run is done again.

Such a run is like any other: it can be a plan, be killed, resumed and undone, and what an editor has changed stays.
"""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from wagtail.models import Page

from ..models import ImportItem, ImportRun, ImportSource, RunEntry
from ..writing.versions import reader_version
from . import intake, learning, run_states
from .left_out_notes import copy_left_out
from .restoring import STANDING

_READ = (ImportItem.State.WRITTEN, ImportItem.State.CONFLICT, ImportItem.State.FAILED)


def outdated(source: ImportSource) -> models.QuerySet[ImportItem]:
    """The source's documents that this version has not read from the bytes that were stored last, and those that could
    not be read or written. Not those whose page somebody has taken away, that wait for a word, or that are undone."""
    items = ImportItem.objects.filter(source=source, state__in=_READ, raw__isnull=False)
    items = items.exclude(had_page=True, page=None)
    current = Q(
        reader_version=reader_version(learning.identity_for(source)), written_digest=F("raw_id"), state__in=_READ[:2]
    )
    return items.exclude(current).order_by("pk")


def sources_to_read() -> list[ImportSource]:
    """The sources that have such documents."""
    return [source for source in ImportSource.objects.order_by("pk") if outdated(source).exists()]


def begin_reread(
    source: ImportSource,
    *,
    plan: bool = False,
    publish: bool = False,
    publish_all: bool = False,
    parent_page: Page | None = None,
    user: Any = None,
    fetch_files: bool = False,
) -> ImportRun:
    """A run with each outdated document of the source queued, by its stored original. What it makes anew (a project
    that the reader finds now, say) goes below `parent_page`, else where the source's latest import put things.
    Raises `RunAlreadyActiveError`."""
    if parent_page is None:
        latest = ImportRun.objects.filter(source=source, mode=ImportRun.Mode.APPLY).order_by("-pk").first()
        parent_page = latest.parent_page if latest is not None else None
    with transaction.atomic():
        run = run_states.create(
            source,
            mode=ImportRun.Mode.PLAN if plan else ImportRun.Mode.APPLY,
            publish=publish or publish_all,
            publish_all=publish_all,
            parent_page=parent_page,
            started_by=user,
            fetch_files=fetch_files,
        )
        learning.settle(run)
        rows = outdated(source).values_list("pk", "raw_id")
        RunEntry.objects.bulk_create(
            (RunEntry(run=run, item_id=pk, position=at, raw_digest=raw) for at, (pk, raw) in enumerate(rows)),
            batch_size=500,
        )
        ImportRun.objects.filter(pk=run.pk).update(total=RunEntry.objects.filter(run=run).count())
        run_states.start(run)
    run.refresh_from_db()
    return run


def redo(undone: ImportRun) -> ImportRun:
    """A run that does again what an undone one did, over the very bytes that it read. Raises `IllegalTransitionError`
    for a run that is not undone, or whose documents a later run has written in newer versions;
    `RunAlreadyActiveError`."""
    if undone.mode != ImportRun.Mode.APPLY or undone.state != ImportRun.State.ROLLED_BACK:
        raise run_states.IllegalTransitionError(f"Körning {undone.pk} är inte ångrad, så den kan inte göras om.")
    items = RunEntry.objects.filter(run=undone).values("item")
    later = RunEntry.objects.filter(STANDING, item__in=items, run__gt=undone.pk, run__mode=ImportRun.Mode.APPLY)
    # What had been read by then is not newer, though it is written again since.
    read = RunEntry.objects.filter(item=OuterRef("item"), run__lte=undone.pk, raw_digest=OuterRef("raw_digest"))
    if number := later.exclude(Exists(read)).order_by("-run").values_list("run", flat=True).first():
        raise run_states.IllegalTransitionError(
            f"Körning {number} har importerat nyare versioner av samma dokument. Ångra den först."
        )
    with transaction.atomic():
        run = run_states.create(
            undone.source,
            publish=undone.publish,
            publish_all=undone.publish_all,
            parent_page=undone.parent_page,
            started_by=undone.started_by,
            fetch_files=undone.fetch_files,
        )
        intake.ingest_again(run, undone)
        learning.follow(run, undone)
        copy_left_out(run, undone)
        run_states.start(run)
    run.refresh_from_db()
    return run
