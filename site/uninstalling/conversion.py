"""Brygga's pages as pages of another type of the site: the same address, place, days and rights, and the words that
visitors saw."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Field, Model
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from .shown import shown_html


def problems(model: type[Page], name: str) -> list[str]:
    """What the type lacks to take over pages with their words in the field `name`; [] for a type that can."""
    fields = {field.name: field for field in model._meta.get_fields() if isinstance(field, Field)}
    own = [field for field in fields.values() if field.model is not Page and field.concrete]
    found = []
    if name not in fields or fields[name] not in own or not _holds_text(fields[name]):
        found.append(f"{model._meta.label}.{name}")
    found += [
        f"{model._meta.label}.{field.name}"
        for field in own
        if field.name not in (name, "page_ptr") and not (field.blank or field.has_default() or field.null)
    ]
    return found


def _holds_text(field: Field[Any, Any]) -> bool:
    return not isinstance(field, StreamField) and field.get_internal_type() == "TextField"


def convert(page: Page, model: type[Page], name: str) -> None:
    """Makes the page one of `model`. What was published stays so; an unpublished change becomes a draft of the new
    page. The rows of the old type stay until its table goes. Earlier versions go, since nothing could show them.

    Raises `NotShownError` where the page cannot be shown.
    """
    old: Any = page.specific
    draft = old.get_latest_revision_as_object()
    pending = old.live and old.has_unpublished_changes
    public = shown_html(old if old.live else draft, draft=not old.live)
    coming = shown_html(draft, draft=True) if pending else ""
    new: Any = model(page_ptr_id=old.pk)
    for field in Page._meta.concrete_fields:
        setattr(new, field.attname, getattr(old if old.live else draft, field.attname))
    new.path, new.depth, new.numchild, new.url_path = old.path, old.depth, old.numchild, old.url_path
    new.content_type = ContentType.objects.get_for_model(model)
    new.latest_revision = new.live_revision = None
    new.draft_title = new.title
    setattr(new, name, public)
    page_type = ContentType.objects.get_for_model(Page)
    Page.objects.filter(pk=old.pk).update(latest_revision=None, live_revision=None)
    Revision.objects.filter(base_content_type=page_type, object_id=str(old.pk)).delete()
    # The row first: from Wagtail 8.0 on a page that has a number is looked for among its own type when it is saved.
    Model.save(new)
    new.save(clean=False)
    if pending:
        new.title, new.seo_title, new.search_description = draft.title, draft.seo_title, draft.search_description
        setattr(new, name, coming)
        new.save_revision(clean=False)
