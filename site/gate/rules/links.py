"""Links to pages and documents of the site that are gone or not published."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail.blocks import PageChooserBlock
from wagtail.documents import get_document_model
from wagtail.models import Page

from ...presentable import plain
from ..contents import Contents
from ..problems import Problem, Spot

_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.S | re.I)
_KIND = re.compile(r"\blinktype=\"(page|document)\"")
_ID = re.compile(r"\bid=\"(\d+)\"")


def check(contents: Contents) -> Iterator[Problem]:
    """Each link in rich text and each chosen page that leads nowhere. At most two queries."""
    found = [link for link in _links(contents) if not (link[0] == "page" and link[1] in contents.coming)]
    pages = {pk for kind, pk, *_ in found if kind == "page"}
    documents = {pk for kind, pk, *_ in found if kind == "document"}
    live = dict(Page.objects.filter(pk__in=pages).values_list("pk", "live")) if pages else {}
    there = set(
        get_document_model().objects.filter(pk__in=documents).values_list("pk", flat=True) if documents else ()
    )
    for kind, pk, spot, words in found:
        if kind == "document" and pk not in there:
            yield Problem(_("Länken går till ett dokument som inte finns längre."), spot, words)
        elif kind == "page" and pk not in live:
            yield Problem(_("Länken går till en sida som inte finns längre."), spot, words)
        elif kind == "page" and not live[pk] and pk != contents.page.pk:
            yield Problem(_("Länken går till en sida som inte är publicerad."), spot, words)


def _links(contents: Contents) -> Iterator[tuple[str, int, Spot, str]]:
    for words in contents.words:
        for attributes, inner in _LINK.findall(words.markup):
            kind, key = _KIND.search(attributes), _ID.search(attributes)
            if kind and key:
                yield kind[1], int(key[1]), words.spot, plain(inner)
    for part in contents.parts:
        if isinstance(part.block, PageChooserBlock) and part.value is not None:
            yield "page", part.value.pk, part.spot, part.value.title
