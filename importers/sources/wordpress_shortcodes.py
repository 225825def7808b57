"""Shortcodes for pictures and media in the text of WordPress."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from html import escape, unescape
from urllib.parse import unquote

from ..reading.furniture.shortcodes import Mark, find_marks
from ..reading.model.article import Problem
from .wordpress_blocks import PICTURE_OPTION
from .wordpress_media import PICTURE, Library, figure
from .wordpress_paragraphs import link_to

_MEDIA_CODES = frozenset({"embed", "video", "audio", "playlist", "youtube", "vimeo", "wpvideo", "soundcloud"})


# Shortcodes


def shortcodes_as_html(text: str, library: Library, post: str, problems: list[Problem]) -> str:
    """The text with its codes for captions, galleries, films and pictures written out."""
    (marks,) = find_marks([text], wordpress=True)
    out: list[str] = []
    at = 0
    for mark in marks:
        if mark.start < at:
            continue
        partner = mark.partner
        inner = text[mark.end : partner.start] if partner and not mark.closing and partner.start >= mark.end else ""
        made = _written_out(mark, inner, library, post, problems)
        if made is None:
            made = text[mark.start : mark.end] + "".join(_pictures_of(mark, library))
            end = mark.end
        else:
            end = partner.end if partner and not mark.closing else mark.end
        out += (text[at : mark.start], made)
        at = end
    return "".join((*out, text[at:]))


def _written_out(mark: Mark, inner: str, library: Library, post: str, problems: list[Problem]) -> str | None:
    """What WordPress shows for a shortcode, in place of it and what stands inside it; None where no rule knows."""
    if mark.closing:
        return None
    if mark.name in ("caption", "wp_caption"):
        return _caption(mark, inner)
    if mark.name == "gallery":
        return _gallery(mark, library, post, problems)
    if mark.name in ("vc_raw_html", "raw_html") and inner.strip():
        try:
            return f"\n\n{unquote(base64.b64decode(inner.strip(), validate=True).decode('utf-8', 'replace'))}\n\n"
        except (binascii.Error, ValueError):
            return None
    if mark.name in _MEDIA_CODES:
        return _embed(mark, inner, library)
    return None


def _caption(mark: Mark, inner: str) -> str:
    image = re.search(r"(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", inner, re.IGNORECASE)
    words = (inner[: image.start()] + inner[image.end() :]).strip() if image else inner.strip()
    option = unescape(mark.options.get("caption", ""))
    words = words or (option if re.search(r"</?\w", option) else escape(option, quote=False))
    if not image:
        return f"\n\n{words}\n\n"
    return f"\n\n<figure>{image[0]}<figcaption>{words}</figcaption></figure>\n\n"


def _gallery(mark: Mark, library: Library, post: str, problems: list[Problem]) -> str:
    options = mark.options
    chosen = re.findall(r"\d+", options.get("ids", "") or options.get("include", ""))
    left_out = set(re.findall(r"\d+", options.get("exclude", "")))
    numbers = chosen or library.pictures_of(options.get("id", "").strip() or post)
    figures = [figure(library.media[n]) for n in numbers if n in library.media and n not in left_out]
    if len(figures) < len(chosen) or not figures:
        missing = max(len(chosen) - len(figures), 0)
        what = f"{missing} av {len(chosen)} bilder" if chosen else "bilderna"
        text = f"Ett bildgalleri är inte helt: {what} finns inte i exporten. Exportera också mediefilerna."
        problems.append(Problem("missing-pictures", text))
    return "\n\n" + "\n".join(figures) + "\n\n"


def _embed(mark: Mark, inner: str, library: Library) -> str | None:
    numbers = re.findall(r"\d+", mark.options.get("ids", ""))
    listed = [library.media[number] for number in numbers if number in library.media]
    address = inner.strip() or next((v for v in mark.options.values() if v.startswith("http")), "")
    if mark.name == "youtube" and not address.startswith("http"):
        address = next((v for v in mark.options.values() if re.fullmatch(r"[\w-]{11}", v)), "")
        address = f"https://www.youtube.com/watch?v={address}" if address else ""
    rows = [f'<p><a href="{escape(m.address)}">{escape(m.title or m.address)}</a></p>' for m in listed]
    if address.startswith("http"):
        rows.append(f"<p>{link_to(address)}</p>")
    return "\n\n" + "\n".join(rows) + "\n\n" if rows else None


def _pictures_of(mark: Mark, library: Library) -> Iterator[str]:
    """The pictures that a plugin's code names by number or by address."""
    for name, value in mark.options.items():
        if not PICTURE_OPTION.search(name):
            continue
        numbers = re.findall(r"\d+", value) if re.fullmatch(r"[\d,\s]+", value) else []
        yield from (figure(library.media[n]) for n in numbers if n in library.media)
        if value.startswith("http") and PICTURE.search(value.partition("?")[0]):
            alt = next((v for key, v in mark.options.items() if key == "alt"), "")
            yield f'<figure><img src="{escape(unescape(value))}" alt="{escape(unescape(alt))}"></figure>'
