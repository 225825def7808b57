"""Search of the public site."""

import re
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, Site
from wagtail.search.backends import get_search_backend

MAX_LENGTH = 200
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Found:
    """What a search found: `results` can be counted and sliced; `types` says how many there are of each page type."""

    results: Any
    types: list[tuple[int, str, int]]  # content type, its name in the plural, pages
    total: int


def words_of(text: str) -> str:
    """The words of `text`, without the signs that search engines read as commands (quotation marks, *, brackets)."""
    return " ".join(_WORD.findall(text[:MAX_LENGTH]))


def search_pages(site: Site, text: str, type_id: int | None = None) -> Found:
    """The live public pages of `site` that have all the words of `text`, or, when none has, any of them.

    `type_id` (a content type's) narrows the results, not the counts. A text without words finds nothing.
    """
    words = words_of(text)
    if not words:
        return Found([], [], 0)
    scope = Page.objects.live().public().descendant_of(site.root_page, inclusive=True)
    for operator in ("and", "or"):
        counts = get_search_backend().search(words, scope, operator=operator).facet("content_type_id")
        if counts:
            break
    if type_id is not None:
        scope = scope.filter(content_type_id=type_id)
    models = {pk: ContentType.objects.get_for_id(pk).model_class() for pk in counts}
    types = [(pk, str(models[pk]._meta.verbose_name_plural), n) for pk, n in counts.items() if n and models[pk]]
    results = get_search_backend().search(words, scope, operator=operator)
    return Found(results, types, sum(counts.values()))
