"""The turn to write: one process at a time."""

from django.db import connection

_LOCK = 0x62727967  # "bryg": PostgreSQL's advisory lock around the writing of a batch


def lock_writing() -> None:
    """Only one process writes imported pages at a time: two would make the same organisation or slug twice.

    On SQLite a write transaction is alone anyway. Held until the transaction ends.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
