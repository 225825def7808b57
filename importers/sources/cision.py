"""Cision: the press releases of a news feed (publish.ne.cision.com/papi/NewsFeed/…), as JSON or XML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from lxml import etree

from ..reading.formats.decode import decode
from ..reading.model.errors import UnreadableDocument
from ..reading.swedish.timestamps import swedish_day
from .access import access_marks
from .document import Attachment, Document, Documents, SourceError, failing
from .document_ids import with_rivals
from .export_files import ExportFile
from .fetch_errors import FetchError
from .record_pages import Record, caption_with, compose, plain
from .registry import Asked
from .safe_xml import local, parse_xml

MAX_EXPORT = 500 * 2**20
PAGE = 50
MAX_PAGES = 1_000
_LISTS = {"Images", "Files", "Categories", "Keywords", "Quotes", "QuickFacts", "ExternalLinks", "Videos",
          "EmbeddedItems", "LanguageVersions", "Tickers", "ServiceCategories"}  # fmt: skip
_EMPTY = (
    "Flödet har bara rubriken. Hämta det med detailLevel=detail i adressen, eller be Cision om hela texterna i flödet."
)
Release = dict[str, Any]


def is_feed(head: bytes, suffix: str) -> bool:
    """Whether a file that begins so is a feed from Cision, or one release of it."""
    if suffix == ".json":
        return b'"EncryptedId"' in head and (b'"Releases"' in head or b'"Release"' in head)
    return b"<EncryptedId>" in head and b"<Release" in head


def is_address(address: str) -> bool:
    """Whether an address is that of a feed or release in Cision's service."""
    parts = urlsplit(address)
    return (parts.hostname or "").endswith("cision.com") and "/papi/" in parts.path.casefold()


def from_files(files: Sequence[ExportFile], asked: Asked) -> Documents:
    """The releases in files that the service gave."""
    releases = [release for file in files for release in releases_of(file.text(MAX_EXPORT).encode("utf-8", "replace"))]
    yield from with_rivals(_document(release, asked) for release in releases)


def from_service(address: str, asked: Asked) -> Documents:
    """The releases of a feed, page by page, with their whole texts. `address` is the feed's, with the feed's key."""
    parts = urlsplit(address)
    query = {"format": "json", "detailLevel": "detail", **dict(parse_qsl(parts.query)), "pageSize": str(PAGE)}
    for page in range(1, MAX_PAGES + 1):
        query["pageIndex"] = str(page)
        try:
            data = asked.web().fetch(urlunsplit(parts._replace(query=urlencode(query)))).data
        except FetchError as error:
            raise SourceError(error.code, f"Flödet från Cision gick inte att hämta. {error.message}") from error
        found = releases_of(data, empty_is_fine=page > 1)
        yield from with_rivals(_document(release, asked) for release in found)
        if len(found) < PAGE or "/release/" in parts.path.casefold():
            return


def releases_of(data: bytes, *, empty_is_fine: bool = False) -> list[Release]:
    """The releases of an answer, JSON or XML. Raises SourceError for anything else."""
    if data.lstrip()[:1] in (b"{", b"["):
        try:
            answer = json.loads(decode(data, max_bytes=MAX_EXPORT).text)
        except (ValueError, RecursionError, UnreadableDocument) as error:
            raise SourceError("broken-json", "Filen är ingen hel JSON-fil. Hämta den på nytt.") from error
        rows = answer
        if isinstance(answer, dict):
            rows = answer.get("Releases") or answer.get("Release") or (answer if "EncryptedId" in answer else [])
        found = [row for row in (rows if isinstance(rows, list) else [rows]) if isinstance(row, dict)]
    else:
        root = parse_xml(data)
        found = [_of_xml(element) for element in root.iter() if local(element) == "Release"]
    if not found and not empty_is_fine:
        raise SourceError("no-cision", "Filen har inga pressmeddelanden från Cision.")
    return found


def _of_xml(element: etree._Element) -> Release:
    release: Release = {}
    for child in element:
        name = local(child)
        rows = [row for row in child if local(row)]
        if name in _LISTS:
            release[name] = [
                {local(field): (field.text or "").strip() for field in row} or (row.text or "").strip() for row in rows
            ]
        elif name:
            release[name] = (child.text or "").strip()
    return release


def _rows(release: Release, name: str) -> list[dict[str, Any]]:
    """A list's rows, each an object; a word alone is its text."""
    value = release.get(name) or []
    rows = value if isinstance(value, list) else [value]
    return [row if isinstance(row, dict) else {"Text": str(row)} for row in rows if row]


def _said(row: Release, *names: str) -> str:
    return next((str(row[name]).strip() for name in names if row.get(name)), "")


