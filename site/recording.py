"""Who answers for a page and what was put right on it, and the note of each version that everybody could see.

Responsibilities and corrections are few, so all of them are remembered together (see `remembered`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.signals import page_published, page_unpublished

from .models.page_origin import PageOrigin
from .models.page_records import Correction, PublicVersion, Responsibility
from .origins import is_bringing
from .page_querysets import LINK_FIELDS
from .privacy import private_paths, seen
from .remembered import forget, recall

_KEY = "records of pages"


@dataclass(frozen=True)
class Records:
    """What the end of a page tells: `unit` is a page that everybody may see, or None."""

    unit: Page | None = None
    unit_name: str = ""
    email: str = ""
    phone: str = ""
    corrections: list[Correction] = field(default_factory=list)


def records_of(page: Page) -> Records:
    """Who answers for the page, by the nearest page above that has somebody, and its corrections, the latest first."""
    responsibilities, corrections = recall({_KEY: _all})[_KEY]
    own = corrections.get(page.pk, [])
    above = [one for path, one in responsibilities if page.path and page.path.startswith(path)]
    if not above:
        return Records(corrections=own)
    one = above[-1]
    unit = next(iter(seen([one.unit])), None) if one.unit else None
    # The name of a unit whose page is not public may be secret.
    return Records(unit, unit.title if unit else one.unit_name, one.email, one.phone, own)


def _all() -> tuple[list[tuple[str, Responsibility]], dict[int, list[Correction]]]:
    """The responsibilities with the paths they hold below, the widest first, and the corrections by page."""
    rows = Responsibility.objects.select_related("page", "unit").only(
        *(name for name in ("email", "phone", "unit_name")),
        "page__path",
        *(f"unit__{name}" for name in LINK_FIELDS),
    )
    found = sorted(((row.page.path, row) for row in rows), key=lambda pair: len(pair[0]))
    corrections: dict[int, list[Correction]] = {}
    for correction in Correction.objects.all():
        corrections.setdefault(correction.page_id, []).append(correction)
    return found, corrections


def on_published(sender: Any, instance: Page, revision: Revision | None = None, **_kwargs: Any) -> None:
    """Notes the version that is public from now on; one in a private part never is. What an import brings is noted
    when a person publishes the next version: until then the page itself is that version."""
    if is_bringing():
        return
    now = timezone.now()
    public = instance.live and not instance.path.startswith(private_paths())
    _note_brought(instance, revision, now)
    PublicVersion.objects.filter(page_id=instance.pk).open().exclude(revision=revision).update(public_until=now)
    if public and revision is not None:
        row, made = PublicVersion.objects.get_or_create(
            revision=revision, defaults={"page_id": instance.pk, "public_from": now}
        )
        if not made and row.public_until is not None:  # an older version is published again, or one after a pause
            PublicVersion.objects.filter(pk=row.pk).update(public_until=None)


def _note_brought(page: Page, revision: Revision | None, now: dt.datetime) -> None:
    """Notes the version that an import brought and made public, where nobody can have hidden it."""
    if PublicVersion.objects.filter(page_id=page.pk).exists():
        return
    origin = PageOrigin.objects.filter(page_id=page.pk).exclude(revision=None).first()
    if origin is None or origin.revision_id is None or (revision is not None and origin.revision_id == revision.pk):
        return
    published = PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish", revision=origin.revision_id)
    first = published.order_by("timestamp").first()
    around = [*page.get_ancestors().values_list("pk", flat=True), page.pk]
    hidden = PageLogEntry.objects.filter(page__in=around, action__startswith="wagtail.view_restriction")
    if first is None or hidden.exists() or page.path.startswith(private_paths()):
        return
    PublicVersion.objects.get_or_create(
        revision_id=origin.revision_id,
        defaults={"page_id": page.pk, "public_from": first.timestamp, "public_until": now},
    )


def on_unpublished(sender: Any, instance: Page, **_kwargs: Any) -> None:
    """Notes that no version of the page is public any longer."""
    PublicVersion.objects.filter(page_id=instance.pk).open().update(public_until=timezone.now())


def _changed(**_kwargs: Any) -> None:
    forget()


def connect() -> None:
    """Listens to what is published and to what changes the records; called once, when Django is ready."""
    page_published.connect(on_published, dispatch_uid="brygga_public_version")
    page_unpublished.connect(on_unpublished, dispatch_uid="brygga_public_version_end")
    for model in (Responsibility, Correction):
        for signal in (post_save, post_delete):
            signal.connect(_changed, sender=model, dispatch_uid=f"brygga_records_{model.__name__}")
