"""One item of a WordPress export: its fields, what kind it is, and who may see it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from html import unescape
from urllib.parse import urlsplit

from lxml import etree

from ..reading.swedish.timestamps import moment_of
from .access import DRAFT, MEMBERS, PASSWORD, PRIVATE, access_marks
from .record_pages import plain
from .safe_xml import children
from .wordpress_media import Medium

# Kinds of post that are never an article, and what they are called in a count.
NOT_ARTICLES = {
    "attachment": "filer i mediebiblioteket",
    "nav_menu_item": "menyposter",
    "revision": "tidigare versioner",
    "wp_block": "återanvändbara block",
    "wp_template": "mallar",
    "wp_template_part": "mallar",
    "wp_global_styles": "utseende",
    "wp_font_family": "utseende",
    "wp_font_face": "utseende",
    "wp_navigation": "menyposter",
    "custom_css": "utseende",
    "customize_changeset": "utseende",
    "oembed_cache": "mellanlagrade inbäddningar",
    "user_request": "personuppgiftsärenden",
    "acf-field": "fältdefinitioner",
    "acf-field-group": "fältdefinitioner",
    "wpcf7_contact_form": "formulär",
    "feedback": "svar på formulär",
    "redirect_rule": "omdirigeringar",
}
NOT_STATUS = {"trash": "i papperskorgen", "auto-draft": "utkast som sparats av sig själva", "inherit": "versioner"}
NO_CATEGORY = frozenset({"uncategorized", "okategoriserade", "okategoriserad"})
# What WordPress and plugins keep as categories, and which is none: the look of a post, its language, its writers.
NO_TOPICS = re.compile(
    r"post_format|nav_menu|language|\w*_translations|author|wp_\w+|link_category|product_(?:type|vis\w+)"
)
LEAD_FIELD = re.compile(r"(?:^|_)(?:ingress|lead|preamble|intro|introduction|standfirst)(?:$|_)", re.IGNORECASE)
_INLINE_TAG = re.compile(
    r"</?(?:em|strong|b|i|u|s|span|sup|sub|small|big|a|font|mark|code|abbr|cite|del|ins|tt|q|img|wbr)\b[^<>]*>", re.I
)


def path_of(address: str) -> str:
    """The path of an address, in the form that two that mean the same have in common."""
    return urlsplit(address).path.rstrip("/").casefold() or "/"


def value(element: etree._Element, name: str, default: str = "") -> str:
    """All text of the first child of that name."""
    for child in children(element, name):
        return "".join(child.itertext()).strip()
    return default


def fields_of(item: etree._Element) -> list[tuple[str, str]]:
    """The item's own fields (postmeta), as names and values."""
    return [(value(meta, "meta_key"), value(meta, "meta_value")) for meta in children(item, "postmeta")]


def encoded_of(item: etree._Element, prefix: str) -> str:
    """content:encoded or excerpt:encoded, told apart by their prefixes. HTML that nobody wrapped is written out."""
    for child in children(item, "encoded"):
        if prefix in child.tag:
            inner = (etree.tostring(inner, encoding="unicode") for inner in child)
            return (child.text or "") + re.sub(r' xmlns:\w+="[^"]*"', "", "".join(inner))
    return ""


def title_of(item: etree._Element) -> str:
    """The title as it is shown: its tags are how it looks, its references are characters."""
    written = re.sub(r"<br\s*/?>", " ", value(item, "title"))
    return " ".join(unescape(_INLINE_TAG.sub("", written)).split())


def is_wanted(item: etree._Element) -> bool:
    """Whether the item is an article or a page, and not a part of the site or of a plugin."""
    kind, status = value(item, "post_type", "post"), value(item, "status", "publish")
    if kind in NOT_ARTICLES or status in NOT_STATUS:
        return False
    # What is published and has no address of its own is a plugin's: a slide, a form, a rule.
    return not (status == "publish" and kind not in ("post", "page") and "post_type=" in value(item, "link"))


def access_of(item: etree._Element, meta: Mapping[str, str], whole: bool) -> dict[str, object]:
    """Who could see a post: its status and password, and what the common plugins for membership and for taking posts
    down note of it."""
    status, gmt = value(item, "status", "publish"), value(item, "post_date_gmt")
    opens = f"{gmt}Z" if moment_of(gmt) else value(item, "post_date")
    closed = closed_word(status, opens, bool(value(item, "post_password")))
    if not whole and not value(item, "status"):
        closed = closed or DRAFT  # what says whether it was public may be what is missing
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


def id_of(item: etree._Element) -> str:
    """What the export tells the item by."""
    return value(item, "guid") or value(item, "link") or f"wordpress:{value(item, 'post_id')}"


def medium_of(item: etree._Element) -> Medium:
    """The file that an attachment is."""
    return Medium(
        address=value(item, "attachment_url") or value(item, "guid"),
        alt=dict(fields_of(item)).get("_wp_attachment_image_alt", ""),
        caption=unescape(plain(encoded_of(item, "excerpt"))),
        title=title_of(item),
    )
