"""Remembers what is slow to count in a listing: how many pages each choice gives.

The counts of an archive of 10,000 pages cost a look at every page, and nothing in them changes between two
publications. What is kept belongs to the state of the page tree: any page that is saved or deleted makes it old, in
this process at once, in other processes (with a cache of their own) after `SECONDS`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache import cache
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page

SECONDS = 60
STATE_KEY = "brygga:pages:state"
Value = TypeVar("Value")


def state() -> int:
    """A number that changes whenever a page is saved or deleted."""
    return cache.get_or_set(STATE_KEY, 1, None)


def remembered(name: str, what: Any, count: Callable[[], Value]) -> Value:
    """`count()`, or what it gave within the last minute for the same `name` and `what` (told apart by its repr)."""
    digest = hashlib.sha256(repr(what).encode()).hexdigest()
    key = f"brygga:listing:{state()}:{name}:{digest}"
    value = cache.get(key)
    if value is None:
        value = count()
        cache.set(key, value, SECONDS)
    return value


def _page_changed(sender: type, **_kwargs: Any) -> None:
    if isinstance(sender, type) and issubclass(sender, Page):
        forget()


def forget() -> None:
    """Makes everything remembered old. For whoever writes pages without signals, as an import in bulk does."""
    try:
        cache.incr(STATE_KEY)
    except ValueError:  # nothing is remembered yet, or the cache has let go of it
        cache.set(STATE_KEY, 1, None)


def connect() -> None:
    """Listens to pages being saved and deleted; called once, when Django is ready."""
    post_save.connect(_page_changed, dispatch_uid="brygga_page_saved")
    post_delete.connect(_page_changed, dispatch_uid="brygga_page_deleted")
