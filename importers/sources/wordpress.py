"""WordPress: the export file (WXR), in one part or several, whatever the server wrote around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from html import escape, unescape
from pathlib import Path

from lxml import etree

from ..reading.furniture.wording import is_wording
from ..reading.model.article import Problem
from ..reading.swedish.timestamps import swedish_day
from .document import Attachment, Document, Documents, SourceError, failing
from .document_ids import shared_ids
from .export_files import ExportFile, on_disk
from .fetch import Fetcher
from .left_out import LeftOut
from .record_pages import Record, compose, plain
from .safe_xml import _ENTITY, children
from .source_problems import tell
from .wordpress_blocks import worded
from .wordpress_items import (
    LEAD_FIELD,
    NO_CATEGORY,
    NO_TOPICS,
    NOT_ARTICLES,
    NOT_STATUS,
    access_of,
    encoded_of,
    fields_of,
    id_of,
    is_wanted,
    medium_of,
    path_of,
    title_of,
    value,
)
from .wordpress_media import Library, Medium, figure
from .wordpress_paragraphs import paragraphs
from .wordpress_sites import head_of, head_value, sites_of
from .wordpress_text import body_html
from .wxr_cutting import is_whole
from .wxr_items import Item, read_items

Beside = Callable[[str], Callable[[], bytes] | None]

_SERIALISED = re.compile(r"^(?:[aOs]:\d+:|[\[{]\")")


@dataclass(slots=True)
class _Archive:
    """What all parts of one site's export say together, met before the first post is read."""

    library: Library = field(default_factory=Library)
    writers: dict[str, str] = field(default_factory=dict)
    redirects: dict[str, list[str]] = field(default_factory=dict)  # path or address → the old ones that led there
    beside: Beside = lambda address: None
    fetcher: Fetcher | None = None
    language: str = ""


def from_wordpress(path: Path, fetcher: Fetcher | None = None, left: LeftOut | None = None) -> Documents:
    """The posts and pages of a WXR file, in its order; what was not public is marked so (see `access`).

    `fetcher` gets the media from the old site; without one they are named but cannot be loaded. The file is read
    piece by piece, twice: first for the media, then for the texts. `left` is told what no document is made of.
    Raises SourceError for what is no WXR file.
    """
    yield from from_parts([on_disk(path)], fetcher, left=left)


def from_parts(
    files: Sequence[ExportFile],
    fetcher: Fetcher | None = None,
    *,
    left: LeftOut | None = None,
    beside: Beside = lambda address: None,
) -> Documents:
    """The same of an export in several files, as WordPress.com gives them: what one part refers to may lie in another
    of the same site. `beside` gives the way to load a medium that lies with the export, by its address."""
    left = left if left is not None else LeftOut()
    for file in files:
        _check(file)
    sites = sites_of(files)
    archives = {site: _Archive(beside=beside, fetcher=fetcher) for site in sites}
    pairs: list[tuple[str, str]] = []
    for file, site in zip(files, sites, strict=True):
        archive = archives[site]
        _read_head(file, archive)
        for item in read_items(file):
            if item.element is not None:
                _survey(item.element, archive, pairs, left)
    shared = shared_ids(pairs)
    found = False
    for file, site in zip(files, sites, strict=True):
        for item in read_items(file):
            found = True
            if item.element is None or is_wanted(item.element):
                document = _document_of(item, file, archives[site], left)
                document.rivals = shared.get(document.source_id, frozenset())
                yield document
        if not is_whole(file):
            message = (
                f"Exportfilen {file.name} slutar mitt i: det som stod sist saknas. Exportera eller hämta den på nytt."
            )
            yield Document(source_id=f"{file.name} (slutet)", name=file.name, fetch=failing("part-missing", message))
    if not found:
        raise SourceError("no-wxr", "Filen är ingen exportfil från WordPress (WXR): den har inga poster.")


def _check(file: ExportFile) -> None:
    head = file.head()
    if _ENTITY.search(head.partition(b"<rss")[0]):
        raise SourceError("xml-entities", "XML-filen definierar egna entiteter och läses därför inte.")
    if not is_wxr(head):
        raise SourceError(
            "no-wxr", "Filen är ingen exportfil från WordPress (WXR). Välj Verktyg → Exportera i WordPress."
        )


def _read_head(file: ExportFile, archive: _Archive) -> None:
    """What stands before the posts: who the writers are, and the site's language."""
    head = head_of(file)
    for author in re.findall(r"<wp:author>(.*?)</wp:author>", head, re.DOTALL):
        login, name = (head_value(author, f"wp:author_{part}") for part in ("login", "display_name"))
        if login and name:
            archive.writers[login] = name
    archive.language = archive.language or head_value(head, "language")[:2].casefold()


