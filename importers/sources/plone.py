"""Plone: the JSON that collective.exportimport writes, and what the REST API gives. Classic pages and Volto blocks."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Collection, Iterator, Sequence
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ..reading.model.article import Problem
from ..reading.model.errors import UnreadableDocument
from ..reading.swedish.timestamps import swedish_day
from .access import DRAFT, MEMBERS, PRIVATE, access_marks
from .document import Attachment, Document, Documents, SourceError, failing
from .document_ids import shared_ids
from .export_files import ExportFile, on_disk
from .fetch import Fetcher
from .file_reading import read_file
from .left_out import LeftOut
from .plone_events import event_contact, event_html
from .record_pages import Record, compose, plain
from .source_problems import tell
from .volto import blocks_html

MAX_EXPORT = 2 * 2**30
_BROKEN = "Filen är ingen hel JSON-fil. Exportera den på nytt."
# What never has a text of its own, and what has one only where somebody wrote it; each as it is called in a count.
_NEVER = frozenset({"Image", "File", "LRF", "LIF", "Comment", "Discussion Item"})
_AT_TIMES = frozenset({"Folder", "Collection", "Topic", "Plone Site"})
_LEFT = {
    "Image": "bilder",
    "File": "filer",
    "Folder": "mappar utan egen text",
    "LRF": "språkmappar",
    "LIF": "språkmappar",
    "Collection": "samlingar utan egen text",
    "Topic": "samlingar utan egen text",
    "Link": "länkar utan egen text",
    "Plone Site": "webbplatsens rot",
    "Comment": "kommentarer",
    "Discussion Item": "kommentarer",
}
_UID = re.compile(
    r"(?P<before>[\"'])(?:[^\"']*/)?resolveuid/(?P<uid>[0-9a-fA-F-]{16,40})(?P<rest>[^\"']*)", re.IGNORECASE
)
_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
# An image in one of its sizes: "…/@@images/image/preview". What is wanted is the image itself.
_SCALE = re.compile(r"(/@@images/\w+)/[\w-]+(?=[\"'\s<])")


def from_plone(path: Path, fetcher: Fetcher | None = None, left: LeftOut | None = None) -> Documents:
    """The news items, pages and events of an export, and the folders, collections and links that have a text of their
    own, in its order; what was not public is marked so (see `access`).

    Images and files that are written into the export are attachments of the pages that show them; others are got by
    `fetcher`. Links by UID become addresses where the export knows the object. `left` is told what no document is
    made of. Raises SourceError for what is no such export.
    """
    yield from from_parts([on_disk(path)], fetcher, left=left)


def from_parts(
    files: Sequence[ExportFile], fetcher: Fetcher | None = None, *, left: LeftOut | None = None
) -> Documents:
    """The same of an export in several files: what one refers to may lie in another."""
    left = left if left is not None else LeftOut()
    objects: list[tuple[dict[str, Any], ExportFile]] = []
    cut: list[ExportFile] = []
    for file in files:
        found, whole = load_objects(file)
        objects += ((item, file) for item in found)
        if not whole:
            cut.append(file)
    by_uid = {_uid(item): item for item, _ in objects if item.get("UID")}
    shared = shared_ids((str(item.get("UID") or ""), str(item["@id"])) for item, _ in objects)
    folders = {str(item["@id"]).rstrip("/") for item, _ in objects if _closed(item)}
    for item, file in objects:
        if not is_article(item):
            kind = str(item.get("@type") or "")
            left.note(
                _LEFT.get(kind, f"innehåll utan text ({kind})"), "" if kind == "Image" else _text(item.get("title"))
            )
            continue
        document = document_of(item, by_uid, fetcher, file.folder, folders)
        document.rivals = shared.get(document.source_id, frozenset())
        yield document
    for file in cut:
        message = f"Exporten {file.name} slutar mitt i: det som stod sist saknas. Exportera eller hämta den på nytt."
        yield Document(source_id=f"{file.name} (slutet)", name=file.name, fetch=failing("part-missing", message))


def load_objects(file: ExportFile) -> tuple[list[dict[str, Any]], bool]:
    """The objects of an export file, a list, or a tree with `items` as the REST API nests them; and whether it is
    whole. Of a file that ends too early those that are whole are taken."""
    text = file.text(MAX_EXPORT)
    whole = True
    try:
        data = json.loads(text)
    except RecursionError as error:
        raise SourceError("broken-json", _BROKEN) from error
    except ValueError as error:
        data, whole = list(_whole_rows(text)), False
        if not data:
            raise SourceError("broken-json", _BROKEN) from error
    objects = list(_flatten(data))
    if not objects:
        raise SourceError("no-plone", "Filen är ingen export från Plone (collective.exportimport).")
    return objects, whole


def _whole_rows(text: str) -> Iterator[Any]:
    """The rows of a list that is cut off, as far as they are whole."""
    decoder = json.JSONDecoder()
    at = text.find("[") + 1
    while at > 0 and (row := re.compile(r"[\s,]*(?=\{)").match(text, at)):
        try:
            found, at = decoder.raw_decode(text, row.end())
        except (ValueError, RecursionError):
            return
        yield found


def _uid(item: dict[str, Any]) -> str:
    return str(item["UID"]).replace("-", "").casefold()


def _flatten(data: Any) -> Iterator[dict[str, Any]]:
    stack = [data]
    while stack:
        value = stack.pop()
        if isinstance(value, list):
            stack.extend(reversed(value))
        elif isinstance(value, dict):
            if value.get("@id") and value.get("@type"):
                yield value
            stack.append(value.get("items") or [])


def _text(value: Any) -> str:
    """A text field: a string, or an object with `data` (rich text) or `title`/`token` (a vocabulary's term)."""
    if isinstance(value, dict):
        return str(value.get("data") or value.get("title") or value.get("token") or "")
    return value if isinstance(value, str) else ""


def is_article(item: dict[str, Any]) -> bool:
    """Whether an object is a page with text: no image, file or comment, and no folder, collection or link without a
    text of its own."""
    kind = str(item.get("@type") or "")
    if kind in _NEVER:
        return False
    body = _text(item.get("text")) or blocks_html(item.get("blocks") or {}, item.get("blocks_layout") or {})
    if kind in _AT_TIMES:
        return bool(plain(body))
    return bool(item.get("text") or item.get("blocks") or item.get("description"))


def _body(item: dict[str, Any], by_uid: dict[str, dict[str, Any]], problems: list[Problem]) -> str:
    """The text of an object: its links and pictures led to what they show, and what its kind keeps beside it."""
    body = _text(item.get("text")) or blocks_html(item.get("blocks") or {}, item.get("blocks_layout") or {})
    dead: list[str] = []
    body = _UID.sub(lambda match: _resolved(match, by_uid, dead), body)
    body = _SCALE.sub(r"\1", body)
    images = [other for other in by_uid.values() if other.get("@type") == "Image" and str(other["@id"]) in body]
    body = _IMAGE.sub(lambda match: _with_caption(match[0], images), body) if images else body
    if dead:
        which = ", ".join(list(dict.fromkeys(dead))[:5])
        text = f"{len(dead)} länkar eller bilder leder till något som inte är med i exporten (UID {which}). Rätta dem."
        problems.append(Problem("dead-uid", text))
    if target := _text(item.get("remoteUrl")):
        body += f'<p><a href="{escape(target)}">{escape(target)}</a></p>'
    if item.get("recurrence"):
        text = "Evenemanget återkommer flera gånger. Bara den första gången är med i texten: fyll i de andra för hand."
        problems.append(Problem("recurring-event", text))
    return event_html(item) + body


def _with_caption(tag: str, images: list[dict[str, Any]]) -> str:
    """An image that Plone shows with a caption: it is kept at the image, as its description."""
    source = re.search(r"\bsrc=[\"']([^\"']+)", tag)
    shown = unescape(source[1]) if source else ""
    image = next((i for i in images if shown == str(i["@id"]) or shown.startswith(f"{i['@id']}/")), None)
    if image is None:
        return tag
    if not re.search(r"\balt=[\"'][^\"']*[^\"'\s]", tag) and (alt := _text(image.get("title"))):
        tag = re.sub(
            r"^<img\b", lambda m: f'{m[0]} alt="{escape(alt)}"', re.sub(r"\s*\balt=(?:\"\s*\"|'\s*')", "", tag)
        )
    caption = _text(image.get("description"))
    if not caption or "captioned" not in tag:
        return tag
    return f"<figure>{tag}<figcaption>{escape(caption)}</figcaption></figure>"


def _related(item: dict[str, Any], by_uid: dict[str, dict[str, Any]]) -> list[tuple[str, str]]:
    """(title, address) of what an object names as related."""
    found = []
    for row in item.get("relatedItems") or []:
        other = by_uid.get(str(row).replace("-", "").casefold()) if isinstance(row, str) else row
        if isinstance(other, dict) and other.get("@id"):
            found.append((_text(other.get("title")) or str(other["@id"]), str(other["@id"])))
    return found


def document_of(
    item: dict[str, Any],
    by_uid: dict[str, dict[str, Any]],
    fetcher: Fetcher | None = None,
    folder: Path | None = None,
    closed: Collection[str] = (),
) -> Document:
    """The document of one object, as an export or the REST API gives it. `by_uid` are the objects it may link to,
    `folder` is where the export lies and blobs beside it, `closed` the addresses of what is not public: what lies
    below one of them is not either."""
    address = str(item["@id"])
    problems: list[Problem] = []
    body = _body(item, by_uid, problems)
    image = item.get("image") if isinstance(item.get("image"), dict) else item.get("preview_image")
    image_address = f"{address}/@@images/image" if isinstance(image, dict) else ""
    creators = [str(c) for c in item.get("creators") or [] if c]
    contact = event_contact(item)
    file = item.get("file") if isinstance(item.get("file"), dict) else None
    file_address = f"{address}/@@download/file/{quote(str(file.get('filename') or ''))}" if file else ""
    record = Record(
        title=_text(item.get("title")),
        body=body,
        lead=_text(item.get("description")),
        published=_day(item, "effective", "created"),
        updated=_day(item, "modified"),
        address=address,
        author=", ".join(creators),
        language=_text(item.get("language")) or "sv",
        keywords=[str(s) for s in item.get("subjects") or [] if s],
        image=image_address,
        image_text=_text(item.get("image_alt")),
        image_caption=_text(item.get("image_caption") or item.get("preview_caption")),
        contacts=[contact] if contact else [],
        files=[(str(file.get("filename") or "Fil"), file_address)] if file else [],
        related=_related(item, by_uid),
    )
    data = compose(record)
    attachments = (
        [_attachment(image_address, image, fetcher, folder)] if image_address and isinstance(image, dict) else []
    )
    if file:
        attachments.append(_attachment(file_address, file, fetcher, folder))
    for other in by_uid.values():
        medium = other.get("image") or other.get("file")
        if other.get("@type") in ("Image", "File") and isinstance(medium, dict) and str(other["@id"]) in body:
            # An image is shown in several sizes, each at an address of its own; the export has the original.
            shown = re.findall(rf"{re.escape(str(other['@id']))}(?![\w-])[^\"'\s<>]*", body)
            title = _text(other.get("title"))
            attachments.extend(
                _attachment(a, medium, fetcher, folder, title) for a in dict.fromkeys(map(unescape, shown))
            )
    document = _document(item, record, data, attachments, closed)
    tell(document.known, problems)
    return document


def _document(
    item: dict[str, Any], record: Record, data: bytes, attachments: list[Attachment], closed: Collection[str]
) -> Document:
    address = record.address
    return Document(
        source_id=str(item.get("UID") or address),
        name=record.title or address,
        address=address,
        content_type="text/html; charset=utf-8",
        fetch=(lambda: data)
        if plain(record.body) or record.lead or record.contacts or record.files
        else failing("empty", "Sidan är tom i exporten."),
        published=record.published or None,
        updated=record.updated or None,
        known={
            "title": record.title,
            "kind": item.get("@type", ""),
            "uid": item.get("UID", ""),
            "status": item.get("review_state") or "",
            "categories": record.keywords,
            "author": record.author,
            "old_addresses": [str(a) for a in item.get("redirects") or item.get("aliases") or []],
            **access_marks(
                closed=_closed(item) or _closed_above(item, closed),
                opens=_text(item.get("effective")),
                closes=_text(item.get("expires")),
            ),
        },
        attachments=attachments,
    )


def _closed(item: dict[str, Any]) -> str:
    """What an object is closed by, by its state in the workflow. A site's own states are none that visitors see."""
    state = item.get("review_state")
    state = _text(state).strip().casefold()
    if state in ("", "published"):
        return ""
    if "intern" in state:
        return MEMBERS
    return PRIVATE if state == "private" else DRAFT


def _closed_above(item: dict[str, Any], closed: Collection[str]) -> str:
    """MEMBERS for what lies in a folder that is not public itself."""
    parent = item.get("parent")
    if isinstance(parent, dict) and _closed(parent):
        return MEMBERS
    above = str(item["@id"]).rstrip("/")
    while "/" in above:
        above = above.rpartition("/")[0]
        if above in closed:
            return MEMBERS
    return ""


def _day(item: dict[str, Any], *names: str) -> str:
    """The first of the dates that is one. Plone writes 1969-12-31 where there is none."""
    for name in names:
        day = swedish_day(_text(item.get(name)))
        if day and not day.startswith("1969"):
            return day
    return ""


def _resolved(match: re.Match[str], by_uid: dict[str, dict[str, Any]], dead: list[str]) -> str:
    target = by_uid.get(match["uid"].replace("-", "").casefold())
    if target is None:
        dead.append(match["uid"])
        return match[0]
    address, rest = str(target["@id"]), match["rest"]
    file = target.get("file")
    if target.get("@type") == "File" and isinstance(file, dict) and not rest:
        # A link to a file object shows what it leads to: the file, with its name.
        rest = f"/@@download/file/{quote(str(file.get('filename') or ''))}"
    return f"{match['before']}{escape(address)}{escape(rest)}"


def _attachment(
    address: str, medium: dict[str, Any], fetcher: Fetcher | None, folder: Path | None, text: str = ""
) -> Attachment:
    name = str(medium.get("filename") or address.rsplit("/", 1)[-1])

    def load() -> bytes:
        if medium.get("data"):
            try:
                return base64.b64decode(medium["data"], validate=False)
            except (binascii.Error, ValueError, TypeError) as error:
                raise UnreadableDocument("broken-file", f"Filen {name} är skadad i exporten.") from error
        if medium.get("blob_path") and folder is not None:
            return _blob(folder, str(medium["blob_path"]))
        if fetcher and medium.get("download"):
            return fetcher.fetch(str(medium["download"])).data
        raise UnreadableDocument("missing", f"Filen {name} finns inte i exporten.")

    return Attachment(
        name=name, address=address, content_type=str(medium.get("content-type") or ""), text=text, load=load
    )


def _blob(beside: Path, name: str) -> bytes:
    """A file that the export left in Plone's blob storage, copied beside it; never one outside that folder."""
    root = beside.resolve()
    for folder in (root, root / "blobstorage", root / "blobs"):
        found = (folder / name).resolve()
        if found.is_relative_to(root) and found.is_file():
            return read_file(found)
    raise UnreadableDocument("missing", f"Filen {Path(name).name} finns inte bredvid exporten (blobstorage).")
