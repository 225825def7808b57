"""How many tries somebody has, and how long the wait is after too many: in the cache, which forgets by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from time import time

from django.core.cache import cache

WINDOW = 3600  # seconds after the first try in which tries are counted
SHORTEST, LONGEST = 30, 3600  # seconds of the first wait and of the longest; each is twice the one before


@dataclass(frozen=True)
class Counter:
    """Who is counted (a mark, see `visitors`), and how many tries there are before the first wait."""

    key: str
    free: int

    @property
    def count_key(self) -> str:
        """Where the tries are counted."""
        return f"brygga:tries:{self.key}"

    @property
    def wait_key(self) -> str:
        """Where the moment stands until which there are no tries."""
        return f"brygga:wait:{self.key}"


def take(counters: Iterable[Counter]) -> int:
    """Takes one try from each counter. 0 where it may be made, else the seconds to wait; a try that is refused is not
    counted, so that waiting helps.

    The wait begins with the try that uses the last one up, before its answer is known: many tries at once are one.
    """
    counters = list(counters)
    now = time()
    if left := max((_left(counter, now) for counter in counters), default=0):
        return left
    for counter in counters:
        cache.add(counter.count_key, 0, WINDOW)
        try:
            count = cache.incr(counter.count_key)
        except ValueError:  # it ran out between the two
            continue
        if count >= counter.free:
            wait = min(SHORTEST * 2 ** min(count - counter.free, 10), LONGEST)
            if not cache.add(counter.wait_key, now + wait, wait):
                return _left(counter, now) or 1
    return 0


def forgive(counters: Iterable[Counter]) -> None:
    """Whoever was right after all begins anew."""
    for counter in counters:
        cache.delete_many([counter.count_key, counter.wait_key])


def give_back(counter: Counter) -> None:
    """The try was no wrong one, and others may be on their way: one less is counted, and nobody waits for it."""
    try:
        left = cache.decr(counter.count_key)
    except ValueError:
        return
    if left < counter.free:
        cache.delete(counter.wait_key)


def _left(counter: Counter, now: float) -> int:
    until = cache.get(counter.wait_key)
    return max(1, round(until - now)) if until and until > now else 0
