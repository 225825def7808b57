"""Undoing a run, or single items of it: as revisions and log entries, like any other edit.

A page that the run changed goes back to the revision it had, if nobody has edited it since. A page that the run made
is removed if nobody has edited it and nothing refers to it. Whatever is kept is listed with the reason. The record and
the raw bytes stay.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q
from wagtail.actions.delete_page import DeletePageAction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ModelLogEntry, Page, ReferenceIndex, Revision

from brygga.projects.models import Observation

from . import runs
from .models import FieldConflict, ImportItem, ImportMessage, ImportRun, PageChange, PendingLink, RunEntry, WrittenPage
from .suggestions.record import withdraw
from .work import lock_writing
from .writing import observations

UNDOABLE = (RunEntry.State.CREATED, RunEntry.State.CHANGED, RunEntry.State.CONFLICT)
WRITTEN = (*UNDOABLE, RunEntry.State.UNCHANGED)


@dataclass
class Undone:
    """What a rollback did: titles of pages, and those that were kept with the reason."""

    removed: list[str] = field(default_factory=list)
    restored: list[str] = field(default_factory=list)
    kept: list[tuple[str, str]] = field(default_factory=list)


def rollback_run(run: ImportRun, reason: str, user: Any = None) -> Undone:
    """Undo all that the run did, newest first; may be called again to finish one that was cut off.

    Raises `IllegalTransitionError` for a run that is at work or was a plan, `ValueError` without a reason.
    """
    _require(run, reason)
    worker = runs.start_rollback(run, reason, user)
    result = Undone()
    try:
        entries = _undoable(run)
        for number, entry in enumerate(entries.order_by("-position", "-pk").iterator(chunk_size=200)):
            _undo(entry, reason, user, result)
            if number % 50 == 0:
                runs.heartbeat(worker)
        _undo_kept(run.entries.all(), user, result, lambda: runs.heartbeat(worker))
    except BaseException:
        runs.fail(run, "Ångrandet avbröts. Ångra körningen igen för att bli klar.")
        raise
    finally:
        runs.unregister_worker(worker)
    runs.rolled_back(run)
    return result


def rollback_entries(entries: Iterable[RunEntry], reason: str, user: Any = None) -> Undone:
    """Undo single items of runs that are not at work."""
    result = Undone()
    entries = list(entries)
    for entry in entries:
        _require(entry.run, reason)
        if _undoable(entry.run).filter(pk=entry.pk).exists():
            _undo(entry, reason, user, result)
    _undo_kept(RunEntry.objects.filter(pk__in=[entry.pk for entry in entries]), user, result)
    return result


def _require(run: ImportRun, reason: str) -> None:
    if not reason.strip():
        raise ValueError("Skriv varför körningen ångras. Skälet sparas tillsammans med den.")
    if run.mode == ImportRun.Mode.PLAN or run.state in (ImportRun.State.RUNNING, ImportRun.State.STOPPING):
        raise runs.IllegalTransitionError(f"Körning {run.pk} kan inte ångras nu ({run.get_state_display()}).")


def _undoable(run: ImportRun) -> models.QuerySet[RunEntry]:
    """What the run wrote; and documents that it met for the first time and found on another's page, word for word."""
    earlier = RunEntry.objects.filter(run__lt=run.pk, run__mode=ImportRun.Mode.APPLY, state__in=WRITTEN)
    joined = Q(state=RunEntry.State.UNCHANGED) & ~Q(item__in=earlier.values("item"))
    return RunEntry.objects.filter(Q(state__in=UNDOABLE) | joined, run=run).select_related("item", "run")


@transaction.atomic
def _undo(entry: RunEntry, reason: str, user: Any, result: Undone) -> None:
    """One entry in one transaction."""
    lock_writing()
    item = entry.item
    changes = list(PageChange.objects.filter(entry=entry, undone="").order_by("-pk").select_related("page"))
    pages = [change.page_id for change in changes if change.page_id]
    for change in changes:
        if change.created and item.page_id == change.page_id:
            _remove_made(entry, Observation)
        _note(change, *_undo_page(change, entry, user), result)
    _remove_made(entry)
    _withdraw_statements(entry, changes)
    PendingLink.objects.filter(item=item).delete()
    withdraw(entry, pages)
    FieldConflict.objects.filter(item=item, run=entry.run, state=FieldConflict.State.OPEN).update(
        state=FieldConflict.State.OBSOLETE
    )
    runs.entry_rolled_back(entry, reason)
    runs.items_to([item], ImportItem.State.ROLLED_BACK, reason=reason, written_digest="")


