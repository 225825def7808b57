"""EPiServer/Optimizely: the pages that its Content Delivery API gives, over the web or saved as JSON.

Sites name their properties as they like. What a property is is told by its type where the answer has it, by what is
in it where it does not (a flattened answer), and by its name for title and lead. All that reads as text is kept.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit, urlunsplit

from ..reading.furniture.wording import is_wording
from ..reading.model.article import Problem
from ..reading.swedish.timestamps import swedish_day
from .access import DRAFT, access_marks
from .document import Attachment, Document, Documents, SourceError, failing
from .export_files import ExportFile
from .fetch_errors import FetchError
from .record_pages import Record, compose, plain
from .registry import Asked
from .source_problems import tell

MAX_EXPORT = 500 * 2**20
PAGE = 100
MAX_ASKED = 50_000
MAX_DEPTH = 12
Item = dict[str, Any]
# What the API itself says of every content; all else are the site's own properties.
_OWN = frozenset(
    (
        "contentlink name language existinglanguages masterlanguage contenttype parentlink routesegment url changed "
        "created modified startpublish stoppublish saved status category expanded"
    ).split()
)
_TITLE = re.compile(r"(?:page)?(?:heading|title|rubrik|headline)|h1", re.IGNORECASE)
_LEAD = re.compile(r"(?:main)?(?:preamble|intro(?:duction)?|ingress|lead)(?:text)?", re.IGNORECASE)
_UNSEEN = re.compile(r"^(?:meta|seo|og|twitter|teaser|search|navigation|menu|css|disable|hide)|(?:tag|css)s?$", re.I)
_PERMALINK = re.compile(r"(?P<q>[\"'])~?/link/(?P<guid>[0-9a-f]{32})\.aspx(?P<rest>[^\"']*)", re.IGNORECASE)
_FRAGMENT = re.compile(r"<div\b[^>]*\bdata-content(?:link|guid)=[^>]*>(?:[^<]*</div>)?", re.IGNORECASE)


def is_answer(head: bytes, suffix: str) -> bool:
    """Whether a file that begins so is an answer of the API."""
    folded = head[:65536].lower()
    return b'"contentlink"' in folded and b'"guidvalue"' in folded


def is_address(address: str) -> bool:
    """Whether an address is that of content in the API."""
    return "/api/episerver/" in urlsplit(address).path.casefold()


def from_files(files: Sequence[ExportFile], asked: Asked) -> Documents:
    """The pages in files that the API gave."""
    items: list[Item] = []
    for file in files:
        try:
            items += _items(json.loads(file.text(MAX_EXPORT)))
        except (ValueError, RecursionError) as error:
            raise SourceError("broken-json", f"{file.name} är ingen hel JSON-fil. Hämta den på nytt.") from error
    yield from _documents(items, "", asked)


def from_service(address: str, asked: Asked) -> Documents:
    """The page at an address of the API and all pages below it that an anonymous visitor may see. `address` is that of
    one content: https://www.kommunen.se/api/episerver/v3.0/content/7."""
    parts = urlsplit(address)
    base = re.sub(r"(?i)(/content)/.*$", r"\1", parts.path)
    first = parts.path.rstrip("/").removesuffix("/children")
    site = f"{parts.scheme}://{parts.netloc}"
    items = _items(_asked(urlunsplit((parts.scheme, parts.netloc, first, "expand=*", "")), asked))
    waiting = deque(_guid(item) for item in items)
    seen = set(waiting)
    while waiting and len(seen) < MAX_ASKED:
        guid = waiting.popleft()
        token = ""
        while True:
            query = {"expand": "*", "top": str(PAGE), **({"continuationToken": token} if token else {})}
            answer = _asked(f"{site}{base}/{guid}/children?{urlencode(query)}", asked, empty_is_fine=True)
            found = [item for item in _items(answer) if _guid(item) and _guid(item) not in seen]
            seen.update(map(_guid, found))
            items += found
            waiting.extend(_guid(item) for item in found)
            token = str(answer.get("continuationToken") or "") if isinstance(answer, dict) else ""
            if not token or not found:
                break
    yield from _documents(items, site, asked)


