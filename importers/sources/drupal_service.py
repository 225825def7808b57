"""Drupal's JSON:API: the texts of every content type, with their own fields, paragraphs, media, files and terms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode, urljoin

from ..reading.swedish.timestamps import swedish_day
from .access import DRAFT, access_marks
from .document import Document, Documents, SourceError
from .document_ids import with_rivals
from .drupal_fields import Composing, Things
from .fetch import Fetcher
from .left_out import LeftOut
from .record_pages import Record
from .service_answers import MAX_PAGES, PAGE, ServiceError, file_of, json_of, page_of, site_address
from .web import missing_part

Item = dict[str, Any]
ACCEPT = "application/vnd.api+json"
# What a text may be put together of. Other things that it refers to are other pages, people and settings.
_PARTS = ("paragraph--", "media--", "file--", "taxonomy_term--")
_DEEP = 3  # levels of parts in parts that are asked for together with the texts


def from_service(address: str, fetcher: Fetcher, left: LeftOut | None = None) -> Documents:
    """The texts of a Drupal site. `address` is the site's, or that of one content type in its JSON:API, which then is
    all that is read. Who logs in gets what is not published too, marked so. Raises SourceError for no such site."""
    left = left if left is not None else LeftOut()
    base = address.rstrip("/")
    if "/jsonapi/" in base:
        yield from _texts(base, fetcher, left)
        return
    site = base.removesuffix("/jsonapi")
    for number, (name, place) in enumerate(_types(site, fetcher).items()):
        try:
            yield from _texts(place, fetcher, left)
        except ServiceError as error:
            if number == 0 or error.status not in (401, 403, 404):
                raise
            left.note(f"innehållstyper som tjänsten inte lämnar ut ({error.status})", name)


def _types(site: str, fetcher: Fetcher) -> dict[str, str]:
    """Where the texts of each content type are asked for; articles where the site does not tell its types."""
    try:
        links = json_of(fetcher, f"{site}/jsonapi", ACCEPT).get("links")
    except (ServiceError, AttributeError):
        links = None
    found = {}
    for name, link in links.items() if isinstance(links, dict) else ():
        place = link.get("href") if isinstance(link, dict) else link
        if name.startswith("node--") and isinstance(place, str):
            found[name.removeprefix("node--")] = urljoin(f"{site}/", place)
    return found or {"article": f"{site}/jsonapi/node/article"}


def _texts(base: str, fetcher: Fetcher, left: LeftOut) -> Iterator[Document]:
    following: str | None = base if "?" in base else _with_parts(base, fetcher)
    things = Things(fetcher, site_address(base))
    seen: set[str] = set()
    while following and following not in seen and len(seen) < MAX_PAGES:
        seen.add(following)
        try:
            data = _answer(following, base, fetcher)
        except ServiceError as error:
            if len(seen) == 1:
                raise
            yield missing_part(following, f"En del av innehållet kom inte. {error.message}")
            return
        things.take(data.get("included"))
        nodes = (node for node in data["data"] if isinstance(node, dict))
        yield from with_rivals(drupal_node(node, things, base, left) for node in nodes)
        link = (data.get("links") or {}).get("next")
        following = link.get("href") if isinstance(link, dict) else link


def _answer(address: str, base: str, fetcher: Fetcher) -> Item:
    data = json_of(fetcher, address, ACCEPT)
    if not isinstance(data, dict) or not isinstance(data.get("data"), list):
        raise SourceError("no-drupal", f"{base} är inte Drupals tjänst för artiklar (JSON:API).")
    return data


def _with_parts(base: str, fetcher: Fetcher) -> str:
    """The question for a type's texts together with what they are put together of, learned from the first of them. A
    part that is not asked for here is asked for by itself."""
    query = {"page[limit]": PAGE, **({} if fetcher.logs_in(base) else {"filter[status]": 1})}
    best = f"{base}?{urlencode(query)}"
    names: list[str] = []
    for _ in range(_DEEP):
        try:
            data = _answer(best, base, fetcher)
            more = _names(data, names)
            if not more:
                return best
            names += more
            asked = f"{base}?{urlencode({**query, 'include': ','.join(names)})}"
            _answer(asked, base, fetcher)
        except ServiceError as error:
            if not names:
                raise
            if error.status == 400:
                return best
            raise
        best = asked
    return best


def _names(data: Item, known: list[str]) -> list[str]:
    """The relations (dotted where they are relations of relations) to parts that are not asked for yet."""
    things = {(i.get("type"), i.get("id")): i for i in data.get("included") or [] if isinstance(i, dict)}
    found: dict[str, None] = {}

    def look(item: Item, before: str) -> None:
        for name, refs in relations(item):
            parts = [ref for ref in refs if str(ref.get("type", "")).startswith(_PARTS)]
            if not parts or before.count(".") >= _DEEP:
                continue
            dotted = before + name
            if dotted not in known:
                found[dotted] = None
                continue
            for ref in parts:
                if inner := things.get((ref.get("type"), ref.get("id"))):
                    look(inner, f"{dotted}.")

    for node in data["data"]:
        if isinstance(node, dict):
            look(node, "")
    return list(found)


def relations(item: Item) -> Iterator[tuple[str, list[Item]]]:
    """What an item refers to, by the field that does so."""
    rows = item.get("relationships")
    for name, row in rows.items() if isinstance(rows, dict) else ():
        data = row.get("data") if isinstance(row, dict) else None
        refs = data if isinstance(data, list) else [data]
        yield name, [ref for ref in refs if isinstance(ref, dict)]


def drupal_node(node: Item, things: Things, base: str, left: LeftOut) -> Document:
    """The document that a text of Drupal's becomes."""
    fields = node.get("attributes") or {}
    alias = (fields.get("path") or {}).get("alias") or f"/node/{fields.get('drupal_internal__nid', '')}"
    made = Composing(things, left).text(node)
    record = Record(
        title=str(fields.get("title") or ""),
        body=made.body,
        lead=made.lead,
        published=swedish_day(str(fields.get("created") or "")) or "",
        updated=swedish_day(str(fields.get("changed") or "")) or "",
        address=urljoin(site_address(base), alias),
        language=str(fields.get("langcode") or "sv"),
        keywords=made.topics,
        image=made.image,
        image_text=made.image_text,
        files=made.files,
    )
    attachments = [file_of(things.fetcher, record.image, record.image_text)] if record.image else []
    source_id = f"drupal:{node.get('id') or record.address}"
    return page_of(record, source_id, attachments, kind=node.get("type", ""), **_access(fields))


def _access(fields: Item) -> dict[str, object]:
    opens = _moment(fields.get("publish_on")) or str(fields.get("created") or "")
    unpublished = fields.get("status") is False
    ahead = unpublished and "go_live_at" in access_marks(opens=_moment(fields.get("publish_on")))
    closed = DRAFT if unpublished and not ahead else ""
    return access_marks(closed=closed, opens=opens, closes=_moment(fields.get("unpublish_on")))


def _moment(written: Any) -> str:
    """When Drupal is to publish or take down a node, as ISO: it says so in seconds or in ISO form."""
    if isinstance(written, (int, float)) or (isinstance(written, str) and written.isdigit()):
        try:
            return datetime.fromtimestamp(int(written), UTC).isoformat()
        except (ValueError, OverflowError, OSError):
            return ""
    return str(written or "")
