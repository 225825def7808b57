"""Where newer published news says something else than a page: for the communicator's desk, and for visitors where the
municipality wants it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.html import strip_tags
from django.utils.text import capfirst
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from brygga.news.models import NewsPage
from brygga.projects.models import ProjectPage, UnitPage
from brygga.projects.new_facts import NewFact

from ..models import Suggestion, SuggestionSource
from ..suggestions.row_fields import in_full
from ..suggestions.values import EVERY, references
from ..writing import fields
from .suggestion_display import Named, in_words

State = Suggestion.State


@dataclass(frozen=True, slots=True)
class Said:
    """A value in words, and the news that says it; without one where a person wrote it."""

    text: str
    news: NewsPage | None = None

    @property
    def date(self) -> dt.date | None:
        """The day of the news, where it is known."""
        return self.news.first_published_on if self.news else None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What a live page says of a field, and what newer live news says."""

    page: Page
    field: str
    label: str
    stands: Said
    new: Said


def contradictions(suggestions: Any) -> list[Contradiction]:
    """Those of the suggestions in which public news, newer than what the page has its value from, says otherwise than
    the page that visitors see. The newest first."""
    rows = list(suggestions.filter(state=State.NEW, contradicts=True).select_related("page__content_type"))
    if not rows:
        return []
    pages = {page.pk: page for page in Page.objects.live().filter(pk__in={row.page_id for row in rows}).specific()}
    standing = Suggestion.objects.filter(page__in=pages, state__in=(State.PRESENT, State.ACCEPTED))
    beside: dict[tuple[int, str, str], list[Suggestion]] = defaultdict(list)
    for other in standing:
        beside[other.page_id, other.field, other.slot].append(other)
    newest = _newest_news([*rows, *standing])
    found = []
    for row in rows:
        page, news = pages.get(row.page_id), newest.get(row.pk)
        if page is None or news is None or not news.first_published_on:
            continue
        now = fields.read(page, row.field)
        kind = EVERY[row.field]
        held = [other for other in beside[row.page_id, row.field, row.slot] if kind.holds(now, other.value)]
        rival = kind.rival(in_full(now) if row.field == "contacts" else now, row.value)
        value = held[0].value if held else rival
        if value in (None, "", []):
            continue
        if row.field == "head" and not isinstance(value, dict):
            value = {"head": value, "head_role": fields.read(page, "head_role")}
        earlier = max((newest[other.pk] for other in held if other.pk in newest), key=_day, default=None)
        if earlier is not None and _day(earlier) >= _day(news):
            continue
        model = type(page)
        named = Named(ref for one in (row.value, value) for ref in references(model, row.field, one))
        found.append(
            Contradiction(
                page,
                row.field,
                capfirst(str(kind.label)),
                Said(in_words(model, row.field, value, named), earlier),
                Said(in_words(model, row.field, row.value, named), news),
            )
        )
    return sorted(found, key=lambda one: one.new.date or dt.date.min, reverse=True)


def _day(news: NewsPage) -> dt.date:
    return news.first_published_on or dt.date.min


def _newest_news(rows: list[Suggestion]) -> dict[int, NewsPage]:
    """The newest public news that says each suggestion."""
    sources = list(SuggestionSource.objects.filter(suggestion__in=rows).values_list("suggestion_id", "item__page_id"))
    news = {page.pk: page for page in NewsPage.objects.live().public().filter(pk__in={page for _, page in sources})}
    result: dict[int, NewsPage] = {}
    for key, page_id in sources:
        page = news.get(page_id)
        best = result.get(key)
        if page is not None and (best is None or _day(page) > _day(best)):
            result[key] = page
    return result


def contradictions_for(user: Any) -> list[Contradiction]:
    """Those on the pages that the user may edit."""
    mine = page_permission_policy.instances_user_has_permission_for(user, "change")
    return contradictions(Suggestion.objects.filter(page__in=mine.values("pk")))


def facts_of(page: Any) -> list[NewFact]:
    """What visitors of a live page may be told."""
    if not isinstance(page, UnitPage | ProjectPage) or not page.live:
        return []
    return [
        NewFact(one.label, strip_tags(one.new.text), one.new.news, one.new.date)
        for one in contradictions(Suggestion.objects.filter(page=page.pk))
        if one.new.date is not None
    ]
