"""Which words of a line or between two marks are what was said."""

from __future__ import annotations

import re

from ...swedish.function_words import FIRST_PERSON
from ..mentions.passages import Passage
from ..mentions.speech_dash import DASH
from .attribution_value import Attribution
from .found_quote import Introduction

TRIM = ' \t\n\r\u00a0\u202f,"“”„»«‟″'
GOES_ON = frozenset("men och så för utan eller ja nej".split())
REFERS_BACK = frozenset("det den de dem dessa detta då där".split())
NARRATES = re.compile(r"(?:Hon|Han|Hen)\b|[A-ZÅÄÖÉ][\w-]+ [A-ZÅÄÖÉ][\w-]+ ")


def cut_out(passage: Passage, start: int, end: int, clauses: list[Attribution]) -> tuple[list[tuple[int, int]], int]:
    """The words of the quote: all of [start, end) but the clauses and the narration after the last of them."""
    parts: list[tuple[int, int]] = []
    position = start
    for clause in clauses:
        add_words(passage, parts, position, clause.start)
        position = clause.end
    if not clauses:
        add_words(passage, parts, position, end)
        return parts, end
    stop = position
    for begin, finish in passage.sentences:
        if finish <= position or begin >= end:
            continue
        begin = max(begin, position)
        if _narrates(passage, begin, finish):
            break
        follows = not passage.string[stop:begin].strip(" .")
        if stop == position == begin or _speaks(passage, begin, finish) or (follows and _refers_back(passage, begin)):
            stop = finish
    add_words(passage, parts, position, stop)
    return parts, stop


def _narrates(passage: Passage, start: int, end: int) -> bool:
    """A sentence after the attribution that tells about the speaker and is not speech."""
    string = passage.string[start:end].lstrip(" .,")
    lows = {w.low for w in passage.words[passage.word_index(start) : passage.word_index(end - 1) + 1]}
    return bool(NARRATES.match(string)) and not lows & FIRST_PERSON


def _speaks(passage: Passage, start: int, end: int) -> bool:
    """A sentence after the attribution in which somebody still speaks: of "vi" or "jag", or going on with "Men …"."""
    words = passage.words[passage.word_index(start) : passage.word_index(end - 1) + 1]
    return bool(words) and (words[0].low in GOES_ON or any(word.low in FIRST_PERSON for word in words))


def _refers_back(passage: Passage, start: int) -> bool:
    """ "Det är …", "De kommer …": a sentence right after what was said that speaks of the same things."""
    index = passage.word_index(start)
    return index < len(passage.words) and passage.words[index].low in REFERS_BACK


def add_words(passage: Passage, parts: list[tuple[int, int]], start: int, end: int) -> None:
    string = passage.string
    while start < end and (string[start] in TRIM or string[start] in ".,;" or string[start] in "–—−-"):
        start += 1
    while end > start and string[end - 1] in TRIM:
        end -= 1
    if any(char.isalnum() for char in string[start:end]):
        parts.append((start, end))


def introduction(before: Passage | None) -> Introduction | None:
    """The last sentence of the passage before, where it may say who speaks."""
    if before is None or before.kind not in ("paragraph", "lead", "question") or not before.sentences:
        return None
    if DASH.match(before.string):
        return None
    return before, *before.sentences[-1]
