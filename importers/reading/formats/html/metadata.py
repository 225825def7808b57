"""What a page says of itself to machines: JSON-LD, meta elements, <time>."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ...swedish.date_forms import find_dates
from .element import Element
from .tree import Page

_ARTICLE_TYPES = re.compile(
    r"(?:News|Blog|Tech|Social|Scholarly|Medical|Opinion|Review|Advertiser|Satirical|Reportage|Analysis)?\w*"
    r"(?:Article|Posting|Report)$|^(?:Recipe|HowTo|CreativeWork|PressRelease|Review|Event)$"
)
_PAGE_TYPES = ("WebPage", "ItemPage", "AboutPage", "FAQPage", "MedicalWebPage", "CollectionPage")
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
_ISO = re.compile(r"(?<!\d)((?:19|20)\d{2})-?(\d{2})-?(\d{2})(?!\d)")
_ISO_LOOSE = re.compile(r"(?<!\d)((?:19|20)\d{2})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_UTC = re.compile(r"T\d\d:\d\d[\d:.]*(?:Z|[+-]00:?00)\s*$")
_PUBLISHED_NAME = re.compile(r"publi(?:sh|ce)\w*[-_.: ]?(?:date|time|datum)|(?:date|datum)[-_.: ]?publi(?:sh|ce)")
_CDATA = re.compile(r"^\s*(?://)?\s*<!\[CDATA\[|(?://)?\s*\]\]>\s*;?\s*$|^\s*<!--|-->\s*$")
SITE = re.compile(r"\s+[|–—·•»:-]+\s+|\s*[|»]\s*")
PUBLIC_BODY = re.compile(
    r"[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)? (?:kommun|stad)|Region [A-ZÅÄÖ][\w ]+|Länsstyrelsen [\w ]+"
    r"|(?:Arbetsförmedling|Försäkringskass)(?:en|an)"
)
_MAX_JSON = 2_000_000
_MAX_NODES = 5000


@dataclass(slots=True)
class Metadata:
    """What the page declares. Dates are ISO; `sources` says for each field where its value came from."""

    headline: str = ""
    og_title: str = ""
    page_title: str = ""
    site_name: str = ""
    publisher: str = ""
    description: str = ""
    published: str | None = None
    updated: str | None = None
    image: str = ""
    kind: str | None = None
    language: str | None = None
    generator: str = ""
    canonical: str = ""
    base: str = ""
    sources: dict[str, str] = field(default_factory=dict)
    times: tuple[str | None, str | None] = (None, None)  # published, updated: what <time> elements say
    utc: bool = False  # `published` is stamped in UTC: the day may be another where the page was written

    def set(self, name: str, value: str | None, source: str) -> None:
        """Fill a field that has no value yet."""
        if value and not getattr(self, name):
            setattr(self, name, value)
            self.sources[name] = source


def read_metadata(page: Page) -> Metadata:
    """Everything the page's head, JSON-LD and microdata declare."""
    found = Metadata()
    for data in _json_ld(page.scripts):
        _from_json_ld(found, data)
    metas = _metas(page.root)
    _from_metas(found, metas)
    title = page.root.find(".//title")
    if title is not None and title.text:
        found.set("page_title", " ".join(title.text.split()), "title")
        *heading, site = SITE.split(found.page_title)
        if heading and PUBLIC_BODY.fullmatch(site):  # "Rubriken | Solviks kommun"
            found.set("publisher", site, "title")
    for link in page.root.iter("link"):
        rel = (link.get("rel") or "").lower().split()
        if "canonical" in rel:
            found.set("canonical", (link.get("href") or "").strip(), "link")
    base = page.root.find(".//base")
    if base is not None:
        found.set("base", (base.get("href") or "").strip(), "base")
    language = page.root.get("lang") or page.root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    found.set("language", language.split("-")[0].lower()[:3], "html")
    return found


def iso_of(value: Any) -> str | None:
    """The day in a machine-readable date, where it has a whole one."""
    if not isinstance(value, str):
        return None
    match = _ISO.search(value) or _ISO_LOOSE.search(value)
    if match:
        try:
            return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
        except ValueError:
            return None
    return None


def _metas(root: Element) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        content = meta.get("content")
        if name and content and content.strip():
            metas.setdefault(name.strip().lower(), " ".join(content.split()))
    return metas