def _html(release: Release, name: str) -> str:
    """A field's HTML, else its text in paragraphs."""
    marked = _said(release, f"Html{name}")
    return marked or "".join(f"<p>{escape(part)}</p>" for part in re.split(r"\n\s*\n", _said(release, name)) if part)


def _document(release: Release, asked: Asked) -> Document:
    addresses = [_said(release, name) for name in ("CanonicalUrl", "CisionWireUrl", "SyndicatedUrl")]
    addresses = [address for address in dict.fromkeys(addresses) if address.startswith("http")]
    images = [row for row in _rows(release, "Images") if _picture(row)]
    files = [(_said(row, "Title", "FileName") or "Dokument", _said(row, "Url")) for row in _rows(release, "Files")]
    files = [(text, href) for text, href in files if href]
    record = Record(
        title=plain(_said(release, "Title", "HtmlTitle")),
        lead=plain(_said(release, "Intro", "HtmlIntro")),
        body=_body(release, images[1:]),
        published=swedish_day(_said(release, "PublishDate")) or "",
        updated=swedish_day(_said(release, "LastChangeDate")) or "",
        address=addresses[0] if addresses else "",
        publisher=_said(release, "SourceName"),
        language=_said(release, "LanguageCode") or "sv",
        keywords=[_said(row, "Name", "Text") for name in ("Categories", "Keywords") for row in _rows(release, name)],
        image=_picture(images[0]) if images else "",
        image_caption=_caption(images[0]) if images else "",
        files=files,
        related=[(_said(row, "Title", "Url"), _said(row, "Url")) for row in _rows(release, "ExternalLinks")
                 if _said(row, "Url")],
    )  # fmt: skip
    data = compose(record)
    whole = bool(plain(record.body) or record.lead)
    return Document(
        source_id=f"cision:{_said(release, 'EncryptedId', 'Id') or record.address}",
        name=record.title or record.address,
        address=record.address or None,
        content_type="text/html; charset=utf-8",
        fetch=(lambda: data) if whole else failing("empty", _EMPTY),
        published=record.published or None,
        updated=record.updated or None,
        known={
            "title": record.title,
            "kind": "press_release",
            "categories": record.keywords,
            "old_addresses": addresses[1:],
            **access_marks(opens=_said(release, "PublishDate")),
        },
        attachments=_attachments([*map(_picture, images), *(href for _, href in files)], asked),
    )


def _picture(row: Release) -> str:
    """An image in the size it was handed in, else the largest there is."""
    return _said(row, "DownloadUrl", "UrlTo800x800ArResized", "UrlTo400x400ArResized", "UrlTo200x200ArResized")


def _caption(row: Release) -> str:
    return caption_with(_said(row, "Description", "Title"), _said(row, "Photographer"))


def _body(release: Release, images: Iterable[Release]) -> str:
    """The text, and what the service keeps beside it: more images, quotes and facts that are not in it, contacts, what
    the sender says of itself."""
    parts = [_html(release, "Header"), _html(release, "Body")]
    text = plain(parts[1])
    parts += [
        f'<figure><img src="{escape(_picture(row))}" alt=""><figcaption>{escape(_caption(row))}</figcaption></figure>'
        for row in images
    ]
    for row in _rows(release, "Quotes"):
        said, who = plain(_said(row, "Text")), plain(_said(row, "Author"))
        if said and said not in text:
            parts.append(f"<blockquote><p>{escape(said)}</p><cite>{escape(who)}</cite></blockquote>")
    facts = [plain(_said(row, "Text", "Value", "Title")) for row in _rows(release, "QuickFacts")]
    if facts := [fact for fact in facts if fact and fact not in text]:
        parts.append("<h2>Fakta</h2><ul>" + "".join(f"<li>{escape(fact)}</li>" for fact in facts) + "</ul>")
    for row in _rows(release, "Videos"):
        if address := _said(row, "Url", "VideoUrl"):
            parts.append(f'<p><a href="{escape(address)}">{escape(_said(row, "Title") or address)}</a></p>')
    about = f"Om {_said(release, 'SourceName')}".strip()
    for name, heading in (("Contact", "Kontakt"), ("CompanyInformation", about)):
        inner = _html(release, name)
        if inner and plain(inner) not in text:
            parts.append(f"<h2>{escape(heading)}</h2>{inner}")
    return "\n".join(part for part in parts if part)


def _attachments(addresses: Iterable[str], asked: Asked) -> list[Attachment]:
    fetcher = None if asked.offline else asked.fetcher
    nothing = failing("no-network", "Filen ligger hos Cision, som inte hämtas från i den här körningen.")
    return [
        Attachment(
            name=address.rsplit("/", 1)[-1],
            address=address,
            load=(lambda address=address: fetcher.fetch(address).data) if fetcher else nothing,  # type: ignore[misc]
        )
        for address in addresses
    ]
