"""Pictures, captions and what is embedded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...furniture.caption_lines import credit_in
from ...model.article import Block, Image, Link
from ...model.spans import Text
from .element import Element
from .hrefs import resolve

CAPTION = re.compile(
    r"caption(?!ed|-?(?:id|box|wrap))|bild-?text|bild-?beskrivning|\blegend\b|image-?(?:text|description)|"
    r"img-?(?:text|desc)|media-?(?:text|description)\b|foto-?text",
    re.IGNORECASE,
)
WRAPPER = re.compile(
    r"wp-?caption|image-?captioned|captioned|caption-?(?:box|wrap)|image-?(?:block|wrap|container|holder|portlet)|"
    r"\bbild|\bfigure\b|media-?(?:image|block)|photo|picture|leadimage|lead-?image|sv-image-portlet",
    re.IGNORECASE,
)
_TRACKER = re.compile(
    r"doubleclick|googletagmanager|google-analytics|googleadservices|facebook\.com/tr|/pixel|pixel\.|"
    r"statcounter|scorecardresearch|quantserve|/beacon|matomo|piwik|adservice|amazon-adsystem|counter\.|"
    r"feedburner|b\.gif|spacer\.|blank\.(?:gif|png)|transparent\.|1x1|clear\.gif|count\.gif|track(?:ing)?[./]",
    re.IGNORECASE,
)
_DECORATION = re.compile(
    r"(?:^|[\s_/-])(?:icons?|ikon(?:er)?|emoji|smiley|smilies|avatar|gravatar|logo(?:type|typ)?|sprite|bullet|arrow|"
    r"spacer|separator|divider|badge|spinner|loader|placeholder-icon)(?:$|[\s_/.-])",
    re.IGNORECASE,
)
_FACE = re.compile(r"\bgravatar\.com/|/avatars/", re.IGNORECASE)  # of whoever has an account there
_EMBED_TRACKER = re.compile(r"googletagmanager|doubleclick|recaptcha|adservice|about:blank|^javascript:", re.I)
_LAZY = ("data-src", "data-lazy-src", "data-original", "data-lazy", "data-full-src", "data-hi-res-src", "data-image")
_MANY_PX = 40
CAPTION_LIMIT = 600


def source_of(image: Element) -> str:
    """The address of an image: lazily loaded and responsive ones too. Empty where there is only a placeholder."""
    src = (image.get("src") or "").strip()
    if src and not src.startswith("data:") and not _is_placeholder(src):
        return src
    for name in _LAZY:
        value = (image.get(name) or "").strip()
        if value and not value.startswith("data:"):
            return value
    for name in ("data-srcset", "data-lazy-srcset", "srcset"):
        if several := image.get(name):
            return best_of(several)
    parent = image.getparent()
    if parent is not None and parent.tag == "picture":
        for child in parent.iter("source"):
            if several := child.get("srcset") or child.get("data-srcset"):
                return best_of(several)
    following = image.getnext()
    if following is not None and following.tag == "noscript":
        inner = following.find(".//img")
        if inner is not None and inner.get("src"):
            return inner.get("src", "").strip()
    return src


def lazy_source(figure: Element) -> str:
    """The address of a figure's picture where no img shows it: in its noscript copy, or kept for a script."""
    for element in figure.iter():
        if element.tag == "img" and element.get("src"):
            return element.get("src", "").strip()
        for name in _LAZY:
            value = (element.get(name) or "").strip() if isinstance(element.tag, str) else ""
            if value and not value.startswith(("data:", "{", "[")):
                return value
    return ""


def best_of(srcset: str) -> str:
    """The largest image of a srcset."""
    best, width = "", -1.0
    for part in re.split(r",\s+|,(?=https?:|/)", srcset.strip()):
        pieces = part.strip().rstrip(",").split()
        if not pieces or pieces[0].startswith("data:"):
            continue
        size = re.match(r"([\d.]+)[wx]$", pieces[1]) if len(pieces) > 1 else None
        value = float(size[1]) if size and size[1].count(".") < 2 and size[1] != "." else 0.0
        if value > width:
            best, width = pieces[0], value
    return best


