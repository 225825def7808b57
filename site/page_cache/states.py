"""The state of the content: a number that is another one as soon as something was written that visitors may see.

It lies in the database, beside what it tells of: a transaction that writes leaves a mark in the same transaction, so
that both are seen at once, by every process, or neither. A reader asks for the state *before* it reads: what it makes
of what it reads is kept under that state, and whoever comes after the next commit asks for another.

Marks are rows of their own, so that no writer waits for another, and their sum is the state: it changes with each
commit, in whatever order they come. A mark is drawn at random: a state that was rolled back never comes again.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from django.db import DEFAULT_DB_ALIAS, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

TABLE = "brygga_site_contentchange"
#: Marks are this large at most, so that the sum of all there are fits in the databases' whole numbers.
LARGEST = 2**48
#: How many marks are left when the old ones are taken away, and how often they are.
LEFT, EVERY = 256, 64
#: Where a connection keeps the transaction (its list of what is to do at the commit) that has left its mark.
_MARKED = "_brygga_marked"

_known: ContextVar[State | None] = ContextVar("state_of_the_content", default=None)


class State(NamedTuple):
    """The sum of the marks, and when the last of them was made."""

    number: int
    changed_at: dt.datetime


def read() -> State | None:
    """The state now; None before anything was written."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT SUM(mark), MAX(made_at) FROM {TABLE}")  # noqa: S608
        number, changed_at = cursor.fetchone()
    # What this connection writes from here on is another state than the one that was read.
    setattr(connection, _MARKED, None)
    if number is None:
        return None
    if isinstance(changed_at, str):
        changed_at = dt.datetime.fromisoformat(changed_at)
    return State(int(number), changed_at if changed_at.tzinfo else changed_at.replace(tzinfo=dt.UTC))


@contextmanager
def known(state: State | None) -> Iterator[None]:
    """While this is open, `state` is that of the request."""
    token = _known.set(state)
    try:
        yield
    finally:
        _known.reset(token)


def of_the_request() -> int | None:
    """The number of the state that the request began with, where it was asked for."""
    state = _known.get()
    return state.number if state else None


def is_marked(at: BaseDatabaseWrapper) -> bool:
    """Whether the transaction that is open has left its mark since the state was last read.

    Django begins a new list of what is to do at the commit when a transaction, or a part of it, has ended.
    """
    return at.in_atomic_block and getattr(at, _MARKED, None) is at.run_on_commit


def mark(at: BaseDatabaseWrapper) -> None:
    """Leaves the mark of the transaction that is open on the connection `at`.

    Asks the driver itself: it is no query of those who count theirs, and no write to be watched.
    """
    drawn, now = secrets.randbelow(LARGEST) + 1, timezone.now()
    with closing(at.connection.cursor()) as cursor:
        if at.vendor == "sqlite":
            cursor.execute(f"INSERT INTO {TABLE} (mark, made_at) VALUES (?, ?)", (drawn, _naive(now)))  # noqa: S608
            key = cursor.lastrowid
        else:
            cursor.execute(f"INSERT INTO {TABLE} (mark, made_at) VALUES (%s, %s) RETURNING id", (drawn, now))  # noqa: S608
            key = cursor.fetchone()[0]
        if key % EVERY == 0:
            cursor.execute(_tidying(at.vendor, key - LEFT))
    setattr(at, _MARKED, at.run_on_commit)


def change() -> None:
    """Gives the content a new state: for whoever writes past Django."""
    with transaction.atomic(DEFAULT_DB_ALIAS):
        mark(transaction.get_connection(DEFAULT_DB_ALIAS))


def _tidying(vendor: str, before: int) -> str:
    # Whoever takes away rows that another is taking away leaves them to the other.
    skipping = " FOR UPDATE SKIP LOCKED" if vendor == "postgresql" else ""
    return f"DELETE FROM {TABLE} WHERE id IN (SELECT id FROM {TABLE} WHERE id <= {before}{skipping})"  # noqa: S608


def _naive(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).replace(tzinfo=None).isoformat(" ")
