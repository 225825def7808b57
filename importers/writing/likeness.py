"""Which block of one version is which of another: by how much of the words they share."""

from __future__ import annotations

import uuid
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

from .equality import fingerprint, words

LIKENESS = 0.55  # share of words in common from which two blocks of the same type are the same block, changed
LIKENESS_OTHER_TYPE = 0.8  # … of different types: a reader that has learned that a paragraph is a quote
MOST_COMPARED = 1_000_000  # pairs of keys: more blocks than a thousand are paired by a quicker way
MOST_ALIKE = 40_000  # pairs of blocks whose words are compared
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
    pairs = _equal_in_order(old_keys, new_keys)
    taken = set(pairs.values())
    elsewhere: dict[str, deque[int]] = defaultdict(deque)
    for i, key in enumerate(old_keys):
        if i not in taken:
            elsewhere[key].append(i)
    for j, key in enumerate(new_keys):
        if j not in pairs and elsewhere.get(key):
            pairs[j] = elsewhere[key].popleft()
    free = sorted(i for those in elsewhere.values() for i in those)
    left = [j for j in range(len(new)) if j not in pairs]
    return pairs | _alike(old, new, free, left)


def _equal_in_order(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Pairs (new → old) of equal keys that stand in the same order."""
    first = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    ends = zip(reversed(old[first:]), reversed(new[first:]), strict=False)
    last = next((n for n, (a, b) in enumerate(ends) if a != b), min(len(old), len(new)) - first)
    pairs = {n: n for n in range(first)}
    pairs |= {len(new) - 1 - n: len(old) - 1 - n for n in range(last)}
    old, new = old[first : len(old) - last], new[first : len(new) - last]
    if len(old) * len(new) <= MOST_COMPARED:
        for a, b, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
            pairs.update((first + b + n, first + a + n) for n in range(size))
        return pairs
    where: dict[str, list[int]] = defaultdict(list)
    for i, key in enumerate(old):
        where[key].append(i)
    after = 0
    for j, key in enumerate(new):  # each with the next equal one, which is not always the most, but quick
        at = bisect_left(where.get(key, ()), after)
        if at < len(where.get(key, ())):
            pairs[first + j], after = first + where[key][at], where[key][at] + 1
    return pairs


def _alike(
    old: Sequence[dict[str, Any]], new: Sequence[dict[str, Any]], free: list[int], left: list[int]
) -> dict[int, int]:
    """Pairs (new → old) of what is left that share most of their words. Where there are very many, a block is compared
    with those that stand about where it does."""
    old_words = {i: words(old[i]["value"])[:400] for i in free}
    new_words = {j: words(new[j]["value"])[:400] for j in left}
    scored = sorted(
        (
            (word_ratio(old_words[i], new_words[j], LIKENESS) - abs(i - j) * 1e-6, -j, i)
            for at, j in enumerate(left)
            for i in _near(free, at, len(left))
            if old_words[i] and new_words[j]
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    unused = set(free)
    for score, negative_j, i in scored:
        j = -negative_j
        limit = LIKENESS if old[i]["type"] == new[j]["type"] else LIKENESS_OTHER_TYPE
        if score >= limit and j not in pairs and i in unused:
            pairs[j] = i
            unused.remove(i)
    return pairs


def _near(free: Sequence[int], at: int, number: int) -> Sequence[int]:
    """Those of `free` that the one at place `at` of `number` is compared with."""
    width = max(8, MOST_ALIKE // number)
    if len(free) <= width:
        return free
    start = min(max(0, at * len(free) // number - width // 2), len(free) - width)
    return free[start : start + width]


def with_ids(blocks: Sequence[dict[str, Any]], base: Sequence[dict[str, Any]], seed: str) -> list[dict[str, Any]]:
    """The source's blocks with ids: that of the same block in `base`, else a new one that is the same each time."""
    pairs = pair(base, blocks)
    taken = {block["id"] for block in base}
    tried: Counter[str] = Counter()  # what a block says → how many numbers have been tried for it
    result = []
    for index, block in enumerate(blocks):
        if index in pairs:
            block_id = base[pairs[index]]["id"]
        else:
            content = content_of(block)
            while True:
                block_id = str(uuid.uuid5(_SPACE, f"{seed}\0{content}\0{tried[content]}"))
                tried[content] += 1
                if block_id not in taken:
                    break
        taken.add(block_id)
        result.append({"type": block["type"], "value": block["value"], "id": block_id})
    return result