def _from_metas(found: Metadata, metas: dict[str, str]) -> None:
    found.set("og_title", metas.get("og:title") or metas.get("twitter:title") or metas.get("dc.title"), "og:title")
    found.set("site_name", metas.get("og:site_name") or metas.get("application-name"), "og:site_name")
    found.set("publisher", metas.get("dc.publisher") or metas.get("dcterms.publisher"), "dc.publisher")
    description = metas.get("description") or metas.get("og:description") or metas.get("dc.description")
    found.set("description", description, "description")
    found.set("image", metas.get("og:image") or metas.get("og:image:url") or metas.get("twitter:image"), "og:image")
    found.set("generator", metas.get("generator"), "generator")
    for name in _PUBLISHED_META:
        _published(found, metas.get(name), f"meta {name}")
    for name, value in metas.items():
        if not found.published and _PUBLISHED_NAME.search(name):
            _published(found, value, f"meta {name}")
    for name in _UPDATED_META:
        found.set("updated", _meta_date(metas.get(name)), f"meta {name}")


def _published(found: Metadata, value: Any, source: str) -> None:
    """Note when the page was published, and whether the day is that of UTC."""
    if not found.published:
        found.set("published", _meta_date(value), source)
        found.utc = is_utc(value)


def is_utc(value: Any) -> bool:
    """Whether a machine-readable time is given in UTC."""
    return isinstance(value, str) and bool(_UTC.search(value))


def _meta_date(value: Any) -> str | None:
    if not value or not isinstance(value, str):
        return None
    iso = iso_of(value)
    if iso:
        return iso
    dates = find_dates(value[:100])
    return dates[0].iso if dates else None


def _json_ld(scripts: list[str]) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD, the articles among them first."""
    objects: list[dict[str, Any]] = []
    for script in scripts:
        if len(script) > _MAX_JSON:
            continue
        text = _CDATA.sub("", script).strip()
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            try:
                data = json.loads(re.sub(r",\s*([}\]])", r"\1", text).rstrip(";"), strict=False)
            except (ValueError, RecursionError):
                continue
        objects.extend(_objects(data))
    objects.sort(key=_rank)
    yield from objects


def _objects(data: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    stack = [data]
    while stack and len(found) < _MAX_NODES:
        value = stack.pop()
        if isinstance(value, list):
            stack.extend(reversed(value))
        elif isinstance(value, dict):
            if value.get("@type"):
                found.append(value)
            stack.extend(value[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in value)
    return found


def _types(data: dict[str, Any]) -> list[str]:
    kinds = data.get("@type")
    return [k for k in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(k, str)]


def _rank(data: dict[str, Any]) -> int:
    types = _types(data)
    if any(_ARTICLE_TYPES.search(kind) for kind in types):
        return 0
    return 1 if any(kind in _PAGE_TYPES for kind in types) else 2


def _from_json_ld(found: Metadata, data: dict[str, Any]) -> None:
    rank = _rank(data)
    if rank == 0:
        found.set("headline", _string(data.get("headline")) or _string(data.get("name")), "json-ld")
        found.set("image", _image(data.get("image")), "json-ld")
        found.set("publisher", _name(data.get("publisher")), "json-ld")
        if any(kind == "NewsArticle" for kind in _types(data)):
            found.set("kind", "news", "json-ld")
    if rank <= 1:
        for key in ("datePublished", "dateCreated", "uploadDate"):
            _published(found, data.get(key), f"json-ld {key}")
        found.set("updated", _meta_date(data.get("dateModified")), "json-ld dateModified")
    if any(
        kind in ("WebSite", "Organization", "GovernmentOrganization", "NewsMediaOrganization") for kind in _types(data)
    ):
        found.set("site_name", _string(data.get("name")), "json-ld")


def _string(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if not isinstance(value, str):
        return ""
    if "<" in value or "&" in value:
        import html

        value = re.sub(r"<[^>]{0,200}>", "", html.unescape(value))
    return " ".join(value.split())


def _name(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        return _string(value.get("name"))
    return _string(value)


def _image(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("url") or value.get("contentUrl")
    return value.strip() if isinstance(value, str) else ""


def without_site(title: str, site: str) -> list[str]:
    """The forms a page title can mean: as it is, and with the site's name taken off its end or beginning."""
    forms = [title]
    pieces = SITE.split(title)
    if len(pieces) > 1:
        cuts = list(SITE.finditer(title))
        forms.extend((title[: cuts[-1].start()], title[cuts[0].end() :], title[: cuts[0].start()]))
    if site:
        forms.sort(key=lambda form: site.lower() in form.lower())
    return forms
