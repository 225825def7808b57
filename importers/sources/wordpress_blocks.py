"""WordPress's blocks: reusable ones, and text that lies in a block's options."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape, unescape
from typing import Any

from ..reading.furniture.wording import is_wording
from ..reading.model.article import Problem
from .record_pages import plain
from .wordpress_media import PICTURE, Library, figure
from .wordpress_paragraphs import paragraphs

PICTURE_OPTION = re.compile(
    r"image|img|bild|photo|foto|picture|media|gallery|ids$|include|attachment|src$|poster", re.I
)
# A block's comment, as WordPress writes and reads it.
_BLOCK = re.compile(
    r"<!--\s+(?P<closing>/)?wp:(?P<name>[a-z][\w-]*(?:/[a-z][\w-]*)?)\s+(?:(?P<options>\{.*?\})\s+)?(?P<empty>/)?-->",
    re.DOTALL,
)
_LOST_SLASH = re.compile(r"(?<!\\)u00(22|26|27|2d|3c|3e)", re.IGNORECASE)
_MAX_DEPTH = 8


# Blocks


def blocks_as_html(text: str, library: Library, problems: list[Problem], depth: int) -> str:
    """The text with what blocks refer to, and the words and pictures of those that keep them in their options."""
    if "<!-- wp:" not in text:
        return text
    shown = plain(_BLOCK.sub(" ", text))

    def written_out(match: re.Match[str]) -> str:
        name = match["name"].removeprefix("core/")
        if match["closing"] or not match["options"]:
            return match[0]
        options = _options_of(match["options"])
        if name == "block":
            return _reusable(str(options.get("ref") or ""), library, problems, depth)
        if name == "gallery" and not match["empty"] and not re.match(r"[^\0]{0,2000}?<img\b", text[match.end() :]):
            numbers = [str(number) for number in options.get("ids") or []]
            return match[0] + "".join(figure(library.media[n]) for n in numbers if n in library.media)
        if "/" not in name:  # WordPress's own blocks have their text between their marks
            return match[0]
        return match[0] + "".join(_of_options(options, "", shown, library))

    return _BLOCK.sub(written_out, text)


def _options_of(written: str) -> dict[str, Any]:
    try:
        found = json.loads(written)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _reusable(number: str, library: Library, problems: list[Problem], depth: int) -> str:
    inner = library.blocks.get(number)
    if inner is None or depth >= _MAX_DEPTH:
        problems.append(
            Problem(
                "missing-block",
                f"Texten visar ett återanvändbart block ({number or 'utan nummer'}) som inte är med i exporten. "
                "Exportera allt innehåll, eller lägg in blockets text för hand.",
            )
        )
        return ""
    return blocks_as_html(inner, library, problems, depth + 1)


def _of_options(value: Any, name: str, shown: str, library: Library, depth: int = 0) -> Iterator[str]:
    """The words and pictures in a block's options that its HTML does not show."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            if key.startswith("_") or (depth == 0 and key in ("name", "mode", "align", "className", "anchor")):
                continue
            is_field = f"_{key}" in value  # Advanced Custom Fields tells of each field which it is
            number = str(inner) if isinstance(inner, (int, str)) and not isinstance(inner, bool) else ""
            if number in library.media and (is_field or PICTURE_OPTION.search(key)):
                yield figure(library.media[number])
            else:
                yield from _of_options(inner, key, shown, library, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            if str(inner) in library.media and PICTURE_OPTION.search(name):
                yield figure(library.media[str(inner)])
            else:
                yield from _of_options(inner, name, shown, library, depth + 1)
    elif isinstance(value, str):
        yield from worded(name, value, shown)


def worded(name: str, value: str, shown: str = "") -> Iterator[str]:
    """The HTML of an option or field that holds words or a picture's address; nothing where `shown` has them."""
    value = _LOST_SLASH.sub(lambda m: chr(int(m[1], 16)), value).strip()
    if PICTURE.search(value.partition("?")[0]) and value.startswith(("https://", "http://", "/")):
        if value not in shown:
            yield f'<figure><img src="{escape(value)}" alt=""></figure>'
        return
    words = unescape(plain(value))
    if not is_wording(name, words) or words in unescape(shown):
        return
    if re.search(r"<(?:p|br|a|strong|em|ul|ol|h\d|b|i|div|span)\b[^>]*>", value, re.IGNORECASE):
        yield paragraphs(value)
    elif re.search(r"title|titel|rubrik|heading|headline", name, re.IGNORECASE):
        yield f"<p><strong>{escape(words)}</strong></p>"
    else:
        yield "".join(f"<p>{escape(part.strip())}</p>" for part in unescape(value).split("\n\n") if part.strip())


def by_blocks(text: str) -> str:
    """A text of blocks: what stands outside all of them is classic text."""
    out: list[str] = []
    at = depth = 0
    for match in _BLOCK.finditer(text):
        if match["empty"]:
            continue
        if match["closing"]:
            depth = max(0, depth - 1)
            if not depth:
                out.append(text[at : match.end()])
                at = match.end()
        else:
            if not depth:
                out.append(_classic(text[at : match.start()]))
                at = match.start()
            depth += 1
    out.append(_classic(text[at:]) if not depth else text[at:])
    return "".join(out)


def _classic(text: str) -> str:
    return paragraphs(text) if plain(text) else text
