"""What stands behind a thing that visitors see: a person who accepted it, or a page that everybody may see.

Which pages name a thing is read from Wagtail's reference index, which has the published content of what is live.
Nothing is stored twice: when the only page that names a proposed thing is unpublished, the thing is gone at once.
All questions here are answered by the database; what is private is asked for once a request (`privacy`).
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, CharField, Exists, IntegerField, OuterRef, Q, When
from django.db.models.functions import Cast
from django.db.models.lookups import Exact, In
from wagtail.models import Page, ReferenceIndex, get_page_models

from .privacy import private_paths

BIG = models.BigIntegerField()


def public_pages() -> models.QuerySet[Page]:
    """The pages that everybody may see: published, and in no private part."""
    pages = Page.objects.filter(live=True).order_by()
    for path in private_paths():
        pages = pages.exclude(path__startswith=path)
    return pages


def in_public(field: str) -> Q:
    """The rows whose foreign key `field` points at a page that everybody may see."""
    return Q(Exists(public_pages().filter(pk=OuterRef(f"{field}_id"))))


def named_by_public_pages(model: type[models.Model]) -> models.QuerySet:
    """The keys, as text, of the rows of `model` that pages which everybody may see name."""
    base = ContentType.objects.get_for_model(Page)
    # The index holds keys of all kinds as text, and only those of pages are numbers for sure.
    page = Case(When(Exact(OuterRef("base_content_type"), base.pk), then=Cast(OuterRef("object_id"), BIG)))
    references = ReferenceIndex.objects.filter(
        stands_on(base.pk), to_content_type=ContentType.objects.get_for_model(model)
    )
    return references.filter(Exists(public_pages().filter(pk=page))).values("to_object_id")


def stands_on(*types: int) -> In:
    """The references that stand on objects of these types. Written so that no index is used for it: SQLite, which
    knows nothing of what the table holds, would go through all pages' references rather than through the thing's."""
    return In(Cast("base_content_type", IntegerField()), list(types))


def named_in_public(model: type[models.Model]) -> Q:
    """The rows of `model` that a page which everybody may see names."""
    named = Q(In(Cast("pk", CharField()), named_by_public_pages(model)))
    for field in _lists_on_pages(model):  # which the reference index leaves out
        source, target = field.m2m_field_name(), field.m2m_reverse_field_name()
        through: Any = field.remote_field.through  # a model: the fields of a page that stands are resolved
        rows = through._base_manager.filter(in_public(source))
        named |= Q(pk__in=rows.values(target))
    return named


@cache
def _lists_on_pages(model: type[models.Model]) -> list[models.ManyToManyField]:
    """The many-to-many fields of pages that point at `model`."""
    fields = [field for page in get_page_models() for field in page._meta.local_many_to_many]
    return [field for field in fields if field.related_model is model]
