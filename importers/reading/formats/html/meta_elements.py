"""The meta elements of a page: names of systems for title, dates and sender."""

from __future__ import annotations

import re
from typing import Any

from .element import Element
from .meta_dates import is_utc, meta_date
from .meta_value import Metadata

_PUBLISHED_META = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "dc.terms.created",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publication-date",
    "sailthru.date",
    "parsely-pub-date",
    "article.published",
    "article:published",
    "published-date",
    "published_date",
    "datecreated",
    "date_published",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "citation_publication_date",
    "citation_date",
    "bt:pubdate",
    "rnews:datepublished",
    "shareaholic:article_published_time",
    "article_date_original",
    "originalpublicationdate",
    "ptime",
    "created",
    "displaydate",
    "published",
    "publish_time",
    "article.created",
    "creation_date",
    "date.created",
    "vr:published_time",
    "analyticsattributes.articledate",
)
_UPDATED_META = (
    "article:modified_time",
    "og:article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
    "modified",
    "revised",
    "updated",
    "updated date",
    "last-updated",
    "dc.date.updated",
)
_PUBLISHED_NAME = re.compile(r"publi(?:sh|ce)\w*[-_.: ]?(?:date|time|datum)|(?:date|datum)[-_.: ]?publi(?:sh|ce)")
SITE = re.compile(r"\s+[|–—·•»:-]+\s+|\s*[|»]\s*")
PUBLIC_BODY = re.compile(
    r"[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)? (?:kommun|stad)|Region [A-ZÅÄÖ][\w ]+|Länsstyrelsen [\w ]+"
    r"|(?:Arbetsförmedling|Försäkringskass)(?:en|an)"
)


def meta_elements(root: Element) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        content = meta.get("content")
        if name and content and content.strip():
            metas.setdefault(name.strip().lower(), " ".join(content.split()))
    return metas


def from_metas(found: Metadata, metas: dict[str, str]) -> None:
    found.set("og_title", metas.get("og:title") or metas.get("twitter:title") or metas.get("dc.title"), "og:title")
    found.set("site_name", metas.get("og:site_name") or metas.get("application-name"), "og:site_name")
    found.set("publisher", metas.get("dc.publisher") or metas.get("dcterms.publisher"), "dc.publisher")
    description = metas.get("description") or metas.get("og:description") or metas.get("dc.description")
    found.set("description", description, "description")
    found.set("image", metas.get("og:image") or metas.get("og:image:url") or metas.get("twitter:image"), "og:image")
    found.set("generator", metas.get("generator"), "generator")
    for name in _PUBLISHED_META:
        set_published(found, metas.get(name), f"meta {name}")
    for name, value in metas.items():
        if not found.published and _PUBLISHED_NAME.search(name):
            set_published(found, value, f"meta {name}")
    for name in _UPDATED_META:
        found.set("updated", meta_date(metas.get(name)), f"meta {name}")


def set_published(found: Metadata, value: Any, source: str) -> None:
    """Note when the page was published, and whether the day is that of UTC."""
    if not found.published:
        found.set("published", meta_date(value), source)
        found.utc = is_utc(value)
