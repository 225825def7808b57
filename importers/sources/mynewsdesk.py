"""Mynewsdesk: what its pressroom web service gives, as JSON or XML. Contacts are items of their own there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from lxml import etree

from ..reading.formats.decode import decode
from ..reading.model.errors import UnreadableDocument
from ..reading.swedish.timestamps import swedish_day
from .access import access_marks
from .document import Attachment, Document, Documents, SourceError, failing
from .document_ids import shared_ids
from .export_files import ExportFile, on_disk
from .fetch import Fetcher
from .fetch_errors import FetchError
from .record_pages import Record, compose, plain
from .safe_xml import local, parse_xml

MAX_EXPORT = 500 * 2**20
PAGE = 100
MAX_PAGES = 1_000
_TEXTS = {"pressrelease": "press_release", "news": "news", "blog_post": "news", "event": "news"}
Item = dict[str, Any]


def from_mynewsdesk(path: Path, fetcher: Fetcher | None = None) -> Documents:
    """The releases and news in a file that the web service gave (JSON or XML)."""
    yield from from_file(on_disk(path), fetcher)


def from_file(file: ExportFile, fetcher: Fetcher | None = None) -> Documents:
    """The same of a file that may lie in an archive."""
    yield from documents_of(parse_items(file.text(MAX_EXPORT).encode("utf-8", "replace")), fetcher)


def from_mynewsdesk_service(address: str, fetcher: Fetcher) -> Documents:
    """The releases and news of a pressroom, page by page.

    `address` is that of the service with the pressroom's key:
    https://www.mynewsdesk.com/services/pressroom/list/KEY.
    """
    parts = urlsplit(address)
    query = {"format": "json", **dict(parse_qsl(parts.query)), "limit": str(PAGE)}
    items: list[Item] = []
    for page in range(MAX_PAGES):
        query["offset"] = str(page * PAGE)
        try:
            copy = fetcher.fetch(urlunsplit(parts._replace(query=urlencode(query))))
        except FetchError as error:
            raise SourceError(error.code, f"Pressrummet gick inte att hämta. {error.message}") from error
        found = parse_items(copy.data, empty_is_fine=page > 0)
        items.extend(found)
        if len(found) < PAGE:
            break
    yield from documents_of(items, fetcher)


def parse_items(data: bytes, *, empty_is_fine: bool = False) -> list[Item]:
    """The items of an answer, JSON or XML. Raises SourceError for anything else."""
    if data.lstrip()[:1] in (b"{", b"["):
        try:
            found = list(_json_items(json.loads(decode(data, max_bytes=MAX_EXPORT).text)))
        except (ValueError, RecursionError, UnreadableDocument) as error:
            raise SourceError("broken-json", "Filen är ingen hel JSON-fil. Hämta den på nytt.") from error
    else:
        root = parse_xml(data)
        found = [_xml_item(element) for element in root.iter() if local(element) == "item"]
    if not found and not empty_is_fine:
        raise SourceError("no-mynewsdesk", "Filen har inga poster från Mynewsdesk.")
    return found


def _json_items(data: Any) -> Iterator[Item]:
    """JSON made from XML has {"items": {"item": [...]}}, or the list itself, or one item where there is only one."""
    for name in ("items", "item"):
        if isinstance(data, dict) and name in data:
            data = data[name]
    rows = data if isinstance(data, list) else [data]
    for row in rows:
        if isinstance(row, dict) and isinstance(row.get("item"), dict):
            row = row["item"]
        if isinstance(row, dict) and ("header" in row or "type_of_media" in row):
            yield row


def _xml_item(element: etree._Element) -> Item:
    item: Item = dict(element.attrib)
    for child in element:
        name = local(child)
        if not name:
            continue
        inner = [c for c in child if local(c)]
        found: Any = (
            [_xml_item(c) if len(c) else (c.text or "").strip() for c in inner]
            if inner
            else (child.text or "").strip()
        )
        item[name] = found if name not in item or not item[name] else item[name]
    return item


def _string(value: Any) -> str:
    """A field's text: plain, or with its time in an object."""
    if isinstance(value, dict):
        value = value.get("text") or value.get("#text") or value.get("content") or value.get("datetime") or ""
    return str(value).strip() if value is not None else ""


