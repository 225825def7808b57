"""What no visitor ever sees: tables, and columns of tables that they do see. Whatever is not named here counts.

A test asks for every kind of public page and finds none of these tables among the queries.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.signals import setting_changed
from wagtail.images.models import AbstractRendition

from ..options import option
from .states import TABLE

#: Apps and models ("app" or "app.Model"); the apps above add theirs with `not_shown`.
_LABELS = {
    "admin",
    "auth.Group",
    "auth.Permission",
    "brygga_site.DocumentText",
    "brygga_site.Feedback",
    "brygga_site.Synonym",
    "django_tasks_database",
    "sessions",
    "wagtailadmin",
    "wagtailcore.Comment",
    "wagtailcore.CommentReply",
    "wagtailcore.GroupApprovalTask",
    "wagtailcore.GroupCollectionPermission",
    "wagtailcore.GroupPagePermission",
    "wagtailcore.GroupSitePermission",
    "wagtailcore.ModelLogEntry",
    "wagtailcore.PageLogEntry",
    "wagtailcore.PageSubscription",
    "wagtailcore.Revision",
    "wagtailcore.Task",
    "wagtailcore.TaskState",
    "wagtailcore.UploadedFile",
    "wagtailcore.Workflow",
    "wagtailcore.WorkflowContentType",
    "wagtailcore.WorkflowPage",
    "wagtailcore.WorkflowState",
    "wagtailcore.WorkflowTask",
    "wagtailforms.FormSubmission",
    "wagtailsearch",
    "wagtailusers",
}
#: What saving a draft and logging in change of rows that are shown.
COLUMNS = frozenset(
    ("draft_title", "has_unpublished_changes", "last_login", "latest_revision_created_at", "latest_revision_id")
)


def not_shown(*labels: str) -> None:
    """Says of apps or models ("app", "app.Model") that no public page shows anything of them."""
    _LABELS.update(labels)
    tables.cache_clear()


@functools.cache
def tables() -> frozenset[str]:
    """The tables that do not count, by their names in the database."""
    labels = {label.lower() for label in (*_LABELS, *option("BRYGGA_UNSEEN_MODELS"))}
    found = {TABLE, "django_migrations"}
    found.update(str(each["LOCATION"]) for each in settings.CACHES.values() if "DatabaseCache" in each["BACKEND"])
    for model in apps.get_models(include_auto_created=True):
        # A table between two models belongs to the one that has the field.
        owner: Any = model._meta.auto_created or model
        if labels & {owner._meta.app_label, owner._meta.label_lower}:
            found.add(model._meta.db_table)
    return frozenset(found)


@functools.cache
def sizes() -> frozenset[str]:
    """The tables of the images' sizes: a page makes those that it needs, and shows them at once."""
    return frozenset(model._meta.db_table for model in _concrete(AbstractRendition.__subclasses__()))


def _concrete(models: Iterable[Any]) -> list[Any]:
    return [
        each for model in models for each in (model, *_concrete(model.__subclasses__())) if not each._meta.abstract
    ]


def _forget(*, setting: str, **_kwargs: object) -> None:
    if setting in ("BRYGGA_UNSEEN_MODELS", "CACHES"):
        tables.cache_clear()


setting_changed.connect(_forget, dispatch_uid="brygga_unseen")
