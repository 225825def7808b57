"""What merging adds to the admin: the report, the right, the words of the log."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from .merge import MERGED, PARTED
from .merging_views import NAME, RIGHT, DoublesViewSet


class DoublesMenuItem(MenuItem):
    """Shown to those who may merge."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the user may."""
        return bool(request.user.has_perm(RIGHT))


@hooks.register("register_admin_viewset")
def doubles_viewset() -> DoublesViewSet:
    """The views."""
    return DoublesViewSet()


@hooks.register("register_reports_menu_item")
def doubles_item() -> Any:
    """Likely doubles, among the reports."""
    return DoublesMenuItem(
        _("Troliga dubbletter"), reverse(f"{NAME}:index"), name="brygga_doubles", icon_name="group", order=1106
    )


@hooks.register("register_permissions")
def the_right() -> QuerySet[Permission]:
    """The right, in the form of a group."""
    app_label, codename = RIGHT.split(".")
    return Permission.objects.filter(content_type__app_label=app_label, codename=codename)


@hooks.register("register_log_actions")
def say_what_was_merged(actions: LogActionRegistry) -> None:
    """Lets the history of a record tell that another became part of it, and came back."""
    actions.register_action(MERGED, _("Slå samman"), _("Sammanslagen med en annan post"))
    actions.register_action(PARTED, _("Ångra sammanslagning"), _("Sammanslagningen ångrad"))
