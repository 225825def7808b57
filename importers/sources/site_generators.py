"""Where pages in Markdown lay on the site that a generator made of them (Jekyll, Hugo), and who could see them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, urljoin

import yaml

from ..reading.formats.front_matter import Words, every, first, front_matter, said_no, said_yes
from ..reading.swedish.timestamps import swedish_day
from .access import DRAFT, PRIVATE, access_marks

SUFFIXES = frozenset({".md", ".markdown", ".mdx"})
_DATED = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})-(.+)")
_STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "none": "/:categories/:title.html",
}
_CONFIGS = ("_config.yml", "_config.yaml", "hugo.toml", "config.toml", "hugo.yaml", "config.yaml", "config.yml")
_PLACES = ("_posts", "_drafts", "content")


@dataclass(frozen=True, slots=True)
class Generator:
    """What a site's settings say of its addresses. `base` is "" where they do not say."""

    base: str = ""
    permalinks: dict[str, str] = field(default_factory=dict)  # section ("" for all) → pattern


def generator_of(read: Callable[[str], bytes | None]) -> Generator:
    """The settings of the site whose files `read` gives by name, None for what is not there."""
    for name in _CONFIGS:
        data = read(name)
        if data is None or len(data) > 256 * 1024:
            continue
        text = data.decode("utf-8", "replace")
        try:
            values: Any = tomllib.loads(text) if name.endswith("toml") else yaml.load(text, Loader=Words)  # noqa: S506
        except (yaml.YAMLError, ValueError, RecursionError):
            continue
        if isinstance(values, dict):
            base = str(values.get("baseURL") or values.get("baseurl_full") or values.get("url") or "").rstrip("/")
            base += "/" + str(values.get("baseurl") or "").strip("/") if values.get("url") else ""
            rules = values.get("permalinks") or values.get("permalink") or {}
            if isinstance(rules, dict) and isinstance(rules.get("page"), dict):
                rules = rules["page"]  # as Hugo has it since 0.131
            rules = {"": rules} if isinstance(rules, str) else rules if isinstance(rules, dict) else {}
            web = base.rstrip("/") if re.match(r"https?://[^/\s]+", base) else ""
            return Generator(web, {str(k).strip("/"): str(v) for k, v in rules.items() if isinstance(v, str)})
    return Generator()


def facts_of(text: str, name: str, generator: Generator) -> dict[str, object]:
    """What the head of a text in Markdown and its place (`name`, from the archive's folder) say of it, as `known` of
    a document: dates, who may see it, old addresses. Where the site's address is not known, "old_paths" are the old
    addresses without it. Empty for a text without a head."""
    head = front_matter(text)
    if head is None:
        return {}
    values, path = head.values, PurePosixPath(name)
    dated = _DATED.fullmatch(path.stem)
    written = first(values, "date", "datum") or ("-".join(dated.groups()[:3]) if dated else "")
    opens = first(values, "publishdate") or written
    closed = PRIVATE if said_yes(values, "private") or first(values, "password") else ""
    if said_yes(values, "draft") or said_no(values, "published") or "_drafts" in path.parts:
        closed = DRAFT
    known: dict[str, object] = {
        "published": swedish_day(written) or "",
        "updated": swedish_day(first(values, "lastmod", "last_modified_at", "updated")) or "",
        **access_marks(closed=closed, opens=opens, closes=first(values, "expirydate", "unpublishdate")),
    }
    paths = [first(values, "permalink", "url") or _made(values, path, dated, written, generator)]
    paths += every(values, "aliases", "alias", "redirect_from")
    if paths[0] and not paths[0].startswith(("/", "http")):
        paths[0] = "/" + paths[0]
    # An alias may be given from the page's own folder.
    paths = [urljoin(paths[0] or "/", place) for place in dict.fromkeys(paths) if place]
    web = [place for place in paths if re.match(r"https?://", place)]
    if generator.base:
        web = [p if p in web else generator.base + quote(p, safe="/%:?=&#+~@!,;.-_") for p in paths]
    else:
        known["old_paths"] = [place for place in paths if place not in web]
    known["old_addresses"] = web
    return {key: value for key, value in known.items() if value}


def _made(
    values: dict[str, Any], path: PurePosixPath, dated: re.Match[str] | None, written: str, generator: Generator
) -> str:
    """The address that the generator gave a page, from the site's root."""
    parts = list(path.parent.parts)
    post = "_posts" in parts or "_drafts" in parts
    inside = parts[next((n + 1 for n, part in enumerate(parts) if part in _PLACES), 0) :]
    slug = first(values, "slug")
    if post:
        title = slug or (dated[4] if dated else path.stem)
        rule = generator.permalinks.get("", "date")
        before = [part for part in parts[: parts.index("_posts")] if part] if "_posts" in parts else []
        groups = [*before, *every(values, "categories", "category")]
        return _filled(_STYLES.get(rule, rule), written, title, groups, "")
    if "content" not in parts:
        return ""  # its place in the folder says where it lay
    bundle = path.stem in ("index", "_index")
    section = inside[0] if inside else ""
    own = generator.permalinks.get(section)
    if own and path.stem != "_index":
        stem = (inside[-1] if inside else "") if bundle else path.stem
        return _filled(own, written, slug or stem, inside, first(values, "title"))
    names = inside if bundle else [*inside, slug or path.stem]
    return "/" + "/".join(name.lower().replace(" ", "-") for name in names) + ("/" if names else "")


def _filled(rule: str, written: str, title: str, groups: list[str], heading: str) -> str:
    day = (swedish_day(written) or "").split("-")
    year, month, number = day if len(day) == 3 else ("", "", "")
    slug = re.sub(r"[^\w.]+", "-", title.casefold()).strip("-")
    of_heading = re.sub(r"[^\w.]+", "-", heading.casefold()).strip("-")
    parts = {
        "categories": "/".join(group.casefold().replace(" ", "-") for group in groups), "sections": "/".join(groups),
        "section": groups[0] if groups else "", "year": year, "month": month, "day": number, "short_year": year[2:],
        "i_month": month.lstrip("0"), "i_day": number.lstrip("0"), "title": of_heading or slug, "slug": slug,
        "filename": slug, "contentbasename": slug, "slugorfilename": slug, "slugorcontentbasename": slug,
        "output_ext": ".html",
    }  # fmt: skip
    filled = re.sub(r":([a-z_]+)", lambda found: parts.get(found[1], found[0]), rule)
    return re.sub(r"/{2,}", "/", "/" + filled) if ":" not in filled else ""
