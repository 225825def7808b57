"""WordPress: the export file (WXR). Classic text and blocks, attachments, categories, shortcodes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape, unescape
from pathlib import Path

from lxml import etree

from .access import DRAFT, MEMBERS, PASSWORD, PRIVATE, access_marks
from .document import Attachment, Document, Documents, SourceError, failing
from .fetch import Fetcher
from .identity import shared_ids
from .moments import moment_of, swedish_day
from .record_pages import Record, compose, plain
from .safe_xml import _ENTITY, children, local, value

# Kinds of post that are never an article.
_NOT_ARTICLES = frozenset(
    (
        "attachment nav_menu_item revision wp_block wp_template wp_template_part wp_global_styles wp_navigation "
        "custom_css customize_changeset oembed_cache user_request acf-field acf-field-group "
        "wpcf7_contact_form feedback"
    ).split()
)
_NO_CATEGORY = frozenset({"uncategorized", "okategoriserade", "okategoriserad"})
_BLOCK_TAG = (
    r"(?:table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map|area|"
    r"blockquote|address|"
    r"style|p|h[1-6]|hr|fieldset|legend|section|article|aside|hgroup|header|footer|nav|figure|figcaption|"
    r"details|menu|summary)"
)
_CAPTION = re.compile(r"\[(?:wp_)?caption(?P<options>[^\]]*)\](?P<inner>.*?)\[/(?:wp_)?caption\]", re.DOTALL)
_GALLERY = re.compile(r"\[gallery(?P<options>[^\]]*)\]")
_EMBED = re.compile(r"\[(?:embed|video|audio|playlist|youtube)(?P<options>[^\]]*)\](?:(?P<inner>[^\[]*)\[/\w+\])?")
# Layout that page builders wrap around text: it says where, never what.
_LAYOUT = re.compile(
    r"\[/?(?:vc_|et_pb_|fusion_|av_|cs_|row|column|col\b|one_|two_|three_|section|container|spacer|clear|"
    r"divider)[^\]]*\]"
)
_OPTION = re.compile(r"(\w+)\s*=\s*[\"']?([^\"'\]]*)[\"']?")


@dataclass(frozen=True, slots=True)
class Medium:
    """A file in the media library: its address and what is written about it."""

    address: str
    alt: str = ""
    caption: str = ""
    title: str = ""


def from_wordpress(path: Path, fetcher: Fetcher | None = None) -> Documents:
    """The posts and pages of a WXR file, in its order; what was not public is marked so (see `access`).

    `fetcher` gets the media from the old site; without one they are named but cannot be loaded. The file is read
    piece by piece, twice: first for the media, then for the texts. Raises SourceError for what is no WXR file.
    """
    _check(path)
    media, pairs = {}, []
    for item in _items(path):
        if value(item, "post_type") == "attachment":
            media[value(item, "post_id")] = _medium(item)
        elif _wanted(item):
            pairs.append((_id(item), value(item, "link")))
    shared = shared_ids(pairs)
    found = False
    for item in _items(path):
        found = True
        if _wanted(item):
            document = _document(item, media, fetcher)
            document.rivals = shared.get(document.source_id, frozenset())
            yield document
    if not found:
        raise SourceError("no-wxr", "Filen är ingen exportfil från WordPress (WXR): den har inga poster.")


def _check(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(64 * 1024)
    except OSError as error:
        raise SourceError("unreadable", f"Filen gick inte att läsa: {error.strerror}.") from error
    if _ENTITY.search(head):
        raise SourceError("xml-entities", "XML-filen definierar egna entiteter och läses därför inte.")
    if b"<rss" not in head or b"wordpress.org/export" not in head:
        raise SourceError(
            "no-wxr", "Filen är ingen exportfil från WordPress (WXR). Välj Verktyg → Exportera i WordPress."
        )


def _items(path: Path) -> Iterator[etree._Element]:
    """The file's items one at a time; what was read is let go."""
    try:
        for _event, item in etree.iterparse(
            str(path),
            tag="item",
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            recover=True,
            huge_tree=False,
        ):
            yield item
            item.clear()
            while item.getprevious() is not None:
                del item.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise SourceError(
            "broken-xml", f"Exportfilen är skadad på rad {error.lineno}. Exportera den på nytt."
        ) from error


