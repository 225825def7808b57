"""Where a command writes tables and progress."""

from __future__ import annotations

from typing import IO, Any, cast

from django.core.management.base import OutputWrapper
from rich.console import Console


def console_on(output: OutputWrapper, **options: Any) -> Console:
    """A console on the stream that a command writes to, past Django's wrapper, which would end every piece with a
    line break and, on stderr, make it red. `options` are the console's own."""
    return Console(file=cast("IO[str]", getattr(output, "_out", output)), **options)
