"""Undoing a run, or single items of it: as revisions and log entries, like any other edit.

A page that the run changed goes back to the revision it had, if nobody has edited it since. A page that the run made
is removed if nobody has edited it and nothing refers to it. Whatever is kept is listed with the reason. The record and
the raw bytes stay.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.models import ModelLogEntry, Page, ReferenceIndex, Revision

from brygga.projects.models import Observation

from . import runs
from .models import FieldConflict, ImportItem, ImportMessage, ImportRun, PageChange, PendingLink, RunEntry, WrittenPage
from .suggestions.record import withdraw
from .work import lock_writing
from .writing import observations

UNDOABLE = (RunEntry.State.CREATED, RunEntry.State.CHANGED, RunEntry.State.CONFLICT)


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
        entries = RunEntry.objects.filter(run=run, state__in=UNDOABLE).select_related("item")
        for number, entry in enumerate(entries.order_by("-position", "-pk")):
            _undo(entry, reason, user, result)
            if number % 50 == 0:
                runs.heartbeat(worker)
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
    for entry in entries:
        _require(entry.run, reason)
        if entry.state in UNDOABLE:
            _undo(entry, reason, user, result)
    return result


def _require(run: ImportRun, reason: str) -> None:
    if not reason.strip():
        raise ValueError("Skriv varför körningen ångras. Skälet sparas tillsammans med den.")
    if run.mode == ImportRun.Mode.PLAN or run.state in (ImportRun.State.RUNNING, ImportRun.State.STOPPING):
        raise runs.IllegalTransitionError(f"Körning {run.pk} kan inte ångras nu ({run.get_state_display()}).")


@transaction.atomic
def _undo(entry: RunEntry, reason: str, user: Any, result: Undone) -> None:
    """One entry in one transaction."""
    lock_writing()
    item, before = entry.item, len(result.kept)
    removed_own = False
    changes = list(PageChange.objects.filter(entry=entry, undone="").order_by("-pk").select_related("page"))
    for change in changes:
        if change.created and item.page_id == change.page_id:
            _remove_made(entry, Observation)
        outcome, why = _undo_page(change, entry, user)
        change.undone = outcome
        if outcome == "removed":
            result.removed.append(change.title)
            removed_own = removed_own or change.page_id == item.page_id
        elif outcome == "restored":
            result.restored.append(change.title)
        else:
            result.kept.append((change.title, why))
    for change in changes:
        PageChange.objects.filter(pk=change.pk).update(undone=change.undone)
    _remove_made(entry)
    PendingLink.objects.filter(item=item).delete()
    withdraw(entry, [change.page_id for change in changes if change.page_id])
    FieldConflict.objects.filter(item=item, run=entry.run, state=FieldConflict.State.OPEN).update(
        state=FieldConflict.State.OBSOLETE
    )
    ImportMessage.objects.bulk_create(
        ImportMessage(run=entry.run, item=item, code="rollback-kept", text=f"Sidan ”{title}” behölls: {why}")
        for title, why in result.kept[before:]
    )
    runs.entry_rolled_back(entry, reason)
    fields: dict[str, Any] = {"reason": reason, "written_digest": ""}
    if removed_own:
        fields |= {"page": None, "had_page": False}
    runs.items_to([item], ImportItem.State.ROLLED_BACK, **fields)


def _undo_page(change: PageChange, entry: RunEntry, user: Any) -> tuple[str, str]:
    """Undo one page's change: what was done with it, and why when it was kept."""
    page = change.page
    if page is None:
        return "kept", "den finns inte längre."
    if not _untouched(change, entry):
        return "kept", "någon har redigerat den, eller en senare körning har ändrat den."
    if not change.created:
        return _restore(change, page, entry, user)
    if why := _why_keep(page, entry):
        return "kept", why
    DeletePageAction(page.specific, user=user).execute(skip_permission_checks=True)
    change.page = None
    return "removed", ""


def _untouched(change: PageChange, entry: RunEntry) -> bool:
    """Whether nobody has written to the page after this entry, or all who did were undone in this rollback."""
    if change.page.latest_revision_id == change.revision_after:
        return True
    undone = PageChange.objects.filter(page=change.page, entry__run=entry.run, undone="restored", pk__gt=change.pk)
    return undone.exists() and _is_reverted(change)


def _is_reverted(change: PageChange) -> bool:
    """Whether the page's latest revision says exactly what this entry's revision said."""
    first = Revision.objects.filter(pk=change.revision_after).first()
    latest = change.page.latest_revision
    if first is None or latest is None:
        return False
    bookkeeping = {"latest_revision", "live_revision", "latest_revision_created_at", "last_published_at"}
    bookkeeping |= {"first_published_at", "has_unpublished_changes", "live", "draft_title"}
    return {k: v for k, v in first.content.items() if k not in bookkeeping} == {
        k: v for k, v in latest.content.items() if k not in bookkeeping
    }


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
    _restore_record(change, page, entry)
    return "restored", ""


def _restore_record(change: PageChange, page: Page, entry: RunEntry) -> None:
    record = WrittenPage.objects.filter(item=entry.item, page=page)
    if change.written_before:
        record.update(values=change.written_before)
    else:
        record.delete()


def _why_keep(page: Page, entry: RunEntry) -> str:
    """Why a page that the run made cannot be removed; "" when it can."""
    if page.get_children().exists():
        return "den har undersidor."
    others = WrittenPage.objects.filter(page=page).exclude(item=entry.item)
    if others.exists():
        return "andra dokument har bidragit till den."
    references = ReferenceIndex.get_references_to(page)
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
