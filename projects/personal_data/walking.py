"""What stands in a page's version, place by place, and the version again with some of it changed.

A version is plain data: fields, child rows, streams (JSON in text), blocks in blocks. One walk serves both to find and
to change, so that nothing is found that cannot be changed, and the other way round. A quote or contact of the person's
own is one place, with its name, role, mail address and link together.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from .naming import Finder, Hit
from .wording import KEEP, REMOVE, SHORTEN, Change, changed, hits_in, is_markup, visible

QUOTE, CONTACT, TEXT, PICTURE, CAPTION, TITLE, LINK = "quote", "contact", "text", "picture", "caption", "title", "link"
DROP = object()
# Machines' own: never read as words, and never changed.
NOT_WORDS = frozenset(
    {"id", "type", "slug", "url_path", "path", "draft_title", "translation_key", "content_type", "locale"}
)
# What may not be left empty: other words stand there instead.
_NEVER_EMPTY = frozenset({"title", "name", "question", "alt", "lead_image_alt", "heading", "indicator"})
_NAMED_BY = ("speaker_name", "name")
_ESSENTIAL = ("text", "body", "answer")
_OWN_WAYS = ("email", "phone")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: the field that it is in, its kind, what stands there. `own` says that all of it is the person's."""

    field: str
    kind: str
    value: Any
    hits: tuple[Hit, ...] = ()
    own: bool = False
    certain: bool = True

    @property
    def text(self) -> str:
        """What a reader sees."""
        if isinstance(self.value, Mapping):
            shown = [self.value.get(name) for name in ("text", *_NAMED_BY, "role", "phone", "email", "attribution")]
            return " · ".join(str(part).strip() for part in shown if part)
        text = str(self.value)
        return visible(text)[0].strip() if is_markup(text) else text


class Sought(Finder, Protocol):
    """Who is looked for: somebody named, or those on a list. `keys` are the register's rows."""

    @property
    def keys(self) -> tuple[int, ...]:
        """Of the register's rows."""

    def names_wholly(self, text: object) -> bool:
        """Whether the text is the name and nothing else."""

    def parts(self, text: str) -> list[Hit]:
        """Where a part of the name stands alone."""


Visit = Callable[[Spot], Change]


def walk(
    content: Mapping[str, Any], named: Sought, links: frozenset[str], visit: Visit, *, parts: bool
) -> dict[str, Any]:
    """The content with what `visit` says of each place carried out. `links` are the fields that point at people; with
    `parts` a part of the name alone is a place, too."""
    return _Walk(named, visit, parts).page(content, links)


@dataclass
class _Walk:
    named: Sought
    visit: Visit
    parts: bool
    field: str = ""

    def page(self, content: Mapping[str, Any], links: frozenset[str]) -> dict[str, Any]:
        result = dict(content)
        for name, value in content.items():
            self.field = name
            if name in NOT_WORDS:
                continue
            if name in links:
                if value in self.named.keys and self.visit(Spot(name, LINK, value, own=True)).action != KEEP:
                    result[name] = None
                continue
            result[name] = self.value(value, name)
        return result

    def value(self, value: Any, key: str) -> Any:
        """The value as it is to be, or DROP."""
        if isinstance(value, str):
            return self._text(value, key)
        if isinstance(value, list):
            items = [self.value(item, key) for item in value]
            return [item for item in items if item is not DROP]
        if isinstance(value, Mapping):
            if isinstance(value.get("value"), (str, Mapping, list)) and isinstance(value.get("type"), str):
                inner = self.value(value["value"], value["type"])
                return DROP if inner is DROP or _emptied(value["value"], inner) else {**value, "value": inner}
            if self._is_own(value):
                return self._own(dict(value))
            inside = {name: inner if name in NOT_WORDS else self.value(inner, name) for name, inner in value.items()}
            return {name: "" if inner is DROP else inner for name, inner in inside.items()}
        return value

    def _is_own(self, value: Mapping[str, Any]) -> bool:
        named_by = any(self.named.names_wholly(value.get(name)) for name in _NAMED_BY)
        return named_by or ("person" in value and value["person"] in self.named.keys)

    def _own(self, value: dict[str, Any]) -> Any:
        kind = QUOTE if "speaker_name" in value else CONTACT
        change = self.visit(Spot(self.field, kind, value, own=True))
        if change.action == KEEP:
            return value
        if change.action == REMOVE:
            return DROP
        for name, inner in value.items():
            if isinstance(inner, str) and name not in NOT_WORDS:
                value[name] = "" if name in _OWN_WAYS else changed(inner, self.named, change, parts=True)
        if "person" in value:
            value["person"] = None
        named_by = next((name for name in _NAMED_BY if name in value), None)
        if named_by and not value[named_by]:
            value[named_by] = change.first if change.action == SHORTEN else change.words
        return value

    def _text(self, text: str, key: str) -> Any:
        if text[:1] in "[{" and (inside := _as_data(text)) is not None:
            after = self.value(inside, key)
            return text if after == inside else json.dumps(after)
        hits = hits_in(text, self.named)
        certain = bool(hits)
        if not hits and self.parts:
            hits = self.named.parts(visible(text)[0] if is_markup(text) else text)
        if not hits:
            return text
        certain = certain and any(hit.kind != "part" for hit in hits)
        change = self.visit(Spot(self.field, kind_of(key), text, tuple(hits), certain=certain))
        after = changed(text, self.named, change, parts=True)
        if change.action == REMOVE and not after.strip() and (key in _NEVER_EMPTY or key.endswith("_alt")):
            after = changed(text, self.named, Change("replace", change.words, change.first), parts=True)
        return after


def _emptied(before: Any, after: Any) -> bool:
    """Whether a block has lost what it was for: its text, the answer to a question, the body of a box of facts."""
    if isinstance(before, str):
        return bool(before.strip()) and not after.strip()
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        return any(_emptied(before[name], after[name]) for name in _ESSENTIAL if isinstance(before.get(name), str))
    return False


def _as_data(text: str) -> Any:
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, (list, dict)) else None


def kind_of(key: str) -> str:
    """The kind of place that a field or part of a block with this name is."""
    if key == "alt" or key.endswith("_alt"):
        return PICTURE
    if "caption" in key or "credit" in key:
        return CAPTION
    return TITLE if key in {"title", "full_name", "heading", "seo_title"} else TEXT
