"""The old system's own web service: Plone's REST API and Drupal's JSON:API, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode, urljoin

from ..reading.swedish.timestamps import swedish_day
from .access import DRAFT, access_marks
from .document import Document, Documents, SourceError
from .document_ids import with_rivals
from .fetch import Fetcher
from .plone import document_of, is_article
from .record_pages import Record
from .service_answers import MAX_PAGES, PAGE, file_of, json_of, page_of, site_address

Item = dict[str, Any]


# Plone (@search)


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


# Drupal (jsonapi)


def from_drupal_service(address: str, fetcher: Fetcher) -> Documents:
    """The articles of a Drupal site. `address` is the site's, or that of a content type in its JSON:API."""
    base = address.rstrip("/")
    if "/jsonapi" not in base:
        base = f"{base}/jsonapi/node/article"
    following: str | None = base if "?" in base else f"{base}?{urlencode({'page[limit]': PAGE, 'filter[status]': 1})}"
    seen: set[str] = set()
    while following and following not in seen and len(seen) < MAX_PAGES:
        seen.add(following)
        data = json_of(fetcher, following, "application/vnd.api+json")
        if not isinstance(data, dict) or not isinstance(data.get("data"), list):
            raise SourceError("no-drupal", f"{base} är inte Drupals tjänst för artiklar (JSON:API).")
        included = {(i.get("type"), i.get("id")): i for i in data.get("included") or [] if isinstance(i, dict)}
        nodes = (node for node in data["data"] if isinstance(node, dict))
        yield from with_rivals(drupal_node(node, included, base, fetcher) for node in nodes)
        link = (data.get("links") or {}).get("next")
        following = link.get("href") if isinstance(link, dict) else link


def drupal_node(node: Item, included: dict[tuple[Any, Any], Item], base: str, fetcher: Fetcher) -> Document:
    fields = node.get("attributes") or {}
    body = fields.get("body")
    body = body if isinstance(body, dict) else {}
    alias = (fields.get("path") or {}).get("alias") or f"/node/{fields.get('drupal_internal__nid', '')}"
    image = _drupal_image(node, included)
    record = Record(
        title=str(fields.get("title") or ""),
        body=str(body.get("processed") or body.get("value") or ""),
        lead=str(body.get("summary") or ""),
        published=swedish_day(str(fields.get("created") or "")) or "",
        updated=swedish_day(str(fields.get("changed") or "")) or "",
        address=urljoin(site_address(base), alias),
        language=str(fields.get("langcode") or "sv"),
        image=urljoin(site_address(base), image[0]) if image else "",
        image_text=image[1] if image else "",
    )
    attachments = [file_of(fetcher, record.image, record.image_text)] if record.image else []
    opens = _drupal_moment(fields.get("publish_on")) or str(fields.get("created") or "")
    unpublished = fields.get("status") is False
    ahead = unpublished and "go_live_at" in access_marks(opens=_drupal_moment(fields.get("publish_on")))
    access = access_marks(
        closed=DRAFT if unpublished and not ahead else "",
        opens=opens,
        closes=_drupal_moment(fields.get("unpublish_on")),
    )
    return page_of(
        record, f"drupal:{node.get('id') or record.address}", attachments, kind=node.get("type", ""), **access
    )


def _drupal_moment(written: Any) -> str:
    """When Drupal is to publish or take down a node, as ISO: it says so in seconds or in ISO form."""
    if isinstance(written, (int, float)) or (isinstance(written, str) and written.isdigit()):
        try:
            return datetime.fromtimestamp(int(written), UTC).isoformat()
        except (ValueError, OverflowError, OSError):
            return ""
    return str(written or "")


def _drupal_image(node: Item, included: dict[tuple[Any, Any], Item]) -> tuple[str, str] | None:
    """The address and alternative text of the article's image, where the answer includes it."""
    data = ((node.get("relationships") or {}).get("field_image") or {}).get("data")
    reference = data[0] if isinstance(data, list) and data else data
    if not isinstance(reference, dict):
        return None
    file = included.get((reference.get("type"), reference.get("id"))) or {}
    address = ((file.get("attributes") or {}).get("uri") or {}).get("url")
    return (str(address), str((reference.get("meta") or {}).get("alt") or "")) if address else None
