"""The reading hooks that the site has set (`BRYGGA_READING_HOOKS`)."""

from __future__ import annotations

from functools import lru_cache

from django.core.exceptions import ImproperlyConfigured

from brygga.site.options import option

from ..reading.hooks import Hook, UnknownHookError, find_hooks


def site_hooks() -> tuple[Hook, ...]:
    """The hooks, in their order. Raises `ImproperlyConfigured` for one that cannot be had."""
    return _found(tuple(option("BRYGGA_READING_HOOKS")))


@lru_cache(maxsize=8)
def _found(paths: tuple[str, ...]) -> tuple[Hook, ...]:
    try:
        return find_hooks(paths)
    except UnknownHookError as error:
        raise ImproperlyConfigured(f"BRYGGA_READING_HOOKS: {error}") from error
