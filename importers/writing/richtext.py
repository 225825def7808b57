"""Text with marks → the rich text that Wagtail stores, cleaned twice: by nh3, and by Wagtail's own whitelister."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape

import nh3
from wagtail.whitelist import Whitelister, allow_without_attributes, attribute_rule

from ..reading.model.article import Block
from ..reading.model.spans import Text

TAGS = {"p", "br", "b", "i", "sub", "sup", "ul", "ol", "li", "a"}
ATTRIBUTES = {"a": {"href", "linktype", "id"}}
SCHEMES = {"http", "https", "mailto", "tel"}
_PLAIN = re.compile(r"^[^<>&]*$")

LinkTarget = dict[str, str]  # the attributes of an <a>: {"href": …} or {"linktype": "page", "id": "5"}
Linker = Callable[[str], LinkTarget | None]


class _Whitelister(Whitelister):
    element_rules = {
        "[document]": allow_without_attributes,
        **dict.fromkeys(TAGS - {"a"}, allow_without_attributes),
        "a": attribute_rule({"href": True, "linktype": True, "id": True}),
    }


_whitelister = _Whitelister()


def clean(fragment: str) -> str:
    """The fragment with nothing but paragraphs, lists, links and simple marks."""
    if _PLAIN.match(fragment):
        return fragment
    safe = nh3.clean(fragment, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)
    # Attributes are what an attack needs; without any there is nothing that nh3 could have missed.
    return _whitelister.clean(safe) if "<a" in safe else safe


def inline(text: Text, link: Linker | None = None) -> str:
    """One text as a fragment without a paragraph around it; `link` says where each old address leads now."""
    if not text.marks:
        return escape(text.text, quote=False)
    fragment = text.html().replace("<code>", "").replace("</code>", "")
    if link:
        fragment = re.sub(r'<a href="([^"]*)">(.*?)</a>', lambda match: _anchor(match, link), fragment, flags=re.S)
    return clean(fragment)


def _anchor(match: re.Match[str], link: Linker) -> str:
    from html import unescape

    target = link(unescape(match[1]))
    if not target:
        return match[2]
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in target.items())
    return f"<a{attributes}>{match[2]}</a>"


def paragraph(text: Text, link: Linker | None = None) -> str:
    return f"<p>{inline(text, link)}</p>"


def listing(block: Block, link: Linker | None = None) -> str:
    """A list with its nested lists."""
    tag = "ol" if block.ordered else "ul"
    return f"<{tag}>{''.join(_list_item(item, link) for item in block.items)}</{tag}>"


def _list_item(item: Block, link: Linker | None) -> str:
    if item.type == "list":
        return f"<li>{listing(item, link)}</li>"
    inner = "".join(listing(child, link) if child.type == "list" else _loose(child, link) for child in item.children)
    return f"<li>{inline(item.content, link)}{inner}</li>"


def _loose(block: Block, link: Linker | None) -> str:
    return f"<br>{inline(block.content, link)}" if block.content else ""


def flow(blocks: Iterable[Block], link: Linker | None = None) -> str:
    """Several blocks as one piece of rich text, for places that take nothing else (answers, fact boxes)."""
    out: list[str] = []
    for block in blocks:
        if block.type == "list":
            out.append(listing(block, link))
        elif block.type == "heading":
            out.append(f"<p><b>{inline(block.content, link)}</b></p>")
        elif block.type == "table":
            rows = ([block.header] if block.header else []) + block.rows
            if block.caption:
                out.append(paragraph(block.caption, link))
            out.extend(f"<p>{' | '.join(inline(cell, link) for cell in row)}</p>" for row in rows)
        elif block.type in ("links", "contact"):
            out.extend(paragraph(item.content, link) for item in block.items if item.content)
        else:
            if block.content:
                out.append(paragraph(block.content, link))
            if block.items or block.children:
                out.append(flow((*block.items, *block.children), link))
    return "".join(out)
