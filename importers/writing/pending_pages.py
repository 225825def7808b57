"""Pages that wait to be written together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page, Revision

Written = Callable[[Page, int], None]


class ChangedMeanwhileError(Exception):
    """Somebody saved a page between our reading it and our writing it."""


@dataclass
class NewPage:
    """A page to be written. `values` are read back and compared; `written` is called with the page and revision id.

    `key` is the primary key that was reserved for it, if one was.
    """

    parent_id: int
    page: Page
    values: dict[str, Any]
    written: Written
    key: int | None = None
    publish: bool = False


@dataclass
class Change:
    """A new revision of a page that exists. `page` holds the new values, `row` is the page as the database has it (the
    same object, or another where a draft waits), `before` and `after` the changed fields in their plain form."""

    page: Page
    row: Page
    before: dict[str, Any]
    after: dict[str, Any]
    publish: bool
    written: Written
    based_on: int | None = None  # the latest revision when it was read
    goes_back_to: Revision | None = None  # for one that makes an earlier version the latest again
