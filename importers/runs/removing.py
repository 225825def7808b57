"""Deletes many pages or objects at once: the same rows, log entries and signals as one at a time.

What is not done: Wagtail's hooks around deleting, which only its editors' views call.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.signals import page_unpublished

from brygga.site.indexes import forget

from ..addresses.redirect_signals import redirects_stand_still
from ..writing.revision_rows import log_entry
from . import why_kept


def remove_pages(keys: Iterable[int], user: Any) -> None:
    """Delete these pages (none of which has children that stay), in the transaction of the caller."""
    pages = list(Page.objects.filter(pk__in=list(keys)).specific())
    now, kept = timezone.now(), [page.pk for page in pages]
    PageLogEntry.objects.bulk_create(
        log_entry(page, "wagtail.delete", user, now, deleted=True, content_changed=False) for page in pages
    )
    Redirect.objects.filter(redirect_page__in=kept).delete()
    live = [page for page in pages if page.live]
    # Not live any more: else each is unpublished, with its row read anew, before it is deleted.
    Page.objects.filter(pk__in=kept).update(live=False, live_revision=None, latest_revision=None)
    with redirects_stand_still():
        for page in live:
            page.live = False
            page_unpublished.send(sender=type(page), instance=page)
    forget(pages)
    with disable_reference_index_auto_update():
        Page.objects.filter(pk__in=kept).delete()


def remove_objects(objects: Sequence[models.Model]) -> list[tuple[models.Model, str]]:
    """Delete the objects; those that something protects stay and are given back, with the reason."""
    stays: list[tuple[models.Model, str]] = []
    groups: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for obj in objects:
        groups[type(obj)].append(obj)
    for model, those in groups.items():
        if not _at_once(model) or not _delete_together(model, those):
            stays += [(obj, why) for obj in those if (why := _delete_alone(obj))]
    return stays


def _at_once(model: type[models.Model]) -> bool:
    """Whether deleting many of the model is deleting each: it has no way of its own, and no parent that is told."""
    ordinary = model.delete is models.Model.delete
    return ordinary and not any(isinstance(field, ParentalKey) for field in model._meta.concrete_fields)


def _delete_together(model: type[models.Model], objects: Sequence[models.Model]) -> bool:
    try:
        with transaction.atomic(), disable_reference_index_auto_update():
            forget(objects)
            model._default_manager.filter(pk__in=[obj.pk for obj in objects]).delete()
    except (models.ProtectedError, models.RestrictedError):
        return False
    return True


def _delete_alone(obj: models.Model) -> str:
    pk = obj.pk
    try:
        with transaction.atomic():
            obj.delete()
    except (models.ProtectedError, models.RestrictedError) as error:
        obj.pk = pk
        return why_kept.referred(len(error.args[1]))
    return ""
