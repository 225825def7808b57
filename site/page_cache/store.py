"""Where kept pages lie: the cache that the settings call `brygga_pages`, else one of the process's own.

A cache of its own, so that many pages push out nothing else: the tries of those who guess passwords are counted in the
default one. A cache that does not answer is let be for a while: pages are made as without it.
"""

from __future__ import annotations

import functools
import logging
import time
from typing import Any

from django.conf import settings
from django.core.cache import BaseCache, caches
from django.core.cache.backends.locmem import LocMemCache

logger = logging.getLogger("brygga.site.page_cache")
ALIAS = "brygga_pages"
MOST = 2000  # pages that a process keeps by itself; some kB each, since they are compressed
PATIENCE = 10.0  # seconds that a cache is let be after it did not answer

_silent_until = 0.0


@functools.cache
def _own() -> LocMemCache:
    return LocMemCache(ALIAS, {"OPTIONS": {"MAX_ENTRIES": MOST}})


def _cache() -> BaseCache:
    return caches[ALIAS] if ALIAS in settings.CACHES else _own()


def fetch(key: str) -> Any:
    """What is kept under `key`; None for nothing, or where the cache does not answer."""
    return _asked("get", key)


def keep(key: str, value: Any, seconds: float) -> None:
    """Keeps `value` for so long, where the cache answers."""
    _asked("set", key, value, seconds)


def clear() -> None:
    """Throws away what is kept."""
    _asked("clear")


def _asked(what: str, *arguments: Any) -> Any:
    global _silent_until
    if time.monotonic() < _silent_until:
        return None
    try:
        return getattr(_cache(), what)(*arguments)
    except Exception as error:  # each cache has its own errors, and none of them may cost the page
        _silent_until = time.monotonic() + PATIENCE
        logger.warning("the cache of pages does not answer (%s)", type(error).__name__)
        return None
