"""Redirects follow their pages: they are made when a page becomes public, and gone when it stops to be.

Listens to what changes who may see a page: publishing and unpublishing, restrictions, and moves into or out of a
private part of the tree. Imports, which send no signals, call `redirects.make_redirects` for what they have written.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from ..models import ImportItem
from .redirects import follow

_still: ContextVar[bool] = ContextVar("brygga_redirects_stand_still", default=False)


@contextmanager
def redirects_stand_still() -> Iterator[None]:
    """What is told inside of pages moves no redirect: whoever asks for this has seen to the redirects itself."""
    token = _still.set(True)
    try:
        yield
    finally:
        _still.reset(token)


def connect() -> None:
    """Called once, when all models are known."""
    for signal in (page_published, page_unpublished):
        signal.connect(_page_changed, dispatch_uid="brygga_redirects_follow_page")
    for signal in (post_save, post_delete):
        signal.connect(_restricted, sender=PageViewRestriction, dispatch_uid="brygga_redirects_follow_restriction")
    post_page_move.connect(_moved, dispatch_uid="brygga_redirects_follow_move")


def _page_changed(instance: Page, **_kwargs: Any) -> None:
    if not _still.get():
        _follow(page=instance.pk)


def _restricted(instance: PageViewRestriction, raw: bool = False, **_kwargs: Any) -> None:
    if not raw:
        path = Page.objects.filter(pk=instance.page_id).values_list("path", flat=True).first()
        if path is not None:  # else the page is being deleted, and its redirects with it
            _follow(page__path__startswith=path)


def _moved(instance: Page, **_kwargs: Any) -> None:
    path = Page.objects.values_list("path", flat=True).get(pk=instance.pk)
    _follow(page__path__startswith=path)


def _follow(**which: Any) -> None:
    items = ImportItem.objects.filter(page__isnull=False, **which).order_by("pk")
    follow(list(items.values_list("pk", "page_id")))
