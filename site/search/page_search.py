"""Search of the public site."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, Site
from wagtail.search.backends import get_search_backend

from ..models.synonyms import Synonym, listed_words
from ..remembered import recall
from ..shown_in_lists import listed
from ..site_settings import SiteSettings
from .asking import asked, said_otherwise
from .documents import Asked
from .excerpts import Excerpts
from .ranking import Ranked
from .same_words import by_stems, known_synonyms
from .spelling import suggestion, vocabulary
from .words import Term, stems

MAX_LENGTH = 200


@dataclass(frozen=True)
class Found:
    """What a search found.

    `results` can be sliced; `shown` is how many they are, `total` how many of all kinds; `types` says how many there
    are of each kind; `every_word` is false where no page has all the words and those that have some are shown;
    `meant` is what the asker is taken to have meant, where nothing was found for what was written: the results are
    for that. `also` is what else was looked for: what means the same.
    """

    results: Any
    types: list[tuple[int, str, int]]  # of each kind: a content type, the kind's name, its number
    total: int
    shown: int
    terms: list[Term] = field(default_factory=list)
    every_word: bool = True
    meant: str = ""
    also: list[str] = field(default_factory=list)

    def also_on(self, texts: Iterable[str]) -> list[str]:
        """Those of the other words looked for that one of these texts says."""
        said = [frozenset(stems(text)) for text in texts]
        return [words for words in self.also if any(there.issuperset(stems(words)) for there in said)]

    @property
    def excerpts(self) -> Excerpts:
        """What makes excerpts of the pages found."""
        return Excerpts(self.terms)


def public_scope(site: Site) -> Any:
    """The pages that a visitor of `site` may find."""
    return listed(Page.objects.live().public().descendant_of(site.root_page, inclusive=True))


def search_pages(site: Site, text: str, type_id: int | None = None, *, exactly: bool = False) -> Found:
    """The live public pages of `site` that have all the words of `text` in some form; when none has, those that have
    them when å, ä and ö may be missing; then what was meant, if a word is misspelt (not when asked `exactly`); when
    none has even so, those that have any of them.

    `type_id` (a content type's) narrows the results, not the counts. A text without words finds nothing.
    """
    text = text[:MAX_LENGTH]
    scope, synonyms, known = public_scope(site), known_synonyms(), vocabulary(site)
    wanted = asked(text, synonyms, known.stems)
    if not wanted:
        return Found([], [], 0, 0)
    backend, meant = get_search_backend(), ""
    query, counts = _first_answered(backend, scope, _ways(text, wanted))
    if not counts and not exactly and (other := suggestion(text, known)):
        meant_terms = asked(other, synonyms, known.stems)
        query, counts = _first_answered(backend, scope, _ways(other, meant_terms))
        if counts:
            text, wanted, meant = other, meant_terms, other
    if not counts and len(wanted) > 1:
        query, counts = _first_answered(backend, scope, [Asked(text, "or", wanted, forgiving=True)])
    kinds: dict[str, list[int]] = {}
    for pk in counts:
        kinds.setdefault(_kind_name(ContentType.objects.get_for_id(pk).model_class()), []).append(pk)
    types = [(pks[0], name, sum(counts[pk] for pk in pks)) for name, pks in kinds.items()]
    shown = total = sum(counts.values())
    if type_id is not None:
        alike = next((pks for pks in kinds.values() if type_id in pks), [])
        shown = sum(counts[pk] for pk in alike)
        scope = scope.filter(content_type_id__in=alike)
    results = Ranked(backend.search(query, scope), wanted, _own_organisation(site))
    return Found(
        results,
        types,
        total,
        shown,
        wanted,
        query.operator == "and",
        meant,
        said_otherwise(text, synonyms),
    )


def _own_organisation(site: Site) -> str:
    """The name of the organisation that the site is of, as its settings say."""
    own = ("organisation", site.pk)
    return recall({own: lambda: SiteSettings.for_site(site).organisation_name})[own]


def search_changes(synonym: Synonym) -> list[dict[str, Any]]:
    """For an editor: of each word that the synonym is about, how many pages it finds with the other synonyms alone,
    how many with this one, and the first of those that are new."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        return []
    scope, known, backend = public_scope(site), vocabulary(site), get_search_backend()
    others = Synonym.objects.exclude(pk=synonym.pk)
    without, with_it = by_stems(others), by_stems([*others, synonym])
    words = listed_words(synonym.asked) + (listed_words(synonym.finds) if synonym.both_ways else [])
    changes = []
    for word in dict.fromkeys(words):
        found = [
            list(backend.search(Asked(word, "and", asked(word, table, known.stems)), scope)[:200])
            for table in (without, with_it)
        ]
        new = [page.title for page in found[1] if page not in found[0]]
        changes.append({"word": word, "before": len(found[0]), "after": len(found[1]), "new": new[:5]})
    return changes


def _ways(text: str, wanted: Sequence[Term]) -> list[Asked]:
    return [Asked(text, "and", wanted), Asked(text, "and", wanted, forgiving=True)]


def _first_answered(backend: Any, scope: Any, ways: Iterable[Asked]) -> tuple[Asked, dict[int, int]]:
    """The first of the questions that is answered, or the last, and how many pages of each kind answer it."""
    query, counts = None, {}
    for query in ways:
        counts = backend.search(query, scope).facet("content_type_id")
        if counts:
            break
    assert query is not None  # there is always a way
    return query, counts


def _kind_name(model: type[Page] | None) -> str:
    """What visitors call pages of this kind: the name that the model gives for them, else the one that editors see."""
    if model is None:
        return str(Page._meta.verbose_name_plural)
    return str(getattr(model, "public_name_plural", "") or model._meta.verbose_name_plural)
