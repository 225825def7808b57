"""Where a command writes tables and progress."""

from __future__ import annotations

import os
from typing import IO, Any, cast

from django.core.management.base import OutputWrapper
from rich.console import Console

UNWRAPPED = 10_000  # columns: more than any row of a table has


def console_on(output: OutputWrapper, unwrapped: bool = False, **options: Any) -> Console:
    """A console on the stream that a command writes to, past Django's wrapper, which would end every piece with a
    line break and, on stderr, make it red. `options` are the console's own.

    With `unwrapped`, what goes to a file or another program is not wrapped: an address that is broken over lines is
    not found again. `COLUMNS` sets another width.
    """
    console = Console(file=cast("IO[str]", getattr(output, "_out", output)), **options)
    if unwrapped and not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = UNWRAPPED
    return console
