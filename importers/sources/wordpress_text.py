"""A WordPress post's text as the HTML that WordPress shows: blocks, shortcodes for pictures and media, and the
paragraphs of classic text. What no rule here knows is left as it stands: the reader drops its marks by name and keeps
its words (see `reading.furniture.shortcodes`)."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any
from urllib.parse import unquote

from ..reading.furniture.shortcodes import Mark, find_marks
from ..reading.furniture.wording import is_wording
from ..reading.model.article import Problem
from .record_pages import plain

_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|avif|bmp|tiff?)$", re.IGNORECASE)
_PICTURE_OPTION = re.compile(
    r"image|img|bild|photo|foto|picture|media|gallery|ids$|include|attachment|src$|poster", re.I
)
_BLOCK_TAG = (
    r"(?:table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map|area|"
    r"blockquote|address|"
    r"style|p|h[1-6]|hr|fieldset|legend|section|article|aside|hgroup|header|footer|nav|figure|figcaption|"
    r"details|menu|summary)"
)
# A block's comment, as WordPress writes and reads it.
_BLOCK = re.compile(
    r"<!--\s+(?P<closing>/)?wp:(?P<name>[a-z][\w-]*(?:/[a-z][\w-]*)?)\s+(?:(?P<options>\{.*?\})\s+)?(?P<empty>/)?-->",
    re.DOTALL,
)
_PAGE_MARKS = re.compile(r"\s*<!--\s*(?:more\b.*?|nextpage|noteaser)\s*-->\s*", re.DOTALL)
_LONE_ADDRESS = re.compile(r"^[ \t]*(https?://[^\s<>\"\[\]]+)[ \t]*$", re.MULTILINE)
_WRAPPED_ADDRESS = re.compile(r"(wp-block-embed__wrapper[^>]*>)\s*(https?://[^\s<]+)\s*(?=</)")
_MEDIA_CODES = frozenset({"embed", "video", "audio", "playlist", "youtube", "vimeo", "wpvideo", "soundcloud"})
_KEPT_WHOLE = re.compile(r"<(pre|script|style|textarea|svg)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_LOST_SLASH = re.compile(r"(?<!\\)u00(22|26|27|2d|3c|3e)", re.IGNORECASE)
_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_MAX_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Medium:
    """A file in the media library: its address and what is written about it."""

    address: str
    alt: str = ""
    caption: str = ""
    title: str = ""

    @property
    def is_picture(self) -> bool:
        return bool(_PICTURE.search(self.address.partition("?")[0]))


@dataclass(slots=True)
class Library:
    """What posts refer to: media by id and by the post they are attached to, reusable blocks by id."""

    media: dict[str, Medium] = field(default_factory=dict)
    attached: dict[str, list[str]] = field(default_factory=dict)
    blocks: dict[str, str] = field(default_factory=dict)

    def pictures_of(self, post: str) -> list[str]:
        return [number for number in self.attached.get(post, []) if self.media[number].is_picture]

    def of_image(self, tag: str) -> Medium | None:
        """The medium that an <img> shows, by the number that WordPress gives it, or by its address."""
        number = re.search(r"wp-image-(\d+)|data-(?:attachment-)?id=[\"'](\d+)", tag)
        if number and (medium := self.media.get(number[1] or number[2])):
            return medium
        source = re.search(r"\bsrc=[\"']([^\"']+)", tag)
        if not source:
            return None
        bare = re.sub(r"-\d+x\d+(?=\.\w+$)", "", unescape(source[1]))
        return next((medium for medium in self.media.values() if medium.address == bare), None)


def body_html(text: str, library: Library | None = None, post: str = "", problems: list[Problem] | None = None) -> str:
    """A post's text as HTML. `post` is its number, `problems` are told what could not be found."""
    library, problems = library or Library(), problems if problems is not None else []
    text = _PAGE_MARKS.sub("\n\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _with_blocks(text, library, problems, 0)
    text = _shortcodes(text, library, post, problems)
    text = _WRAPPED_ADDRESS.sub(lambda m: f"{m[1]}{_link(m[2])}", text)
    text = _by_blocks(text) if "<!-- wp:" in text else paragraphs(text)
    return _IMAGE.sub(lambda match: _with_alt(match[0], library), text) if library.media else text


def _link(address: str) -> str:
    address = escape(unescape(address))
    return f'<a href="{address}">{address}</a>'


def _with_alt(tag: str, library: Library) -> str:
    """An image with the library's alternative text, where it has none of its own."""
    if re.search(r"\balt=[\"'][^\"']*[^\"'\s]", tag):
        return tag
    medium = library.of_image(tag)
    if medium is None or not medium.alt:
        return tag
    bare = re.sub(r"\s*\balt=(?:\"\s*\"|'\s*')", "", tag)
    return f'<img alt="{escape(medium.alt)}"{bare[4:]}'


def figure(medium: Medium) -> str:
    """A picture of the library, with its caption."""
    caption = f"<figcaption>{escape(medium.caption)}</figcaption>" if medium.caption else ""
    return f'<figure><img src="{escape(medium.address)}" alt="{escape(medium.alt)}">{caption}</figure>'


# Blocks


def _with_blocks(text: str, library: Library, problems: list[Problem], depth: int) -> str:
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
    return _with_blocks(inner, library, problems, depth + 1)


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
            if number in library.media and (is_field or _PICTURE_OPTION.search(key)):
                yield figure(library.media[number])
            else:
                yield from _of_options(inner, key, shown, library, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            if str(inner) in library.media and _PICTURE_OPTION.search(name):
                yield figure(library.media[str(inner)])
            else:
                yield from _of_options(inner, name, shown, library, depth + 1)
    elif isinstance(value, str):
        yield from worded(name, value, shown)


def worded(name: str, value: str, shown: str = "") -> Iterator[str]:
    """The HTML of an option or field that holds words or a picture's address; nothing where `shown` has them."""
    value = _LOST_SLASH.sub(lambda m: chr(int(m[1], 16)), value).strip()
    if _PICTURE.search(value.partition("?")[0]) and value.startswith(("https://", "http://", "/")):
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


def _by_blocks(text: str) -> str:
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


# Shortcodes


def _shortcodes(text: str, library: Library, post: str, problems: list[Problem]) -> str:
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
        rows.append(f"<p>{_link(address)}</p>")
    return "\n\n" + "\n".join(rows) + "\n\n" if rows else None


def _pictures_of(mark: Mark, library: Library) -> Iterator[str]:
    """The pictures that a plugin's code names by number or by address."""
    for name, value in mark.options.items():
        if not _PICTURE_OPTION.search(name):
            continue
        numbers = re.findall(r"\d+", value) if re.fullmatch(r"[\d,\s]+", value) else []
        yield from (figure(library.media[n]) for n in numbers if n in library.media)
        if value.startswith("http") and _PICTURE.search(value.partition("?")[0]):
            alt = next((v for key, v in mark.options.items() if key == "alt"), "")
            yield f'<figure><img src="{escape(unescape(value))}" alt="{escape(unescape(alt))}"></figure>'


# Classic text


def paragraphs(text: str) -> str:
    """Classic text's blank lines as paragraphs and its line ends as breaks, where no block element stands already."""
    whole: list[str] = []

    def keep(match: re.Match[str]) -> str:
        whole.append(match[0])
        return f"\n\n\0{len(whole) - 1}\0\n\n"

    text = re.sub(r"\r\n?", "\n", text.replace("\0", "")).strip()
    text = _KEPT_WHOLE.sub(keep, text)
    text = _LONE_ADDRESS.sub(lambda m: f"\n\n<p>{_link(m[1])}</p>\n\n", text)
    text = re.sub(rf"(<{_BLOCK_TAG}\b[^>]*>)", r"\n\n\1", text)
    text = re.sub(rf"(</{_BLOCK_TAG}>)", r"\1\n\n", text)
    pieces = []
    for piece in re.split(r"\n\s*\n", text):
        piece = piece.strip(" \t\n")
        if not piece:
            continue
        if re.match(rf"</?{_BLOCK_TAG}\b|\0", piece) or piece.startswith("<!--"):
            pieces.append(piece)
        elif re.search(rf"</{_BLOCK_TAG}>$", piece):
            pieces.append(piece.replace("\n", "<br>\n"))
        else:
            inner = piece.replace("\n", "<br>\n")
            pieces.append(f"<p>{inner}</p>")
    return re.sub("\0(\\d+)\0", lambda m: whole[int(m[1])], "\n".join(pieces))
