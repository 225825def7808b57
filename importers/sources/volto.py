"""Volto's blocks as HTML: the visual pages of Plone 6, whose text lies in JSON."""

from __future__ import annotations

from html import escape
from typing import Any

_SLATE = {
    "p": "p", "h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h5", "h6": "h6", "ul": "ul", "ol": "ol",
    "li": "li",
    "blockquote": "blockquote", "strong": "strong", "b": "strong", "em": "em", "i": "em", "sub": "sub", "sup": "sup",
    "del": "s", "s": "s", "code": "code", "u": "span", "callout": "aside", "table": "table", "tbody": "tbody",
    "tr": "tr", "td": "td", "th": "th",
}  # fmt: skip
_MAX_DEPTH = 60
# Blocks that show what the page says elsewhere (title, lead) or lists other pages.
_ELSEWHERE = frozenset(
    {"title", "description", "listing", "toc", "search", "navigation", "lead_image", "leadimage", "dateField"}
)


def blocks_html(blocks: dict[str, Any], layout: dict[str, Any], depth: int = 0) -> str:
    """The blocks in their layout's order; a block that the layout forgot comes last. What no rule knows gives its
    texts as paragraphs, so that no word is lost."""
    if not isinstance(blocks, dict) or depth > _MAX_DEPTH:
        return ""
    order = [key for key in (layout or {}).get("items", []) if key in blocks]
    order += [key for key in blocks if key not in order]
    return "\n".join(part for key in order if (part := _block(blocks[key], depth)))


def _block(block: Any, depth: int) -> str:
    if not isinstance(block, dict) or block.get("@type") in _ELSEWHERE:
        return ""
    kind = block.get("@type", "")
    match kind:
        case "slate":
            return "".join(_slate(node, 0) for node in block.get("value") or [])
        case "text":
            return _draft(block.get("text") or {})
        case "html":
            return str(block.get("html") or "")
        case "image":
            return _image(block)
        case "heading":
            tag = str(block.get("tag") or "h2")
            return (
                f"<{tag}>{_words(block.get('heading'))}</{tag}>"
                if tag in _SLATE
                else f"<h2>{_words(block.get('heading'))}</h2>"
            )
        case "video" | "maps" | "iframe":
            address = str(block.get("url") or block.get("src") or "")
            return f'<p><a href="{escape(address)}">{escape(address)}</a></p>' if address else ""
        case "table" | "slateTable":
            return _table(block.get("table") or {})
        case "quote":
            return f"<blockquote><p>{_words(block.get('quote') or block.get('value'))}</p></blockquote>"
        case "teaser":
            return _teaser(block)
        case "accordion":
            return _accordion(block, depth)
    nested = (
        block.get("blocks") or (block.get("data") or {}).get("blocks")
        if isinstance(block.get("data"), dict)
        else block.get("blocks")
    )
    if isinstance(nested, dict):
        holder = block if block.get("blocks") else block["data"]
        heading = (
            f"<h2>{_words(block.get('headline') or block.get('title'))}</h2>"
            if block.get("headline") or block.get("title")
            else ""
        )
        return heading + blocks_html(nested, holder.get("blocks_layout") or {}, depth + 1)
    if isinstance(block.get("value"), list):
        return "".join(_slate(node, 0) for node in block["value"])
    texts = [
        str(block[name])
        for name in ("title", "headline", "description", "text", "plaintext", "caption")
        if isinstance(block.get(name), str)
    ]
    return "".join(f"<p>{escape(text)}</p>" for text in texts if text.strip())


def _words(value: Any) -> str:
    if isinstance(value, list):
        return "".join(_slate(node, 0) for node in value)
    return escape(value) if isinstance(value, str) else ""


def _slate(node: Any, depth: int) -> str:
    if not isinstance(node, dict) or depth > _MAX_DEPTH:
        return ""
    if "text" in node and "children" not in node:
        text = escape(str(node["text"])).replace("\n", "<br>")
        for mark, tag in (("bold", "strong"), ("italic", "em")):
            text = f"<{tag}>{text}</{tag}>" if node.get(mark) and text else text
        return text
    inner = "".join(_slate(child, depth + 1) for child in node.get("children") or [])
    kind = str(node.get("type") or "")
    if kind in ("link", "a"):
        data = node.get("data")
        data = data if isinstance(data, dict) else {}
        target = data.get("url") or node.get("url") or _internal(data)
        return f'<a href="{escape(str(target))}">{inner}</a>' if target else inner
    element = _SLATE.get(kind)
    return f"<{element}>{inner}</{element}>" if element else inner


def _internal(data: dict[str, Any]) -> str:
    try:
        return str(data["link"]["internal"]["internal_link"][0]["@id"])
    except (KeyError, IndexError, TypeError):
        try:
            return str(data["link"]["external"]["external_link"])
        except (KeyError, TypeError):
            return ""


def _draft(text: Any) -> str:
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
            cells += f"<{tag}>{_words(cell.get('value'))}</{tag}>"
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
