"""When two values are the same: what an editor's save adds without changing anything does not count.

Wagtail's editor adds `data-block-key` to rich text, ids to list items and empty fields to structures. None of that
is a change that somebody made.
"""

from __future__ import annotations

import html
import json
import re
from typing import Any

_BLOCK_KEY = re.compile(r'\s+data-block-key="[^"]*"')
_BREAK = re.compile(r"<br\s*/?>")
_BETWEEN = re.compile(r">\s+<(?=/?(?:p|ul|ol|li|h[2-6])\b)")
_LINK = re.compile(r"<a\s+([^>]*)>")
_ATTRIBUTE = re.compile(r'[\w-]+="[^"]*"')
_WORD = re.compile(r"\w+", re.UNICODE)
_TAG = re.compile(r"<[^>]+>")
_RICH = re.compile(
    r"<(?:p|ul|ol|h[2-6]|hr|embed|blockquote)\b[^>]*>(?:.*(?:</(?:p|ul|ol|h[2-6]|embed|blockquote)>|<(?:hr|embed)\b[^>]*>))?",
    re.DOTALL,
)
_INLINE = re.compile(r"</?(?:b|i|a|sub|sup|strong|em)\b")
_EMPTY: tuple[Any, ...] = (None, "", False)


def canonical(value: Any) -> Any:
    """The value without what carries no meaning; two values are the same when their canonical forms are equal."""
    if isinstance(value, str):
        if "<" in value or "&" in value:
            text = _BREAK.sub("<br>", _BLOCK_KEY.sub("", value))
            text = _LINK.sub(lambda match: "<a " + " ".join(sorted(_ATTRIBUTE.findall(match[1]))) + ">", text)
            text = text.replace("<strong>", "<b>").replace("</strong>", "</b>")
            text = text.replace("<em>", "<i>").replace("</em>", "</i>")
            return html.unescape(_BETWEEN.sub("><", text)).strip()
        return value.strip()
    if isinstance(value, dict):
        if set(value) == {"type", "value", "id"} and value["type"] == "item":
            return canonical(value["value"])
        cleaned = ((key, canonical(part)) for key, part in value.items())
        return {key: part for key, part in cleaned if part not in _EMPTY and part != [] and part != {}}
    if isinstance(value, (list, tuple)):
        return [canonical(part) for part in value]
    return value


def same(one: Any, other: Any) -> bool:
    """Whether the two values mean the same; nothing (None, "", [], {}) is the same as nothing."""
    if one is other:
        return True
    first, second = canonical(one), canonical(other)
    if first in (None, "", False, [], {}) and second in (None, "", False, [], {}):
        return True
    return first == second


def fingerprint(value: Any) -> str:
    """A string that is equal for values that are the same."""
    return json.dumps(canonical(value), sort_keys=True, ensure_ascii=False)


def plain(value: Any, *, fragment: bool = False) -> str:
    """All words in a value, however deep, without mark-up.

    Only rich text has mark-up: in a plain field "<rut@solvik.example>" is words. Rich text begins and ends with its
    elements, or stands in a table's cell (`fragment`), where it has no paragraph around it.
    """
    if isinstance(value, str):
        rich = fragment or _RICH.fullmatch(value.strip())
        return html.unescape(_TAG.sub(_gap, value.replace("</p>", " ").replace("<br", " <br"))) if rich else value
    if isinstance(value, dict):
        kept = ((key, part) for key, part in value.items() if key not in ("id", "type"))
        return " ".join(plain(part, fragment=fragment or key == "values") for key, part in kept)
    if isinstance(value, (list, tuple)):
        return " ".join(plain(part, fragment=fragment) for part in value)
    return "" if value is None or isinstance(value, bool) else str(value)


def words(value: Any) -> list[str]:
    """The words of a value in order, casefolded."""
    return _WORD.findall(plain(value).casefold())


def _gap(tag: re.Match[str]) -> str:
    """What a tag is in plain text: nothing within a word, a blank between blocks."""
    return "" if _INLINE.match(tag[0]) else " "