def _meta(item: etree._Element) -> dict[str, str]:
    return {value(meta, "meta_key"): value(meta, "meta_value") for meta in children(item, "postmeta")}


def _encoded(item: etree._Element, prefix: str) -> str:
    """content:encoded or excerpt:encoded, told apart by their namespaces (or prefixes, where none is declared)."""
    for child in children(item, "encoded"):
        if prefix in child.tag:
            return child.text or ""
    return ""


def _wanted(item: etree._Element) -> bool:
    kind, status = value(item, "post_type", "post"), value(item, "status", "publish")
    return kind not in _NOT_ARTICLES and status not in ("trash", "auto-draft", "inherit")


def _access(item: etree._Element, meta: dict[str, str]) -> dict[str, object]:
    """Who could see a post: its status and password, and what the common plugins for membership and for taking posts
    down note of it."""
    status, gmt = value(item, "status", "publish"), value(item, "post_date_gmt")
    opens = f"{gmt}Z" if moment_of(gmt) else value(item, "post_date")
    closed = closed_word(status, opens, bool(value(item, "post_password")))
    if not closed and meta.get("_members_access_role"):
        closed = MEMBERS
    until = meta.get("_expiration-date", "")
    closes = datetime.fromtimestamp(int(until), UTC).isoformat() if re.fullmatch(r"\d{9,11}", until) else until
    return access_marks(closed=closed, opens=opens, closes=closes)


def closed_word(status: str, opens: str, protected: bool) -> str:
    """What a post is closed by in WordPress's words for it; "" for what is public, now or when its time comes. A
    status that a plugin has made is none that visitors see."""
    if protected:
        return PASSWORD
    if status in ("publish", "") or (status == "future" and moment_of(opens)):
        return ""
    return PRIVATE if status == "private" else DRAFT


def _id(item: etree._Element) -> str:
    return value(item, "guid") or value(item, "link") or f"wordpress:{value(item, 'post_id')}"


def _medium(item: etree._Element) -> Medium:
    return Medium(
        address=value(item, "attachment_url") or value(item, "guid"),
        alt=_meta(item).get("_wp_attachment_image_alt", ""),
        caption=plain(_encoded(item, "excerpt")),
        title=value(item, "title"),
    )


def _document(item: etree._Element, media: dict[str, Medium], fetcher: Fetcher | None) -> Document:
    link = value(item, "link")
    body = _encoded(item, "content")
    meta = _meta(item)
    lead_image = media.get(meta.get("_thumbnail_id", ""))
    published, updated = value(item, "post_date"), value(item, "post_modified")
    words = [unescape(" ".join((c.text or "").split())) for c in children(item, "category")]
    record = Record(
        title=unescape(value(item, "title")),
        body=body_html(body, media),
        lead=_encoded(item, "excerpt").strip(),
        published=swedish_day(published) or "",
        updated=swedish_day(updated) or "",
        address=link,
        author=value(item, "creator"),
        keywords=[word for word in words if word and word.casefold() not in _NO_CATEGORY],
        image=lead_image.address if lead_image and lead_image.address not in body else "",
        image_text=lead_image.alt if lead_image else "",
        image_caption=lead_image.caption if lead_image else "",
    )
    data = compose(record)
    return Document(
        source_id=_id(item),
        name=record.title or link,
        address=link or None,
        content_type="text/html; charset=utf-8",
        fetch=(lambda: data)
        if plain(record.body) or record.lead
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
            "old_addresses": [meta["_wp_old_slug"]] if meta.get("_wp_old_slug") else [],
            **_access(item, meta),
        },
        attachments=[
            Attachment(
                name=medium.address.rsplit("/", 1)[-1],
                address=address,
                text=medium.alt or medium.caption,
                load=_loader(fetcher, medium),
            )
            for medium in media.values()
            for address in _shown(medium, record.body, medium is lead_image)
        ],
    )


