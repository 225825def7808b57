"""What somebody may have meant who looked for a word that no page has: the nearest word of the site's own."""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import TextField
from django.db.models.functions import Cast
from modelsearch.index import SearchField
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, Site, get_page_models

from ..models.synonyms import Synonym
from ..models.topics import Topic
from .words import COMMON, split, stem, without_dots

_WORD = re.compile(r"[^\W_]+")
_MARKUP = re.compile(r"<[^>]*>|\\u[0-9a-f]{4}|\\n|&\w+;")
_NEWEST = 1000  # pages of each kind whose texts are read
_SHORTEST, _LONG = 4, 7  # letters: in a shorter word nothing is amiss, in a long one two letters may be
SECONDS = 3600
_SHORTEST_KEPT = 3
# What this process has counted, by the site: too much to be fetched from the cache for each search.
_held: dict[int, tuple[str, Vocabulary]] = {}


@dataclass(frozen=True)
class Vocabulary:
    """The words of a site's public pages, how often each is there, and their stems."""

    words: Mapping[str, int]
    stems: frozenset[str]


def vocabulary(site: Site) -> Vocabulary:
    """The words of the site's newest public pages, of its topics and synonyms. Kept for an hour: nothing is found by
    them, and a word that was just written is lacked in suggestions alone."""
    key = f"brygga:words:{site.pk}"
    mark, held = cache.get(key), _held.get(site.pk)
    if mark is not None and held is not None and held[0] == mark:
        return held[1]
    words = Counter(word for text in _texts(site) for word in split(text) if len(word) >= _SHORTEST_KEPT)
    found = Vocabulary(words, frozenset(stem(word) for word in words))
    mark = uuid.uuid4().hex if mark is None else mark
    cache.set(key, mark, SECONDS)
    _held[site.pk] = (mark, found)
    return found


def _texts(site: Site) -> Iterator[str]:
    pages = Page.objects.live().public().descendant_of(site.root_page, inclusive=True)
    yield from Topic.objects.public().values_list("name", flat=True)
    for row in Synonym.objects.all():
        yield f"{row.asked} {row.finds}"
    for model in get_page_models():
        if model is Page:
            continue
        names = [
            field.field_name
            for field in model.get_search_fields()
            if isinstance(field, SearchField) and any(own.name == field.field_name for own in model._meta.fields)
        ]
        newest = model.objects.filter(pk__in=pages.values("pk")).order_by("-pk")
        casts = {f"said_{name}": Cast(name, TextField()) for name in names if name != "title"}
        marked = {
            f"said_{name}" for name in names if isinstance(model._meta.get_field(name), RichTextField | StreamField)
        }
        for row in newest.annotate(**casts).values("title", *casts)[:_NEWEST]:
            for name, said in row.items():
                yield _MARKUP.sub(" ", said or "") if name in marked else said or ""


def suggestion(query: str, known: Vocabulary | Mapping[str, int]) -> str:
    """`query` with each word that is not among the known put right, as well as letters can tell; "" if none was."""
    words = known.words if isinstance(known, Vocabulary) else known
    stems = known.stems if isinstance(known, Vocabulary) else {stem(word) for word in words}
    changed = False

    def mended(match: re.Match[str]) -> str:
        nonlocal changed
        word = match[0].lower()
        if len(word) < _SHORTEST or word in COMMON or stem(word) in stems:
            return match[0]
        other = nearest(word, words)
        changed = changed or bool(other)
        return other or match[0]

    text = _WORD.sub(mended, query)
    return text if changed else ""


def nearest(word: str, known: Mapping[str, int]) -> str:
    """The word of `known` that is fewest slips from `word`, the most common of several; "" if none is near.

    A slip is a letter too many, too few or another, or two that have changed places. Å, ä and ö count as a and o.
    """
    plain = without_dots(word)
    letters, limit = set(plain), 1 if len(word) < _LONG else 2
    best: tuple[int, int, str] | None = None
    for other, times in known.items():
        if abs(len(other) - len(word)) > limit or len(other) < _SHORTEST:
            continue
        target = without_dots(other)
        if len(letters.symmetric_difference(target)) > 2 * limit:
            continue
        slips = distance(plain, target, limit)
        if slips <= limit and (best is None or (slips, -times, other) < best):
            best = (slips, -times, other)
    return best[2] if best else ""


def distance(one: str, other: str, limit: int) -> int:
    """How many slips lie between two words (optimal string alignment); `limit` + 1 as soon as it is more."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        line = [row]
        for column, counterpart in enumerate(other, start=1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != counterpart))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == counterpart:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        if min(line) > limit:
            return limit + 1
        before, last = last, line
    return last[-1]
