"""What an item of Mynewsdesk says beside its text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Any

from ..reading.furniture.wording import is_wording
from .record_pages import caption_with

Item = dict[str, Any]
# Fields of an item that are on its page, or that nobody read there.
_READ = frozenset(
    (
        "id item_id source_id url type_of_media header summary body image image_print image_large image_medium "
        "image_small image_original image_caption published_at created_at updated_at unpublished_at pressroom_name "
        "pressroom_id pressroom source_name language tags subjects related_items attachments documents contacts "
        "contact_people contact_persons position visits embed regions"
    ).split()
)
_WHEN = re.compile(r"(?:event_)?(?:start|end)s?(?:_at|_date|_time)?|place|location\w*|plats|address|city", re.I)


def string_of(value: Any) -> str:
    """A field's text: plain, or with its time in an object."""
    if isinstance(value, dict):
        value = value.get("text") or value.get("#text") or value.get("content") or value.get("datetime") or ""
    return str(value).strip() if value is not None else ""


def picture_of(item: Item) -> str:
    """The address of an item's image in the largest size it has."""
    names = ("image_original", "image_print", "image_large", "image", "image_medium", "image_small")
    return next((address for name in names if (address := string_of(item.get(name)))), "")


def beside_text(item: Item, pictures: Iterable[Item], films: Iterable[Item]) -> str:
    """What an item says beside its text: when and where, words in fields that are not named, more images, films."""
    rows = [(name, string_of(value)) for name, value in item.items() if name.casefold() not in _READ]
    parts = []
    for name, value in rows:
        if value and _WHEN.fullmatch(name):
            label = "Slutar" if "end" in name else "Börjar" if "start" in name else "Plats"
            parts.append(f"<p>{label}: {escape(value)}</p>")
        elif value and is_wording(name, value):
            parts.append(value if re.search(r"<\w", value) else f"<p>{escape(value)}</p>")
    for picture in pictures:
        words = string_of(picture.get("image_caption") or picture.get("header"))
        caption = escape(caption_with(words, string_of(picture.get("photographer"))))
        source = escape(picture_of(picture))
        parts.append(f'<figure><img src="{source}" alt=""><figcaption>{caption}</figcaption></figure>')
    for film in films:
        address = string_of(film.get("url"))
        parts.append(f'<p><a href="{escape(address)}">{escape(string_of(film.get("header")) or address)}</a></p>')
    return "\n".join(parts)
