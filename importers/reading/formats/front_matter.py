"""The head of a text in Markdown, as Jekyll, Hugo and others keep it: YAML, TOML or JSON above the text.

Values are read as words, never as a program's objects: YAML without its tags and types ("title: Nej" is the word, not
a no), without anchors that refer to one another, and no more of it than a head has.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import yaml

MAX_HEAD = 256 * 1024  # characters of a head
MAX_DEPTH = 12
_YAML = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?P<head>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_TOML = re.compile(r"\A\ufeff?\+\+\+[ \t]*\r?\n(?P<head>.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_JSON = re.compile(r"\A\ufeff?\{\s*\"")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A text's head, its values as `str`, `list` and `dict`, and where in the text the body begins."""

    values: dict[str, Any]
    body: int


def front_matter(text: str) -> FrontMatter | None:
    """The head of a text; None where it has none, or one that cannot be read: then it is text like any other."""
    try:
        if found := _YAML.match(text[: MAX_HEAD + 10]):
            values, body = yaml.load(found["head"], Loader=Words), found.end()  # noqa: S506  reads only words
        elif found := _TOML.match(text[: MAX_HEAD + 10]):
            values, body = tomllib.loads(found["head"].replace("\r\n", "\n")), found.end()
        elif _JSON.match(text):
            start = len(text) - len(text.lstrip("\ufeff"))
            values, body = json.JSONDecoder(parse_int=str, parse_float=str).raw_decode(text[:MAX_HEAD], start)
        else:
            return None
        values = _plain(values, 0)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return FrontMatter(values, body) if isinstance(values, dict) and values else None


class Words(yaml.BaseLoader):
    """YAML whose values are all words. What refers to something else in the head is refused: no head needs it, and it
    is how a small one grows beyond measure."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.events.AliasEvent):
            raise yaml.YAMLError("a head that refers to itself")
        return super().compose_node(parent, index)


def _plain(value: Any, depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise ValueError("nested too deep")
    if isinstance(value, Mapping):
        return {str(key): _plain(inner, depth + 1) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner, depth + 1) for inner in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    return "" if value is None else str(value)


def first(values: Mapping[str, Any], *names: str) -> str:
    """The first of these fields that has a value, in one line; names in any case."""
    folded = {key.casefold(): value for key, value in values.items()}
    for name in names:
        value = folded.get(name)
        if isinstance(value, dict):
            value = value.get("name") or value.get("src") or value.get("url") or value.get("path") or ""
        if isinstance(value, list):
            value = next((one for one in value if isinstance(one, str)), "")
        if value and str(value).strip():
            return " ".join(str(value).split())
    return ""


def every(values: Mapping[str, Any], *names: str) -> list[str]:
    """All values of these fields: a list's, or the words of one that is written with commas."""
    folded = {key.casefold(): value for key, value in values.items()}
    found: list[str] = []
    for name in names:
        value = folded.get(name)
        if isinstance(value, str):
            found += re.split(r"\s*,\s*", value) if "," in value else [value]
        elif isinstance(value, list):
            found += [first(one, "name", "title") if isinstance(one, dict) else str(one) for one in value]
    return list(dict.fromkeys(" ".join(word.split()) for word in found if word.strip()))


def said_no(values: Mapping[str, Any], name: str) -> bool:
    """Whether a field says no."""
    return first(values, name).casefold() in ("false", "no", "off", "n", "0", "nej")


def said_yes(values: Mapping[str, Any], name: str) -> bool:
    """Whether a field says yes."""
    return first(values, name).casefold() in ("true", "yes", "on", "y", "1", "ja")


def strings(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """(name, words) of every value in a value, however it is nested, in order."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from strings(inner, str(key))
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner, name)
    elif str(value).strip():
        yield name, str(value).strip()
