"""Beginning, resuming and carrying out runs: what the command line, the admin and the background tasks share."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import DatabaseError, InterfaceError, transaction
from wagtail.models import Page

from brygga.projects.models import Organisation

from ..models import ImportItem, ImportRun, ImportSource, RunEntry
from ..sources.document import SourceError
from ..sources.left_out import LeftOut
from ..writing.pages import existing_home
from ..writing.territory import Territory, territory_of
from . import at_work, entry_states, heartbeats, rollback_rules, run_states
from .left_out_notes import copy_left_out, note_left_out
from .retry import patiently
from .run_names import name_run

if TYPE_CHECKING:
    from ..archive.stored import Document
    from ..sources.fetch import Fetcher
    from .worker import Progress


def source_for(
    key: str,
    *,
    folder: Path | None = None,
    base_url: str = "",
    name: str = "",
    own_body: Organisation | None = None,
) -> ImportSource:
    """The source with this key, made if new. What is given replaces what the source had."""
    changed: dict[str, Any] = {
        "folder": str(folder) if folder else "",
        "base_url": base_url,
        "name": name,
        "own_body": own_body,
    }
    # Made with all that is known of it: another process may look for its folder at once.
    defaults = {**changed, "name": name or key.replace("-", " ").capitalize()}
    source, _ = ImportSource.objects.get_or_create(key=key, defaults=defaults)
    changed = {field: value for field, value in changed.items() if value and getattr(source, field) != value}
    if changed:
        for field, value in changed.items():
            setattr(source, field, value)
        source.save(update_fields=list(changed))
    return source


def is_elsewhere(source: ImportSource, territory: Territory) -> bool:
    """Whether the source has pages, and none of them on the site."""
    with_page = ImportItem.objects.filter(source=source, page__isnull=False)
    return with_page.exists() and not territory.of(with_page, "page").exists()


def key_on_site(key: str, under: Page | None) -> str:
    """The key of the source on the site that `under` belongs to: `key`, with a number where that source has its pages
    on another site."""
    territory, found, number = territory_of(existing_home(under)), key, 1
    source = ImportSource.objects.filter(key=key).first()
    folder = source.folder if source is not None else ""
    while source is not None and (source.folder != folder or is_elsewhere(source, territory)):
        number += 1
        found = f"{key[:70]}-{number}"
        source = ImportSource.objects.filter(key=found).first()
    return found


def begin(
    source: ImportSource,
    documents: Iterable[Document],
    *,
    plan: bool = False,
    publish: bool = False,
    publish_all: bool = False,
    parent_page: Page | None = None,
    user: Any = None,
    whole: bool = False,
    fetch_files: bool = False,
    tell: Callable[[int], None] = lambda number: None,
    left: LeftOut | None = None,
) -> ImportRun:
    """A run with every document queued. `whole` says that the documents are all that the source has: what is missing
    is then noted as gone (no page is touched). `fetch_files` lets images and files that the archive does not have be
    fetched from their addresses. `left` is what the source told of that no document is made of. `publish` publishes
    news, `publish_all` also the units and projects that are made.
    Raises `RunAlreadyActiveError`, `SourceError` for a source that cannot be used at
    all or whose pages are on another site, and `RunCannotGoOnError` for a full disk or a database that stays away."""
    if is_elsewhere(source, territory_of(existing_home(parent_page or source.parent_page))):
        raise SourceError(
            "source-elsewhere",
            f"Källan {source} har sina sidor på en annan webbplats, och samma källa kan inte ligga på två. Ange ett "
            "annat namn för källan (--source), så importeras texterna som en egen källa.",
        )
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
        run_states.start(run)
    try:
        at_work.intake.ingest(run, documents, tell)
        at_work.learning.settle(run)
        if left is not None:
            note_left_out(run, left)
        if whole and not plan:
            at_work.intake.note_gone(run)
    except BaseException:
        with contextlib.suppress(DatabaseError, InterfaceError):  # else the next run finds it dead
            run_states.stopped(run, "Inläsningen av dokumenten avbröts. Starta en ny körning.")
            heartbeats.leave(run)
        raise
    name_run(run)
    run.refresh_from_db()
    return run


def apply_plan(plan: ImportRun) -> ImportRun:
    """A run that does what a finished plan said, over the very bytes that the plan read."""
    if plan.mode != ImportRun.Mode.PLAN or plan.state != ImportRun.State.FINISHED:
        raise run_states.IllegalTransitionError(f"Körning {plan.pk} är ingen färdig provkörning.")
    with transaction.atomic():
        run = run_states.create(
            plan.source,
            publish=plan.publish,
            publish_all=plan.publish_all,
            parent_page=plan.parent_page,
            started_by=plan.started_by,
            fetch_files=plan.fetch_files,
            plan=plan,
        )
        at_work.intake.ingest_again(run, plan)
        at_work.learning.follow(run, plan)
        copy_left_out(run, plan)
        name_run(run)
        run_states.start(run)
    run.refresh_from_db()
    return run


def resume(run: ImportRun) -> ImportRun:
    """A run that was stopped or cut off, ready to go on; failed entries are tried again."""
    run_states.stop_dead_runs(run.source)
    run.refresh_from_db()
    if run.state == ImportRun.State.FINISHED:
        raise run_states.IllegalTransitionError(f"Körning {run.pk} är redan klar.")
    if run.state in rollback_rules.HALF_UNDONE:
        raise run_states.IllegalTransitionError(
            f"Körning {run.pk} håller på att ångras och kan inte importera mer. Fortsätt ångra den i stället: "
            f"import_rollback {run.pk}"
        )
    if run.state == ImportRun.State.ROLLED_BACK:
        raise run_states.IllegalTransitionError(f"Körning {run.pk} är ångrad. Starta en ny körning.")
    if not run.total:
        raise run_states.IllegalTransitionError(f"Körning {run.pk} hann inte läsa in alla dokument. Starta en ny.")
    for entry in RunEntry.objects.filter(run=run, state=RunEntry.State.FAILED).exclude(raw_digest=""):
        entry_states.retry(entry)
    return run


def carry_out(run: ImportRun, progress: Progress | None = None, fetcher: Fetcher | None = None) -> ImportRun:
    """Work on the run in this process until it is done or stopped; see `worker.work`."""
    at_work.worker.work(run, progress, fetcher=fetcher)
    patiently(run.refresh_from_db)
    return run


def interrupted(run: ImportRun) -> None:
    """The person at the keyboard broke it off: what was begun is undone by its transaction, the rest waits."""
    run.refresh_from_db()
    if run.state in (ImportRun.State.RUNNING, ImportRun.State.STOPPING):
        heartbeats.reclaim(run)
        run_states.stopped(run, "Avbruten från tangentbordet.")
