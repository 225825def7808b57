"""Which block of one version is which of another: by how much of the words they share."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

from .equality import fingerprint, words

LIKENESS = 0.55  # share of words in common from which two blocks of the same type are the same block, changed
LIKENESS_OTHER_TYPE = 0.8  # … of different types: a reader that has learned that a paragraph is a quote
_SPACE = uuid.UUID("7c9e0b1a-60d5-4a0e-9f11-0d9b5f2f6a10")


def likeness(one: dict[str, Any], other: dict[str, Any]) -> float:
    """How much of their words two blocks share, 0 to 1."""
    first, second = words(one["value"])[:400], words(other["value"])[:400]
    if not first and not second:
        return 1.0 if one["type"] == other["type"] else 0.0
    return word_ratio(first, second, 0.0)


def word_ratio(first: list[str], second: list[str], least: float = 0.0) -> float:
    """The share of words in common and in order; 0 as soon as it is plain that it is below `least`."""
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    return matcher.ratio()


def content_of(block: dict[str, Any]) -> str:
    """What a block says, as a text that is the same for blocks that say the same."""
    return block["type"] + "\0" + fingerprint(block["value"])


def pair(old: Sequence[dict[str, Any]], new: Sequence[dict[str, Any]]) -> dict[int, int]:
    """Which of the new blocks is which of the old: equal blocks in order, equal blocks elsewhere, then likeness."""
    old_keys, new_keys = [content_of(block) for block in old], [content_of(block) for block in new]
    pairs: dict[int, int] = {}
    for a, b, size in SequenceMatcher(None, old_keys, new_keys, autojunk=False).get_matching_blocks():
        pairs.update((b + i, a + i) for i in range(size))
    free = [i for i in range(len(old)) if i not in set(pairs.values())]
    for j in (j for j in range(len(new)) if j not in pairs):
        match = next((i for i in free if old_keys[i] == new_keys[j]), None)
        if match is not None:
            pairs[j] = match
            free.remove(match)
    left = [j for j in range(len(new)) if j not in pairs]
    old_words = {i: words(old[i]["value"])[:400] for i in free}
    new_words = {j: words(new[j]["value"])[:400] for j in left}
    scored = sorted(
        (
            (word_ratio(old_words[i], new_words[j], LIKENESS) - abs(i - j) * 1e-6, -j, i)
            for j in left
            for i in free
            if old_words[i] and new_words[j]
        ),
        reverse=True,
    )
    for score, negative_j, i in scored:
        j = -negative_j
        limit = LIKENESS if old[i]["type"] == new[j]["type"] else LIKENESS_OTHER_TYPE
        if score >= limit and j not in pairs and i in free:
            pairs[j] = i
            free.remove(i)
    return pairs


def with_ids(blocks: Sequence[dict[str, Any]], base: Sequence[dict[str, Any]], seed: str) -> list[dict[str, Any]]:
    """The source's blocks with ids: that of the same block in `base`, else a new one that is the same each time."""
    pairs = pair(base, blocks)
    taken = {block["id"] for block in base}
    result = []
    for index, block in enumerate(blocks):
        if index in pairs:
            block_id = base[pairs[index]]["id"]
        else:
            number = 0
            while True:
                block_id = str(uuid.uuid5(_SPACE, f"{seed}\0{content_of(block)}\0{number}"))
                if block_id not in taken:
                    break
                number += 1
        taken.add(block_id)
        result.append({"type": block["type"], "value": block["value"], "id": block_id})
    return result
