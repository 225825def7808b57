"""The state of the content: a number that is another one as soon as something was written that visitors may see.

It lies in the database, beside what it tells of: a transaction that writes leaves a mark in the same transaction, so
that both are seen at once, by every process, or neither. A reader asks for the state *before* it reads: what it makes
of what it reads is kept under that state, and whoever comes after the next commit asks for another.

Marks are rows of their own, so that no writer waits for another, and their sum is the state: it changes with each
commit, in whatever order they come. A mark is drawn at random: a state that was rolled back never comes again.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager
from contextvars import ContextVar

from django.db import DEFAULT_DB_ALIAS, OperationalError, ProgrammingError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "brygga_site_contentchange"
#: Marks are this large at most, so that the sum of all there are fits in the databases' whole numbers.
LARGEST = 2**48
#: How many marks are left when the old ones are taken away, and how often they are.
LEFT, EVERY = 256, 64
#: Where a connection keeps the transaction (its list of what is to do at the commit) that has left its mark.
_MARKED = "_brygga_marked"

_known: ContextVar[int | None] = ContextVar("state_of_the_content", default=None)


def read() -> int | None:
    """The state now, the sum of the marks; None before anything was written, and where the marks cannot be read: a new
    release that serves before its migrations have run."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT SUM(mark) FROM {TABLE}")  # noqa: S608 (a name of our own)
            number = cursor.fetchone()[0]
    except (ProgrammingError, OperationalError):
        if connection.in_atomic_block:
            raise
        return None
    # What this connection writes from here on is another state than the one that was read.
    setattr(connection, _MARKED, None)
    return None if number is None else int(number)


@contextmanager
def known(state: int | None) -> Iterator[None]:
    """While this is open, `state` is that of the request."""
    token = _known.set(state)
    try:
        yield
    finally:
        _known.reset(token)


def of_the_request() -> int | None:
    """The state that the request began with, where it was asked for."""
    return _known.get()


def is_marked(at: BaseDatabaseWrapper) -> bool:
    """Whether the transaction that is open has left its mark since the state was last read.

    Django begins a new list of what is to do at the commit when a transaction, or a part of it, has ended.
    """
    return at.in_atomic_block and getattr(at, _MARKED, None) is at.run_on_commit


def mark(at: BaseDatabaseWrapper) -> None:
    """Leaves the mark of the transaction that is open on the connection `at`.

    Asks the driver itself: it is no query of those who count theirs, and no write to be watched.
    """
    drawn = secrets.randbelow(LARGEST) + 1
    with closing(at.connection.cursor()) as cursor:
        if at.vendor == "sqlite":
            cursor.execute(f"INSERT INTO {TABLE} (mark) VALUES (?)", (drawn,))  # noqa: S608
            key = cursor.lastrowid
        else:
            cursor.execute(f"INSERT INTO {TABLE} (mark) VALUES (%s) RETURNING id", (drawn,))  # noqa: S608
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
