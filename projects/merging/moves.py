"""Everything that names one record named anew after another, with a note of each change that leads back.

A note is data, in `Merge.changes`. By what it says to "do":

field: {"model", "name", "pks"}, keys in rows · many: {"model", "name", "moved", "dropped"}, lists of keys ·
data: {"model", "pk", "column", "name", "listed", "places"}, see `site.repointing` and `Held` ·
row: {"model", "data"}, a row that said what another says already
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_serializable_data_for_fields
from wagtail.fields import StreamField
from wagtail.models import Revision

from brygga.site.repointing import repoint
from brygga.site.version_references import key_of, named_by_versions

from .columns import put, unwrapped, wrapped
from .keepers import Held, keepers
from .relations import key_fields, many_fields, owners_of, through_of

Note = dict[str, Any]
# What two child rows that say the same may differ in: their place in the list, and who said so.
_NOT_SAID = frozenset({"id", "sort_order", "standing", "source_text", "source_page"})


def move_all(gone: models.Model, kept: models.Model) -> list[Note]:
    """Names `kept` wherever `gone` is named. The notes, in the order that they were made."""
    owners = owners_of(gone)
    notes = [note for owner in owners for note in _in_streams(owner, gone, kept)]
    for field in key_fields(type(gone)):
        notes += _in_keys(field, gone, kept)
    for many in many_fields(type(gone)):
        notes += _in_lists(many, gone, kept)
    notes += _in_versions(gone, kept)
    for keeper in keepers():
        noted = [note for held in keeper.held(key_of(type(gone), gone.pk)) for note in in_data(held, gone, kept)]
        changed: dict[str, set[Any]] = defaultdict(set)
        for note in noted:
            changed[note["model"]].add(note["pk"])
        keeper.settle(changed)
        notes += noted
    return notes


def _in_streams(owner: models.Model, gone: models.Model, kept: models.Model) -> Iterator[Note]:
    for field in owner._meta.fields:
        if isinstance(field, StreamField):
            raw = field.get_prep_value(field.value_from_object(owner))
            held = Held(owner, field.name, type(owner), name=field.name)
            yield from _changed(held, {field.name: raw}, gone, kept)


def in_data(held: Held, gone: models.Model, kept: models.Model) -> Iterator[Note]:
    """The data of one column with the other record in it, and the note where it was changed."""
    value = getattr(held.row, held.column)
    if value not in (None, "", [], {}):
        yield from _changed(held, wrapped(value, held.name, listed=held.listed), gone, kept)


def _changed(held: Held, content: dict[str, Any], gone: models.Model, kept: models.Model) -> Iterator[Note]:
    after, places = repoint(held.model, content, key_of(type(gone), gone.pk), kept.pk)
    if places:
        put(held.row, held.column, unwrapped(after, held.name, listed=held.listed))
        yield {
            "do": "data", "model": type(held.row)._meta.label, "pk": held.row.pk, "column": held.column,
            "name": held.name, "listed": held.listed, "places": places,
        }  # fmt: skip


def _in_keys(field: models.ForeignKey, gone: models.Model, kept: models.Model) -> Iterator[Note]:
    model, name = field.model, field.name
    pks = list(model._base_manager.filter(**{name: gone.pk}).order_by("pk").values_list("pk", flat=True))
    if not pks:
        return
    model._base_manager.filter(pk__in=pks).update(**{name: kept.pk})
    yield {"do": "field", "model": model._meta.label, "name": name, "pks": pks}
    for row in _said_twice(model, pks):
        yield {"do": "row", "model": model._meta.label, "data": get_serializable_data_for_fields(row)}
        model._base_manager.filter(pk=row.pk).delete()


def _said_twice(model: type[models.Model], moved: Iterable[int]) -> Iterator[models.Model]:
    """Those of the moved rows that say what another row of the same parent says."""
    parent = next((one for one in model._meta.fields if isinstance(one, ParentalKey)), None)
    if parent is None:
        return
    names = [one.attname for one in model._meta.concrete_fields if one.name not in _NOT_SAID]
    parents = model._base_manager.filter(pk__in=moved).values(parent.attname)
    rows = list(model._base_manager.filter(**{f"{parent.attname}__in": parents}).order_by("pk"))
    late = set(moved)
    said = {_says(row, names) for row in rows if row.pk not in late}
    for row in rows:
        if row.pk in late:
            if _says(row, names) in said:
                yield row
            said.add(_says(row, names))


def _says(row: models.Model, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(getattr(row, name)).casefold() for name in names)


def _in_lists(field: models.ManyToManyField, gone: models.Model, kept: models.Model) -> Iterator[Note]:
    through, own, other = through_of(field)
    rows = through._base_manager.filter(**{other: gone.pk})
    owners = set(rows.values_list(own, flat=True))
    if not owners:
        return
    both = set(through._base_manager.filter(**{other: kept.pk, f"{own}__in": owners}).values_list(own, flat=True))
    rows.filter(**{f"{own}__in": both}).delete()
    rows.update(**{other: kept.pk})
    yield {
        "do": "many", "model": field.model._meta.label, "name": field.name,
        "moved": sorted(owners - both), "dropped": sorted(both),
    }  # fmt: skip


def _in_versions(gone: models.Model, kept: models.Model) -> Iterator[Note]:
    """All stored versions: what waits to be published, and what one may go back to."""
    key = key_of(type(gone), gone.pk)
    by_type: dict[int, set[str]] = defaultdict(set)
    for kind, pk in named_by_versions({key}).get(key, ()):
        by_type[kind].add(pk)
    for kind, pks in by_type.items():
        versions = Revision.objects.filter(base_content_type=kind, object_id__in=pks).select_related("content_type")
        for version in versions.order_by("pk").iterator(chunk_size=100):
            model = version.content_type.model_class()
            if model is not None:
                yield from in_data(Held(version, "content", model), gone, kept)
