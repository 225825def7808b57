"""Three-way merge of streams, block by block."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .likeness import LIKENESS_OTHER_TYPE, content_of, likeness, pair
from .merge_value import Clash, Merged


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
        if before is None or (after is not None and content_of(after) == content_of(before)):
            kept[key] = block  # the editor's own, or the source did not change it
        elif after is None:
            if content_of(block) != content_of(before):
                clashes.append(Clash(before, block, None, key))
                kept[key] = block
        elif content_of(block) == content_of(before):
            kept[key] = {**after, "id": block.get("id") or key}
        else:
            if content_of(block) != content_of(after):
                clashes.append(Clash(before, block, after, key))
            kept[key] = block
    for key, after in source_of.items():
        if key in editor_of:
            continue
        if key in base_of:
            if content_of(after) != content_of(base_of[key]):
                clashes.append(Clash(base_of[key], None, after, key))
        else:
            kept[key] = after
    order = _order([k for k, _ in keyed], [b["id"] for b in base], [b["id"] for b in source], set(kept))
    value = [kept[key] for key in order]
    changed = [content_of(b) for b in value] != [content_of(b) for b in editor]
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
