"""Extras: what stands around the words of a page, and must never take them along when it breaks.

Machine-readable data, drawings, related lists, sized images, the entries of feeds, calendars and open data. One that
raises is left out, the rest is served, and the log tells of it once. With `BRYGGA_RAISE_EXTRAS` (on in tests, and
where DEBUG is) it raises as everything else does, so that no mistake in the code is hidden from those who can mend it.

In Python: `attempt(NAME, function, instead)`. In templates: `{% extra "picture" %} … {% endextra %}`. A name is
declared once, in the app that has it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeVar

from django.conf import settings

from .options import option

T = TypeVar("T")
S = TypeVar("S")
logger = logging.getLogger(__name__)
_declared: dict[str, str] = {}
_noted: set[tuple[str, ...]] = set()
MOST_NOTED = 1000  # then the log may say again what it has said, rather than memory grow


def declare(name: str, what: str) -> str:
    """Makes the name of an extra known, with what it is; gives the name."""
    _declared[name] = what
    return name


def declared() -> dict[str, str]:
    """All extras: what each is, by name."""
    return dict(_declared)


JSON_LD = declare("json-ld", "the page for search engines")
SHARE_IMAGE = declare("share-image", "the image for those who share the page")
PICTURE = declare("picture", "an image in the sizes that the page shows")
LOGO = declare("logo", "the site's own mark in the header")
HOME_SECTION = declare("home-section", "a list on the home page")
RELATED = declare("related", "a list of other pages")
EXCERPT = declare("excerpt", "the words around what was searched for")
MESSAGES = declare("messages", "the messages to all visitors")
RECORDS = declare("records", "who answers for a page, and what was put right on it")
SITEMAP = declare("sitemap", "an address in the sitemap")


def raising() -> bool:
    """Whether an extra that breaks is to break the page."""
    chosen = option("BRYGGA_RAISE_EXTRAS")
    return settings.DEBUG if chosen is None else bool(chosen)


def run(name: str, make: Callable[[], T]) -> T:
    """What the extra gives. All extras pass here."""
    return make()


def attempt(name: str, make: Callable[[], T], instead: S, about: object = "") -> T | S:
    """What `make` gives, or `instead` where it breaks. `about` says in the log what it was made for."""
    if name not in _declared:
        raise LookupError(f"no extra is called {name}")
    try:
        return run(name, make)
    except Exception as error:
        if raising():
            raise
        note(name, error, about)
        return instead


def kept(name: str, make: Callable[[S], T], things: Iterable[S]) -> Iterator[T]:
    """What `make` gives for each thing, without those for which it breaks."""
    for thing in things:
        yield from attempt(name, partial(_alone, make, thing), [], thing)


def _alone(make: Callable[[S], T], thing: S) -> list[T]:
    return [make(thing)]


def note(name: str, error: Exception, about: object = "") -> None:
    """Tells the log, once for each kind of fault in each place, for each thing it was about."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    place = f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame is not None else ""
    key = (name, type(error).__name__, place, _label(about))
    if key in _noted:
        return
    if len(_noted) >= MOST_NOTED:
        _noted.clear()
    _noted.add(key)
    logger.error("Left out: %s (%s), of %s", name, _declared.get(name, ""), key[-1] or "the page", exc_info=error)


def _label(about: object) -> str:
    """A short name of a thing that may be broken itself."""
    key = getattr(about, "pk", None)
    return f"{type(about).__name__} {key}" if key is not None else str(about)[:200]
