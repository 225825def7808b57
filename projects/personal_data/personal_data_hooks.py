"""What answering about personal data adds to the admin: the menu, the right, the words of the log."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from .carrying_out import CHANGED
from .request_views import HANDED_OUT, RIGHT, RequestsViewSet


@hooks.register("register_admin_viewset")
def requests_viewset() -> RequestsViewSet:
    """The views."""
    return RequestsViewSet()


@hooks.register("register_permissions")
def the_right() -> QuerySet[Permission]:
    """The right, in the form of a group."""
    app_label, codename = RIGHT.split(".")
    return Permission.objects.filter(content_type__app_label=app_label, codename=codename)


@hooks.register("register_log_actions")
def say_what_was_done(actions: LogActionRegistry) -> None:
    """Lets the history of a page tell that somebody's data was changed there, without saying whose."""
    actions.register_action(CHANGED, _("Ändra personuppgifter"), _("Personuppgifter ändrade på begäran"))
    actions.register_action(HANDED_OUT, _("Lämna utdrag"), _("Utdrag om personuppgifter lämnat"))
