"""The fields of a text of Drupal's as one text: those of its own, its paragraphs, media, files and terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any
from urllib.parse import urljoin

from .document import SourceError
from .fetch import Fetcher
from .left_out import LeftOut
from .record_pages import plain
from .service_answers import json_of
from .wordpress_blocks import worded
from .wordpress_items import LEAD_FIELD
from .wordpress_media import PICTURE

Item = dict[str, Any]
_DEEPEST = 6
# Relations that say how a text is kept, not what it says.
_KEEPING = re.compile(r"(?:revision_)?uid|node_type|paragraph_type|bundle|vid|parent|menu_link|thumbnail|roles")
_OWN = re.compile(r"body|description|field_\w+")
_MEDIA_TAG = re.compile(r"<drupal-media\b(?P<options>[^>]*)>(?:\s*</drupal-media>)?", re.IGNORECASE)
_OPTION = re.compile(
    r"""data-(entity-uuid|caption|view-mode|align)\s*=\s*(["'])(.*?)\2|\balt\s*=\s*(["'])(.*?)\4""", re.S
)


@dataclass(slots=True)
class Made:
    """What the fields say together."""

    body: str = ""
    lead: str = ""
    image: str = ""
    image_text: str = ""
    topics: list[str] = field(default_factory=list)
    files: list[tuple[str, str]] = field(default_factory=list)


class Things:
    """What texts refer to. What did not come with them is asked for, once; `site` is where the files lie."""

    def __init__(self, fetcher: Fetcher, site: str) -> None:
        self.fetcher, self.site = fetcher, site
        self._known: dict[tuple[str, str], Item | None] = {}

    def take(self, included: Any) -> None:
        """Remember what came with an answer."""
        for item in included if isinstance(included, list) else []:
            if isinstance(item, dict):
                self._known[str(item.get("type")), str(item.get("id"))] = item

    def of(self, ref: Item) -> Item | None:
        """What a reference means; None where the site does not tell."""
        key = str(ref.get("type")), str(ref.get("id"))
        if key not in self._known:
            self._known[key] = self._asked(*key)
        return self._known[key]

    def _asked(self, kind: str, key: str) -> Item | None:
        entity, _, bundle = kind.partition("--")
        if not re.fullmatch(r"[\w-]+", key) or not re.fullmatch(r"\w+", entity) or not re.fullmatch(r"\w+", bundle):
            return None
        try:
            data = json_of(self.fetcher, f"{self.site}/jsonapi/{entity}/{bundle}/{key}", "application/vnd.api+json")
        except SourceError:
            return None
        found = data.get("data") if isinstance(data, dict) else None
        return found if isinstance(found, dict) else None


class Composing:
    """Puts one text together. What is neither text, file nor term is counted in `left`."""

    def __init__(self, things: Things, left: LeftOut) -> None:
        self._things, self._left = things, left

    def text(self, node: Item) -> Made:
        """What a text says, in the order of its fields."""
        made = Made()
        made.body = "\n".join(self._parts(node, made, 0))
        return made

    def _parts(self, item: Item, made: Made, depth: int) -> Iterator[str]:
        shown = ""
        fields = item.get("attributes")
        for name, value in fields.items() if isinstance(fields, dict) else ():
            if not _OWN.fullmatch(name):
                continue
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, dict) and name == "body" and not made.lead:
                    made.lead = str(one.get("summary") or "")
                if isinstance(one, (str, dict)) and LEAD_FIELD.search(name) and not made.lead and depth == 0:
                    made.lead = _html(one)
                    continue
                for part in self._of_value(name, one, shown):
                    shown += part
                    yield part
        rows = item.get("relationships")
        for name, row in rows.items() if isinstance(rows, dict) else ():
            data = row.get("data") if isinstance(row, dict) else None
            for ref in data if isinstance(data, list) else [data]:
                if isinstance(ref, dict) and not _KEEPING.fullmatch(name):
                    yield from self._of_reference(name, ref, made, depth)

    def _of_value(self, name: str, value: Any, shown: str) -> Iterator[str]:
        if isinstance(value, dict) and value.get("uri"):
            address = str(value.get("url") or value["uri"])
            if address.startswith(("http://", "https://", "/")):
                whole = urljoin(self._things.site, address)
                yield f'<p><a href="{escape(whole)}">{escape(str(value.get("title") or whole))}</a></p>'
            else:
                self._left.note("länkar inom Drupal utan adress", address)
        elif isinstance(value, dict) and ("processed" in value or ("value" in value and "end_value" not in value)):
            yield _MEDIA_TAG.sub(self._medium_in_text, _html(value))
        elif isinstance(value, dict):
            self._left.note(f"fältet {name}")
        elif isinstance(value, str):
            yield from worded(name, value, shown)

    def _of_reference(self, name: str, ref: Item, made: Made, depth: int) -> Iterator[str]:
        kind = str(ref.get("type") or "")
        entity = kind.partition("--")[0]
        if entity not in ("paragraph", "media", "file", "taxonomy_term"):
            self._left.note(f"hänvisningar till annat innehåll ({entity})")
            return
        thing = self._things.of(ref)
        if thing is None or depth > _DEEPEST:
            self._left.note(f"delar som tjänsten inte lämnar ut ({entity})", name)
        elif entity == "paragraph":
            yield from self._parts(thing, made, depth + 1)
        elif entity == "taxonomy_term":
            topic = str((thing.get("attributes") or {}).get("name") or "").strip()
            made.topics += [topic] if topic and topic not in made.topics else []
        else:
            yield from self._shown_file(thing, ref, made, depth)

    def _shown_file(self, thing: Item, ref: Item, made: Made, depth: int) -> Iterator[str]:
        """A picture where the text shows it, the first of the text's own as its leading one; other files as links."""
        address, alt, words = self._file_of(thing, ref)
        if not address:
            self._left.note("medier utan fil", words)
        elif not PICTURE.search(address.partition("?")[0]):
            made.files.append((words or address.rsplit("/", 1)[-1], address))
        elif depth == 0 and not made.image:
            made.image, made.image_text = address, alt
        else:
            yield f'<figure><img src="{escape(address)}" alt="{escape(alt)}"></figure>'

    def _file_of(self, thing: Item, ref: Item) -> tuple[str, str, str]:
        """(address, alternative text, name) of a file, or of the one that a medium is about."""
        fields = thing.get("attributes") or {}
        meta = ref.get("meta") if isinstance(ref.get("meta"), dict) else {}
        alt = str((meta or {}).get("alt") or "")
        words = str((meta or {}).get("description") or fields.get("name") or fields.get("filename") or "")
        uri = fields.get("uri")
        if isinstance(uri, dict) and uri.get("url"):
            return urljoin(self._things.site, str(uri["url"])), alt, words
        if isinstance(film := fields.get("field_media_oembed_video"), str):
            return film, alt, words
        rows = thing.get("relationships")
        for name, row in rows.items() if isinstance(rows, dict) else ():
            inner = row.get("data") if isinstance(row, dict) else None
            inner = inner[0] if isinstance(inner, list) and inner else inner
            if name != "thumbnail" and isinstance(inner, dict) and str(inner.get("type", "")).startswith("file--"):
                file = self._things.of(inner)
                found = self._file_of(file, inner) if file else ("", "", "")
                return found[0], alt or found[1], words or found[2]
        return "", alt, words

    def _medium_in_text(self, match: re.Match[str]) -> str:
        """The picture that a place in a text is for; the place itself, which the reader tells of, where it is not to
        be had."""
        options = {m[1] or "alt": unescape(m[3] or m[5] or "") for m in _OPTION.finditer(match["options"])}
        medium = self._things.of({"type": "media--image", "id": options.get("entity-uuid", "")})
        address, alt, _ = self._file_of(medium, {}) if medium else ("", "", "")
        if not address:
            return match[0]
        caption = f"<figcaption>{options['caption']}</figcaption>" if options.get("caption") else ""
        return f'<figure><img src="{escape(address)}" alt="{escape(options.get("alt") or alt)}">{caption}</figure>'


def _html(value: Any) -> str:
    if not isinstance(value, dict):
        return str(value or "")
    written = str(value.get("processed") or value.get("value") or "")
    return written if "<" in written or not plain(written) else f"<p>{written}</p>"
