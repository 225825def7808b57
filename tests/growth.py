"""How work grows with its size, asked in a way that a slow or busy machine does not decide.

No number of seconds is a limit anywhere in the tests. What is compared is the same work at two sizes, one right after
the other, in processor time; what else the machine does can spoil one such comparison, so several are made until one
holds. Work that grows with the square fails all of them, on any machine.
"""

from __future__ import annotations

import time
from collections.abc import Callable

# Four times the size: linear work takes four times as long, work that grows with the square sixteen times.
TIMES, LIMIT = 4, 11
TRIES = 8
# Less than this is the clock's own grain and what starts up once; the small size counts as at least this much.
LEAST = 0.01


def assert_grows_linearly(prepare: Callable[[int], Callable[[], object]], size: int) -> None:
    """Fails when work of `size` takes more than its share beside work of a quarter of it.

    `prepare(size)` returns the work as a function without arguments; what it does itself is not counted.
    """
    pairs: list[tuple[float, float]] = []
    for _ in range(TRIES):
        short, long = (_seconds(prepare(count)) for count in (size // TIMES, size))
        if long < max(short, LEAST) * LIMIT:
            return
        pairs.append((short, long))
    raise AssertionError(f"{TIMES} times the size took more than {LIMIT} times as long, each time: {pairs}")


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started
