"""Three-way merge of what was imported last (base), what the page says now (editor) and what the source says now.

Pure functions over plain values. One rule for everything: a side that did not change gives way to the side that did;
where both changed, and not to the same, the editor's value stays and the three versions are handed back as a clash.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from .equality import same


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
