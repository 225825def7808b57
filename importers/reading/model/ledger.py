"""The ledger: what became of every character of a source document.

A reader claims runs of text while it reads; `close` turns the claims into entries, and `check` proves the promise:
each character that is not blank stands in exactly one entry, what is `placed` stands in the article, and what is
`dropped` does not.
"""

from __future__ import annotations

from array import array
from itertools import pairwise

from .article import Article, LedgerEntry, State
from .spans import JOINERS, SOFT, Span, Text


class LedgerError(Exception):
    """The ledger and the article disagree: a fault in a reader, never in the document."""


class Ledger:
    """Collects what a reader decides about runs of source text.

    A later claim on the same characters replaces the earlier one, so that a reader may change its mind.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self._owner = array("L", bytes(array("L").itemsize * len(source)))
        self._claims: list[tuple[State, str, str]] = [("unknown", "", "")]

    def claim(self, text: Text, state: State, rule: str, where: str = "") -> None:
        """Every character of `text` goes to `state` by `rule`. `where` says which field or block took it."""
        if not text:
            return
        claim = (state, rule, where)
        if self._claims[-1] != claim:
            self._claims.append(claim)
        number = len(self._claims) - 1
        for offset in text.offsets:
            self._owner[offset] = number

    def close(self) -> list[LedgerEntry]:
        """The entries in source order, blanks at their edges left out; what nobody claimed comes as `unknown`."""
        entries: list[LedgerEntry] = []
        source, owner = self.source, self._owner
        start: int | None = None
        end = 0
        for index, char in enumerate(source):
            if is_blank(char):
                continue
            if start is not None and owner[index] != owner[start]:
                entries.append(self._entry(start, end))
                start = index
            elif start is None:
                start = index
            end = index + 1
        if start is not None:
            entries.append(self._entry(start, end))
        return entries

    def _entry(self, start: int, end: int) -> LedgerEntry:
        state, rule, where = self._claims[self._owner[start]]
        return LedgerEntry(span=Span(start, end), state=state, rule=rule, where=where)

    def unclaimed(self) -> list[Span]:
        """The runs that nobody claimed yet."""
        return [entry.span for entry in self.close() if not entry.rule and entry.state == "unknown"]


def is_blank(char: str) -> bool:
    """Whether a character carries no content: blanks, soft hyphens, zero-width and control characters."""
    return char.isspace() or char in SOFT or char in JOINERS or (ord(char) < 32) or 0x7F <= ord(char) < 0xA0


def texts_of(article: Article) -> list[Text]:
    """Every `Text` that holds words of the article, wherever in it they stand."""
    texts = [article.title, article.lead, *article.captions, *article.related_links, *article.dates]
    for block in article.blocks:
        texts.extend(block.texts())
    return texts


def check(article: Article) -> None:
    """Raise LedgerError unless every non-blank character is accounted for exactly once, and truly.

    Checked: entries do not overlap and cover all of `source_text`; the characters of `placed` and `unknown` entries
    stand in the title, the lead, a block or a list of the article; those of `dropped` entries stand in none.
    Entries for objects (images and the like) have no characters of their own.
    """
    source = article.source_text
    entries = sorted((e for e in article.ledger if not e.object), key=lambda e: e.span)
    for before, after in pairwise(entries):
        if after.span.start < before.span.end:
            raise LedgerError(f"{before} and {after} overlap")
    kept = bytearray(len(source))
    for text in texts_of(article):
        for offset in text.offsets:
            kept[offset] = 1
    at = 0
    for entry in entries:
        _expect_blank(source, at, entry.span.start)
        at = entry.span.end
        wanted = {"placed": 1, "unknown": 1, "dropped": 0}.get(entry.state)
        if wanted is None:
            continue
        for index in range(*entry.span):
            if kept[index] != wanted and not is_blank(source[index]):
                piece = source[max(0, index - 20) : index + 40]
                raise LedgerError(
                    f"{entry.state} ({entry.rule}) at {index}, but the article says otherwise: {piece!r}"
                )
    _expect_blank(source, at, len(source))


def _expect_blank(source: str, start: int, end: int) -> None:
    for index in range(start, end):
        if not is_blank(source[index]):
            raise LedgerError(f"no entry for {source[start:end].strip()[:60]!r} at {index}")
