"""The words of a page around those that somebody looked for."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString
from modelsearch.index import SearchField
from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import RichTextField
from wagtail.models import Page

from ..presentable import line, with_at
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

    def of(self, page: Page) -> SafeString | str:
        """The place in the page that has most of the words, as HTML with the words in `mark`; "" where none has any.

        The page must be specific; its texts are read as they are stored, without a query.
        """
        best: list[re.Match[str]] = []
        best_text, best_count = "", 0
        for text in page_texts(page):
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


def page_texts(page: Page) -> Iterator[str]:
    """The texts of a page that search reads, but for its title: a paragraph, a heading, a question at a time."""
    rich = {field.name for field in page._meta.concrete_fields if isinstance(field, RichTextField)}
    for field in page.get_search_fields():
        if not isinstance(field, SearchField) or field.field_name == "title":
            continue
        value = getattr(page, field.field_name, None)
        if isinstance(value, StreamValue):
            for child in value.raw_data:
                yield from _block_texts(value.stream_block.child_blocks.get(child["type"]), child["value"])
        elif isinstance(value, str):
            yield from _plain(value, rich=field.field_name in rich)


def _block_texts(block: blocks.Block | None, raw: Any) -> Iterator[str]:
    """The texts in a block's stored value, by the blocks it is made of: choosers and addresses have none, nor has what
    is for editors only."""
    if not getattr(block, "search_index", True):
        return
    if isinstance(block, blocks.StructBlock) and isinstance(raw, dict):
        for name, child in block.child_blocks.items():
            yield from _block_texts(child, raw.get(name))
    elif isinstance(block, blocks.StreamBlock) and isinstance(raw, list):
        for entry in raw:
            yield from _block_texts(block.child_blocks.get(entry["type"]), entry["value"])
    elif isinstance(block, blocks.ListBlock) and isinstance(raw, list):
        for entry in raw:
            is_item = isinstance(entry, dict) and entry.get("type") == "item"
            yield from _block_texts(block.child_block, entry["value"] if is_item else entry)
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock | blocks.RichTextBlock) and isinstance(raw, str):
        yield from _plain(raw, rich=isinstance(block, blocks.RichTextBlock))


def _plain(value: str, *, rich: bool) -> Iterator[str]:
    """The texts in a value, without its mark-up where it is rich text: in any other "<" is a sign like others."""
    for part in _BREAK.split(value) if rich else [value]:
        text = " ".join(html.unescape(strip_tags(part)).split()) if rich and re.search("[<&]", part) else part.strip()
        if line(text):
            yield with_at(text)
