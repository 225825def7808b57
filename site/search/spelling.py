"""What somebody may have meant who looked for a word that no page has: the nearest word of the site's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from django.db.models import QuerySet
from wagtail.models import Page, get_page_models

from ..models.mixins import LeadMixin
from ..models.topics import Topic
from ..remembered import recall
from .words import COMMON, split, stem, without_dots

_WORD = re.compile(r"[^\W_]+")
_LEADS = 2000  # newest pages whose leads are read
_SHORTEST, _LONG = 4, 8  # letters: in a shorter word nothing is amiss, in a long one two letters may be


def site_words(scope: QuerySet[Page], key: str) -> Mapping[str, int]:
    """The words in titles, leads and topics of the pages in `scope`, and how often each is there. Remembered until a
    page changes; `key` names the scope."""
    return recall({("words of", key): lambda: _count(scope)})["words of", key]


def _count(scope: QuerySet[Page]) -> Mapping[str, int]:
    texts: list[Iterable[str]] = [
        scope.values_list("title", flat=True),
        Topic.objects.public().values_list("name", flat=True),
    ]
    for model in get_page_models():
        if issubclass(model, LeadMixin) and not model._meta.abstract:
            pages = model.objects.filter(pk__in=scope.values("pk")).order_by("-pk")
            texts.append(pages.values_list("lead", flat=True)[:_LEADS])
    return Counter(word for several in texts for text in several for word in split(text) if len(word) >= _SHORTEST)


def suggestion(query: str, known: Mapping[str, int]) -> str:
    """`query` with each word that is not among `known` put right, as well as letters can tell; "" if none was."""
    stems = {stem(word) for word in known}
    changed = False

    def mended(match: re.Match[str]) -> str:
        nonlocal changed
        word = match[0].lower()
        if len(word) < _SHORTEST or word in COMMON or stem(word) in stems:
            return match[0]
        other = nearest(word, known)
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
        if abs(len(other) - len(word)) > limit:
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
