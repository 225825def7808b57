"""WordPress's REST API (wp/v2): all that a site shows, or with a name and password all that its writers see."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from ..reading.swedish.timestamps import moment_of, swedish_day
from .access import access_marks
from .document import Document, Documents, SourceError
from .document_ids import with_rivals
from .fetch import Fetcher
from .left_out import LeftOut
from .record_pages import Record, plain
from .service_answers import MAX_PAGES, PAGE, ServiceError, answer_of, file_of, json_of, page_of
from .web import missing_part
from .wordpress_blocks import worded
from .wordpress_items import LEAD_FIELD, NO_CATEGORY, NO_TOPICS, NOT_ARTICLES, closed_word

Item = dict[str, Any]
_NAMESPACE = "wp/v2"
_NO_ACCESS = frozenset({401, 403})
# What a site has beside its articles: where it is counted, and what it is called.
_COUNTED = {"comments": "kommentarer", "media": "filer i mediebiblioteket"}


@dataclass(frozen=True, slots=True)
class _Service:
    """A site's API. `root` is what the name of a question is put after, `named` the one that the address names."""

    root: str
    fetcher: Fetcher
    left: LeftOut
    named: str = ""

    @property
    def logs_in(self) -> bool:
        return self.fetcher.logs_in(self.root)

    def question(self, name: str, **query: object) -> str:
        """The address of a question. Sites without addresses in words have it all after a question mark."""
        whole = f"{self.root}{name}"
        return f"{whole}{'&' if '?' in whole else '?'}{urlencode(query)}" if query else whole


def is_address(address: str) -> bool:
    """Whether a WordPress site answers questions at the address."""
    parts = urlsplit(address)
    return "/wp-json/" in f"{parts.path}/" or "rest_route=" in parts.query


def from_service(address: str, fetcher: Fetcher, left: LeftOut | None = None) -> Documents:
    """The posts, pages and other texts of a WordPress site. `address` is the site's, its API's, or that of one type of
    post in it, which then is all that is read.

    Who logs in (see `Manners.logins`) gets drafts and private texts too, marked so. A part of the list that does not
    come fails by name. Raises SourceError for what is no such site.
    """
    service = _service_at(address, fetcher, left if left is not None else LeftOut())
    if service.named:
        yield from _posts(service, service.named, first=True)
        return
    bases = _types(service)
    for number, (base, name) in enumerate(bases.items()):
        try:
            yield from _posts(service, base, first=number == 0)
        except ServiceError as error:
            if number == 0 or error.status not in {*_NO_ACCESS, 404}:
                raise
            service.left.note(f"innehållstyper som tjänsten inte lämnar ut ({error.status})", name)
    _count_the_rest(service)


def _service_at(address: str, fetcher: Fetcher, left: LeftOut) -> _Service:
    parts = urlsplit(address)
    routed = next(iter(parse_qs(parts.query).get("rest_route", [])), "")
    if routed:
        start = f"{parts.scheme}://{parts.netloc}{parts.path or '/'}?rest_route=/{_NAMESPACE}/"
        return _Service(start, fetcher, left, _after(routed, f"/{_NAMESPACE}"))
    site, found, rest = address.partition("?")[0].rstrip("/").partition("/wp-json")
    return _Service(f"{site}/wp-json/{_NAMESPACE}/", fetcher, left, _after(rest, f"/{_NAMESPACE}") if found else "")


def _after(path: str, start: str) -> str:
    return path.partition(start)[2].strip("/")


def _types(service: _Service) -> dict[str, str]:
    """Where the texts of each type are asked for, with the type's name: posts first. Where the site does not tell its
    types, those that every site has."""
    found = {"posts": "Inlägg", "pages": "Sidor"}
    try:
        types = json_of(service.fetcher, service.question("types"))
    except ServiceError:
        return found
    for slug, kind in types.items() if isinstance(types, dict) else ():
        if not isinstance(kind, dict) or slug in NOT_ARTICLES or slug.startswith("wp_"):
            continue
        base, space = str(kind.get("rest_base") or slug), str(kind.get("rest_namespace") or _NAMESPACE)
        if space == _NAMESPACE and re.fullmatch(r"[\w-]+", base):
            found[base] = str(kind.get("name") or slug)
    return found


def _posts(service: _Service, base: str, *, first: bool) -> Iterator[Document]:
    """The texts of one type. Raises ServiceError where not even the first come."""
    query: dict[str, object] = {"per_page": PAGE, "_embed": 1, "orderby": "id", "order": "asc"}
    if service.logs_in:
        query |= {"context": "edit", "status": "any"}
    pages = MAX_PAGES
    for number in range(1, MAX_PAGES + 1):
        if number > pages:
            return
        asked = service.question(base, **query, page=number)
        try:
            rows, headers = answer_of(service.fetcher, asked)
        except ServiceError as error:
            if number == 1 and service.logs_in and first and error.status in _NO_ACCESS:
                raise _no_rights(error) from error
            if number == 1:
                raise
            if error.status == 400 and pages == MAX_PAGES:
                return  # what WordPress answers after the last, where it has not said how many there are
            yield missing_part(asked, f"En del av innehållet ({base}, del {number}) kom inte: {error.message}")
            if error.code in ("given-up", "timeout", "network"):
                return
            continue
        if not isinstance(rows, list):
            raise SourceError("no-wordpress", f"{service.root} är inte WordPress tjänst för inlägg.")
        told = headers.get("x-wp-totalpages", "")
        pages = int(told) if told.isdigit() and pages == MAX_PAGES else pages
        yield from with_rivals(_post(row, service) for row in rows if isinstance(row, dict) and _is_text(row, service))
        if pages == MAX_PAGES and len(rows) < PAGE:
            return


