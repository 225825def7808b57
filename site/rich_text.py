"""Links inside rich text, fetched once for a whole page.

Wagtail looks up the links of one piece of rich text at a time, so a body of thirty paragraphs with a link each costs
sixty queries. While a page is being written out (`links_of`), the targets of all links on it are fetched together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import Model
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

LINK = re.compile(r"<a\s[^>]*>")
ID = re.compile(r"[0-9]{1,9}")
ATTRIBUTE = re.compile(r'\b(linktype|id)="([^"]*)"')

# What is known of the links of the page being written: (link type, id) → its target, None when it is gone.
_known: ContextVar[dict[tuple[str, str], Model | None] | None] = ContextVar("links_of_the_page", default=None)


class _FetchedTogether:
    """A link handler that asks for what is already fetched first."""

    identifier: str

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, str]]) -> list[Model | None]:
        # It stands before one of Wagtail's handlers, which mypy cannot know of a class without bases.
        known = _known.get()
        if known is None:
            return super().get_many(attrs_list)  # type: ignore[misc]
        keys = [(cls.identifier, str(attrs.get("id"))) for attrs in attrs_list]
        missing = list(dict.fromkeys(key for key in keys if key not in known))
        if missing:
            found = super().get_many([{"id": key[1]} for key in missing])  # type: ignore[misc]
            known.update(zip(missing, found, strict=True))
        return [known[key] for key in keys]


class PageLinks(_FetchedTogether, PageLinkHandler):
    """Links to pages."""


class DocumentLinks(_FetchedTogether, DocumentLinkHandler):
    """Links to documents."""


def strings(value: Any) -> Iterator[str]:
    """All texts in a value of a StreamField, as stored or as blocks have it, in their order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, Iterable):
        for item in value:
            yield from strings(item)


def linked(page: Page) -> dict[str, set[str]]:
    """The ids that the rich text of a page links to, by link type ("page", "document")."""
    found: dict[str, set[str]] = {PageLinks.identifier: set(), DocumentLinks.identifier: set()}
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            texts = strings(list(getattr(page, field.name).raw_data))
        elif isinstance(field, RichTextField):
            texts = strings(getattr(page, field.name))
        else:
            continue
        for text in texts:
            for tag in LINK.findall(text):
                attributes = dict(ATTRIBUTE.findall(tag))
                if attributes.get("linktype") in found and ID.fullmatch(attributes.get("id", "")):
                    found[attributes["linktype"]].add(attributes["id"])
    return found


@contextmanager
def links_of(page: Page) -> Iterator[None]:
    """While this is open, the links of `page` cost a handful of queries however many they are."""
    token = _known.set({})
    try:
        targets = linked(page)
        for handler in (PageLinks, DocumentLinks):
            if targets[handler.identifier]:
                handler.get_many([{"id": key} for key in sorted(targets[handler.identifier], key=int)])
        yield
    finally:
        _known.reset(token)
