"""The words of a page around those that somebody looked for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.models import Page

from .texts import Texts, page_texts
from .words import Term, matches

LENGTH = 32  # words of an excerpt
_BEFORE = 8  # of them before the first word found
_TOKEN = re.compile(r"[^\W_]+")
_BREAK = re.compile(r"</(?:p|li|h\d)>|<br\s*/?>")


class Excerpts:
    """Makes excerpts for one search. `terms` are the words that are looked for."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self.terms = terms
        self._known: dict[str, frozenset[int]] = {}
        self._beside: dict[int, list[str]] = {}

    def look_beside(self, pages: Sequence[Page]) -> None:
        """Fetches what stands beside the pages whose own texts lack some of the words: for all pages of a kind at
        once, before `of` is asked of each. The pages must be specific."""
        lacking: dict[type[Page], list[Page]] = defaultdict(list)
        for page in pages:
            said = frozenset().union(*(self._said(text) for text in (page.title, *page_texts(page))))
            if len(said) < len(self.terms):
                lacking[type(page)].append(page)
        for alike in lacking.values():
            texts = Texts(alike)
            self._beside |= {page.pk: [found.text for found in texts.beside(page)] for page in alike}

    def _said(self, text: str) -> frozenset[int]:
        """Which of the words stand in the text, by their number."""
        return frozenset().union(*(self._terms_of(word) for word in _TOKEN.findall(text)))

    def of(self, page: Page) -> SafeString | str:
        """The place in the page that has most of the words, as HTML with the words in `mark`; "" where none has any.

        The page must be specific; its texts are read as they are stored, without a query.
        """
        texts = [*page_texts(page), *self._beside.get(page.pk, ())]
        best: list[re.Match[str]] = []
        best_text, best_count = "", 0
        for text in texts:
            found = [token for token in _TOKEN.finditer(text) if self._terms_of(token[0])]
            count = len(set().union(*(self._terms_of(token[0]) for token in found)))
            if count > best_count:
                best, best_text, best_count = found, text, count
            if best_count == len(self.terms):
                break
        return self._cut(best_text, best) if best else ""

    def _terms_of(self, word: str) -> frozenset[int]:
        if word not in self._known:
            self._known[word] = frozenset(n for n, term in enumerate(self.terms) if matches(word, [term]))
        return self._known[word]

    def _cut(self, text: str, found: list[re.Match[str]]) -> SafeString:
        starts = [match.start() for match in re.finditer(r"\S+", text)]
        at = max(n for n, start in enumerate(starts) if start <= found[0].start())
        first = 0 if at + _BEFORE < LENGTH else at - _BEFORE
        last = min(first + LENGTH, len(starts))
        begin = starts[first]
        end = starts[last] if last < len(starts) else len(text)
        return format_html(
            "{}{}{}",
            "… " if first else "",
            _marked(text[begin:end].rstrip(), [(m.start() - begin, m.end() - begin) for m in found], end - begin),
            " …" if last < len(starts) else "",
        )


def _marked(text: str, spans: Iterable[tuple[int, int]], length: int) -> SafeString:
    parts, at = [], 0
    for start, end in spans:
        if start >= 0 and end <= length:
            parts += [("", text[at:start], ""), (SafeString("<mark>"), text[start:end], SafeString("</mark>"))]
            at = end
    return format_html_join("", "{}{}{}", [*parts, ("", text[at:], "")])
