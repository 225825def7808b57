"""Volto's blocks as HTML: the visual pages of Plone 6, whose text lies in JSON."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Any

from ..reading.furniture.wording import is_wording
from .volto_text import MAX_DEPTH, SLATE, draft_html, slate_html, words_in_slate

# Blocks that show what the page says elsewhere (title, lead) or lists other pages.
_ELSEWHERE = frozenset(
    {"title", "description", "listing", "toc", "search", "navigation", "lead_image", "leadimage", "dateField"}
)


def blocks_html(blocks: dict[str, Any], layout: dict[str, Any], depth: int = 0) -> str:
    """The blocks in their layout's order; a block that the layout forgot comes last. What no rule knows gives its
    texts as paragraphs, so that no word is lost."""
    if not isinstance(blocks, dict) or depth > MAX_DEPTH:
        return ""
    order = [key for key in (layout or {}).get("items", []) if key in blocks]
    order += [key for key in blocks if key not in order]
    return "\n".join(part for key in order if (part := _block(blocks[key], depth)))


def _block(block: Any, depth: int) -> str:
    if not isinstance(block, dict):
        return ""
    if block.get("@type") in _ELSEWHERE:
        return f"<h2>{escape(str(block['headline']))}</h2>" if block.get("headline") else ""
    kind = block.get("@type", "")
    match kind:
        case "slate":
            return "".join(slate_html(node, 0) for node in block.get("value") or [])
        case "text":
            return draft_html(block.get("text") or {})
        case "html":
            return str(block.get("html") or "")
        case "image":
            return _image(block)
        case "heading":
            tag = str(block.get("tag") or "h2")
            return (
                f"<{tag}>{words_in_slate(block.get('heading'))}</{tag}>"
                if tag in SLATE
                else f"<h2>{words_in_slate(block.get('heading'))}</h2>"
            )
        case "video" | "maps" | "iframe":
            address = str(block.get("url") or block.get("src") or "")
            return f'<p><a href="{escape(address)}">{escape(address)}</a></p>' if address else ""
        case "table" | "slateTable":
            return _table(block.get("table") or {})
        case "quote":
            return f"<blockquote><p>{words_in_slate(block.get('quote') or block.get('value'))}</p></blockquote>"
        case "teaser":
            return _teaser(block)
        case "accordion":
            return _accordion(block, depth)
    return _any(block, depth)


# What a block that no rule knows may keep its words in, apart from how it looks.
_LOOKS = frozenset({"@type", "styles", "variation", "theme", "settings", "blocks_layout", "fixed", "required"})
_HEADINGS = frozenset({"headline", "heading", "header", "rubrik"})
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg)$|/@@images/", re.IGNORECASE)


def _any(value: Any, depth: int, name: str = "") -> str:
    """The words, pictures and links of a block of an add-on, in the order that it keeps them."""
    if depth > MAX_DEPTH:
        return ""
    if isinstance(value, list):
        if value and all(isinstance(node, dict) and ("children" in node or "text" in node) for node in value):
            return "".join(slate_html(node, 0) for node in value)
        return "".join(_any(row, depth + 1, name) for row in value)
    if isinstance(value, str):
        return _any_text(value, name)
    if not isinstance(value, dict):
        return ""
    if isinstance(value.get("text"), dict) or ("entityMap" in value and "blocks" in value):
        return draft_html(value.get("text") if isinstance(value.get("text"), dict) else value)
    parts: list[str] = []
    for key, inner in value.items():
        if key in _LOOKS or (key.startswith("@") and key != "@id"):
            continue
        if key == "blocks" and isinstance(inner, dict):
            parts.append(blocks_html(inner, value.get("blocks_layout") or {}, depth + 1))
        elif key in ("href", "link", "linkHref", "url", "preview_image", "image", "@id") and name != key:
            parts.append(_target(inner, value))
        else:
            parts.append(_any(inner, depth + 1, key))
    return "".join(parts)


def _any_text(value: str, name: str) -> str:
    words = " ".join(re.sub(r"<[^>]*>", " ", value).split())
    if not is_wording(name, unescape(words)):
        return ""
    if re.search(r"<(?:p|br|strong|em|a|ul|h\d)\b", value):
        return value
    if name in _HEADINGS:
        return f"<h2>{escape(words)}</h2>"
    return f"<p><strong>{escape(words)}</strong></p>" if name == "title" else f"<p>{escape(words)}</p>"


def _target(value: Any, block: dict[str, Any]) -> str:
    """What an address in a block shows: a picture, or a link under the block's own words where it has none for it."""
    if isinstance(value, list):
        return "".join(_target(row, block) for row in value)
    words = ""
    if isinstance(value, dict):
        words = str(value.get("title") or value.get("Title") or "")
        value = value.get("@id") or value.get("url") or ""
    if not isinstance(value, str) or not value.strip():
        return ""
    if _PICTURE.search(value):
        return _image({**block, "url": value, "caption": "", "description": ""})
    return f'<p><a href="{escape(value)}">{escape(words or value)}</a></p>'


def _image(block: dict[str, Any]) -> str:
    address = str(block.get("url") or "")
    if not address:
        return ""
    if "/@@images" not in address and not address.rsplit("/", 1)[-1].count("."):
        address += "/@@images/image"
    words = block.get("caption") or block.get("description") or ""
    caption = f"<figcaption>{escape(str(words))}</figcaption>" if words else ""
    return f'<figure><img src="{escape(address)}" alt="{escape(str(block.get("alt") or ""))}">{caption}</figure>'


def _table(table: dict[str, Any]) -> str:
    rows = []
    for row in table.get("rows") or []:
        cells = ""
        for cell in row.get("cells") or []:
            tag = "th" if cell.get("type") == "header" else "td"
            cells += f"<{tag}>{words_in_slate(cell.get('value'))}</{tag}>"
        rows.append(f"<tr>{cells}</tr>")
    return f"<table>{''.join(rows)}</table>" if rows else ""


def _teaser(block: dict[str, Any]) -> str:
    target = block.get("href")
    target = (
        target[0].get("@id", "") if isinstance(target, list) and target and isinstance(target[0], dict) else target
    )
    title = escape(str(block.get("title") or target or ""))
    link = f'<p><a href="{escape(str(target))}">{title}</a></p>' if target else f"<p>{title}</p>"
    text = str(block.get("description") or "")
    return link + (f"<p>{escape(text)}</p>" if text else "")


def _accordion(block: dict[str, Any], depth: int) -> str:
    data = block.get("data") or {}
    out = []
    for key in (data.get("blocks_layout") or {}).get("items", []):
        panel = (data.get("blocks") or {}).get(key) or {}
        inner = blocks_html(panel.get("blocks") or {}, panel.get("blocks_layout") or {}, depth + 1)
        out.append(f"<details><summary>{escape(str(panel.get('title') or ''))}</summary>{inner}</details>")
    return "".join(out)
