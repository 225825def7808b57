"""An object that is saved with its children and lists is read for search once, after the last of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models
from modelsearch.index import insert_or_update_object

# What has been saved of the object that is being saved; None while none is.
_saved: ContextVar[list[models.Model] | None] = ContextVar("saved_with_children", default=None)


@contextmanager
def read_once(obj: models.Model) -> Iterator[None]:
    """While `obj` is saved: whatever is saved of it waits, and then search reads it."""
    changed: list[models.Model] = []
    token = _saved.set(changed)
    try:
        yield
    finally:
        _saved.reset(token)
    if changed:
        insert_or_update_object(obj)


def waits(part: models.Model) -> bool:
    """Notes that a part of an object was saved. Whether the object is read later, so that nobody needs to now."""
    waiting = _saved.get()
    if waiting is not None:
        waiting.append(part)
    return waiting is not None
