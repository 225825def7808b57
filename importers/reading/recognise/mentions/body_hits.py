"""The places where bodies are named, and what every rule that finds them needs."""

from __future__ import annotations

from dataclasses import dataclass

from .passages import Passage


@dataclass(slots=True, eq=False)
class BodyHit:
    """One place where a body is named. `kind` is organisation, municipality, unit, project or county."""

    start: int
    end: int
    name: str
    kind: str
    key: str | None = None
    rule: str = ""
    confidence: float = 0.9
    blocks_names: bool = True  # its words are no part of a person's name
    register_kind: str = ""
    abbreviation: str | None = None
    parent: str | None = None
    first: int = 0
    last: int = 0


def gap_before(passage: Passage, index: int) -> str:
    words = passage.words
    return passage.string[words[index - 1].end : words[index].start] if 0 < index < len(words) else ""


def hit_at(
    passage: Passage,
    first: int,
    last: int,
    kind: str,
    *,
    name: str = "",
    key: str | None = None,
    rule: str = "",
    confidence: float = 0.9,
    register_kind: str = "",
) -> BodyHit:
    words = passage.words
    start, end = words[first].start, words[last - 1].end
    name = name or " ".join(passage.string[start:end].split())
    return BodyHit(start, end, name, kind, key, rule, confidence, register_kind=register_kind, first=first, last=last)


def begins_sentence(passage: Passage, index: int) -> bool:
    start = passage.words[index].start
    if start > 1 and passage.string[start - 1] == " " and passage.string[start - 2].isalnum():
        return False  # right after a word: no need to look for the sentence
    begin, _ = passage.sentence_at(start)
    return begin <= start and not passage.string[begin:start].strip(' –—−-"”“»*•')
