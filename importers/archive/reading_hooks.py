"""The reading hooks that the site has set (`BRYGGA_READING_HOOKS`), and what they make of the reader's version."""

from __future__ import annotations

from functools import lru_cache

from django.core.exceptions import ImproperlyConfigured

from brygga.site.options import option

from .. import reading
from ..reading.hooks import Hook, UnknownHookError, find_hooks, identity_of
from ..writing import WRITING_VERSION


def site_hooks() -> tuple[Hook, ...]:
    """The hooks, in their order. Raises `ImproperlyConfigured` for one that cannot be had."""
    return _found(tuple(option("BRYGGA_READING_HOOKS")))


@lru_cache(maxsize=8)
def _found(paths: tuple[str, ...]) -> tuple[Hook, ...]:
    try:
        return find_hooks(paths)
    except UnknownHookError as error:
        raise ImproperlyConfigured(f"BRYGGA_READING_HOOKS: {error}") from error


def reader_version() -> str:
    """What a document was read and written by: the same bytes are read again when it is another."""
    hooks = identity_of(site_hooks())
    return f"{reading.READER_VERSION}/{WRITING_VERSION}" + (f"/{hooks}" if hooks else "")
