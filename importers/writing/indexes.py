"""The reference index and the search index of many objects at once: the rows that one save at a time gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import prefetch_related_objects
from modelcluster.models import ClusterableModel
from modelsearch.backends import get_search_backends
from modelsearch.index import RelatedFields
from wagtail.models import ReferenceIndex

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
        stated = {(to, str(key), model, path) for to, key, model, path in _references(obj)}
        remove += [pk for reference, pk in noted.items() if reference not in stated]
        add += [_row(type(obj), obj.pk, reference) for reference in stated if reference not in noted]
    ReferenceIndex.objects.bulk_create(add, batch_size=BATCH, ignore_conflicts=True)
    if remove:
        ReferenceIndex.objects.filter(pk__in=remove).delete()


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


def add_to_search(objects: Iterable[models.Model]) -> None:
    """Put the objects, of whatever models, in every search index that is kept up to date automatically."""
    groups: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for obj in objects:
        groups[type(obj)].append(obj)
    for model, those in groups.items():
        # Clusterable objects hold their relations in memory; of others they are asked for all at once.
        if not issubclass(model, ClusterableModel):
            names = [f.field_name for f in getattr(model, "search_fields", ()) if isinstance(f, RelatedFields)]
            prefetch_related_objects(those, *names)
    for backend in get_search_backends(with_auto_update=True):
        left = len(groups)
        for model, those in groups.items():
            left -= 1
            index = backend.get_index_for_model(model)
            if left and hasattr(index, "_refresh_title_norms"):
                # The weight of titles is made from all of the index. Once for all models is enough: the last does it.
                index._refresh_title_norms = lambda full=False: None
            index.add_items(model, those)
