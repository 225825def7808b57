"""Whether the search index and the reference index have what they should have, for every model that they keep."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from modelsearch.backends import get_search_backends_with_name
from modelsearch.backends.database import fallback
from modelsearch.index import Indexed, get_indexed_models
from wagtail.models import Page, ReferenceIndex
from wagtail.search.models import IndexEntry

CHUNK = 500
SEARCH, REFERENCES = "search", "references"


@dataclass(frozen=True, slots=True)
class Deviation:
    """One object that an index is wrong about. `index` is `SEARCH` or `REFERENCES`; `kind` is "missing" (the index
    lacks it), "superfluous" (the index has what is not there) or "old" (what the index says was true once)."""

    index: str
    kind: str
    model: type[models.Model] | None
    key: str

    @property
    def label(self) -> str:
        """The kind of object, for people."""
        return str(self.model._meta.verbose_name) if self.model else "?"


def deviations() -> Iterator[Deviation]:
    """Everything that either index is wrong about; nothing when both are right."""
    yield from search_deviations()
    yield from reference_deviations()


def search_backend() -> Any | None:
    """The search backend whose index the database holds; None where search is kept elsewhere (Elasticsearch) or
    nowhere, so that there is nothing to compare."""
    for _name, backend in get_search_backends_with_name(with_auto_update=True):
        if isinstance(backend, fallback.DatabaseSearchBackend):
            continue
        if type(backend).__module__.startswith(("brygga.site.search", "modelsearch.backends.database")):
            return backend
    return None


def search_deviations() -> Iterator[Deviation]:
    """Objects that the search index lacks, has too many of, or has words of that they no longer have."""
    backend = search_backend()
    if backend is None:
        return
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for content_type, key, pk in IndexEntry.objects.values_list("content_type", "object_id", "pk").iterator():
        found[content_type][key] = pk
    for model in get_indexed_models():
        if not getattr(model, "search_auto_update", True):
            continue
        indexed = found.pop(ContentType.objects.get_for_model(model).pk, {})
        chunks: Iterator[list[Indexed]] = _chunks(model.get_indexed_objects().order_by("pk"))
        for objects in chunks:
            own = [obj for obj in objects if type(obj.get_indexed_instance()) is model]
            # Pages of no type are the first ones of a database, which Wagtail's migrations make past the index.
            if model is Page:
                own = [page for page in own if str(page.pk) in indexed]
            known = []
            for obj in own:
                if indexed.pop(str(obj.pk), None) is None:
                    yield Deviation(SEARCH, "missing", model, str(obj.pk))
                else:
                    known.append(obj)
            for key in _old(backend, model, known):
                yield Deviation(SEARCH, "old", model, key)
        for key in indexed:
            yield Deviation(SEARCH, "superfluous", model, key)
    for content_type, keys in found.items():
        kind = ContentType.objects.filter(pk=content_type).first()
        for key in keys:
            yield Deviation(SEARCH, "superfluous", kind.model_class() if kind else None, key)


def _old(backend: Any, model: type[models.Model], objects: list[models.Model]) -> Iterator[str]:
    """The keys of those that the index has other words of than they have now, where the backend can tell."""
    index = backend.get_index_for_model(model)
    if not hasattr(index, "words_of"):
        return
    entries = IndexEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(model), object_id__in=[str(obj.pk) for obj in objects]
    )
    said = {key: tuple(texts) for key, *texts in entries.values_list("object_id", *index.WORDS)}
    for obj in objects:
        if said[str(obj.pk)] != index.words_of(obj):
            yield str(obj.pk)


def reference_deviations() -> Iterator[Deviation]:
    """Objects whose references the reference index does not have as they are."""
    left: dict[int, set[str]] = defaultdict(set)
    for base, key in ReferenceIndex.objects.values_list("base_content_type", "object_id").distinct().iterator():
        left[base].add(key)
    for model in apps.get_models():
        if not ReferenceIndex.is_indexed(model):
            continue
        base = ReferenceIndex._get_base_content_type(model)
        for objects in _chunks(model._default_manager.order_by("pk")):
            keys = [str(obj.pk) for obj in objects]
            noted: dict[str, set[tuple]] = defaultdict(set)
            rows = ReferenceIndex.objects.filter(
                base_content_type=base, content_type=ContentType.objects.get_for_model(model), object_id__in=keys
            )
            for key, *reference in rows.values_list(
                "object_id", "to_content_type", "to_object_id", "model_path", "content_path"
            ):
                noted[key].add(tuple(reference))
            for obj, key in zip(objects, keys, strict=True):
                left[base.pk].discard(key)
                if _specific_elsewhere(obj, model):
                    continue
                stated = {
                    (to, str(pk), *paths) for to, pk, *paths in ReferenceIndex._extract_references_from_object(obj)
                }
                if stated - noted[key]:
                    yield Deviation(REFERENCES, "missing", model, key)
                if noted[key] - stated:
                    yield Deviation(REFERENCES, "superfluous", model, key)
    for content_type, unknown in left.items():
        kind = ContentType.objects.filter(pk=content_type).first()
        for key in unknown:
            yield Deviation(REFERENCES, "superfluous", kind.model_class() if kind else None, key)


def _specific_elsewhere(obj: models.Model, model: type[models.Model]) -> bool:
    """Whether the object is of a more specific model, under which its references stand."""
    specific = getattr(obj, "specific_class", None)
    return specific is not None and specific is not model


def _chunks(queryset: models.QuerySet) -> Iterator[list[models.Model]]:
    """The objects by the hundred; the next begin after the last, so that none is met twice."""
    last = None
    while objects := list((queryset.filter(pk__gt=last) if last is not None else queryset)[:CHUNK]):
        yield objects
        last = objects[-1].pk
