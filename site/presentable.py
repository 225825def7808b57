"""What visitors see of a body and of the texts around it: the thing itself, or nothing.

An old page leaves traces of the workshop: a place for a picture that is gone, "Foto:" with no name after it, the same
contact twice, a path on somebody's disk, a heading with nothing below. Editors see all of it in the form, and marked
in the preview; visitors, the API, feeds, search and machine-readable data get what `presentable` leaves. Nothing that
is stored changes.

A block takes part with `presentable(value, followed)`, which gives the value as visitors see it, or None; `followed`
says whether something stands after it in its section. A heading says its level with `section_level(value)`, and a
block that may stand only once on a page its identity with `once(value)`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Any

from django.utils.html import strip_tags

_LEAF = re.compile(r"<(p|li|h[2-6])\b[^>]*>((?:(?!</?(?:p|li|ul|ol|h[2-6])\b).)*)</\1>", re.S)
_LIST = re.compile(r"<(ul|ol)\b[^>]*>\s*</\1>")
_BREAK = re.compile(r"<br\s*/?>")
_THING = re.compile(r"<(?:embed|img|hr)\b")
# "Kontakt:", "Mer information:": a few words that announce what should come after them.
_LABEL = re.compile(r"[^\W\d_][^.:!?]{0,40}:")
# What these announce is a name on the same line, so they are orphans whatever comes after.
_CREDIT = re.compile(r"(?:foto(?:graf)?|bild(?:er)?|photo|illustration(?:er)?)\s*:", re.I)
_DISK = re.compile(r"(?:[a-z]:\\|\\\\\w|file:/)", re.I)
_FILE = re.compile(
    r"[\w\-. ()/\\]+\.(?:jpe?g|png|gif|tiff?|webp|bmp|psd|eps|docx?|xlsx?|pptx?|pdf|html?|txt|eml|md)", re.I
)
_DISK_LINK = re.compile(r"<a\b[^>]*\bhref=\"(?:file:|[a-z]:\\|\\\\)[^\"]*\"[^>]*>(.*?)</a>", re.I | re.S)
_AT = re.compile(r"([\w.+-]+)\s?[(\[]\s?(?:at|snabel-?a|ät)\s?[)\]]\s?((?:[\w-]+\.)+[a-z]{2,})", re.I)
_REACHED = re.compile(r"@|\d{2,4}[ -]\d{2,3}")


def with_at(text: str) -> str:
    """Addresses that were hidden from robots, "maja(at)solvik.example", as people write them."""
    return _AT.sub(r"\1@\2", text) if "(" in text or "[" in text else text


def line(text: str | None) -> str:
    """A caption, a credit or the like as visitors see it: "" for a label with nothing after it, a path or a file."""
    text = with_at((text or "").strip())
    return "" if _LABEL.fullmatch(text) or _DISK.match(text) or _FILE.fullmatch(text) else text


def plain(markup: str) -> str:
    """The words of rich text on one line."""
    return " ".join(html.unescape(strip_tags(markup.replace("<br", " <br").replace("</", " </"))).split())


def rich_text(markup: str | None, followed: bool = False) -> str:
    """Rich text as visitors see it, "" for none. `followed` says whether something stands after it in its section: a
    label last in the text then belongs to that."""
    markup = with_at(_DISK_LINK.sub(r"\1", markup or ""))
    leaves = list(_LEAF.finditer(markup))
    if not leaves:
        return markup if plain(markup) or _THING.search(markup) else ""
    for leaf in reversed(leaves):
        kept: list[str] = []
        for part in reversed(_BREAK.split(leaf[2])):
            text = plain(part)
            if _THING.search(part):
                kept.append(part)
                followed = True
            elif text and not _DISK.match(text) and not _CREDIT.fullmatch(text):
                label = bool(_LABEL.fullmatch(text))
                if label and not followed:
                    continue
                kept.append(part)
                followed = not label
        if len(kept) != len(_BREAK.split(leaf[2])):
            inner = "<br/>".join(reversed(kept))
            start, end = leaf.span(2) if inner else leaf.span()
            markup = markup[:start] + inner + markup[end:]
    markup = _LIST.sub("", markup)
    return markup if plain(markup) or _THING.search(markup) else ""


def presentable(children: Iterable[Any]) -> list[Any]:
    """The children of a stream that visitors see, with their values as visitors see them."""
    known: set[Any] = set()
    first = []
    for child in children:
        mark = _once(child)
        if mark is None or mark not in known:
            first.append(child)
        known.add(mark)
    shown: list[Any] = []
    after = 0  # the level of the heading that comes next, 0 for nothing, 9 for something else
    for child in reversed(first):
        block = child.block
        if hasattr(block, "section_level"):
            level = block.section_level(child.value)
            if after > level and block.presentable(child.value, True) is not None:
                shown.append(child)
                after = level
            continue
        value = block.presentable(child.value, after == 9) if hasattr(block, "presentable") else child.value
        if value is None:
            continue
        if value is not child.value:
            child = type(child)(block, value, id=child.id)
        shown.append(child)
        after = 9
    return shown[::-1]


def _once(child: Any) -> Any:
    return child.block.once(child.value) if hasattr(child.block, "once") else None


def contact_identity(value: Any) -> Any:
    """Equal for contacts that say the same, None for one without name, telephone and e-mail: a role alone is nobody to
    turn to, and all that is left when the person is deleted from the register."""
    parts = [" ".join(str(value.get(name) or "").casefold().split()) for name in ("name", "role", "phone", "email")]
    name, _, phone, email = parts
    return ("contact", *parts) if name or phone or email else None


def contact_line(markup: str) -> Any:
    """The identity of a text that only says how somebody is reached, so that it is shown once; None for others."""
    text = plain(markup)
    return ("text", text.casefold()) if len(text) < 300 and _REACHED.search(text) else None


def own_contacts(contacts: Iterable[Any]) -> list[Any]:
    """The contacts of a page, each once, and none that one cannot turn to."""
    found: dict[Any, Any] = {}
    for contact in contacts:
        said = {
            "name": contact.display_name,
            "role": contact.role,
            "phone": contact.display_phone,
            "email": contact.display_email,
        }
        mark = contact_identity(said)
        if mark is not None:
            found.setdefault(mark, contact)
    return list(found.values())
