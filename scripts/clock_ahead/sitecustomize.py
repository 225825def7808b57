"""Put on PYTHONPATH where the clock is set ahead by libfaketime.

`time.sleep` asks `clock_nanosleep` for a moment of the monotonic clock, which libfaketime 0.9.10 hands on wrongly when
only the wall clock is moved ("Invalid argument" at every call). Waiting for no file at all does not go through it.
"""

from __future__ import annotations

import select
import time


def sleep(seconds: float) -> None:
    """As `time.sleep`: waits, also over signals; a negative number is a ValueError."""
    select.select([], [], [], seconds)


time.sleep = sleep