def _asked(address: str, asked: Asked, *, empty_is_fine: bool = False) -> Any:
    try:
        return json.loads(asked.web().fetch(address, accept="application/json").data)
    except FetchError as error:
        if empty_is_fine and error.code in ("not-found", "refused"):
            return []
        raise SourceError(error.code, f"Tjänsten {address} gick inte att hämta. {error.message}") from error
    except (ValueError, RecursionError) as error:
        raise SourceError("broken-json", f"Tjänsten {address} svarade inte med JSON.") from error


def _items(answer: Any) -> list[Item]:
    """The content of an answer: one, a list, or a page of results; names as the newer versions write them."""
    if isinstance(answer, dict):
        lowered = _lowered(answer, 0)
        rows = lowered.get("results", lowered.get("items", [lowered]))
    else:
        rows = _lowered(answer, 0)
    return [row for row in rows if isinstance(row, dict) and row.get("contentLink")] if isinstance(rows, list) else []


def _lowered(value: Any, depth: int) -> Any:
    if depth > 60:
        return None
    if isinstance(value, dict):
        return {key[:1].lower() + key[1:]: _lowered(inner, depth + 1) for key, inner in value.items()}
    return [_lowered(inner, depth + 1) for inner in value] if isinstance(value, list) else value


def _guid(item: Item) -> str:
    link = item.get("contentLink")
    return str((link.get("guidValue") or link.get("id") or "") if isinstance(link, dict) else "")


def _types(item: Item) -> list[str]:
    value = item.get("contentType")
    return [str(word) for word in value] if isinstance(value, list) else [str(value or "")]


def _documents(items: list[Item], site: str, asked: Asked) -> Documents:
    known = {_guid(item).replace("-", ""): item for item in items}
    pages = [item for item in items if "Page" in _types(item) or not {"Block", "Media", "Image"} & set(_types(item))]
    if not items:
        raise SourceError("no-episerver", "Svaret har inget innehåll från EPiServer (Content Delivery API).")
    for item in items:
        if item not in pages:
            asked.left.note("block och filer utan egen sida", str(item.get("name") or ""))
    for item in pages:
        composed = _Composed(item, known)
        if not plain(composed.body) and not composed.lead:
            asked.left.note("sidor utan egen text", str(item.get("name") or ""))
            continue
        yield _document(item, composed, site, asked)


class _Composed:
    """A page's properties put together: title, lead, image, body; and what was met that cannot be shown."""

    def __init__(self, item: Item, known: dict[str, Item]) -> None:
        self._known = known
        self.title, self.lead = str(item.get("name") or ""), ""
        self.images: list[str] = []
        self.dead = self.missing = 0
        self.left: list[str] = []
        own = {name: value for name, value in item.items() if name.casefold() not in _OWN}
        for name in list(own):
            value = self._value(own[name])
            if isinstance(value, str) and plain(value) and _TITLE.fullmatch(name):
                self.title = plain(value)
                del own[name]
            elif isinstance(value, str) and plain(value) and not self.lead and _LEAD.fullmatch(name):
                self.lead = plain(value)
                del own[name]
        self.body = "\n".join(part for name, value in own.items() for part in self._shown(name, value, 0))

    @staticmethod
    def _value(prop: Any) -> Any:
        """A property's value: of one with its type the value, of a reference that was expanded what it refers to."""
        if isinstance(prop, dict) and ("propertyDataType" in prop or "expandedValue" in prop):
            return prop.get("expandedValue") or prop.get("value")
        return prop

    def _shown(self, name: str, prop: Any, depth: int) -> Iterator[str]:
        value = self._value(prop)
        if depth > MAX_DEPTH or value in (None, "", [], {}):
            return
        if _UNSEEN.search(name):
            self.left.append(name)
            return
        if isinstance(value, str):
            if re.search(r"<\w+[^>]*>", value):
                yield self._html(value)
            elif is_wording(name, value):
                yield "".join(f"<p>{escape(line)}</p>" for line in value.splitlines() if line.strip())
        elif isinstance(value, list):
            for row in value:
                yield from self._shown(name, row, depth + 1)
        elif isinstance(value, dict):
            yield from self._object(name, value, depth)

    def _object(self, name: str, value: Item, depth: int) -> Iterator[str]:
        types = set(_types(value))
        if types & {"Image", "ImageFile"}:
            address = str(value.get("url") or (value.get("contentLink") or {}).get("url") or "")
            alt = next((str(self._value(v) or "") for k, v in value.items() if re.match(r"alt", k, re.I)), "")
            words = next(
                (str(self._value(v) or "") for k, v in value.items() if re.match(r"caption|bildtext", k, re.I)), ""
            )
            if address:
                self.images.append(address)
                caption = f"<figcaption>{escape(plain(words))}</figcaption>" if plain(words) else ""
                yield f'<figure><img src="{escape(address)}" alt="{escape(alt)}">{caption}</figure>'
            return
        if "contentLink" not in value and (
            "href" in value or ("text" in value and "url" in value)
        ):  # a row of a collection of links
            address, text = (
                str(value.get("href") or value.get("url") or ""),
                str(value.get("text") or value.get("title") or ""),
            )
            if address and text:
                yield f'<p><a href="{escape(address)}">{escape(text)}</a></p>'
            return
        if "contentLink" in value and set(value) <= {"contentLink", "displayOption", "tag", "inlineBlock"}:
            inner = value.get("inlineBlock") or self._known.get(_guid(value).replace("-", ""))
            if inner is None:
                self.missing += 1
            elif "Page" not in _types(inner):
                yield from self._object(name, inner, depth + 1)
            return
        if "Page" in types:  # another page, shown as a link to it
            address = str(value.get("url") or "")
            if address:
                yield f'<p><a href="{escape(address)}">{escape(str(value.get("name") or address))}</a></p>'
            return
        for key, inner in value.items():
            if key.casefold() in _OWN:
                continue
            words = self._value(inner)
            if isinstance(words, str) and plain(words) and _TITLE.fullmatch(key):
                yield f"<h2>{escape(plain(words))}</h2>"
            else:
                yield from self._shown(key, inner, depth + 1)

    def _html(self, html: str) -> str:
        def linked(found: re.Match[str]) -> str:
            target = self._known.get(found["guid"].lower())
            address = str((target or {}).get("url") or "")
            self.dead += not address
            return f"{found['q']}{escape(address)}{found['rest']}" if address else found[0]

        self.missing += len(_FRAGMENT.findall(html))
        return _PERMALINK.sub(linked, _FRAGMENT.sub("", html))


