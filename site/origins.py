"""Tells a person's change of a page that was brought here from what only brought or published it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail.signals import page_published

from .bulk_update import update_many
from .models.page_origin import PageOrigin

_bringing: ContextVar[bool] = ContextVar("brygga_bringing", default=False)
# What a version holds besides what the page says.
_HOUSEKEEPING = frozenset(
    (
        "pk path depth numchild url_path draft_title translation_key locale live expired has_unpublished_changes "
        "latest_revision latest_revision_created_at live_revision first_published_at last_published_at go_live_at "
        "expire_at locked locked_at locked_by owner alias_of content_type wagtail_admin_comments page page_ptr "
        "sort_order"
    ).split()
)
_EDITORS_KEY = re.compile(r'\s*data-block-key="[^"]*"')


@contextmanager
def bringing() -> Iterator[None]:
    """What is published inside was brought here, and is no person's change."""
    token = _bringing.set(True)
    try:
        yield
    finally:
        _bringing.reset(token)


def is_bringing() -> bool:
    """Whether what is published now was brought here."""
    return _bringing.get()


def brought(pages: Iterable[tuple[int, int | None]]) -> None:
    """Note that pages (primary key, their revision) were just brought here."""
    now = timezone.now()
    rows = [PageOrigin(page_id=page, imported_at=now, revision_id=revision) for page, revision in pages]
    PageOrigin.objects.bulk_create(rows, ignore_conflicts=True)


def brought_again(changes: Iterable[tuple[int, int | None, int]]) -> None:
    """Note that sources have changed pages (primary key, version before, version after), in the order that they did.
    Where a person's version stood between, what is published next has that person's change in it."""
    told = list(changes)
    origins = {
        origin.page_id: origin for origin in PageOrigin.objects.filter(page_id__in={page for page, _, _ in told})
    }
    for page, before, after in told:
        if (origin := origins.get(page)) is not None and origin.revision_id == before:
            origin.revision_id = after
    update_many(PageOrigin, ["revision_id"], [(origin.pk, [origin.revision_id]) for origin in origins.values()])


def on_published(sender: Any, instance: Page, revision: Revision | None = None, **kwargs: Any) -> None:
    """Note the day of a person's change when it becomes public."""
    if _bringing.get():
        return
    origin = PageOrigin.objects.select_related("revision").filter(page_id=instance.pk).first()
    if origin is None or (revision is not None and revision.pk == origin.revision_id):
        return
    if revision is None or origin.revision is None or _differ(revision, origin.revision):
        # What was put right before anybody had seen the page makes an old text no newer.
        first = revision is not None and instance.first_published_at == instance.last_published_at
        when = origin.changed_at if first else timezone.now()
        PageOrigin.objects.filter(pk=origin.pk).update(changed_at=when, revision=revision)


def says_the_same(one: Page, other: Page) -> bool:
    """Whether two versions of a page, as objects, say the same."""
    first, second = (json.loads(json.dumps(p.serializable_data(), cls=DjangoJSONEncoder)) for p in (one, other))
    return bool(_said(first) == _said(second))


def _differ(one: Revision, other: Revision) -> bool:
    """Whether two versions say different things. One that was just made holds dates, one from the database texts."""
    stored = [json.loads(json.dumps(version.content, cls=DjangoJSONEncoder)) for version in (one, other)]
    return _said(stored[0]) != _said(stored[1])


def _said(value: Any) -> Any:
    """What a stored version says, without what saving it once more changes."""
    if isinstance(value, dict):
        return {name: _said(inner) for name, inner in value.items() if name not in _HOUSEKEEPING}
    if isinstance(value, list):
        return [_said(inner) for inner in value]
    if isinstance(value, str):
        if value[:1] in ("[", "{"):
            try:
                return _said(json.loads(value))
            except ValueError:
                pass
        return _EDITORS_KEY.sub("", value).strip()
    return value


def connect() -> None:
    """Hear of every page that is published."""
    page_published.connect(on_published, dispatch_uid="brygga_page_origin")
