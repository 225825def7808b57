"""Mynewsdesk: what its pressroom web service gives, as JSON or XML. Contacts are items of their own there."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

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
from .left_out import LeftOut
from .mynewsdesk_parts import beside_text, picture_of, string_of
from .record_pages import Record, compose, plain
from .safe_xml import local, parse_xml

MAX_EXPORT = 500 * 2**20
PAGE = 100
MAX_PAGES = 1_000
_TEXTS = {"pressrelease": "press_release", "news": "news", "blog_post": "news", "event": "news"}
_BESIDE = {
    "contact_person": "kontaktpersoner utan pressmeddelande",
    "image": "bilder utan pressmeddelande",
    "document": "dokument utan pressmeddelande",
    "video": "filmer utan pressmeddelande",
}
_TRANSFORMED = re.compile(r"(/image/upload/)(?:[a-z]{1,3}_[^/]+/)+")
Item = dict[str, Any]


def from_mynewsdesk(path: Path, fetcher: Fetcher | None = None) -> Documents:
    """The releases and news in a file that the web service gave (JSON or XML)."""
    yield from from_file(on_disk(path), fetcher)


def from_file(file: ExportFile, fetcher: Fetcher | None = None, left: LeftOut | None = None) -> Documents:
    """The same of a file that may lie in an archive."""
    yield from from_files([file], fetcher, left)


def from_files(files: Sequence[ExportFile], fetcher: Fetcher | None = None, left: LeftOut | None = None) -> Documents:
    """The same of several files: what an item of one refers to may lie in another."""
    items = [item for file in files for item in parse_items(file.text(MAX_EXPORT).encode("utf-8", "replace"))]
    yield from documents_of(items, fetcher, left)


def from_mynewsdesk_service(address: str, fetcher: Fetcher, left: LeftOut | None = None) -> Documents:
    """The releases, news, blog posts and events of a pressroom, page by page, also those that are archived.

    `address` is that of the service with the pressroom's key:
    https://www.mynewsdesk.com/services/pressroom/list/KEY.
    """
    parts = urlsplit(address)
    query = {"format": "json", "archived": "true", **dict(parse_qsl(parts.query)), "limit": str(PAGE)}
    # The service gives one sort at a time, press releases where none is asked for. What the texts refer to comes too.
    sorts = [query["type_of_media"]] if query.get("type_of_media") else [*_TEXTS, *_BESIDE]
    items: list[Item] = []
    for sort in sorts:
        items += _listed(parts, {**query, "type_of_media": sort}, fetcher)
    if not items:
        raise SourceError("no-mynewsdesk", "Pressrummet har inga poster. Kontrollera nyckeln i adressen.")
    yield from documents_of(items, fetcher, left)


def _listed(parts: SplitResult, query: dict[str, str], fetcher: Fetcher) -> list[Item]:
    """All of one sort. A pressroom that has nothing of it answers that nothing is found."""
    items: list[Item] = []
    for page in range(MAX_PAGES):
        query["offset"] = str(page * PAGE)
        try:
            copy = fetcher.fetch(urlunsplit(parts._replace(query=urlencode(query))))
        except FetchError as error:
            if error.code == "not-found":
                break
            raise SourceError(error.code, f"Pressrummet gick inte att hämta. {error.message}") from error
        found = parse_items(copy.data, empty_is_fine=True)
        items.extend({"type_of_media": query["type_of_media"], **item} for item in found)
        if len(found) < PAGE:
            break
    return items


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


def _strings(value: Any) -> list[str]:
    """A list's texts, however it is nested: ["a"], {"tag": ["a"]}, [{"name": "a"}]."""
    if isinstance(value, dict):
        if "name" in value:
            return [string_of(value["name"])]
        return [text for inner in value.values() for text in _strings(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in _strings(inner)]
    return [string_of(value)] if string_of(value) else []


def documents_of(items: list[Item], fetcher: Fetcher | None = None, left: LeftOut | None = None) -> Documents:
    """A document for each text among the items; the contacts, images and files they name are put with them. `left` is
    told of those that no text names."""
    contacts = {_id(item): item for item in items if item.get("type_of_media") == "contact_person"}
    media = {_id(item): item for item in items if item.get("type_of_media") in ("image", "document", "video")}
    used: set[str] = set()
    texts = [item for item in items if item.get("type_of_media", "pressrelease") in _TEXTS]
    shared = shared_ids((_id(item), string_of(item.get("url"))) for item in texts)
    for item in texts:
        document = _document(item, contacts, media, fetcher, used)
        document.rivals = shared.get(_id(item), frozenset())
        yield document
    for item in items if left is not None else ():
        reason = _BESIDE.get(string_of(item.get("type_of_media")))
        if left is not None and reason and _id(item) not in used:
            left.note(reason, string_of(item.get("name") or item.get("header")))


def _id(item: Item) -> str:
    return string_of(item.get("id") or item.get("item_id") or item.get("source_id"))


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
            if not row.get("name") and not row.get("header") and not _id(row) and inner:
                found.extend(_related({"x": inner[0]}, "x", known))
                continue
            found.append(known.get(_id(row), row))
        elif string_of(row) in known:
            found.append(known[string_of(row)])
    return found


def _file(item: Item) -> str:
    return string_of(item.get("document") or item.get("url"))


def _card(contact: Item) -> list[str]:
    lines = [
        string_of(contact.get("name") or contact.get("header")),
        string_of(contact.get("title") or contact.get("summary")),
        string_of(contact.get("phone")),
        string_of(contact.get("cellphone") or contact.get("mobile_phone")),
        string_of(contact.get("email")),
    ]
    return [line for line in lines if line]


def _document(
    item: Item, contacts: dict[str, Item], media: dict[str, Item], fetcher: Fetcher | None, used: set[str]
) -> Document:
    address = string_of(item.get("url"))
    kind = _TEXTS.get(string_of(item.get("type_of_media")), "press_release")
    people = [
        c
        for name in ("contact_people", "contacts", "contact_persons", "related_items")
        for c in _related(item, name, contacts)
    ]
    people = [c for c in people if c.get("type_of_media", "contact_person") == "contact_person"]
    others = [m for name in ("related_items", "attachments", "documents") for m in _related(item, name, media)]
    files = [m for m in others if m.get("type_of_media") == "document" and _file(m)]
    pictures = [m for m in others if m.get("type_of_media") == "image" and picture_of(m)]
    films = [m for m in others if m.get("type_of_media") == "video" and string_of(m.get("url"))]
    used.update(_id(row) for row in (*people, *others))
    body = string_of(item.get("body"))
    if "<" not in body:
        body = "".join(f"<p>{part.strip()}</p>" for part in body.split("\n\n") if part.strip())
    image = picture_of(item)
    body += beside_text(item, [p for p in pictures if picture_of(p) != image], films)
    record = Record(
        title=string_of(item.get("header")),
        body=body,
        lead=string_of(item.get("summary")),
        published=_day(item, "published_at", "created_at"),
        updated=_day(item, "updated_at"),
        address=address,
        publisher=string_of(item.get("pressroom_name") or item.get("source_name")),
        language=string_of(item.get("language")) or "sv",
        keywords=_strings(item.get("tags")) + _strings(item.get("subjects")),
        image=image,
        image_caption=string_of(item.get("image_caption")),
        contacts=[card for card in map(_card, people) if card],
        files=[(string_of(m.get("header")) or "Dokument", _file(m)) for m in files],
    )
    data = compose(record)
    images = [src for src in (record.image, *map(picture_of, pictures)) if src]
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
    original = _TRANSFORMED.sub(r"\1", address)  # as it was handed in, for print

    def load() -> bytes:
        if original != address:
            with contextlib.suppress(FetchError):
                return fetcher.fetch(original).data
        return fetcher.fetch(address).data

    return load


def _moment(value: Any) -> str:
    """When something is to happen: the field's own time before its words for it."""
    moment = value.get("datetime") if isinstance(value, dict) else None
    return string_of(moment or value)


def _day(item: Item, *names: str) -> str:
    return next((day for name in names if (day := swedish_day(string_of(item.get(name))))), "")
