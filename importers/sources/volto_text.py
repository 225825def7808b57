"""The text of Volto's blocks as HTML: Slate and Draft."""

from __future__ import annotations

from html import escape
from typing import Any

SLATE = {
    "p": "p", "h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h5", "h6": "h6", "ul": "ul", "ol": "ol",
    "li": "li",
    "blockquote": "blockquote", "strong": "strong", "b": "strong", "em": "em", "i": "em", "sub": "sub", "sup": "sup",
    "del": "s", "s": "s", "code": "code", "u": "span", "callout": "aside", "table": "table", "tbody": "tbody",
    "tr": "tr", "td": "td", "th": "th",
}  # fmt: skip
MAX_DEPTH = 60


def words_in_slate(value: Any) -> str:
    if isinstance(value, list):
        return "".join(slate_html(node, 0) for node in value)
    return escape(value) if isinstance(value, str) else ""


def slate_html(node: Any, depth: int) -> str:
    if not isinstance(node, dict) or depth > MAX_DEPTH:
        return ""
    if "text" in node and "children" not in node:
        text = escape(str(node["text"])).replace("\n", "<br>")
        for mark, tag in (("bold", "strong"), ("italic", "em")):
            text = f"<{tag}>{text}</{tag}>" if node.get(mark) and text else text
        return text
    inner = "".join(slate_html(child, depth + 1) for child in node.get("children") or [])
    kind = str(node.get("type") or "")
    if kind in ("link", "a"):
        data = node.get("data")
        data = data if isinstance(data, dict) else {}
        target = data.get("url") or node.get("url") or _internal(data)
        return f'<a href="{escape(str(target))}">{inner}</a>' if target else inner
    element = SLATE.get(kind)
    return f"<{element}>{inner}</{element}>" if element else inner


def _internal(data: dict[str, Any]) -> str:
    try:
        return str(data["link"]["internal"]["internal_link"][0]["@id"])
    except (KeyError, IndexError, TypeError):
        try:
            return str(data["link"]["external"]["external_link"])
        except (KeyError, TypeError):
            return ""


def draft_html(text: Any) -> str:
    """Volto's older text block (Draft.js): rows with a type; bold and links are ranges in them."""
    if isinstance(text, str):
        return f"<p>{escape(text)}</p>"
    if not isinstance(text, dict):
        return ""
    tags = {"header-two": "h2", "header-three": "h3", "header-four": "h4", "blockquote": "blockquote"}
    entities = text.get("entityMap") or {}
    out: list[str] = []
    open_list = ""
    for row in text.get("blocks") or []:
        kind = str(row.get("type") or "unstyled")
        wanted = {"unordered-list-item": "ul", "ordered-list-item": "ol"}.get(kind, "")
        if wanted != open_list:
            out.append(f"</{open_list}>" if open_list else "")
            out.append(f"<{wanted}>" if wanted else "")
            open_list = wanted
        tag = "li" if wanted else tags.get(kind, "p")
        inner = _ranges(str(row.get("text") or ""), row.get("entityRanges") or [], entities)
        if inner.strip():
            out.append(f"<{tag}>{inner}</{tag}>")
    out.append(f"</{open_list}>" if open_list else "")
    return "".join(out)


def _ranges(text: str, ranges: list[dict[str, Any]], entities: dict[str, Any]) -> str:
    out, at = [], 0
    for part in sorted(ranges, key=lambda r: r.get("offset", 0)):
        start, end = int(part.get("offset", 0)), int(part.get("offset", 0)) + int(part.get("length", 0))
        data = (entities.get(str(part.get("key"))) or {}).get("data") or {}
        target = data.get("url") or data.get("href")
        if start < at or not target:
            continue
        out.append(escape(text[at:start]))
        out.append(f'<a href="{escape(str(target))}">{escape(text[start:end])}</a>')
        at = end
    out.append(escape(text[at:]))
    return "".join(out).replace("\n", "<br>")
