"""The rows of revisions and of the log, for many pages at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.utils.timestamps import ensure_utc

from brygga.site.bulk_update import update_many


def new_revisions(pages: Sequence[Page], user: Any, now: Any) -> list[Revision]:
    """A revision of each page as it is in memory."""
    base_type = ContentType.objects.get_for_model(Page)
    return Revision.objects.bulk_create(
        Revision(
            content_type_id=page.content_type_id,
            base_content_type=base_type,
            object_id=str(page.pk),
            created_at=now,
            user=user,
            object_str=str(page),
            content=page.serializable_data(),
        )
        for page in pages
    )


SAVED = ("latest_revision_id", "latest_revision_created_at", "draft_title", "has_unpublished_changes")
PUBLISHED = ("title", "live", "expired", "live_revision_id", "first_published_at", "last_published_at")


def point_at(revised: Sequence[tuple[Page, Revision]], publish: bool, now: Any) -> None:
    """Note in the pages that the revisions are their latest, and those that are live if published."""
    for page, revision in revised:
        page.latest_revision, page.latest_revision_created_at = revision, now
        page.draft_title = page.title
        page.has_unpublished_changes = not publish
        if publish:
            page.live, page.expired, page.live_revision = True, False, revision
            page.first_published_at = page.first_published_at or now
            page.last_published_at = now
    names = (*SAVED, *PUBLISHED) if publish else SAVED
    update_many(Page, names, ((page.pk, [getattr(page, name) for name in names]) for page, _ in revised))


def first_revisions(pages: Sequence[Page], publish: bool, user: Any) -> None:
    """The first revision of each page, its log entries, and what publishing sets."""
    now = timezone.now()
    revisions = new_revisions(pages, user, now)
    entries = []
    point_at(list(zip(pages, revisions, strict=True)), publish, now)
    for page, revision in zip(pages, revisions, strict=True):
        entries.append(log_entry(page, "wagtail.create", user, now))
        if publish:
            entries.append(log_entry(page, "wagtail.publish", user, now, revision=revision))
    PageLogEntry.objects.bulk_create(entries)


def log_entry(page: Page, action: str, user: Any, now: Any, **more: Any) -> PageLogEntry:
    """What Wagtail's log says of an action."""
    return PageLogEntry(
        action=action,
        page_id=page.pk,
        content_type_id=page.content_type_id,
        label=page.get_admin_display_title(),
        user=user,
        timestamp=now,
        **{"data": {}, "content_changed": True, **more},
    )


def saved_entry(page: Page, user: Any, now: Any, revision: Revision, goes_back_to: Revision | None) -> PageLogEntry:
    """What Wagtail's log says of a new version, which may be an earlier one again."""
    if goes_back_to is None:
        return log_entry(page, "wagtail.edit", user, now, revision=revision)
    told = {"id": goes_back_to.pk, "created": ensure_utc(goes_back_to.created_at)}
    return log_entry(page, "wagtail.revert", user, now, revision=revision, data={"revision": told})
