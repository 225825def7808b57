"""Three-way merge of what was imported last (base), what the page says now (editor) and what the source says now.

Pure functions over plain values. One rule for everything: a side that did not change gives way to the side that did;
where both changed, and not to the same, the editor's value stays and the three versions are handed back as a clash.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from .equality import fingerprint, same, words

LIKENESS = 0.55  # share of words in common from which two blocks of the same type are the same block, changed
LIKENESS_OTHER_TYPE = 0.8  # … of different types: a reader that has learned that a paragraph is a quote
_SPACE = uuid.UUID("7c9e0b1a-60d5-4a0e-9f11-0d9b5f2f6a10")


@dataclass(slots=True)
class Clash:
    """Both sides changed. `where` is a block id or the name of a list's entry, "" for a whole field."""

    base: Any
    editor: Any
    source: Any
    where: str = ""


@dataclass(slots=True)
class Merged:
    """The outcome for one field."""

    value: Any
    changed: bool = False  # the value differs from the editor's
    clashes: list[Clash] = field(default_factory=list)


def merge_value(base: Any, editor: Any, source: Any) -> Merged:
    """A single value: text, number, date, reference."""
    if same(source, base) or same(source, editor):
        return Merged(editor)
    if same(editor, base):
        return Merged(source, changed=True)
    return Merged(editor, clashes=[Clash(base, editor, source)])


# Lists of things that are known by an identity: contacts, partners, municipalities …


def merge_list(
    base: Sequence[Any] | None,
    editor: Sequence[Any] | None,
    source: Sequence[Any] | None,
    identity: Callable[[Any], Hashable],
    written_by_others: Iterable[Hashable] = (),
) -> Merged:
    """Each entry of the list is merged on its own, and entries that are dicts field by field.

    `written_by_others` are identities that other documents have said of the same page: such an entry is not removed
    because this document stopped saying it, and not added again when an editor took it away.
    """
    base_of = {identity(entry): entry for entry in base or ()}
    source_of = {identity(entry): entry for entry in source or ()}
    others = set(written_by_others)
    result: list[Any] = []
    clashes: list[Clash] = []
    seen: set[Hashable] = set()
    for entry in editor or ():
        key = identity(entry)
        seen.add(key)
        if key in source_of:
            merged = _merge_entry(base_of.get(key), entry, source_of[key], key)
            result.append(merged.value)
            clashes += merged.clashes
        elif key in base_of and key not in others:
            if not _entry_same(entry, base_of[key]):
                clashes.append(Clash(base_of[key], entry, None, str(key)))
                result.append(entry)
        else:
            result.append(entry)
    for key, entry in source_of.items():
        if key in seen:
            continue
        if key in base_of:
            if not same(entry, base_of[key]):
                clashes.append(Clash(base_of[key], None, entry, str(key)))
        elif key not in others:
            result.append(entry)
    return Merged(result, not same(result, list(editor or ())), clashes)


def _entry_same(editor: Any, base: Any) -> bool:
    """An entry on the page has more fields than what was written; only those that were written are compared."""
    if isinstance(editor, dict) and isinstance(base, dict):
        return all(same(editor.get(name), value) for name, value in base.items())
    return same(editor, base)


def _merge_entry(base: Any, editor: Any, source: Any, key: Hashable) -> Merged:
    if not (isinstance(editor, dict) and isinstance(source, dict)):
        return Merged(editor)
    known = base if isinstance(base, dict) else {}
    value, clashes = dict(editor), []
    for name in [*source, *(name for name in known if name not in source)]:
        merged = merge_value(known.get(name), editor.get(name), source.get(name))
        if base is None and merged.clashes:
            continue  # somebody else wrote this entry: it is theirs, nothing is in conflict
        value[name] = merged.value
        clashes += [Clash(c.base, c.editor, c.source, f"{key}.{name}") for c in merged.clashes]
    return Merged(value, clashes=clashes)


# Streams of blocks


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


def _content(block: dict[str, Any]) -> str:
    return block["type"] + "\0" + fingerprint(block["value"])


def pair(old: Sequence[dict[str, Any]], new: Sequence[dict[str, Any]]) -> dict[int, int]:
    """Which of the new blocks is which of the old: equal blocks in order, equal blocks elsewhere, then likeness."""
    old_keys, new_keys = [_content(block) for block in old], [_content(block) for block in new]
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
                block_id = str(uuid.uuid5(_SPACE, f"{seed}\0{_content(block)}\0{number}"))
                if block_id not in taken:
                    break
                number += 1
        taken.add(block_id)
        result.append({"type": block["type"], "value": block["value"], "id": block_id})
    return result


def merge_blocks(
    base: Sequence[dict[str, Any]] | None, editor: Sequence[dict[str, Any]] | None, source: Sequence[dict[str, Any]]
) -> Merged:
    """Blocks are merged each on its own; the editor's moves, additions and removals survive.

    `source` has ids from `with_ids`. Blocks of the page whose id is unknown are first tried for likeness with blocks
    of the base that the page has lost: an editor who pasted a block anew has not removed it.
    """
    base, editor = list(base or ()), list(editor or ())
    base_of = {block["id"]: block for block in base}
    source_of = {block["id"]: block for block in source}
    editor_ids = {block.get("id") for block in editor}
    lost = [block for block in base if block["id"] not in editor_ids]
    strange = [block for block in editor if block.get("id") not in base_of]
    known_as = {
        id(strange[j]): lost[i]["id"]
        for j, i in pair(lost, strange).items()
        if likeness(lost[i], strange[j]) >= LIKENESS_OTHER_TYPE
    }
    keyed = [(known_as.get(id(block)) or block.get("id") or f"?{n}", block) for n, block in enumerate(editor)]
    editor_of = dict(keyed)
    clashes: list[Clash] = []
    kept: dict[str, dict[str, Any]] = {}
    for key, block in editor_of.items():
        before, after = base_of.get(key), source_of.get(key)
        if before is None or (after is not None and _content(after) == _content(before)):
            kept[key] = block  # the editor's own, or the source did not change it
        elif after is None:
            if _content(block) != _content(before):
                clashes.append(Clash(before, block, None, key))
                kept[key] = block
        elif _content(block) == _content(before):
            kept[key] = {**after, "id": block.get("id") or key}
        else:
            if _content(block) != _content(after):
                clashes.append(Clash(before, block, after, key))
            kept[key] = block
    for key, after in source_of.items():
        if key in editor_of:
            continue
        if key in base_of:
            if _content(after) != _content(base_of[key]):
                clashes.append(Clash(base_of[key], None, after, key))
        else:
            kept[key] = after
    order = _order([k for k, _ in keyed], [b["id"] for b in base], [b["id"] for b in source], set(kept))
    value = [kept[key] for key in order]
    changed = [_content(b) for b in value] != [_content(b) for b in editor]
    return Merged(value, changed, clashes)


def _order(editor: list[str], base: list[str], source: list[str], kept: set[str]) -> list[str]:
    """The editor's order if the editor moved something, else the source's; what only the other has goes after the
    neighbour it stands after there."""
    in_editor, in_base = set(editor), set(base)
    moved = [k for k in editor if k in in_base] != [k for k in base if k in in_editor]
    first, second = (editor, source) if moved else (source, editor)
    result = [key for key in first if key in kept]
    placed = set(result)
    previous: str | None = None
    for key in second:
        if key in kept and key not in placed:
            at = result.index(previous) + 1 if previous is not None else 0
            result.insert(at, key)
            placed.add(key)
        if key in placed:
            previous = key
    return result
