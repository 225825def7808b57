"""Projects by what stands after or beside their name: "X, en insats för", "X drivs av", "projekten X och Y"."""

from __future__ import annotations

from collections.abc import Iterator

from ..mentions.passages import Passage
from .project_cue_words import (
    APARTS,
    APPOSITION,
    ENDING,
    ENDINGS,
    GENERIC,
    NOT_RUN,
    PLACE_TAIL,
    RUNNING,
    RUNS,
    VERB_END,
    Inner,
)
from .project_rows import last_name_in, taken


def apart(passage: Passage, corpus: Inner) -> Iterator[tuple[int, int, str, float]]:
    """Names told by the clause beside them, as start, end, rule and how sure."""
    string = passage.string
    for match in APPOSITION.finditer(string) if any(part in passage.lower for part in APARTS) else ():
        begin, _ = passage.sentence_at(match.start())
        before = string[begin : match.start()]
        span = _before_place(before)
        if span is None or taken(passage, begin + span[0], begin + span[1]):
            span = last_name_in(before)
        if span and not taken(passage, begin + span[0], begin + span[1]):
            yield begin + span[0], begin + span[1], "project-apposition", 0.75
    for match in RUNS.finditer(string) if any(part in string for part in RUNNING) else ():
        begin, _ = passage.sentence_at(match.start())
        span = last_name_in(string[begin : match.start()])
        if span is None or taken(passage, begin + span[0], begin + span[1]):
            continue
        name = string[begin + span[0] : begin + span[1]]
        if NOT_RUN.search(name):
            continue
        if " " in name or (span[0] == 0 and name not in corpus.inner):
            continue  # one word that only begins the sentence may be any noun
        yield begin + span[0], begin + span[1], "project-runs", 0.6
    for match in ENDING.finditer(string) if any(ending in passage.lower for ending in ENDINGS) else ():
        listed = (
            passage.kind == "item"
            and match.start() == 0
            and passage.string[match.end() : match.end() + 1] in ("", ",")
        )
        named = listed or match[0].split()[0] in corpus.inner or _within(passage, match.start())
        if named and match[0].lower() not in GENERIC and not taken(passage, match.start(), match.end()):
            yield match.start(), match.end(), "project-ending", 0.65


def _before_place(string: str) -> tuple[int, int] | None:
    """The name in "finns Lugna stigen i Ålund"; none in "vi deltar i Verkbro"."""
    place = PLACE_TAIL.search(string)
    span = last_name_in(string[: place.start()]) if place else None
    return None if span is None or VERB_END.search(string[: span[1]]) else span


def _within(passage: Passage, start: int) -> bool:
    return passage.sentence_at(start)[0] < start and passage.string[start - 1 : start] == " "