def _note(change: PageChange, outcome: str, why: str, result: Undone) -> None:
    change.undone = outcome
    PageChange.objects.filter(pk=change.pk).update(undone=outcome)
    if outcome == "kept":
        result.kept.append((change.title, why))
    elif outcome != "gone":
        (result.removed if outcome == "removed" else result.restored).append(change.title)


def _withdraw_statements(entry: RunEntry, changes: list[PageChange]) -> None:
    """What the item said of pages that it did not change (they said so already) is not said any more, unless it said
    so in an earlier run too; and a page that it only joined is not its own any more."""
    item = entry.item
    if RunEntry.objects.filter(item=item, run__lt=entry.run_id, run__mode="apply", state__in=WRITTEN).exists():
        return
    touched = {change.page_id for change in changes if change.page_id}
    WrittenPage.objects.filter(item=item).exclude(page__in=touched).delete()
    if item.page_id and item.page_id not in touched:
        Redirect.objects.filter(pk__in=item.old_addresses.values("redirect"), automatically_created=True).delete()
        ImportItem.objects.filter(pk=item.pk).update(page=None, had_page=False)


def _undo_kept(
    entries: models.QuerySet[RunEntry], user: Any, result: Undone, tell: Callable[[], None] = lambda: None
) -> None:
    """Try what was kept once more, as long as that helps: what stood in its way (a page below it, a page that links to
    it, another document's word) may be gone by now. In the end `result.kept` is what stays, which is noted."""
    entries = entries.filter(state=RunEntry.State.ROLLED_BACK)
    helped = bool(result.kept) or PageChange.objects.filter(entry__in=entries, undone="kept").exists()
    while helped:
        helped, result.kept, left = False, [], []
        kept = PageChange.objects.filter(entry__in=entries, undone="kept").order_by("-pk")
        for change in kept.select_related("page", "entry__item", "entry__run"):
            with transaction.atomic():
                lock_writing()
                outcome, why = _undo_page(change, change.entry, user)
                _note(change, outcome, why, result)
                if outcome == "kept":
                    left.append((change, why))
                else:
                    helped = True
            tell()
        helped = helped or _remove_circle([change for change, _ in left], user, result)
        if helped:
            for entry in entries.filter(made__isnull=False).distinct():
                _remove_made(entry)
            continue
        ImportMessage.objects.bulk_create(
            ImportMessage(
                run=change.entry.run,
                item=change.entry.item,
                code="rollback-kept",
                text=f"Sidan ”{change.title}” behölls: {why}",
            )
            for change, why in left
        )


def _remove_circle(kept: list[PageChange], user: Any, result: Undone) -> bool:
    """Remove pages that are kept only because they refer to each other. Returns whether there were any."""
    circle = {c.page_id: c for c in kept if c.created and c.page is not None and _untouched(c)}
    smaller = True
    while smaller:  # whoever is held by something outside the circle is not of it
        outside = {pk for pk, change in circle.items() if _why_keep(change.page, change.entry, set(circle))}
        smaller = bool(outside)
        circle = {pk: change for pk, change in circle.items() if pk not in outside}
    if not circle:
        return False
    with transaction.atomic():
        lock_writing()
        for change in circle.values():
            _remove_page(change, change.entry, user)
            _note(change, "removed", "", result)
    return True


def _undo_page(change: PageChange, entry: RunEntry, user: Any) -> tuple[str, str]:
    """Undo one page's change: what was done with it, and why when it was kept."""
    if change.page is None:
        removed = PageChange.objects.filter(entry__run=entry.run_id, title=change.title, undone="removed")
        return ("gone", "") if removed.exists() else ("kept", "den finns inte längre.")
    if not _untouched(change):
        return "kept", "någon har redigerat den, eller en senare körning har ändrat den."
    if not change.created:
        return _restore(change, change.page, entry, user)
    if why := _why_keep(change.page, entry):
        return "kept", why
    _remove_page(change, entry, user)
    return "removed", ""


