"""What is private, asked once a request.

Wagtail asks for the view restrictions anew for each list of public pages, and again for the page that is served.
They are few, most often none: here all of them are fetched once, and kept while the request lasts, not longer.
`page_querysets` asks here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from wagtail.models import Page, PageViewRestriction

from .short_queries import quoted, select

# The paths of the restricted pages, once they are asked for; None outside a request.
_asked: ContextVar[list[tuple[str, ...]] | None] = ContextVar("private_paths_of_the_request", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """While this is open, what is private is asked for once at most."""
    if _asked.get() is not None:
        yield
        return
    token = _asked.set([])
    try:
        yield
    finally:
        _asked.reset(token)


def private_paths() -> tuple[str, ...]:
    """The paths in the page tree below which everything is private."""
    asked = _asked.get()
    if asked:
        return asked[0]
    restricted = f"SELECT page_id FROM {quoted(PageViewRestriction._meta.db_table)}"  # noqa: S608
    paths = tuple(page.path for page in select(Page, f"WHERE id IN ({restricted})", fields=["path"]))
    if asked is not None:
        asked.append(paths)
    return paths


def seen(pages: Iterable[Page]) -> list[Page]:
    """Those of `pages` that everybody may see: published, and in no private part."""
    private = private_paths()
    return [page for page in pages if page.live and not page.path.startswith(private)]
