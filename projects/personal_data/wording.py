"""A text without somebody: kept, shortened to the first name, with other words instead, or without the sentence.

Plain texts and HTML alike. In HTML a name is found across tags ("Maja <b>Lind</b>"), and what stands in attributes
(links to a mail address or a telephone number, alternative texts) goes with it; no tag is torn.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape, unescape

from .naming import MAIL, PHONE, Finder, Hit

KEEP, SHORTEN, REPLACE, REMOVE, SEAL = "keep", "shorten", "replace", "remove", "seal"
ACTIONS = (KEEP, SHORTEN, REPLACE, REMOVE)

_TOKEN = re.compile(r"<[^>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[A-Za-z]\w*);|.", re.DOTALL)
_BREAKS = re.compile(r"</?(?:p|li|ul|ol|h[1-6]|br|td|th|tr|blockquote|div)\b", re.IGNORECASE)
_EMPTY = re.compile(
    r"<(p|li|ul|ol|h[1-6]|b|i|em|strong|a|span|blockquote)\b[^>]*>\s*(?:<br\s*/?>\s*)*</\1>", re.IGNORECASE
)
_REACHED = re.compile(
    r"<a\b[^>]*href=\"(?:mailto|tel):(?P<to>[^\"]*)\"[^>]*>(?P<inner>.*?)</a>", re.DOTALL | re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"(?P<name>\b(?:alt|title|aria-label))=\"(?P<value>[^\"]*)\"", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”»’]?\s+(?=[\"”»–A-ZÅÄÖÉÜ0-9])|\n+")
_STARTS = re.compile(r"(?:^|[.!?…:\n]|[–—\"”»(]\s*)\s*$")


def is_markup(text: str) -> bool:
    """Whether the text has tags or entities."""
    return bool(re.search(r"<[a-zA-Z/][^>]*>|&(?:\w+|#\d+);", text))


@dataclass(frozen=True, slots=True)
class Change:
    """What to do, and which words stand instead of a name."""

    action: str
    words: str = ""
    first: str = ""

    def instead(self, hit: Hit, text: str) -> str:
        """What stands where the hit was."""
        if hit.kind in (MAIL, PHONE):
            return ""
        words = hit.words or (self.first if self.action == SHORTEN else self.words)
        if not words:
            return ""
        if _STARTS.search(text[: hit.start]):
            words = words[:1].upper() + words[1:]
        return words + ("s" if hit.genitive and not words.endswith(("s", "x", "z")) else "")


def changed(text: str, finder: Finder, change: Change, *, parts: bool = False) -> str:
    """The text with the change carried out at every hit; the same text where there is none.

    `parts` asks the finder for names that stand alone, too."""
    if change.action == KEEP or not text:
        return text

    def hits_in(plain: str) -> list[Hit]:
        found = list(finder.hits(plain))
        if parts and hasattr(finder, "parts"):
            found += finder.parts(plain)
        return sorted(found, key=lambda hit: hit.start)

    return _in_markup(text, hits_in, change) if is_markup(text) else _in_text(text, hits_in(text), change)


def hits_in(text: str, finder: Finder) -> list[Hit]:
    """The hits in what a reader sees of the text, and in what its attributes hold."""
    if not is_markup(text):
        return finder.hits(text)
    plain, _ = visible(text)
    return finder.hits(plain) + [hit for value in attributes(text) for hit in finder.hits(value)]


def attributes(markup: str) -> list[str]:
    """What attributes of the markup say to people: addresses to write to, alternative texts."""
    return [unescape(match["to"]) for match in _REACHED.finditer(markup)] + [
        unescape(match["value"]) for match in _ATTRIBUTE.finditer(markup)
    ]


def _in_text(text: str, hits: Sequence[Hit], change: Change) -> str:
    for start, end, words in reversed(_edits(text, hits, change)):
        text = text[:start] + words + text[end:]
    return _tidy(text) if hits else text


def _edits(text: str, hits: Sequence[Hit], change: Change) -> list[tuple[int, int, str]]:
    if change.action == REMOVE:
        return [(start, end, "") for start, end in _sentences(text, hits)]
    return [(hit.start, hit.end, change.instead(hit, text)) for hit in hits]


def _sentences(text: str, hits: Sequence[Hit]) -> list[tuple[int, int]]:
    """The sentences that have a hit, each with the space after it; what the lines end with stays."""
    edges = [(match.start(), match.end()) for match in _SENTENCE.finditer(text)]
    starts = [0, *(end for _, end in edges)]
    ends = [*(start if "\n" in text[start:end] else end for start, end in edges), len(text)]
    return [
        (start, end) for start, end in zip(starts, ends, strict=True) if any(start <= hit.start < end for hit in hits)
    ]


def _tidy(text: str) -> str:
    return re.sub(r"[ \t]{2,}", " ", re.sub(r" +([,.;])", r"\1", text)).strip(" \t")


def visible(markup: str) -> tuple[str, list[tuple[int, int]]]:
    """What a reader sees, and for each character where it stands in the markup. Blocks begin on new lines, which stand
    nowhere."""
    text: list[str] = []
    where: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(markup):
        token = match[0]
        if token.startswith("<") and len(token) > 1:
            if _BREAKS.match(token):
                text.append("\n")
                where.append((match.end(), match.end()))
            continue
        plain = unescape(token) if token.startswith("&") else token
        for character in plain[:1]:
            text.append(character)
            where.append(match.span())
    return "".join(text), where


def _in_markup(markup: str, hits_in: Callable[[str], list[Hit]], change: Change) -> str:
    before = markup
    markup = _ATTRIBUTE.sub(lambda match: _attribute(match, hits_in, change), markup)
    markup = _REACHED.sub(lambda match: match["inner"] if hits_in(unescape(match["to"])) else match[0], markup)
    plain, where = visible(markup)
    for start, end, words in reversed(_edits(plain, hits_in(plain), change)):
        for number in range(end - 1, start - 1, -1):
            first, last = where[number]
            markup = markup[:first] + (escape(words, quote=False) if number == start else "") + markup[last:]
    if markup != before:
        while (emptied := _EMPTY.sub("", markup)) != markup:
            markup = emptied
    return markup


def _attribute(match: re.Match[str], hits_in: Callable[[str], list[Hit]], change: Change) -> str:
    value = unescape(match["value"])
    found = hits_in(value)
    if not found:
        return match[0]
    return f'{match["name"]}="{escape(_in_text(value, found, change))}"'
