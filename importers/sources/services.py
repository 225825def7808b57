"""The old system's own web service: WordPress's REST API, Plone's REST API and Drupal's JSON:API, page by page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from html import unescape
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from ..reading.swedish.timestamps import moment_of, swedish_day
from .access import DRAFT, PASSWORD, access_marks, code_of
from .document import Attachment, Document, Documents, SourceError, failing
from .document_ids import with_rivals
from .fetch import Fetcher
from .fetch_errors import FetchError
from .plone import document_of, is_article
from .record_pages import Record, compose, plain
from .wordpress_items import closed_word

PAGE = 50
MAX_PAGES = 2_000
Item = dict[str, Any]


def _json(fetcher: Fetcher, address: str, accept: str = "application/json") -> Any:
    """What the service answers. Raises SourceError."""
    try:
        return json.loads(fetcher.fetch(address, accept=accept).data)
    except FetchError as error:
        raise SourceError(error.code, f"Tjänsten {address} gick inte att hämta. {error.message}") from error
    except (ValueError, RecursionError) as error:
        raise SourceError("broken-json", f"Tjänsten {address} svarade inte med JSON.") from error


def _site(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _file(fetcher: Fetcher, address: str, text: str = "") -> Attachment:
    return Attachment(
        name=address.rsplit("/", 1)[-1], address=address, text=text, load=lambda: fetcher.fetch(address).data
    )


def _page(record: Record, source_id: str, attachments: list[Attachment], **known: object) -> Document:
    """The document that a record becomes; one without text fails by name."""
    data = compose(record)
    has_text = bool(plain(record.body) or record.lead)
    return Document(
        source_id=source_id,
        name=record.title or record.address,
        address=record.address or None,
        content_type="text/html; charset=utf-8",
        fetch=(lambda: data) if has_text else _nothing_to_read(known),
        published=record.published or None,
        updated=record.updated or None,
        known={"title": record.title, "categories": record.keywords, **known},
        attachments=attachments,
    )


def _nothing_to_read(known: Mapping[str, object]) -> Callable[[], bytes]:
    if known.get("closed") == PASSWORD:
        message = "Texten är skyddad med lösenord, och den gamla webbplatsen lämnar inte ut den. Ta den ur en export."
        return failing(code_of(PASSWORD), message)
    return failing("empty", "Sidan är tom på den gamla webbplatsen.")


# WordPress (wp-json/wp/v2)


def from_wordpress_service(address: str, fetcher: Fetcher) -> Documents:
    """The published posts of a WordPress site. `address` is the site's, or that of a post type in its REST API."""
    base = address.split("?")[0].rstrip("/")
    if "/wp-json/" not in base:
        base = f"{base}/wp-json/wp/v2/posts"
    for number in range(1, MAX_PAGES + 1):
        query = urlencode({"per_page": PAGE, "page": number, "_embed": 1, "orderby": "id", "order": "asc"})
        try:
            rows = _json(fetcher, f"{base}?{query}")
        except SourceError:
            if number > 1:  # WordPress answers with an error for the page after the last
                return
            raise
        if not isinstance(rows, list):
            raise SourceError("no-wordpress", f"{base} är inte WordPress tjänst för inlägg.")
        yield from with_rivals(_wordpress_post(row, fetcher) for row in rows if isinstance(row, dict))
        if len(rows) < PAGE:
            return


def _rendered(value: Any) -> str:
    return str(value.get("rendered") or "") if isinstance(value, dict) else str(value or "")


def _wordpress_post(row: Item, fetcher: Fetcher) -> Document:
    embedded = row.get("_embedded") or {}
    medium = next((m for m in embedded.get("wp:featuredmedia") or [] if isinstance(m, dict)), {})
    terms = [t.get("name", "") for group in embedded.get("wp:term") or [] for t in group if isinstance(t, dict)]
    image = str(medium.get("source_url") or "")
    body = _rendered(row.get("content"))
    record = Record(
        title=unescape(plain(_rendered(row.get("title")))),
        body=body,
        lead=_rendered(row.get("excerpt")),
        published=swedish_day(str(row.get("date") or "")) or "",
        updated=swedish_day(str(row.get("modified") or "")) or "",
        address=str(row.get("link") or ""),
        keywords=[unescape(term) for term in terms if term],
        image=image if image and image not in body else "",
        image_text=str(medium.get("alt_text") or ""),
        image_caption=unescape(plain(_rendered(medium.get("caption")))),
    )
    attachments = [_file(fetcher, image, record.image_text)] if image else []
    source_id = _rendered(row.get("guid")) or record.address or f"wordpress:{row.get('id')}"
    content = row.get("content")
    protected = bool(row.get("password")) or (isinstance(content, dict) and bool(content.get("protected")))
    gmt = str(row.get("date_gmt") or "")
    opens = f"{gmt}Z" if moment_of(gmt) else str(row.get("date") or "")
    access = access_marks(closed=closed_word(str(row.get("status") or ""), opens, protected), opens=opens)
    return _page(record, source_id, attachments, kind=row.get("type", ""), slug=row.get("slug", ""), **access)


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
        data = _json(fetcher, following)
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
        data = _json(fetcher, following, "application/vnd.api+json")
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
        address=urljoin(_site(base), alias),
        language=str(fields.get("langcode") or "sv"),
        image=urljoin(_site(base), image[0]) if image else "",
        image_text=image[1] if image else "",
    )
    attachments = [_file(fetcher, record.image, record.image_text)] if record.image else []
    opens = _drupal_moment(fields.get("publish_on")) or str(fields.get("created") or "")
    unpublished = fields.get("status") is False
    ahead = unpublished and "go_live_at" in access_marks(opens=_drupal_moment(fields.get("publish_on")))
    access = access_marks(
        closed=DRAFT if unpublished and not ahead else "",
        opens=opens,
        closes=_drupal_moment(fields.get("unpublish_on")),
    )
    return _page(
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
