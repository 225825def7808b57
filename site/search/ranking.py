"""The order of what was found: the thing itself before what is said about it, the new before the old.

The database orders by where and how often the words stand. Of its best `TOP`, the order here is by more: how much of
what was asked is in the title, what kind of page it is (`search_weight` of its model), whose it is, how old news are,
and the place that the database gave.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from .words import Term, matches, split

TOP = 100
TITLE, WHOLE_TITLE, LEAD, PLACE, KIND, FRESH = 2.0, 1.0, 1.2, 1.6, 2.0, 0.3
OTHERS = 4.0  # what another's page is behind: more than it can gain by what it is called
_STEM, _WAY = 1.0, 0.7  # a word of the title is the word asked for, or another way to say it
FRESH_DAYS = 730
_apart: dict[type[Page], tuple[Callable[[str], Q], str]] = {}


def set_apart(model: type[Page], of_others: Callable[[str], Q], whose: str) -> None:
    """Let pages of this kind that belong to others than the site's own organisation come after its own. `of_others`
    gives them by the organisation's name; `whose` is the field with the name of the one they belong to: who asks for
    that one by name finds them as any page."""
    _apart[model] = (of_others, whose)


class Ranked:
    """Results that can be sliced, the best ordered anew."""

    def __init__(self, results: Any, wanted: Sequence[Term], own: str = "") -> None:
        self.results, self.wanted, self.own = results, wanted, own
        self._best: list[Page] | None = None

    def __getitem__(self, part: slice) -> list[Page]:
        start, stop = part.start or 0, part.stop
        if start >= TOP:
            return list(self.results[start:stop])
        best = self.best[start:stop]
        return [*best, *self.results[TOP:stop]] if stop is not None and stop > TOP and len(self.best) == TOP else best

    @property
    def best(self) -> list[Page]:
        """The first pages, in their order."""
        if self._best is None:
            found = list(self.results[:TOP])
            leads, others = _leads(found), _of_others(found, self.own, self.wanted)
            scores = {
                page.pk: score(page, self.wanted, place / TOP, leads.get(page.pk, "")) - OTHERS * (page.pk in others)
                for place, page in enumerate(found)
            }
            self._best = sorted(found, key=lambda page: -scores[page.pk])
        return self._best


def score(page: Page, wanted: Sequence[Term], place: float, lead: str = "") -> float:
    """How well a page answers; `place` is its place among what was found, 0 for the first and 1 for the hundredth."""
    words = split(page.title)
    said = _said(words, wanted)
    covered = [word for word in words if matches(word, wanted)]
    whole = len(covered) / len(words) if words else 0
    model = page.specific_class
    kind = getattr(model, "search_weight", 0.3)
    total = TITLE * said + WHOLE_TITLE * said * whole + PLACE * (1 - place) + KIND * kind
    if kind and lead and said < 1:
        total += LEAD * (_said([*words, *split(lead)], wanted) - said)
    if not kind and page.first_published_at:
        days = (timezone.now() - page.first_published_at).days
        total += FRESH * max(0.0, 1 - days / FRESH_DAYS)
    return total


def _said(words: Sequence[str], wanted: Sequence[Term]) -> float:
    """How much of what is wanted the words say, 1 for all of it."""
    return sum(_in_title(term, words) for term in wanted) / len(wanted)


def _leads(pages: Sequence[Page]) -> dict[int, str]:
    """The leads of the pages, a query for each of their models that has any."""
    alike: dict[type[Page], list[int]] = defaultdict(list)
    for page in pages:
        model = page.specific_class
        weight: float = getattr(model, "search_weight", 0.0)
        if model is not None and weight and hasattr(model, "lead"):
            alike[model].append(page.pk)
    leads: dict[int, str] = {}
    for model, keys in alike.items():
        leads |= dict(model._default_manager.filter(pk__in=keys).values_list("pk", "lead"))
    return leads


def _of_others(pages: Sequence[Page], own: str, wanted: Sequence[Term]) -> set[int]:
    """Those of the pages (primary keys) that belong to another organisation than `own`, and not one that is asked for
    by name: a query for each kind of page that can."""
    found: set[int] = set()
    for model, (of_others, whose) in _apart.items() if own else ():
        keys = [page.pk for page in pages if issubclass(page.specific_class or Page, model)]
        rows = model._default_manager.filter(of_others(own), pk__in=keys).values_list("pk", whose) if keys else ()
        for pk, name in rows:
            telling = {*split(name or "")} - {*split(own)}
            if not any(matches(word, wanted) for word in telling):
                found.add(pk)
    return found


def _in_title(term: Term, words: Sequence[str]) -> float:
    if term.stem and any(matches(word, [Term(term.stem, term.prefix, term.plain)]) for word in words):
        return _STEM
    return _WAY if any(matches(word, [term]) for word in words) else 0.0
