"""Tokens, pipes and references of systems in a text, and the words that they stand for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from ...furniture.shortcodes import Mark
from ...furniture.wording import is_wording

_DRUPAL_TOKEN = re.compile(r"\[\[\s*\{.*?\}\s*\]\]", re.DOTALL)
# [img_assist|nid=12|title=…], [video:https://…], [[nid:12]]
_PIPES = re.compile(r"\[(?P<name>\w+)(?P<options>(?:\|\s*\w+\s*=[^|\]]*)+)\|?\]")
_REFERENCE = re.compile(
    r"\[{1,2}(?:nid|node|media|file|image|img|inline|insert|view|block|webform|video|embed|swf|token|current-page|site)"
    r":[\w:./?=&%#,+-]+\]{1,2}"
)
TAGS = re.compile(r"<[^>]*>")


@dataclass(slots=True)
class Cut:
    """A piece of a text that is left out: `words` are the places in it that stay, `added` words that it means."""

    start: int
    end: int
    words: list[tuple[int, int]] = field(default_factory=list)
    added: str = ""
    mark: Mark | None = None


def find_cuts(text: str, marks: list[Mark]) -> list[Cut]:
    cuts: list[Cut] = []
    for match in _DRUPAL_TOKEN.finditer(text):
        words = _token_words(match[0])
        if words is not None:
            cuts.append(Cut(*match.span(), added=words))
    for pattern in (_PIPES, _REFERENCE):
        for match in pattern.finditer(text):
            added = "; ".join(_pipe_words(match["options"])) if pattern is _PIPES else ""
            cuts.append(Cut(*match.span(), added=added))
    cuts.extend(Cut(mark.start, mark.end, mark.words, mark=mark) for mark in marks)
    cuts.sort(key=lambda cut: cut.start)
    apart: list[Cut] = []
    for cut in cuts:
        if not apart or cut.start >= apart[-1].end:
            apart.append(cut)
    return apart


def _token_words(token: str) -> str | None:
    """The words of a [[{…}]] of Drupal 7: what it says in place of the picture and under it. None for what is none."""
    try:
        data = json.loads(token[2:-2])
    except (ValueError, RecursionError):
        return "" if re.search(r"[\"']?(?:fid|type|view_mode)[\"']?\s*:", token) else None
    return "; ".join(dict.fromkeys(_words_in(data)))


def _words_in(data: Any, name: str = "") -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _words_in(value, name if key in ("value", "und", "sv", "en") or key.isdigit() else str(key))
    elif isinstance(data, list):
        for value in data:
            yield from _words_in(value, name)
    elif isinstance(data, str):
        words = " ".join(unescape(TAGS.sub(" ", data)).split())
        if is_wording(name, words):
            yield words


def _pipe_words(options: str) -> Iterator[str]:
    for option in options.split("|"):
        name, _, value = option.partition("=")
        if is_wording(name.strip(), value.strip()):
            yield value.strip()
