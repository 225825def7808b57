"""Atom and RSS feeds: their entries as documents, over all pages of a paged feed (RFC 5005)."""

from __future__ import annotations

import email.utils
from functools import partial
from urllib.parse import urljoin

import feedparser

from ..reading.swedish.timestamps import day_in_sweden, swedish_day
from .access import access_marks
from .document import Attachment, Document, Documents, SourceError
from .document_ids import with_rivals
from .fetch import Fetcher, clean
from .fetch_errors import FetchError
from .record_pages import Record, compose, plain
from .safe_xml import parse_xml
from .web import missing_part, web_document

MAX_PAGES = 1_000
# A feed that has at least so many words of an entry has it all; a summary is shorter.
_WHOLE_TEXT = 80


def from_feed(fetcher: Fetcher, address: str, *, full_text: bool | None = None) -> Documents:
    """The entries of a feed, newest first as it has them, each once.

    `full_text` True takes the text from the feed, False fetches each entry's page; None decides for each entry by
    whether the feed has its whole text. Raises SourceError when the address is no feed.
    """
    seen: set[tuple[str, str]] = set()
    pages: set[str] = set()
    current: str | None = clean(address)
    while current and current not in pages and len(pages) < MAX_PAGES:
        pages.add(current)
        try:
            copy = fetcher.fetch(current)
        except FetchError as error:
            if len(pages) == 1:
                raise SourceError(error.code, f"Flödet {current} gick inte att hämta. {error.message}") from error
            yield missing_part(
                current, f"Flödets fortsättning gick inte att hämta: artiklar kan saknas. {error.message}"
            )
            return
        feed = parse_feed(copy.data)
        found = []
        for entry in feed.entries:
            link = entry.get("link") or ""
            name = entry.get("id") or link
            if name and (name, link) not in seen:  # a later version of the same entry
                seen.add((name, link))
                found.append(document_of(fetcher, feed, entry, copy.final, name, full_text))
        yield from with_rivals(found)
        current = _next(feed, copy.final)


def parse_feed(data: bytes) -> feedparser.FeedParserDict:
    """The parsed feed. Raises SourceError for what is no feed or is dangerous XML."""
    parse_xml(data)
    feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    if not feed.version:
        raise SourceError("no-feed", "Adressen är inget RSS- eller Atom-flöde. Kontrollera den i webbläsaren.")
    return feed


def document_of(
    fetcher: Fetcher,
    feed: feedparser.FeedParserDict,
    entry: feedparser.FeedParserDict,
    base: str,
    name: str,
    full: bool | None,
) -> Document:
    link = urljoin(base, entry.get("link", "")) if entry.get("link") else ""
    content = max((c.get("value", "") for c in entry.get("content", [])), key=len, default="")
    summary = entry.get("summary", "")
    body = content or summary
    whole = full if full is not None else bool(content) and len(plain(content).split()) >= _WHOLE_TEXT
    published, updated = _day(entry.get("published", "")), _day(dict.get(entry, "updated", ""))
    known = {
        "title": entry.get("title", ""),
        "feed": base,
        "categories": [t.term for t in entry.get("tags", []) if t.get("term")],
        **access_marks(opens=_moment(entry.get("published", ""))),
    }
    if not whole and link:
        document = web_document(fetcher, link, **known)
        document.source_id = name
    else:
        record = Record(
            title=plain(entry.get("title", "")),
            body=body if "<" in body else "".join(f"<p>{line}</p>" for line in body.splitlines() if line.strip()),
            lead=summary if content else "",
            published=published or "",
            updated=updated or "",
            address=link,
            publisher=feed.feed.get("publisher", ""),
            language=(feed.feed.get("language") or "sv")[:5],
            keywords=list(known["categories"]),
        )
        data = compose(record)
        document = Document(
            source_id=name,
            name=record.title,
            address=link or None,
            content_type="text/html; charset=utf-8",
            fetch=lambda: data,
            known=known,
        )
    document.published, document.updated = published, updated
    document.attachments = [
        Attachment(
            name=e.href.rsplit("/", 1)[-1],
            address=e.href,
            content_type=e.get("type", ""),
            load=partial(_enclosed, fetcher, base, e.href),
        )
        for e in entry.get("enclosures", [])
        if e.get("href")
    ]
    return document


def _next(feed: feedparser.FeedParserDict, base: str) -> str | None:
    for relation in ("next", "prev-archive"):
        for link in feed.feed.get("links", []):
            if link.get("rel") == relation and link.get("href"):
                try:
                    return clean(urljoin(base, link.href))
                except FetchError:
                    return None
    return None


def _day(written: str) -> str | None:
    """The day in Sweden of a feed's moment: 00:30 there is not the day before, 23:30 in UTC is the day after."""
    try:
        return day_in_sweden(email.utils.parsedate_to_datetime(written)).isoformat()
    except (ValueError, TypeError, IndexError):
        return swedish_day(written)


def _moment(written: str) -> str:
    """A feed's moment in ISO form; what is no date as it was written."""
    try:
        return email.utils.parsedate_to_datetime(written).isoformat()
    except (ValueError, TypeError, IndexError):
        return str(written)


def _enclosed(fetcher: Fetcher, base: str, href: str) -> bytes:
    return fetcher.fetch(urljoin(base, href)).data
