"""A block of a news page's body as rich text, for page types that have no block of its kind. No word of it is left."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from .equality import plain


def html_of(kind: str, value: Any) -> str:
    """The rich text, as Wagtail stores it, of a raw block value as `body.Converter` makes it."""
    if kind == "paragraph":
        return str(value)
    render = _RENDER.get(kind)
    return render(value) if render is not None else paragraph(plain(value))


def paragraph(text: str) -> str:
    """Plain text as one paragraph; "" for none."""
    text = " ".join(text.split())
    return f"<p>{escape(text, quote=False)}</p>" if text else ""


def joined(values: Mapping[str, Any], *names: str, between: str = ", ") -> str:
    """Those of the values that there are."""
    return between.join(str(values[name]) for name in names if values.get(name))


def _strong(text: str) -> str:
    return f"<p><b>{escape(text, quote=False)}</b></p>" if text else ""


def _heading(value: Mapping[str, Any]) -> str:
    level = value.get("level") or "3"
    return f"<h{level}>{escape(value['text'], quote=False)}</h{level}>"


def _quote(value: Mapping[str, Any]) -> str:
    said_by = value.get("attribution") or joined(value, "speaker_name", "role", "organisation_name")
    return f"<blockquote>{escape(value['text'], quote=False)}</blockquote>{paragraph(said_by)}"


def _table(value: Mapping[str, Any]) -> str:
    headings = [escape(column["heading"], quote=False) for column in value["columns"]]
    rows = ([headings] if any(headings) else []) + [row["values"] for row in value["rows"]]
    return paragraph(value.get("caption") or "") + "".join(f"<p>{' | '.join(row)}</p>" for row in rows)


def _image(value: Mapping[str, Any]) -> str:
    alt = escape(value.get("alt") or "")
    picture = f'<embed embedtype="image" id="{value["image"]}" alt="{alt}" format="fullwidth"/>'
    return picture + paragraph(joined(value, "caption", "credit", between=" "))


def _missing_image(value: Mapping[str, Any]) -> str:
    return paragraph(f"Bilden saknas: {joined(value, 'src', 'alt', 'caption')}")


def _link(value: Mapping[str, Any]) -> str:
    if value.get("page"):
        target = f'linktype="page" id="{value["page"]}"'
    elif value.get("document"):
        target = f'linktype="document" id="{value["document"]}"'
    else:
        target = f'href="{escape(value.get("url") or "")}"'
    words = value.get("text") or value.get("title") or value.get("url") or ""
    return f"<a {target}>{escape(words, quote=False)}</a>"


def _links(value: Mapping[str, Any]) -> str:
    items = "".join(f"<li>{_link(item)}</li>" for item in value["items"])
    return f"{_strong(value.get('heading') or '')}<ul>{items}</ul>"


def _one_link(value: Mapping[str, Any]) -> str:
    return f"<p>{_link(value)}</p>"


def _faq(value: Mapping[str, Any]) -> str:
    return _strong(value["question"]) + str(value["answer"])


def _factbox(value: Mapping[str, Any]) -> str:
    return _strong(value.get("heading") or "") + str(value.get("body") or "")


_RENDER = {
    "heading": _heading,
    "quote": _quote,
    "table": _table,
    "image": _image,
    "missing_image": _missing_image,
    "links": _links,
    "document": _one_link,
    "embed": _one_link,
    "faq": _faq,
    "factbox": _factbox,
}
