"""Projects by the words before their name: "projektet X", "inom ramen för X"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..mentions.passages import Passage
from . import project_cue_words, project_cues, project_rows
from .project_names import Corpus
from .project_spans import called, name_at
from .project_words import (
    AS,
    BESIDE,
    BESIDES,
    CALLED,
    COMPOUND,
    FILE,
    LEADS,
    LEADS_ALONE,
    LED,
    NAME_FOLLOWS,
    NAMELY,
    NOT_BESIDE,
    ONE,
    PATTERNS,
    PAYERS,
    PLURAL_BEFORE,
    Cue,
)


def by_lead(passage: Passage, corpus: Corpus) -> Iterator[Cue]:
    """ "projektet Lyktan", "Jobba-lära-modellen"."""
    for word in passage.words:
        if word.low.endswith(LEADS) or word.low in LEADS_ALONE:
            span = name_at(passage, word.end + 1, corpus) if NAME_FOLLOWS.match(passage.string, word.end) else None
            if span:
                # what computers run is a program as well
                sure = min(0.65 if word.low == "programmet" else 0.9, span.sure)
                yield span.start, span.end, "project-cue", sure
        compound = COMPOUND.match(word.text) if word.capital and "-" in word.text else None
        if compound and compound["name"].lower() not in PAYERS:
            yield word.start, word.start + len(compound["name"]), "project-compound", 0.7


def by_pattern(passage: Passage, corpus: Corpus) -> Iterator[Cue]:
    """ "en insats som kallas Lyktan", "projekt Lyktan", "projekten Lyktan och Fyren"."""
    for pattern, rule, sure, parts in PATTERNS:
        if not any(part in passage.lower for part in parts):
            continue
        for match in pattern.finditer(passage.string):
            if pattern is project_cue_words.INDEFINITE and _of_many(passage, match):
                continue
            named_by = called if pattern is CALLED or pattern is NAMELY else name_at
            span = named_by(passage, match.end(), corpus)
            if span:
                yield span.start, span.end, rule, min(sure, span.sure)


def _of_many(passage: Passage, match: re.Match[str]) -> bool:
    """Whether "projekt" is a plural here ("samtliga beviljade projekt"), or what follows is a file and its size."""
    index = passage.word_index(match.start())
    before = passage.words[index - 1] if index else None
    near = before is not None and passage.string[before.end : match.start()] == " "
    if before is not None and near and PLURAL_BEFORE.search(before.low) and not before.low.endswith(ONE):
        return True
    return FILE.match(passage.string, match.end()) is not None


def by_noun_beside(passage: Passage, corpus: Corpus) -> Iterator[Cue]:
    """ "den nya satsningen, Lyktan, börjar"; "Lyktan, en insats för"."""
    for match in BESIDE.finditer(passage.string) if any(kind in passage.lower for kind in BESIDES) else ():
        name = match["name"].strip('"”“')
        start = passage.string.index(name, match.start("name"))
        if not project_rows.taken(passage, start, start + len(name)) and not set(name.lower().split()) & NOT_BESIDE:
            yield start, start + len(name), "project-beside", 0.65
    yield from project_cues.apart(passage, corpus)


def by_as(passage: Passage, corpus: Corpus) -> Iterator[Cue]:
    """ "projekt som Lyktan", "Bakom Lyktan står"."""
    for match in AS.finditer(passage.string) if " som " in passage.lower or "bakom" in passage.lower else ():
        at = match.end()
        taken = any(b.start == at and b.kind != "project" for b in passage.bodies)
        taken = taken or any(p.start == at for p in passage.persons)
        span = None if taken else name_at(passage, at, corpus)
        if span:
            yield span.start, span.end, "project-as", min(0.7, span.sure)


def by_leader(passage: Passage, corpus: Corpus) -> Iterator[Cue]:
    """ "projektledare för Lyktan"."""
    low = passage.lower
    for match in LED.finditer(passage.string) if "projektl" in low or "projekts" in low or "projektk" in low else ():
        span = name_at(passage, match.end(), corpus)
        if span is None or passage.string.startswith(" kommun", span.end):
            continue
        if not any(
            b.start < span.end and span.start < b.end and not b.rule.endswith("-of-role") for b in passage.bodies
        ):
            yield span.start, span.end, "project-led", min(0.65, span.sure)
