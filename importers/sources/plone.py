"""Plone: the JSON that collective.exportimport writes, and what the REST API gives. Classic pages and Volto blocks."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Collection, Iterator
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ..reading.model.errors import UnreadableDocument
from .access import DRAFT, MEMBERS, PRIVATE, access_marks
from .document import Attachment, Document, Documents, SourceError, failing
from .fetch import Fetcher
from .folders import read_file
from .identity import shared_ids
from .moments import swedish_day
from .record_pages import Record, compose, plain
from .volto import blocks_html

MAX_EXPORT = 2 * 2**30
_NOT_ARTICLES = frozenset(
    {"Folder", "Collection", "Image", "File", "Link", "Plone Site", "LRF", "LIF", "Comment", "Discussion Item"}
)
_UID = re.compile(r"(?P<before>[\"'])(?:[^\"']*/)?resolveuid/(?P<uid>[0-9a-fA-F-]{32,36})(?P<rest>[^\"']*)")
# An image in one of its sizes: "…/@@images/image/preview". What is wanted is the image itself.
_SCALE = re.compile(r"(/@@images/\w+)/[\w-]+(?=[\"'\s<])")


def from_plone(path: Path, fetcher: Fetcher | None = None) -> Documents:
    """The news items and pages of an export, in its order; what was not public is marked so (see `access`).

    Images and files that are written into the export are attachments of the pages that show them; others are got by
    `fetcher`. Links by UID become addresses where the export knows the object. Raises SourceError for what is no
    such export.
    """
    objects = load_objects(path)
    by_uid = {str(o["UID"]).replace("-", ""): o for o in objects if o.get("UID")}
    shared = shared_ids((str(o.get("UID") or ""), str(o["@id"])) for o in objects)
    folders = {str(o["@id"]).rstrip("/") for o in objects if _closed(o)}
    for item in objects:
        kind = item.get("@type", "")
        if kind in _NOT_ARTICLES or not (item.get("text") or item.get("blocks") or item.get("description")):
            continue
        document = document_of(item, by_uid, fetcher, path, folders)
        document.rivals = shared.get(document.source_id, frozenset())
        yield document


def load_objects(path: Path) -> list[dict[str, Any]]:
    """The objects of an export file: a list, or a tree with `items` as the REST API nests them."""
    try:
        data = json.loads(read_file(path, MAX_EXPORT))
    except UnreadableDocument as error:
        raise SourceError(error.code, error.message) from error
    except (ValueError, RecursionError) as error:
        raise SourceError("broken-json", "Filen är ingen hel JSON-fil. Exportera den på nytt.") from error
    objects = list(_flatten(data))
    if not objects:
        raise SourceError("no-plone", "Filen är ingen export från Plone (collective.exportimport).")
    return objects


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
    """Whether an object is a page with text: no folder, collection, image or file."""
    return item.get("@type", "") not in _NOT_ARTICLES and bool(
        item.get("text") or item.get("blocks") or item.get("description")
    )


def document_of(
    item: dict[str, Any],
    by_uid: dict[str, dict[str, Any]],
    fetcher: Fetcher | None = None,
    path: Path | None = None,
    closed: Collection[str] = (),
) -> Document:
    """The document of one object, as an export or the REST API gives it. `by_uid` are the objects it may link to,
    `path` the export file that blobs lie beside, `closed` the addresses of what is not public: what lies below one of
    them is not either."""
    address = str(item["@id"])
    body = _text(item.get("text")) or blocks_html(item.get("blocks") or {}, item.get("blocks_layout") or {})
    body = _UID.sub(lambda match: _resolved(match, by_uid), body)
    body = _SCALE.sub(r"\1", body)
    image = item.get("image") if isinstance(item.get("image"), dict) else item.get("preview_image")
    image_address = f"{address}/@@images/image" if isinstance(image, dict) else ""
    creators = [str(c) for c in item.get("creators") or [] if c]
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
        image_caption=_text(item.get("image_caption")),
    )
    data = compose(record)
    attachments = (
        [_attachment(image_address, image, fetcher, path)] if image_address and isinstance(image, dict) else []
    )
    for other in by_uid.values():
        medium = other.get("image") or other.get("file")
        if other.get("@type") in ("Image", "File") and isinstance(medium, dict):
            # An image is shown in several sizes, each at an address of its own; the export has the original.
            shown = re.findall(rf"{re.escape(str(other['@id']))}(?![\w-])[^\"'\s<>]*", body)
            title = _text(other.get("title"))
            attachments.extend(
                _attachment(a, medium, fetcher, path, title) for a in dict.fromkeys(map(unescape, shown))
            )
    return Document(
        source_id=str(item.get("UID") or address),
        name=record.title or address,
        address=address,
        content_type="text/html; charset=utf-8",
        fetch=(lambda: data) if plain(body) or record.lead else failing("empty", "Sidan är tom i exporten."),
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


def _resolved(match: re.Match[str], by_uid: dict[str, dict[str, Any]]) -> str:
    target = by_uid.get(match["uid"].replace("-", ""))
    if target is None:
        return match[0]
    address, rest = str(target["@id"]), match["rest"]
    file = target.get("file")
    if target.get("@type") == "File" and isinstance(file, dict) and not rest:
        # A link to a file object shows what it leads to: the file, with its name.
        rest = f"/@@download/file/{quote(str(file.get('filename') or ''))}"
    return f"{match['before']}{escape(address)}{escape(rest)}"


def _attachment(
    address: str, medium: dict[str, Any], fetcher: Fetcher | None, path: Path | None, text: str = ""
) -> Attachment:
    name = str(medium.get("filename") or address.rsplit("/", 1)[-1])

    def load() -> bytes:
        if medium.get("data"):
            try:
                return base64.b64decode(medium["data"], validate=False)
            except (binascii.Error, ValueError, TypeError) as error:
                raise UnreadableDocument("broken-file", f"Filen {name} är skadad i exporten.") from error
        if medium.get("blob_path") and path is not None:
            return _blob(path, str(medium["blob_path"]))
        if fetcher and medium.get("download"):
            return fetcher.fetch(str(medium["download"])).data
        raise UnreadableDocument("missing", f"Filen {name} finns inte i exporten.")

    return Attachment(
        name=name, address=address, content_type=str(medium.get("content-type") or ""), text=text, load=load
    )


def _blob(path: Path, name: str) -> bytes:
    """A file that the export left in Plone's blob storage, copied beside it; never one outside that folder."""
    root = path.resolve().parent
    for folder in (root, root / "blobstorage", root / "blobs"):
        found = (folder / name).resolve()
        if found.is_relative_to(root) and found.is_file():
            return read_file(found)
    raise UnreadableDocument("missing", f"Filen {Path(name).name} finns inte bredvid exporten (blobstorage).")
