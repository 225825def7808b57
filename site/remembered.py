"""What is remembered between requests, in Django's cache, until something changes.

Three things are: the frame of a site (`frame`), how many pages each choice of a listing gives (`facets`), and which
projects and lists the home page leads to (`sections`). Nothing in them changes between two publications; a day that
something depends on is part of its key. What a page itself says is never remembered. Everything bears the mark of the
state it belongs to: a change gives the state a new mark, and all that bears the old one counts for nothing.

Where whole pages are kept (`page_cache`) the state in the database counts too: then a change is seen at once by all.
Elsewhere it is as follows.

Where processes share a cache (Redis) a change is seen by all of them at once. Where each has its own (`LocMemCache`)
it is seen at once by the process that made it, and by the others after `SECONDS`. Nobody sees a private page
meanwhile: what is private is asked for with each request (`privacy`).
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeVar

from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from .page_cache.states import of_the_request
from .site_settings import SiteSettings

SECONDS = 60
STATE_KEY = "brygga:state"
What = TypeVar("What", bound=Hashable)


def recall(wanted: Mapping[What, Callable[[], Any]]) -> dict[What, Any]:
    """What each function gives, or what it gave within the last minute, by the same keys.

    The keys say what is wanted, by their repr. All that is remembered comes in one look at the cache.
    """
    keys = {what: f"brygga:{hashlib.sha256(repr(what).encode()).hexdigest()}" for what in wanted}
    found = cache.get_many([STATE_KEY, *keys.values()])
    state = (found.get(STATE_KEY) or cache.get_or_set(STATE_KEY, _new_mark, None), of_the_request())
    values, fresh = {}, {}
    for what, key in keys.items():
        mark, value = found.get(key, ("", None))
        if mark != state:
            value = wanted[what]()
            fresh[key] = (state, value)
        values[what] = value
    if fresh:
        cache.set_many(fresh, SECONDS)
    return values


def forget() -> None:
    """Makes everything remembered old: now, and again when the transaction that is open has become true for others.

    For whoever writes pages without signals. A mark never comes back: two changes are never taken for one.
    """
    _renew()
    connection = transaction.get_connection()
    waits = any(callback is _renew for _savepoints, callback, *_rest in connection.run_on_commit)
    if connection.in_atomic_block and not waits:
        transaction.on_commit(_renew)


def _renew() -> None:
    cache.set(STATE_KEY, _new_mark(), None)


def _new_mark() -> str:
    return uuid.uuid4().hex


def _changed(sender: type, **_kwargs: Any) -> None:
    if isinstance(sender, type) and issubclass(sender, Page | PageViewRestriction | Site | SiteSettings):
        forget()


def connect() -> None:
    """Listens to what changes the frame or the listings; called once, when Django is ready."""
    for signal in (post_save, post_delete, page_published, page_unpublished, post_page_move):
        signal.connect(_changed, dispatch_uid="brygga_changed")
