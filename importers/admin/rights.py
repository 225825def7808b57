"""Who may do what with imports: one right for each act, so that a role can have just those it needs."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet
from wagtail import hooks
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from brygga.news.models import NewsIndexPage

from ..review.permissions import EVERYTHING, IMPORT, ORIGINALS, REVIEW, ROLL_BACK, SEALED, may, require

__all__ = [
    "EVERYTHING",
    "IMPORT",
    "ORIGINALS",
    "REVIEW",
    "ROLL_BACK",
    "SEALED",
    "importing_rights",
    "may",
    "news_lists",
    "require",
    "under_of",
]


def news_lists(user: Any) -> QuerySet[NewsIndexPage]:
    """The news lists that the user may put pages below."""
    mine = page_permission_policy.instances_user_has_permission_for(user, "add")
    return NewsIndexPage.objects.filter(pk__in=mine.values("pk")).order_by("depth", "path")


def under_of(index: NewsIndexPage) -> Page:
    """The page to import below so that news come in this list, and projects and units in the lists beside it."""
    parent = index.get_parent()
    beside = NewsIndexPage.objects.child_of(parent).count()
    return parent.specific if beside == 1 and not parent.is_root() else index


@hooks.register("register_permissions")
def importing_rights() -> QuerySet[Permission]:
    """The rights, in the form of a group."""
    names = [right.partition(".")[2] for right in (IMPORT, REVIEW, ROLL_BACK, ORIGINALS, SEALED)]
    runs = Q(codename__in=["view_importrun", "change_importrun", "view_importitem"])
    return Permission.objects.filter(content_type__app_label="brygga_importers").filter(Q(codename__in=names) | runs)
