"""An original as elements that show it: what the document has of paragraphs, headings, lists and tables, and nothing
that acts or points anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import nh3

from .. import reading
from ..archive import raw
from ..models import ImportItem
from ..reading.model.errors import UnreadableDocument

if TYPE_CHECKING:
    from ..reading import Article

_TAGS = (nh3.ALLOWED_TAGS | {"main", "section", "address"}) - {"map", "area"}
_ATTRIBUTES = {
    "*": {"lang", "dir"},
    "img": {"alt"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_GONE = {"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "select", "textarea"}
MOST = 2_000_000  # characters that are shown


def safe(markup: str, *, pictures: bool = False) -> str:
    """The elements and words of HTML, and nothing of it that acts or points anywhere. With `pictures` also those that
    it holds itself."""
    attributes, schemes = _ATTRIBUTES, set[str]()
    if pictures:
        attributes, schemes = {**_ATTRIBUTES, "img": {"alt", "src"}}, {"data"}
    return nh3.clean(
        markup, tags=_TAGS, attributes=attributes, clean_content_tags=_GONE, url_schemes=schemes, link_rel=None
    )


def markup_of(item: ImportItem, article: Article) -> str:
    """The document's own structure as safe HTML; "" for text, which has none but its lines, and for what cannot be
    had or read."""
    assert item.raw_id is not None
    try:
        markup = reading.as_markup(raw.load(item.raw_id), article.format)
    except (UnreadableDocument, FileNotFoundError, ValueError):
        return ""
    # The pictures of a Word file are in it, and may make it long.
    return safe(markup, pictures=True) if article.format == "docx" else safe(markup[:MOST])
