"""The reference index and the search index of many objects at once: the rows that one save at a time gives.

Whoever writes rows past `save` (`bulk_create`, an UPDATE) calls `bring_up_to_date` for what was written. What one save
at a time misses is seen to in `index_watch`; `index_check` tells whether all is as it should be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import prefetch_related_objects
from modelcluster.models import ClusterableModel, get_all_child_relations
from modelsearch.backends import get_search_backends
from modelsearch.index import Indexed, RelatedFields, class_is_indexed
from wagtail.models import ReferenceIndex
from wagtail.search.models import IndexEntry

BATCH = 500
Reference = tuple[int, str, str, str]


def add_references(objects: Sequence[models.Model], *, new: bool = True) -> None:
    """Note what each of the objects refers to. `new` says that the reference index knows nothing of them yet."""
    objects = [obj for obj in objects if ReferenceIndex.is_indexed(type(obj))]
    known: dict[tuple[int, str], dict[Reference, int]] = defaultdict(dict)
    if not new and objects:
        bases = {ReferenceIndex._get_base_content_type(obj).pk for obj in objects}
        rows = ReferenceIndex.objects.filter(
            base_content_type__in=bases, object_id__in=[str(obj.pk) for obj in objects]
        ).values_list(
            "pk", "base_content_type", "object_id", "to_content_type", "to_object_id", "model_path", "content_path"
        )
        for pk, base, object_id, *reference in rows:
            known[base, object_id][tuple(reference)] = pk
    add: list[ReferenceIndex] = []
    remove: list[int] = []
    for obj in objects:
        base = ReferenceIndex._get_base_content_type(obj)
        noted = known.get((base.pk, str(obj.pk)), {})
        stated = dict.fromkeys((to, str(key), model, path) for to, key, model, path in _references(obj))
        remove += [pk for reference, pk in noted.items() if reference not in stated]
        add += [_row(type(obj), obj.pk, reference) for reference in stated if reference not in noted]
    ReferenceIndex.objects.bulk_create(add, batch_size=BATCH, ignore_conflicts=True)
    if remove:
        ReferenceIndex.objects.filter(pk__in=remove).delete()


def forget(objects: Iterable[models.Model]) -> None:
    """Take what is known of the objects, which are about to be deleted, out of both indexes. What a search engine of
    another kind knows is taken away by the signals of their deletion."""
    groups: dict[type[models.Model], list[str]] = defaultdict(list)
    for obj in objects:
        groups[type(obj)].append(str(obj.pk))
    for model, keys in groups.items():
        if class_is_indexed(model):
            kinds = [ContentType.objects.get_for_model(one) for one in (model, *model._meta.get_parent_list())]
            entries = IndexEntry.objects.filter(content_type__in=kinds, object_id__in=keys)
            entries._raw_delete(entries.db)
        if ReferenceIndex.is_indexed(model):
            base = ReferenceIndex._get_base_content_type(model)
            known = ReferenceIndex.objects.filter(base_content_type=base, object_id__in=keys)
            known._raw_delete(known.db)


def forget_child_references(
    parent: type[models.Model], name: str, children: Sequence[tuple[int, models.Model]]
) -> None:
    """Take away what `add_child_references` notes, for children that are about to be deleted."""
    hashes = [
        ReferenceIndex._get_content_path_hash(f"{name}.{child.pk}.{path}")
        for _, child in children
        for _, _, _, path in _references(child)
    ]
    base = ReferenceIndex._get_base_content_type(parent)
    keys = {str(pk) for pk, _ in children}
    for start in range(0, len(hashes), BATCH):
        some = hashes[start : start + BATCH]
        ReferenceIndex.objects.filter(base_content_type=base, object_id__in=keys, content_path_hash__in=some).delete()


def add_child_references(parent: type[models.Model], name: str, children: Sequence[tuple[int, models.Model]]) -> None:
    """Note what new children (with their parents' keys) refer to: Wagtail counts that as the parent's, by the name of
    the relation. The parent's other children, of which there may be thousands, are not looked at."""
    ReferenceIndex.objects.bulk_create(
        (
            _row(parent, pk, (to, str(key), f"{name}.item.{model}", f"{name}.{child.pk}.{path}"))
            for pk, child in children
            for to, key, model, path in _references(child)
        ),
        batch_size=BATCH,
        ignore_conflicts=True,
    )


def _row(model: type[models.Model], pk: int, reference: Reference) -> ReferenceIndex:
    to_type, to_id, model_path, content_path = reference
    return ReferenceIndex(
        content_type=ContentType.objects.get_for_model(model, for_concrete_model=False),
        base_content_type=ReferenceIndex._get_base_content_type(model),
        object_id=pk,
        to_content_type_id=to_type,
        to_object_id=to_id,
        model_path=model_path,
        content_path=content_path,
        content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
    )


def _references(obj: models.Model) -> Iterable[Reference]:
    return ReferenceIndex._extract_references_from_object(obj)


def bring_up_to_date(objects: Iterable[models.Model], *, new: bool = True) -> None:
    """Both indexes of the objects, of whatever models. `new` says that neither knows anything of them yet."""
    objects = list(objects)
    add_references(objects, new=new)
    add_to_search(objects)


def add_to_search(objects: Iterable[models.Model]) -> None:
    """Put the objects, of whatever models, in every search index that is kept up to date automatically."""
    groups: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for obj in objects:
        if class_is_indexed(type(obj)):
            groups[type(obj)].append(obj)
    batches = [
        (model, those[at : at + BATCH]) for model, those in groups.items() for at in range(0, len(those), BATCH)
    ]
    for number, (model, those) in enumerate(batches, start=1):
        for backend in get_search_backends(with_auto_update=True):
            index = backend.get_index_for_model(model)
            if number < len(batches) and hasattr(index, "_refresh_title_norms"):
                # The weight of titles is made from all of the index. Once for all is enough: the last does it.
                index._refresh_title_norms = lambda full=False: None
            # Brygga's own backends fetch what is related themselves.
            with nullcontext() if hasattr(index, "words_of") else _related_fetched(model, those):
                index.add_items(model, those)


@contextmanager
def _related_fetched(model: type[Indexed], objects: Sequence[models.Model]) -> Iterator[None]:
    """The related objects that are indexed with the objects, asked for all at once. Children of clusterable objects
    are held in memory for as long as this lasts: left there, they would be saved again with their parents."""
    names = [f.field_name for f in model.get_search_fields() if isinstance(f, RelatedFields)]
    children = {}
    if issubclass(model, ClusterableModel):
        relations = {relation.get_accessor_name(): relation for relation in get_all_child_relations(model)}
        children = {name: relations[name] for name in names if name in relations}
    prefetch_related_objects(list(objects), *(name for name in names if name not in children))
    held: list[tuple[dict, str]] = []
    for name, relation in children.items():
        lacking = {obj.pk: obj.__dict__.setdefault("_cluster_related_objects", {}) for obj in objects}
        lacking = {pk: cluster for pk, cluster in lacking.items() if name not in cluster}
        for cluster in lacking.values():
            cluster[name] = []
            held.append((cluster, name))
        for child in relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": list(lacking)}):
            lacking[getattr(child, relation.field.attname)][name].append(child)
    try:
        yield
    finally:
        for cluster, name in held:
            del cluster[name]
