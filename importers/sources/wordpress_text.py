"""A WordPress post's text as the HTML that WordPress shows: blocks, shortcodes for pictures and media, and the
paragraphs of classic text. What no rule here knows is left as it stands: the reader drops its marks by name and keeps
its words (see `reading.furniture.shortcodes`).
"""

from __future__ import annotations

import re
from html import escape

from ..reading.model.article import Problem
from .wordpress_blocks import blocks_as_html, by_blocks
from .wordpress_media import Library
from .wordpress_paragraphs import link_to, paragraphs
from .wordpress_shortcodes import shortcodes_as_html

_PAGE_MARKS = re.compile(r"\s*<!--\s*(?:more\b.*?|nextpage|noteaser)\s*-->\s*", re.DOTALL)
_WRAPPED_ADDRESS = re.compile(r"(wp-block-embed__wrapper[^>]*>)\s*(https?://[^\s<]+)\s*(?=</)")
_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)


def body_html(text: str, library: Library | None = None, post: str = "", problems: list[Problem] | None = None) -> str:
    """A post's text as HTML. `post` is its number, `problems` are told what could not be found."""
    library, problems = library or Library(), problems if problems is not None else []
    text = _PAGE_MARKS.sub("\n\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = blocks_as_html(text, library, problems, 0)
    text = shortcodes_as_html(text, library, post, problems)
    text = _WRAPPED_ADDRESS.sub(lambda m: f"{m[1]}{link_to(m[2])}", text)
    text = by_blocks(text) if "<!-- wp:" in text else paragraphs(text)
    return _IMAGE.sub(lambda match: _with_alt(match[0], library), text) if library.media else text


def _with_alt(tag: str, library: Library) -> str:
    """An image with the library's alternative text, where it has none of its own."""
    if re.search(r"\balt=[\"'][^\"']*[^\"'\s]", tag):
        return tag
    medium = library.of_image(tag)
    if medium is None or not medium.alt:
        return tag
    bare = re.sub(r"\s*\balt=(?:\"\s*\"|'\s*')", "", tag)
    return f'<img alt="{escape(medium.alt)}"{bare[4:]}'
