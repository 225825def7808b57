"""Bad days for the machine: a database that goes away and comes back, a disk that is full.

A database that does not answer is waited for; what was begun is undone by its transaction and done again. A full disk
is not waited for: every document would fail in the same way, so the run stops where it is, to be gone on with.
"""

from __future__ import annotations

import errno
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import InterfaceError, OperationalError, close_old_connections, connection

from brygga.site.options import option

logger = logging.getLogger(__name__)
Result = TypeVar("Result")
LONGEST_PAUSE = 15.0


class RunCannotGoOnError(Exception):
    """The machine does not let the run go on now. The message is Swedish and says what to do; the run can be resumed
    when it is done."""


class DiskFullError(RunCannotGoOnError):
    """No room for files or for the database."""

    def __init__(self) -> None:
        super().__init__("Disken är full. Gör plats och fortsätt körningen: det som är skrivet finns kvar.")


class DatabaseGoneError(RunCannotGoOnError):
    """The database has not answered for as long as we wait."""

    def __init__(self, waited: float) -> None:
        minutes = f"{waited / 60:.0f} minuter" if waited >= 90 else f"{waited:.0f} sekunder"
        super().__init__(
            f"Databasen har inte svarat på {minutes}. Fortsätt körningen när den svarar igen: det som är skrivet "
            "finns kvar."
        )


def is_disk_full(error: BaseException | None) -> bool:
    """Whether an error, or what caused it, says that there is no room left, for files or for the database."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            return True
        if getattr(error, "sqlite_errorname", "") == "SQLITE_FULL" or getattr(error, "sqlstate", "") == "53100":
            return True
        error = error.__cause__ or error.__context__
    return False


@contextmanager
def full_disk_told() -> Iterator[None]:
    """Raises `DiskFullError` for every error inside that means so."""
    try:
        yield
    except DiskFullError:
        raise
    except Exception as error:
        if is_disk_full(error):
            raise DiskFullError from error
        raise


def patiently(action: Callable[[], Result]) -> Result:
    """Do it, and again for a while when the database cannot be reached or is locked; `action` must be one that can be
    done again. Raises `DatabaseGoneError` in the end, `DiskFullError` at once."""
    waited, pause = 0.0, 0.2
    patience = option("BRYGGA_IMPORT_PATIENCE")
    while True:
        try:
            with full_disk_told():
                return action()
        except (OperationalError, InterfaceError) as error:
            if connection.in_atomic_block:  # the transaction is lost: whoever opened it must do it again
                raise
            if waited >= patience:
                raise DatabaseGoneError(waited) from error
            logger.warning("Databasen svarar inte (%s). Nytt försök om %.1f s.", str(error).strip(), pause)
            close_old_connections()
            time.sleep(pause)
            waited, pause = waited + pause, min(pause * 2, LONGEST_PAUSE)
