"""The reference index and the search index of many new objects at once: the rows that one save at a time gives."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType
from django.db import models
from modelsearch.backends import get_search_backends
from wagtail.models import ReferenceIndex

BATCH = 500


def add_references(objects: Sequence[models.Model]) -> None:
    """Note what each of the objects, which are new and not in the reference index yet, refers to."""
    rows = []
    for obj in objects:
        if not ReferenceIndex.is_indexed(type(obj)):
            continue
        content_type = ContentType.objects.get_for_model(obj, for_concrete_model=False)
        base = ReferenceIndex._get_base_content_type(obj)
        rows += [
            ReferenceIndex(
                content_type=content_type,
                base_content_type=base,
                object_id=obj.pk,
                to_content_type_id=to_type,
                to_object_id=to_id,
                model_path=model_path,
                content_path=content_path,
                content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
            )
            for to_type, to_id, model_path, content_path in set(ReferenceIndex._extract_references_from_object(obj))
        ]
    ReferenceIndex.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def add_to_search(model: type[models.Model], objects: Sequence[models.Model]) -> None:
    """Put the objects, all of one model, in every search index that is kept up to date automatically."""
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(model, list(objects))