def _strings(value: Any) -> list[str]:
    """A list's texts, however it is nested: ["a"], {"tag": ["a"]}, [{"name": "a"}]."""
    if isinstance(value, dict):
        if "name" in value:
            return [_string(value["name"])]
        return [text for inner in value.values() for text in _strings(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in _strings(inner)]
    return [_string(value)] if _string(value) else []


def documents_of(items: list[Item], fetcher: Fetcher | None = None) -> Documents:
    """A document for each text among the items; the contacts, images and files they name are put with them."""
    contacts = {_id(item): item for item in items if item.get("type_of_media") == "contact_person"}
    media = {_id(item): item for item in items if item.get("type_of_media") in ("image", "document", "video")}
    texts = [item for item in items if item.get("type_of_media", "pressrelease") in _TEXTS]
    shared = shared_ids((_id(item), _string(item.get("url"))) for item in texts)
    for item in texts:
        document = _document(item, contacts, media, fetcher)
        document.rivals = shared.get(_id(item), frozenset())
        yield document


def _id(item: Item) -> str:
    return _string(item.get("id") or item.get("source_id"))


def _related(item: Item, name: str, known: dict[str, Item]) -> list[Item]:
    """The items that a field refers to, by id or written out."""
    value = item.get(name) or []
    rows = value if isinstance(value, list) else [value]
    flat: list[Any] = []
    for row in rows:
        flat.extend(row if isinstance(row, list) else [row])
    found = []
    for row in flat:
        if isinstance(row, dict):
            inner = [v for v in row.values() if isinstance(v, (dict, list))]
            if not row.get("name") and not row.get("header") and not row.get("id") and inner:
                found.extend(_related({"x": inner[0]}, "x", known))
                continue
            found.append(known.get(_id(row), row))
        elif _string(row) in known:
            found.append(known[_string(row)])
    return found


def _card(contact: Item) -> list[str]:
    lines = [
        _string(contact.get("name") or contact.get("header")),
        _string(contact.get("title") or contact.get("summary")),
        _string(contact.get("phone")),
        _string(contact.get("cellphone") or contact.get("mobile_phone")),
        _string(contact.get("email")),
    ]
    return [line for line in lines if line]


def _document(item: Item, contacts: dict[str, Item], media: dict[str, Item], fetcher: Fetcher | None) -> Document:
    address = _string(item.get("url"))
    kind = _TEXTS.get(_string(item.get("type_of_media")), "press_release")
    people = [
        c
        for name in ("contact_people", "contacts", "contact_persons", "related_items")
        for c in _related(item, name, contacts)
    ]
    people = [c for c in people if c.get("type_of_media", "contact_person") == "contact_person"]
    others = [m for name in ("related_items", "attachments", "documents") for m in _related(item, name, media)]
    files = [m for m in others if m.get("type_of_media") == "document" and _string(m.get("document") or m.get("url"))]
    body = _string(item.get("body"))
    record = Record(
        title=_string(item.get("header")),
        body=body if "<" in body else "".join(f"<p>{part.strip()}</p>" for part in body.split("\n\n") if part.strip()),
        lead=_string(item.get("summary")),
        published=_day(item, "published_at", "created_at"),
        updated=_day(item, "updated_at"),
        address=address,
        publisher=_string(item.get("pressroom_name") or item.get("source_name")),
        language=_string(item.get("language")) or "sv",
        keywords=_strings(item.get("tags")) + _strings(item.get("subjects")),
        image=_string(item.get("image") or item.get("image_medium") or item.get("image_small")),
        image_caption=_string(item.get("image_caption")),
        contacts=[card for card in map(_card, people) if card],
        files=[(_string(m.get("header")) or "Dokument", _string(m.get("document") or m.get("url"))) for m in files],
    )
    data = compose(record)
    images = [record.image] if record.image else []
    return Document(
        source_id=f"mynewsdesk:{_id(item) or address}",
        name=record.title or address,
        address=address or None,
        content_type="text/html; charset=utf-8",
        fetch=(lambda: data) if plain(record.body) or record.lead else failing("empty", "Texten är tom i exporten."),
        published=record.published or None,
        updated=record.updated or None,
        known={
            "title": record.title,
            "kind": kind,
            "categories": record.keywords,
            **access_marks(opens=_moment(item.get("published_at")), closes=_moment(item.get("unpublished_at"))),
        },
        attachments=[
            Attachment(name=src.rsplit("/", 1)[-1], address=src, load=_loader(fetcher, src))
            for src in (*images, *(href for _, href in record.files))
        ],
    )


def _loader(fetcher: Fetcher | None, address: str) -> Callable[[], bytes]:
    if fetcher is None:
        return failing("no-network", "Filen ligger hos Mynewsdesk, som inte hämtas från i den här körningen.")
    return lambda: fetcher.fetch(address).data


def _moment(value: Any) -> str:
    """When something is to happen: the field's own time before its words for it."""
    moment = value.get("datetime") if isinstance(value, dict) else None
    return _string(moment or value)


def _day(item: Item, *names: str) -> str:
    return next((day for name in names if (day := swedish_day(_string(item.get(name))))), "")