def _remove_page(change: PageChange, entry: RunEntry, user: Any) -> None:
    """Delete a page that the run made. Its item has no page then, and had none that an editor took away."""
    mine = list(ImportItem.objects.filter(pk=entry.item_id, page=change.page).values_list("pk", flat=True))
    DeletePageAction(change.page.specific, user=user).execute(skip_permission_checks=True)
    ImportItem.objects.filter(pk__in=mine).update(page=None, had_page=False)


def _untouched(change: PageChange) -> bool:
    """Whether nobody has written to the page after this change, or all who did were undone (see `_restore`)."""
    change.refresh_from_db(fields=["page", "revision_after"])
    return change.page is not None and change.page.latest_revision_id == change.revision_after


def _restore(change: PageChange, page: Page, entry: RunEntry, user: Any) -> tuple[str, str]:
    """Make the earlier revision the latest again, and the published one where the run had published."""
    earlier = Revision.objects.filter(pk=change.revision_before).first()
    if earlier is None:
        return "kept", "den tidigare versionen finns inte kvar."
    was_published = page.live and page.live_revision_id == change.revision_after
    old = earlier.as_object()
    revision = old.save_revision(user=user, previous_revision=earlier, log_action=True)
    if was_published and change.live_revision_before == change.revision_before:
        revision.publish(user=user, previous_revision=earlier)
    # What the page says now is what the change before this one had written, under a new number.
    before = PageChange.objects.filter(page=page, entry__run=entry.run_id, undone__in=("", "kept"), pk__lt=change.pk)
    before.filter(revision_after=change.revision_before).update(revision_after=revision.pk)
    _restore_record(change, page, entry)
    return "restored", ""


def _restore_record(change: PageChange, page: Page, entry: RunEntry) -> None:
    record = WrittenPage.objects.filter(item=entry.item, page=page)
    if change.written_before:
        record.update(values=change.written_before)
    else:
        record.delete()


def _why_keep(page: Page, entry: RunEntry, leaving: Collection[int] = frozenset()) -> str:
    """Why a page that the run made cannot be removed; "" when it can. References from the pages in `leaving` do not
    count."""
    if page.get_children().exists():
        return "den har undersidor."
    others = WrittenPage.objects.filter(page=page).exclude(item=entry.item)
    if others.exists():
        return "andra dokument har bidragit till den."
    references = ReferenceIndex.get_references_to(page)
    if leaving:
        pages = {"base_content_type": _content_type(Page), "object_id__in": [str(pk) for pk in leaving]}
        references = references.exclude(**pages)
    if number := references.values("base_content_type", "object_id").distinct().count():
        return f"{number} annan sida eller uppgift pekar på den." if number == 1 else f"{number} andra pekar på den."
    return ""


def _content_type(model: type[models.Model]) -> ContentType:
    return ContentType.objects.get_for_model(model)


def _remove_made(entry: RunEntry, only: type[models.Model] | None = None) -> None:
    """Remove what the entry made besides pages, where nothing refers to it and nobody has edited it."""
    for made in entry.made.select_related("content_type").order_by("-pk"):
        model = made.content_type.model_class()
        if model is None or (only is not None and model is not only):
            continue
        obj = model._default_manager.filter(pk=made.object_id).first()
        if obj is None or not _may_go(obj):
            continue
        try:
            with transaction.atomic():
                observations.remove(obj) if isinstance(obj, Observation) else obj.delete()
        except (models.ProtectedError, models.RestrictedError):
            continue


def _may_go(obj: models.Model) -> bool:
    if isinstance(obj, Observation):
        return True
    edited = ModelLogEntry.objects.filter(content_type=_content_type(type(obj)), object_id=str(obj.pk)).exists()
    return not edited and not ReferenceIndex.get_references_to(obj).exists()