def _shown(medium: Medium, body: str, lead: bool) -> list[str]:
    """The addresses at which a text shows a medium: its own, and those of scaled copies ("bild-300x200.jpg"), for
    which the export has the original."""
    if not medium.address:
        return []
    stem, _, ending = medium.address.rpartition(".")
    copies = re.findall(rf"{re.escape(stem)}(?:-\d+x\d+|-scaled)?\.{re.escape(ending)}(?!\w)", body) if stem else []
    return list(dict.fromkeys(([medium.address] if lead else []) + copies))


def _loader(fetcher: Fetcher | None, medium: Medium) -> Callable[[], bytes]:
    if fetcher is None:
        return failing(
            "no-network", "Bilden ligger på den gamla webbplatsen, som inte hämtas från i den här körningen."
        )
    return lambda: fetcher.fetch(medium.address).data


def body_html(text: str, media: dict[str, Medium] | None = None) -> str:
    """A post's text as the HTML that WordPress shows: shortcodes for images and media written out, and the paragraphs
    of classic text made. A shortcode that is not known here stays as it is, for a person to see."""
    media = media or {}
    text = _CAPTION.sub(_caption, text)
    text = _GALLERY.sub(lambda match: _gallery(match, media), text)
    text = _EMBED.sub(_embed, text)
    text = _LAYOUT.sub("\n\n", text)
    return text if "<!-- wp:" in text else paragraphs(text)


def _options(match: re.Match[str]) -> dict[str, str]:
    return dict(_OPTION.findall(match["options"] or ""))


def _caption(match: re.Match[str]) -> str:
    inner = match["inner"]
    image = re.search(r"(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", inner, re.IGNORECASE)
    if not image:
        return inner
    words = inner[image.end() :].strip() or escape(_options(match).get("caption", ""))
    return f"\n\n<figure>{image[0]}<figcaption>{words}</figcaption></figure>\n\n"


def _gallery(match: re.Match[str], media: dict[str, Medium]) -> str:
    ids = re.findall(r"\d+", _options(match).get("ids", "") or _options(match).get("include", ""))
    figures = []
    for medium in (media[i] for i in ids if i in media):
        caption = f"<figcaption>{escape(medium.caption)}</figcaption>" if medium.caption else ""
        figures.append(f'<figure><img src="{escape(medium.address)}" alt="{escape(medium.alt)}">{caption}</figure>')
    return "\n\n" + "\n".join(figures) + "\n\n" if figures else match[0]


def _embed(match: re.Match[str]) -> str:
    options = _options(match)
    address = (match["inner"] or "").strip() or next((v for v in options.values() if v.startswith("http")), "")
    return f'\n\n<p><a href="{escape(address)}">{escape(address)}</a></p>\n\n' if address else match[0]


def paragraphs(text: str) -> str:
    """Classic text's blank lines as paragraphs and its line ends as breaks, where no block element stands already."""
    text = re.sub(r"\r\n?", "\n", text).strip()
    text = re.sub(rf"(<{_BLOCK_TAG}\b[^>]*>)", r"\n\n\1", text)
    text = re.sub(rf"(</{_BLOCK_TAG}>)", r"\1\n\n", text)
    pieces = []
    for piece in re.split(r"\n\s*\n", text):
        piece = piece.strip()
        if not piece:
            continue
        if re.match(rf"</?{_BLOCK_TAG}\b", piece) or piece.startswith("<!--"):
            pieces.append(piece)
        elif re.search(rf"</{_BLOCK_TAG}>$", piece):
            pieces.append(piece.replace("\n", "<br>\n"))
        else:
            inner = piece.replace("\n", "<br>\n")
            pieces.append(f"<p>{inner}</p>")
    return "\n".join(pieces)


def is_wxr(head: bytes) -> bool:
    """Whether a file that begins so is a WXR file."""
    return b"<rss" in head and b"wordpress.org/export" in head


__all__ = ["Medium", "body_html", "from_wordpress", "is_wxr", "local", "paragraphs"]
