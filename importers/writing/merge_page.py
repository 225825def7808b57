"""One page: what an article wants (desired), wanted last (base), what the page says (editor) → what to write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.models import Page

from brygga.site.unknown_blocks import unplaced

from .equality import fingerprint, same
from .fields import CHILDREN, MANY, STREAM, Kind, field_kind, identity_of
from .likeness import with_ids
from .merge_blocks import merge_blocks
from .merge_value import Clash, Merged, merge_list, merge_value


@dataclass(slots=True)
class Combined:
    """`values`: what to write, only fields that change. `base`: what the article says now, with block ids, to be
    remembered. `clashes` by field. `offers`: values of a shared page that were not taken, since it already says
    something else there."""

    values: dict[str, Any] = field(default_factory=dict)
    base: dict[str, Any] = field(default_factory=dict)
    clashes: dict[str, list[Clash]] = field(default_factory=dict)
    offers: dict[str, Any] = field(default_factory=dict)


def with_block_ids(model: type[Page], values: Mapping[str, Any], base: Mapping[str, Any], seed: str) -> dict[str, Any]:
    """The values with an id for each block: that of the base's block where it is the same.

    Raises ValidationError for blocks that the page type does not have: they would never be seen.
    """
    for name, value in values.items():
        is_stream = field_kind(model, name) is STREAM
        if is_stream and (lost := list(unplaced(model._meta.get_field(name).stream_block, value))):
            raise ValidationError({name: lost})
    return {
        name: with_ids(value, base.get(name) or [], f"{seed}\0{name}") if field_kind(model, name) is STREAM else value
        for name, value in values.items()
    }


def combine_own(
    model: type[Page], desired: Mapping[str, Any], base: Mapping[str, Any], editor: Mapping[str, Any], seed: str
) -> Combined:
    """For a page that belongs to one item: every field is merged three ways."""
    result = Combined(base=with_block_ids(model, desired, base, seed))
    for name, wanted in result.base.items():
        kind = field_kind(model, name)
        merged = _merge(kind, name, base.get(name), editor.get(name), wanted, ())
        _take(result, name, merged, editor.get(name), wanted)
    return result


def combine_shared(
    model: type[Page],
    desired: Mapping[str, Any],
    base: Mapping[str, Any],
    editor: Mapping[str, Any],
    others: Sequence[Mapping[str, Any]],
    seed: str,
) -> Combined:
    """For a page that several items say things of (a project, a unit).

    What another item or an editor has written is never replaced by a first mention: it is handed back as an offer.
    A value that this item wrote itself follows the item's document, as on a page of its own. `others` are what the
    other items have said.
    """
    result = Combined(base=with_block_ids(model, desired, base, seed))
    for name in [*result.base, *(name for name in base if name not in result.base)]:
        wanted, known, current = result.base.get(name), base.get(name), editor.get(name)
        kind = field_kind(model, name)
        said = [other[name] for other in others if not _empty(other.get(name))]
        if kind in (CHILDREN, MANY):
            identity = identity_of(name)
            by_others = {identity(entry) for values in said for entry in values}
            _take(result, name, _merge(kind, name, known, current, wanted or [], by_others), current, wanted)
        elif name in base:
            if _empty(wanted) and said:
                continue  # another document still says it
            _take(result, name, _merge(kind, name, known, current, wanted, ()), current, wanted)
        elif name == "title":
            continue
        elif _empty(current) and not said:
            _take(result, name, Merged(wanted, changed=not _empty(wanted)), current, wanted)
        elif not same(current, wanted) and not _empty(wanted):
            result.offers[name] = wanted
    return result


def _merge(kind: Kind, name: str, base: Any, editor: Any, wanted: Any, by_others: Any) -> Merged:
    if kind is STREAM:
        return merge_blocks(base, editor, wanted or [])
    if kind in (CHILDREN, MANY):
        return merge_list(base, editor, wanted, identity_of(name), by_others)
    return merge_value(base, editor, wanted)


def _take(result: Combined, name: str, merged: Merged, editor: Any, wanted: Any) -> None:
    if merged.changed and fingerprint(merged.value) != fingerprint(editor):
        result.values[name] = merged.value
    if merged.clashes:
        result.clashes[name] = merged.clashes


def _empty(value: Any) -> bool:
    return value in (None, "", [], {})
