"""One row named in the place of another, in what is kept as data: versions of pages, streams, what imports have noted.

The counterpart of `version_references`, which only reads: the same walk over foreign keys, child rows, many-to-many
lists and blocks, giving the data anew and the places that were changed. A place is found again by the keys of blocks
and rows, not by their order: it can be pointed back although others have been added, moved or taken away since.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.fields import StreamField

from .version_references import Key, key_of

SET, MOVED, DROPPED = "set", "moved", "dropped"  # a value; a place in a list; one that the list had already
Place = list[Any]  # [how, step, step …]: names of fields, places in lists, or the keys of what the list holds


def repoint(model: type[models.Model], content: Mapping[str, Any], old: Key, new: int) -> tuple[dict[str, Any], list]:
    """The data of a row of `model` (or only some of its fields) with `new` where it names `old`, and those places."""
    walk = _Walk(old, new)
    return walk.row(model, content, []), walk.places


def point_back(content: Mapping[str, Any], places: list[Place], old: int, new: int) -> tuple[dict[str, Any], int]:
    """The data with `old` again at the places that name `new` still; and at how many of them something else stands."""
    result, lost = dict(content), 0
    for how, *path in places:
        try:
            result = _back(result, path, how, old, new)
        except _LostError:
            lost += 1
    return result, lost


@dataclass
class _Walk:
    old: Key
    new: int
    places: list[Place] = field(default_factory=list)

    def row(self, model: type[models.Model], content: Mapping[str, Any], path: list[Any]) -> dict[str, Any]:
        result = dict(content)
        for relation in get_all_child_relations(model):
            name = relation.get_accessor_name()
            if isinstance(content.get(name), list):
                result[name] = [
                    self.row(relation.related_model, row, [*path, name, _step(number, row)])
                    for number, row in enumerate(content[name])
                ]
        for one in (*model._meta.fields, *model._meta.many_to_many):
            if content.get(one.name) not in (None, "", []):
                result[one.name] = self._field(one, content[one.name], [*path, one.name])
        return result

    def _field(self, one: Any, value: Any, path: list[Any]) -> Any:
        if isinstance(one, StreamField):
            return _in_text(value, lambda inside: self._block(one.stream_block, inside, path))
        if isinstance(one, models.ManyToManyField) and isinstance(value, list):
            return self._many(one.related_model, value, path)
        if isinstance(one, models.ForeignKey) and not isinstance(one, ParentalKey):
            return self._one(one.related_model, value, path)
        return value

    def _names(self, model: type[models.Model], value: Any) -> bool:
        return isinstance(value, (int, str)) and key_of(model, value) == self.old

    def _one(self, model: type[models.Model], value: Any, path: list[Any]) -> Any:
        if not self._names(model, value):
            return value
        self.places.append([SET, *path])
        return self.new

    def _many(self, model: type[models.Model], value: list[Any], path: list[Any]) -> list[Any]:
        if not any(self._names(model, pk) for pk in value):
            return value
        self.places.append([DROPPED if self.new in value else MOVED, *path])
        return list(dict.fromkeys(self.new if self._names(model, pk) else pk for pk in value))

    def _block(self, block: blocks.Block, value: Any, path: list[Any]) -> Any:
        if isinstance(block, blocks.BaseStreamBlock) and isinstance(value, list):
            return [self._child(block, item, [*path, _step(at, item)]) for at, item in enumerate(value)]
        if isinstance(block, blocks.ListBlock) and isinstance(value, list):
            return [self._item(block, item, [*path, _step(at, item)]) for at, item in enumerate(value)]
        if isinstance(block, blocks.BaseStructBlock) and isinstance(value, dict):
            known = {name: child for name, child in block.child_blocks.items() if name in value}
            return {**value, **{name: self._block(one, value[name], [*path, name]) for name, one in known.items()}}
        if isinstance(block, blocks.ChooserBlock):
            model = block.target_model
            if isinstance(model, type) and issubclass(model, models.Model):
                return self._one(model, value, path)
        return value

    def _child(self, block: Any, item: Any, path: list[Any]) -> Any:
        if not isinstance(item, dict) or item.get("type") not in block.child_blocks:
            return item
        return {**item, "value": self._block(block.child_blocks[item["type"]], item.get("value"), [*path, "value"])}

    def _item(self, block: Any, item: Any, path: list[Any]) -> Any:
        if isinstance(item, dict) and item.get("type") == "item":
            return {**item, "value": self._block(block.child_block, item.get("value"), [*path, "value"])}
        return self._block(block.child_block, item, path)


def _step(number: int, item: Any) -> Any:
    """How an entry of a list is found again."""
    if isinstance(item, dict):
        for key in ("id", "pk"):
            if item.get(key):
                return {key: item[key]}
    return number


def _in_text(value: Any, change: Callable[[Any], Any]) -> Any:
    """The value changed, in the form that it had: data, or JSON in text."""
    if not isinstance(value, str):
        return change(value)
    try:
        inside = json.loads(value)
    except ValueError:  # from before the field had blocks
        return value
    after = change(inside)
    return value if after == inside else json.dumps(after)


class _LostError(Exception):
    """Something else stands at the place by now."""


def _back(value: Any, path: list[Any], how: str, old: int, new: int) -> Any:
    if not path:
        return _put_back(value, how, old, new)
    if isinstance(value, str):
        return _in_text(value, lambda inside: _back(inside, path, how, old, new) if inside != value else _lose())
    step, *rest = path
    if isinstance(value, list):
        at = next((at for at, item in enumerate(value) if _is_at(step, at, item)), None)
        if at is None:
            raise _LostError
        return [*value[:at], _back(value[at], rest, how, old, new), *value[at + 1 :]]
    if isinstance(value, dict) and step in value:
        return {**value, step: _back(value[step], rest, how, old, new)}
    raise _LostError


def _lose() -> Any:
    raise _LostError


def _is_at(step: Any, at: int, item: Any) -> bool:
    if isinstance(step, dict):
        ((key, wanted),) = step.items()
        return isinstance(item, dict) and item.get(key) == wanted
    return bool(step == at)


def _put_back(value: Any, how: str, old: int, new: int) -> Any:
    if how == SET:
        if value != new:
            raise _LostError
        return old
    if not isinstance(value, list) or new not in value or old in value:
        raise _LostError
    return [*value, old] if how == DROPPED else [old if pk == new else pk for pk in value]