def _document(item: Item, composed: _Composed, site: str, asked: Asked) -> Document:
    address = urljoin(site + "/", str(item.get("url") or "")) if site else str(item.get("url") or "")
    language = item.get("language")
    record = Record(
        title=composed.title,
        lead=composed.lead,
        body=composed.body,
        published=swedish_day(str(item.get("startPublish") or "")) or "",
        updated=swedish_day(str(item.get("changed") or item.get("modified") or "")) or "",
        address=address if address.startswith("http") else "",
        language=str(language.get("name") or "sv") if isinstance(language, dict) else "sv",
    )
    status = str(item.get("status") or "Published")
    data = compose(record)
    fetcher = None if asked.offline else asked.fetcher
    nothing = failing(
        "no-network", "Bilden ligger på den gamla webbplatsen, som inte hämtas från i den här körningen."
    )
    document = Document(
        source_id=f"episerver:{_guid(item)}",
        name=record.title or record.address,
        address=record.address or None,
        content_type="text/html; charset=utf-8",
        fetch=lambda: data,
        published=record.published or None,
        updated=record.updated or None,
        known={
            "title": record.title,
            "kind": next((word for word in reversed(_types(item)) if word), ""),
            **access_marks(
                closed=DRAFT if status != "Published" else "",
                opens=str(item.get("startPublish") or ""),
                closes=str(item.get("stopPublish") or ""),
            ),
        },
        attachments=[
            Attachment(
                name=image.rsplit("/", 1)[-1],
                address=image,
                load=(lambda image=image: fetcher.fetch(urljoin(address, image)).data) if fetcher else nothing,  # type: ignore[misc]
            )
            for image in composed.images
        ],
    )
    problems = []
    if composed.missing:
        problems.append(
            Problem(
                "missing-block", f"{composed.missing} block som sidan visade är inte med i svaret. Hämta med expand=*."
            )
        )
    if composed.dead:
        problems.append(Problem("dead-uid", f"{composed.dead} länkar leder till sidor som inte är med i svaret."))
    if composed.left:
        problems.append(Problem("fields-left", f"Fält är inte med på sidan: {', '.join(composed.left[:12])}."))
    tell(document.known, problems)
    return document
