"""Pictures and what is embedded, where they stand in the text."""

from __future__ import annotations

import re

from ...model.article import Block, Image
from . import hrefs, media, noise
from .element import Element
from .hrefs import is_image_address, resolve
from .inline import join_lines
from .tree import Page
from .walker import Walker

_DRAWN = re.compile(r"\.(?:gif|png|svg|ico|webp)(?:[?#]|$)", re.IGNORECASE)
_WIDE = 100


def read_picture(walker: Walker, element: Element, depth: int) -> None:
    src = media.source_of(element)
    rule = media.ornament_rule(element, src) or _icon_rule(walker.page, element, src)
    if rule:
        walker.objects.append((walker.page.span(element), f"img {src[:200]}", rule))
        walker.run.gap()
        return
    block = media.image_block(element, walker.base or walker.address)
    if walker.run:
        walker.run.gap()
        walker.pending.append(block)
    else:
        walker.out.append(block)


def _icon_rule(page: Page, element: Element, src: str) -> str | None:
    """A drawing that stands in a line with the words of a link says what kind of link it is: no photo is set so."""
    width = media.pixels(element.get("width"))
    if not _DRAWN.search(src) or (width is not None and width >= _WIDE):
        return None
    link = next((part for part in element.iterancestors("a")), None)
    if link is None:
        return None
    words = page.words(link).strip()
    if words and next(link.iter("h1", "h2", "h3", "h4", "p", "div", "figure"), None) is None:
        return "icon"
    return None


def read_figure(walker: Walker, element: Element, depth: int) -> None:
    if as_figure(walker, element, depth):
        return
    blocks = walker.inside(element, depth)
    embeds = [block for block in blocks if block.type == "embed"]
    texts = [block for block in blocks if block.type in ("paragraph", "heading")]
    if len(embeds) == 1 and len(texts) == len(blocks) - 1:
        embeds[0].content = join_lines([block.content for block in texts])
        blocks = embeds
    elif texts and len(texts) == len(blocks) and element.find(".//figcaption") is not None:
        # The picture itself is put there by a script: its address may stand beside, else a person must find it.
        picture = Image(src=resolve(media.lazy_source(element), walker.base or walker.address), rule="figure")
        block = Block("image", image=picture, data={"rule": "figure-without-picture"})
        media.set_caption(block, join_lines([text.content for text in texts]))
        blocks = [block]
    for block in blocks:
        walker.add(block)


def as_figure(walker: Walker, element: Element, depth: int) -> bool:
    """Read an element as one picture with a caption, where it is one."""
    pictures = [
        image for image in media.picture_parts(element) if not media.ornament_rule(image, media.source_of(image))
    ]
    if (
        len(pictures) != 1
        or next(element.iter("h1", "h2", "table", "iframe", "video", "blockquote", "li"), None) is not None
    ):
        return False
    length = len(walker.page.folded(element))
    caption = element.find(".//figcaption")
    if length > media.CAPTION_LIMIT and caption is None:
        return False
    if element.tag not in ("figure",) and length and not _has_caption(walker, element):
        return False
    outer, walker.active = walker.active, [pair for pair in walker.active if pair[0] != "a"]
    blocks = walker.inside(element, depth)
    walker.active = outer
    texts = [b for b in blocks if b.type != "image"]
    image = next((b for b in blocks if b.type == "image"), None)
    if image is None:
        image = media.image_block(pictures[0], walker.base or walker.address)
    if any(b.type not in ("paragraph", "heading") for b in texts) or sum(b.type == "image" for b in blocks) > 1:
        for block in blocks:
            walker.add(block)
        return True
    caption_text = join_lines([t for b in blocks if b is not image for t in b.texts()] + [image.content])
    if caption_text:
        media.set_caption(image, caption_text)
    image.data["rule"] = element.tag
    walker.add(image)
    return True


def _has_caption(walker: Walker, element: Element) -> bool:
    return any(
        part in walker.captions or media.CAPTION.search(noise.names_of(part))
        for part in element.iterdescendants()
        if isinstance(part.tag, str)
    )


def read_embed(walker: Walker, element: Element, depth: int) -> None:
    src = media.embed_source(element)
    if src and not hrefs.is_link(src):
        walker.lost.append(("embed-script", media.embed_title(element)))
    elif src and hrefs.leads_inside(src, walker.base or walker.address):
        walker.lost.append(("embed-inside", media.embed_title(element) or src))
        walker.flush()
        walker.children(element, depth)
        walker.flush("embed-inside")
        return
    block = media.embed_block(element, walker.base or walker.address)
    if block is None:
        walker.drop(element, "embed-without-content")
        walker.objects.append(
            (walker.page.span(element), f"{element.tag} {element.get('src') or ''}"[:200], "tracker")
        )
        return
    walker.flush()
    if walker.page.words(element).strip():
        walker.drop(element, "embed-fallback")
    walker.add(block)


def is_wrapper_of_picture(page: Page, element: Element, href: str) -> bool:
    """A link around a picture that only leads to the picture itself."""
    return is_image_address(href) and element.find(".//img") is not None
