"""Plone's REST API, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from .document import Documents, SourceError
from .fetch import Fetcher
from .plone import document_of, is_article
from .service_answers import MAX_PAGES, PAGE, json_of

Item = dict[str, Any]


def from_plone_service(
    address: str, fetcher: Fetcher, types: tuple[str, ...] = ("News Item", "Document")
) -> Documents:
    """The published pages of a Plone site, or of a folder in it, that an anonymous visitor may see."""
    query = [("fullobjects", "1"), ("b_size", str(PAGE)), ("sort_on", "path"), *(("portal_type", t) for t in types)]
    for item in _plone_items(f"{address.rstrip('/')}/@search?{urlencode(query)}", fetcher):
        if is_article(item):
            yield document_of(item, {}, fetcher)


def _plone_items(address: str, fetcher: Fetcher) -> Iterator[Item]:
    following: str | None = address
    seen: set[str] = set()
    while following and following not in seen and len(seen) < MAX_PAGES:
        seen.add(following)
        data = json_of(fetcher, following)
        if not isinstance(data, dict) or "items" not in data:
            raise SourceError("no-plone", f"{address} är inte Plones REST-tjänst (plone.restapi).")
        yield from (item for item in data["items"] if isinstance(item, dict) and item.get("@id"))
        following = (data.get("batching") or {}).get("next")
