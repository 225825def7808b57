"""A role as the text gives it: its words, its body, and the words it takes up."""

from __future__ import annotations

from dataclasses import dataclass

from .passages import Passage

# Of these a role has its name: "kommunstyrelsens ordförande".
BOARDS = ("styrelsens", "nämndens", "fullmäktiges", "styrelses", "nämnds")
NEW = frozenset("ny nya nye".split())  # is no part of the role's name, and soon not true


@dataclass(slots=True)
class Role:
    """A role as the text states it, in its base form, and the words of the passage that it takes up."""

    role: str
    organisation: str | None
    first: int  # word indices, half open
    last: int
    sure: bool = True


def role_words_of(passage: Passage, first: int, head: int, found: str) -> str:
    words = passage.words
    while first < head and words[first].low in NEW:
        first += 1
    if first == head:
        written = words[head].text
        return written if written.lower() == found and written[:2].isupper() and len(written) > 3 else found
    left = passage.string[words[first].start : words[head].start]
    if first < head and not words[first].text[:2].isupper() and not _is_name(passage, first):
        left = left[0].lower() + left[1:]
    return " ".join((left + found).split())


def _is_name(passage: Passage, at: int) -> bool:
    """ "NAMN, |Sveriges| statsminister": a capital within the sentence. "|Kommunstyrelsens| ordförande" is no name."""
    word = passage.words[at]
    within = passage.sentence_at(word.start)[0] < word.start
    return within and word.capital and word.low.endswith("s") and not word.low.endswith(BOARDS)
