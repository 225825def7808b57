"""JSON-LD on a page: the object that is the article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from .meta_dates import meta_date
from .meta_elements import set_published
from .meta_value import Metadata

_ARTICLE_TYPES = re.compile(
    r"(?:News|Blog|Tech|Social|Scholarly|Medical|Opinion|Review|Advertiser|Satirical|Reportage|Analysis)?\w*"
    r"(?:Article|Posting|Report)$|^(?:Recipe|HowTo|CreativeWork|PressRelease|Review|Event)$"
)
_PAGE_TYPES = ("WebPage", "ItemPage", "AboutPage", "FAQPage", "MedicalWebPage", "CollectionPage")
_CDATA = re.compile(r"^\s*(?://)?\s*<!\[CDATA\[|(?://)?\s*\]\]>\s*;?\s*$|^\s*<!--|-->\s*$")
_MAX_JSON = 2_000_000
_MAX_NODES = 5000


def best_objects(scripts: list[str]) -> Iterator[dict[str, Any]]:
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


def from_json_ld(found: Metadata, data: dict[str, Any]) -> None:
    rank = _rank(data)
    if rank == 0:
        found.set("headline", _string(data.get("headline")) or _string(data.get("name")), "json-ld")
        found.set("image", _image(data.get("image")), "json-ld")
        found.set("publisher", _name(data.get("publisher")), "json-ld")
        if any(kind == "NewsArticle" for kind in _types(data)):
            found.set("kind", "news", "json-ld")
    if rank <= 1:
        for key in ("datePublished", "dateCreated", "uploadDate"):
            set_published(found, data.get(key), f"json-ld {key}")
        found.set("updated", meta_date(data.get("dateModified")), "json-ld dateModified")
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
