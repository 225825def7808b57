"""Units with an abbreviation beside their name: "enheten för arbete och lärande (EAL)", "AIE, …enheten"."""

from __future__ import annotations

from .body_hits import BodyHit, gap_before, hit_at
from .passages import Passage


def abbreviation_after(passage: Passage, at: int) -> str | None:
    """ "(ESA)" or "AIE" right after a name."""
    words = passage.words
    if (
        at < len(words)
        and gap_before(passage, at) in (" ", " (")
        and words[at].text.isupper()
        and 2 <= len(words[at].text) <= 6
    ):
        return words[at].text
    return None


def abbreviation_before(passage: Passage, first: int) -> str | None:
    """ "AIE, arbetsmarknads- och integrationsenheten", "ESA, enheten sysselsättning och arbete"."""
    if first < 1 or gap_before(passage, first) not in (", ", " – ", " - "):
        return None
    text = passage.words[first - 1].text
    return text if text.isupper() and 2 <= len(text) <= 6 else None


def named_unit(passage: Passage, index: int) -> BodyHit | None:
    """ "enheten sysselsättning och arbete (ESA)", "enheten för arbete och lärande (EAL)"."""
    words = passage.words
    at = index + 1
    while at < len(words) and at - index < 8:
        gap = gap_before(passage, at)
        if gap == " (" and words[at].text.isupper() and passage.string[words[at].end : words[at].end + 1] == ")":
            name = " ".join(passage.string[words[index].start : words[at - 1].end].split())
            hit = hit_at(passage, index, at + 1, "unit", name=name[0].upper() + name[1:], rule="unit-named")
            hit.abbreviation = words[at].text
            hit.end += 1
            return hit
        if gap != " ":
            break
        at += 1
    abbreviation = abbreviation_before(passage, index)
    if abbreviation and 1 < at - index < 8:
        name = " ".join(passage.string[words[index].start : words[at - 1].end].split())
        hit = hit_at(passage, index - 1, at, "unit", name=name[0].upper() + name[1:], rule="unit-named")
        hit.abbreviation = abbreviation
        return hit
    return None
