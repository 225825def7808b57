"""What in the database is Brygga's, and what of the site's own leans on it."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from wagtail.models import Page, ReferenceIndex

LABELS = ("brygga_importers", "brygga_news", "brygga_projects", "brygga_site")


def models() -> list[type[Model]]:
    """Every model of the four apps that has a table, those of hidden relations too."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in LABELS and model._meta.managed and not model._meta.proxy
    ]


def content_types() -> QuerySet[ContentType]:
    """The content types of the four apps, those of models that are gone too."""
    return ContentType.objects.filter(app_label__in=LABELS)


def pages() -> QuerySet[Page]:
    """Brygga's pages, parents before what is below them."""
    return Page.objects.filter(content_type__in=content_types()).order_by("path")


def leaning_models() -> list[str]:
    """The site's own models that have a field for one of Brygga's, or are made from one: "app.Model.field"."""
    return sorted(
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label not in LABELS
        for field in model._meta.get_fields()
        if field.concrete and isinstance(field.related_model, type) and field.related_model._meta.app_label in LABELS
    )


def strangers_below() -> list[Page]:
    """Pages of other types that stand below one of Brygga's."""
    tops = [page.path for page in pages()]
    others = Page.objects.exclude(content_type__in=content_types()).filter(depth__gt=1).order_by("path")
    return [page for page in others if any(page.path.startswith(path) for path in tops)]


def links_from_others() -> list[Any]:
    """The site's own things (pages, snippets) whose rich text or choosers lead to what is Brygga's."""
    page_type = ContentType.objects.get_for_model(Page)
    numbers = [str(number) for number in pages().values_list("pk", flat=True)]
    found = ReferenceIndex.objects.filter(to_content_type__in=content_types())
    found |= ReferenceIndex.objects.filter(to_content_type=page_type, to_object_id__in=numbers)
    of_others = found.exclude(content_type__in=content_types())
    rows = of_others.values_list("content_type", "object_id").distinct()
    types = ContentType.objects.in_bulk({kind for kind, _number in rows})
    held = [
        model._base_manager.filter(pk=number).first()
        for kind, number in rows
        if (model := types[kind].model_class()) is not None
    ]
    return [thing for thing in held if thing is not None]