def _no_rights(error: ServiceError) -> ServiceError:
    return ServiceError(
        "login",
        f"Inloggningen får inte läsa utkast och privata inlägg ({error.status}). Använd en redaktörs "
        "applikationslösenord, eller läs utan inloggning.",
        error.status,
    )


def _is_text(row: Item, service: _Service) -> bool:
    """Whether a row is an article and no part of a plugin: what is published has an address of its own."""
    kind, link = str(row.get("type") or "post"), str(row.get("link") or "")
    if kind not in ("post", "page") and "post_type=" in link and row.get("status") == "publish":
        service.left.note(f"innehåll utan egen sida ({kind})", unescape(plain(_rendered(row.get("title")))))
        return False
    return True


def _count_the_rest(service: _Service) -> None:
    for name, reason in _COUNTED.items():
        try:
            _, headers = answer_of(service.fetcher, service.question(name, per_page=1))
        except SourceError:
            continue
        number = headers.get("x-wp-total", "")
        if number.isdigit() and int(number):
            service.left.note(reason, number=int(number))


def _rendered(value: Any) -> str:
    return str(value.get("rendered") or "") if isinstance(value, dict) else str(value or "")


def _post(row: Item, service: _Service) -> Document:
    embedded = row.get("_embedded")
    embedded = embedded if isinstance(embedded, dict) else {}
    medium = next(_dicts(embedded.get("wp:featuredmedia")), {})
    image = str(medium.get("source_url") or "")
    body = _rendered(row.get("content"))
    lead, added = _own_fields(row.get("acf"), body, service.left)
    record = Record(
        title=unescape(plain(_rendered(row.get("title")))),
        body=body + added,
        lead=_lead(row) or lead,
        published=swedish_day(str(row.get("date") or "")) or "",
        updated=swedish_day(str(row.get("modified") or "")) or "",
        address=str(row.get("link") or ""),
        author=", ".join(str(who["name"]) for who in _dicts(embedded.get("author")) if who.get("name")),
        keywords=_topics(embedded),
        image=image if image and image not in body else "",
        image_text=str(medium.get("alt_text") or ""),
        image_caption=unescape(plain(_rendered(medium.get("caption")))),
    )
    attachments = [file_of(service.fetcher, image, record.image_text)] if image else []
    source_id = _rendered(row.get("guid")) or record.address or f"wordpress:{row.get('id')}"
    known = {"kind": row.get("type", ""), "slug": row.get("slug", ""), "author": record.author}
    return page_of(record, source_id, attachments, **known, **_access(row))


def _access(row: Item) -> dict[str, object]:
    content = row.get("content")
    protected = bool(row.get("password")) or (isinstance(content, dict) and bool(content.get("protected")))
    gmt = str(row.get("date_gmt") or "")
    opens = f"{gmt}Z" if moment_of(gmt) else str(row.get("date") or "")
    return access_marks(closed=closed_word(str(row.get("status") or ""), opens, protected), opens=opens)


def _lead(row: Item) -> str:
    """The excerpt that somebody has written: who logs in is told whether WordPress made it of the text."""
    excerpt = row.get("excerpt")
    if isinstance(excerpt, dict) and isinstance(excerpt.get("raw"), str) and not excerpt["raw"].strip():
        return ""
    return _rendered(excerpt)


def _topics(embedded: Mapping[str, Any]) -> list[str]:
    groups = embedded.get("wp:term")
    terms = (term for group in (groups if isinstance(groups, list) else []) for term in _dicts(group))
    words = [
        unescape(str(term.get("name") or ""))
        for term in terms
        if not NO_TOPICS.fullmatch(str(term.get("taxonomy") or "category"))
    ]
    return [word for word in dict.fromkeys(words) if word and word.casefold() not in NO_CATEGORY]


def _own_fields(fields: Any, body: str, left: LeftOut) -> tuple[str, str]:
    """(lead, HTML) of the fields that the site has made of its own (Advanced Custom Fields), where it gives them."""
    lead, out = "", ""
    for name, value in _leaves(fields):
        if LEAD_FIELD.search(name) and not lead:
            lead = value.strip()
        else:
            out += "".join(worded(name, value, body))
    return lead, out


def _leaves(value: Any, name: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """The texts of fields, those in groups and repeated ones too."""
    if isinstance(value, str) and value.strip():
        yield name, value
    elif isinstance(value, dict) and depth < 8:
        for key, inner in value.items():
            yield from _leaves(inner, str(key), depth + 1)
    elif isinstance(value, list) and depth < 8:
        for inner in value:
            yield from _leaves(inner, name, depth + 1)


def _dicts(value: Any) -> Iterator[Item]:
    return (row for row in (value if isinstance(value, list) else []) if isinstance(row, dict))