def _survey(item: etree._Element, archive: _Archive, pairs: list[tuple[str, str]], left: LeftOut) -> None:
    """Note what an item is to the others, and count it where it becomes no document."""
    kind, status = value(item, "post_type", "post"), value(item, "status", "publish")
    number = value(item, "post_id")
    if kind == "attachment":
        archive.library.media[number] = medium_of(item)
        parent = value(item, "post_parent")
        if parent not in ("", "0"):
            archive.library.attached.setdefault(parent, []).append(number)
    elif kind == "wp_block":
        archive.library.blocks[number] = encoded_of(item, "content")
    elif kind == "redirect_rule":
        fields = dict(fields_of(item))
        old, new = fields.get("_redirect_rule_from", ""), fields.get("_redirect_rule_to", "")
        if old and new and "*" not in old:
            archive.redirects.setdefault(path_of(new), []).append(old)
    if is_wanted(item):
        pairs.append((id_of(item), value(item, "link")))
        if comments := sum(1 for _ in children(item, "comment")):
            left.note("kommentarer", number=comments)
    elif reason := NOT_ARTICLES.get(kind) or NOT_STATUS.get(status):
        left.note(reason, "" if kind == "attachment" else title_of(item))
    else:
        left.note(f"innehåll utan egen sida ({kind})", title_of(item))


def _old_addresses(item: etree._Element, fields: Sequence[tuple[str, str]], archive: _Archive) -> list[str]:
    """The addresses and names that led to a post before, apart from its guid."""
    link = value(item, "link")
    old = [found for name, found in fields if name == "_wp_old_slug" and found]
    old += [f"/{found.lstrip('/')}" for name, found in fields if name == "custom_permalink" and found]
    old += [_dated(link, item, found) for name, found in fields if name == "_wp_old_date"]
    old += archive.redirects.get(path_of(link), []) if link else []
    return list(dict.fromkeys(address for address in old if address and address != link))


def _leads(item: etree._Element) -> bool:
    """Whether the guid is an address: it says so, or is WordPress's short address of the post. Any other only looks
    like one."""
    guid, number = value(item, "guid"), value(item, "post_id")
    permalink = next((child.get("isPermaLink", "true") for child in children(item, "guid")), "false")
    return permalink.casefold() != "false" or bool(re.search(rf"[?&](?:p|page_id)={re.escape(number or '-')}$", guid))


def _dated(link: str, item: etree._Element, day: str) -> str:
    """The address that a post had when its date was another, where addresses begin with the date."""
    now = value(item, "post_date")[:10].replace("-", "/")
    return link.replace(f"/{now}/", f"/{day.replace('-', '/')}/") if now and f"/{now}/" in link else ""


def _document_of(item: Item, file: ExportFile, archive: _Archive, left: LeftOut) -> Document:
    element = item.element
    if element is None:
        failure = item.failure
        name = f"{file.name}, post {item.number}"
        code, message = (failure.code, failure.message) if failure else ("broken-xml", "Posten är skadad.")
        return Document(source_id=name, name=name, fetch=failing(code, message))
    fields = fields_of(element)
    problems = list(item.problems)
    document = _document(element, fields, archive, problems, left, whole=item.whole)
    tell(document.known, problems)
    return document