def _is_placeholder(src: str) -> bool:
    return bool(
        re.search(r"(?:placeholder|lazy|loading|blank|spacer|grey|transparent)[\w-]*\.(?:gif|png|svg|jpe?g)", src)
    )


def ornament_rule(image: Element, src: str) -> str | None:
    """Why an image is no picture of the article: it counts visitors, or only decorates. None: it is one."""
    if not src:
        return "image-without-source"
    if src.startswith("data:"):
        return "inline-image" if len(src) < 1000 or "svg" in src[:30] else None
    width, height = pixels(image.get("width")), pixels(image.get("height"))
    if (width is not None and width <= 2) or (height is not None and height <= 2) or _TRACKER.search(src):
        return "tracking-image"
    if image.get("role") in ("presentation", "none") or image.get("aria-hidden") == "true":
        return "decorative-image"
    if width is not None and height is not None and width < _MANY_PX and height < _MANY_PX:
        return "decorative-image"
    names = f"{image.get('class') or ''} {image.get('id') or ''}"
    if _DECORATION.search(names) or _FACE.search(src):
        return "decorative-image"
    if _DECORATION.search(src.rpartition("/")[2]) and (not (image.get("alt") or "").strip() or _heads_page(image)):
        return "decorative-image"
    return None


def _heads_page(image: Element) -> bool:
    """Whether a picture is a link over the page's title, as the sign of whoever publishes it is."""
    if not any(parent.tag == "a" for parent in image.iterancestors()):
        return False
    for part in (image, *image.iterancestors()):
        while (following := part.getnext()) is not None:
            part = following
            if next(part.iter("h1"), None) is not None:
                return True
    return False


def pixels(value: str | None) -> int | None:
    """A width or height in mark-up; None where it is no number of pixels."""
    match = re.match(r"\s*(\d{1,5})(?:px)?\s*$", value) if value else None
    return int(match[1]) if match else None


def image_block(image: Element, address: str | None, caption: Text | None = None) -> Block:
    """The image block of an img element. Its content is the caption, with the credit where there is one."""
    found = Image(src=resolve(source_of(image), address), alt=" ".join((image.get("alt") or "").split()), rule="img")
    block = Block("image", image=found, data={"rule": "img"})
    title = " ".join((image.get("title") or "").split())
    if title and title != found.alt:
        block.data["title"] = title
    if caption:
        set_caption(block, caption)
    return block


def set_caption(block: Block, caption: Text) -> None:
    """Give an image block its caption."""
    block.content = caption
    if block.image:
        block.image.caption = caption.text
        block.image.span = caption.span()
        block.image.credit = credit_in(caption.text)


def picture_parts(element: Element) -> Iterator[Element]:
    """The img elements in an element, in order, those of noscript copies left out."""
    for image in element.iter("img"):
        if not any(parent.tag == "noscript" for parent in image.iterancestors()):
            yield image


def embed_source(element: Element) -> str:
    """The address of what an iframe, video, audio, object or embed shows, as written; empty where there is none."""
    for name in ("src", "data-src", "data-lazy-src", "data-cookieblock-src", "data"):
        value = (element.get(name) or "").strip()
        if value and not value.startswith("about:"):
            return value
    for child in element.iter("source", "embed", "a"):
        src = (child.get("src") or child.get("href") or "").strip()
        if src:
            return src
    return ""


def embed_title(element: Element) -> str:
    """What a page says that something embedded is."""
    return " ".join((element.get("title") or element.get("aria-label") or "").split())


def embed_block(element: Element, address: str | None) -> Block | None:
    """The embed block of an iframe, video, audio, object or embed; None for those that only count or load nothing."""
    src = embed_source(element)
    if not src or _EMBED_TRACKER.search(src) or pixels(element.get("width")) in (0, 1):
        return None
    title = embed_title(element)
    link = Link(text=title, href=resolve(src, address), kind="external", rule=element.tag)
    return Block("embed", links=[link], data={"rule": element.tag, "title": title})
