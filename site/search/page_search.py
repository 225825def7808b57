"""Search of the public site."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, Site
from wagtail.search.backends import get_search_backend
from wagtail.search.query import PlainText

from ..listed import listed
from .documents import ForgivingText
from .excerpts import Excerpts
from .spelling import site_words, suggestion
from .words import Term, terms

MAX_LENGTH = 200


@dataclass(frozen=True)
class Found:
    """What a search found.

    `results` can be sliced; `shown` is how many they are, `total` how many of all kinds; `types` says how many there
    are of each kind; `every_word` is false where no page has all the words and those that have some are shown;
    `meant` is what the asker may have meant instead.
    """

    results: Any
    types: list[tuple[int, str, int]]  # of each kind: a content type, the kind's name, its number
    total: int
    shown: int
    terms: list[Term] = field(default_factory=list)
    every_word: bool = True
    meant: str = ""

    @property
    def excerpts(self) -> Excerpts:
        """What makes excerpts of the pages found."""
        return Excerpts(self.terms)


def search_pages(site: Site, text: str, type_id: int | None = None) -> Found:
    """The live public pages of `site` that have all the words of `text` in some form; when none has, those that have
    them when å, ä and ö may be missing; when none has even so, those that have any of them.

    `type_id` (a content type's) narrows the results, not the counts. A text without words finds nothing.
    """
    text = text[:MAX_LENGTH]
    wanted = terms(text)
    if not wanted:
        return Found([], [], 0, 0)
    scope = listed(Page.objects.live().public().descendant_of(site.root_page, inclusive=True))
    backend, meant = get_search_backend(), ""
    for query in _ways(text, len(wanted)):
        counts = backend.search(query, scope).facet("content_type_id")
        if counts:
            break
    every_word = query.operator == "and"
    if not counts or not every_word:
        meant = _meant(text, scope, site)
    kinds: dict[str, list[int]] = {}
    for pk in counts:
        kinds.setdefault(_kind_name(ContentType.objects.get_for_id(pk).model_class()), []).append(pk)
    types = [(pks[0], name, sum(counts[pk] for pk in pks)) for name, pks in kinds.items()]
    shown = total = sum(counts.values())
    if type_id is not None:
        alike = next((pks for pks in kinds.values() if type_id in pks), [])
        shown = sum(counts[pk] for pk in alike)
        scope = scope.filter(content_type_id__in=alike)
    return Found(backend.search(query, scope), types, total, shown, wanted, every_word, meant)


def _ways(text: str, words: int) -> list[PlainText]:
    """The questions to try, one after the other, until one is answered."""
    ways = [PlainText(text, operator="and"), ForgivingText(text, operator="and")]
    return [*ways, ForgivingText(text, operator="or")] if words > 1 else ways


def _meant(text: str, scope: Any, site: Site) -> str:
    """The text with its misspelt words put right, if that finds something."""
    other = suggestion(text, site_words(scope, str(site.pk)))
    return other if other and get_search_backend().search(PlainText(other, operator="and"), scope).count() else ""


def _kind_name(model: type[Page] | None) -> str:
    """What visitors call pages of this kind: the name that the model gives for them, else the one that editors see."""
    if model is None:
        return str(Page._meta.verbose_name_plural)
    return str(getattr(model, "public_name_plural", "") or model._meta.verbose_name_plural)