def _document(
    item: etree._Element,
    fields: Sequence[tuple[str, str]],
    archive: _Archive,
    problems: list[Problem],
    left: LeftOut,
    *,
    whole: bool,
) -> Document:
    link, library, meta = value(item, "link"), archive.library, dict(fields)
    body = body_html(encoded_of(item, "content"), library, value(item, "post_id"), problems)
    lead, added = _own_fields(fields, library, body, left)
    lead_image = library.media.get(meta.get("_thumbnail_id", ""))
    if target := meta.get("_links_to") or (meta.get("_pprredirect_active") and meta.get("_pprredirect_url")):
        added = f'{added}<p><a href="{escape(target)}">{escape(target)}</a></p>'
    record = Record(
        title=title_of(item),
        body=body + added,
        lead=encoded_of(item, "excerpt").strip() or lead,
        published=swedish_day(value(item, "post_date")) or "",
        updated=swedish_day(value(item, "post_modified")) or "",
        address=link,
        author=_writers(item, archive),
        language=_language(item) or archive.language or "sv",
        keywords=_topics(item),
        image=lead_image.address if lead_image and not _shown(lead_image, body, lead=False) else "",
        image_text=lead_image.alt if lead_image else "",
        image_caption=lead_image.caption if lead_image else "",
        system="WordPress-export",
    )
    data = compose(record)
    return Document(
        source_id=id_of(item),
        name=record.title or link,
        address=link or None,
        content_type="text/html; charset=utf-8",
        fetch=(lambda: data)
        if plain(record.body) or record.lead or "<img" in record.body
        else failing("empty", "Inlägget är tomt i exportfilen."),
        published=record.published or None,
        updated=record.updated or None,
        known={
            "title": record.title,
            "kind": value(item, "post_type"),
            "status": value(item, "status"),
            "categories": record.keywords,
            "author": record.author,
            "slug": value(item, "post_name"),
            "old_addresses": _old_addresses(item, fields, archive),
            **({} if _leads(item) else {"id_only": "guid"}),
            **access_of(item, meta, whole),
        },
        attachments=[
            Attachment(
                name=medium.address.rsplit("/", 1)[-1],
                address=address,
                text=medium.alt or medium.caption,
                load=_loader(archive, medium),
            )
            for medium in library.media.values()
            for address in _shown(medium, record.body, lead=bool(record.image) and medium is lead_image)
        ],
    )


def _own_fields(fields: Sequence[tuple[str, str]], library: Library, body: str, left: LeftOut) -> tuple[str, str]:
    """(lead, HTML) of the texts and pictures in fields that the site has made of its own (Advanced Custom Fields tells
    which those are). Other fields are a plugin's or a theme's: their texts are counted as left out."""
    names = {name for name, _ in fields}
    lead, out = "", []
    for name, written in fields:
        if not name or name.startswith("_") or not written.strip():
            continue
        if f"_{name}" not in names:
            if is_wording(name, unescape(plain(written))) and not _SERIALISED.match(written):
                left.note(f"fältet {name}")
            continue
        numbers = re.findall(r'"(\d+)"', written) if _SERIALISED.match(written) else [written.strip()]
        if pictures := [figure(library.media[n]) for n in numbers if n in library.media]:
            out += pictures
        elif LEAD_FIELD.search(name) and not lead:
            lead = written.strip()
        elif not _SERIALISED.match(written):
            out += worded(name, written, body)
    return lead, "\n".join(out)


def _writers(item: etree._Element, archive: _Archive) -> str:
    """Who wrote a post: those that a plugin for several writers names, else WordPress's own."""
    several = ["".join(c.itertext()).strip() for c in children(item, "category") if c.get("domain") == "author"]
    names = several or [value(item, "creator")]
    return ", ".join(archive.writers.get(name, name) for name in names if name)


def _topics(item: etree._Element) -> list[str]:
    """The post's categories, tags and whatever else the site sorts its posts by."""
    words = [
        unescape(" ".join("".join(child.itertext()).split()))
        for child in children(item, "category")
        if not NO_TOPICS.fullmatch(child.get("domain") or "category")
    ]
    return [word for word in dict.fromkeys(words) if word and word.casefold() not in NO_CATEGORY]


def _language(item: etree._Element) -> str:
    found = (c.get("nicename") or "" for c in children(item, "category") if c.get("domain") == "language")
    return next(found, "")[:2].casefold()


def _shown(medium: Medium, body: str, *, lead: bool) -> list[str]:
    """The addresses at which a text shows a medium: its own, and those of scaled copies ("bild-300x200.jpg"), for
    which the export has the original."""
    if not medium.address:
        return []
    stem, _, ending = medium.address.rpartition(".")
    copies: list[str] = []
    if stem and stem in body:
        copies = re.findall(rf"{re.escape(stem)}(?:-\d+x\d+|-scaled)?\.{re.escape(ending)}(?!\w)", body)
    return list(dict.fromkeys(([medium.address] if lead else []) + copies))


def _loader(archive: _Archive, medium: Medium) -> Callable[[], bytes]:
    at_hand = archive.beside(medium.address)
    if at_hand is not None:
        return at_hand
    if archive.fetcher is None:
        return failing(
            "no-network", "Bilden ligger på den gamla webbplatsen, som inte hämtas från i den här körningen."
        )
    return partial(_fetched, archive.fetcher, medium.address)


def _fetched(fetcher: Fetcher, address: str) -> bytes:
    return fetcher.fetch(address).data


def is_wxr(head: bytes) -> bool:
    """Whether a file that begins so is a WXR file."""
    return b"<rss" in head and b"wordpress.org/export" in head


__all__ = ["Medium", "body_html", "from_parts", "from_wordpress", "is_wxr", "paragraphs"]
