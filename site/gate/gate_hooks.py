"""What the gate adds to the admin: the refusal where a form does not refuse, warnings, log entries, its address."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages, userbar
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page

from . import api_actions, approvals, gate_report  # noqa: F401 (the report registers itself)
from .evaluate import findings_of, stops_of
from .gate_views import check_form
from .stopping import STOPPED, GatedPage, told

api_actions.connect()
approvals.connect()


@hooks.register("before_publish_page")
def stop_publication(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuses where the form has not: that of a page type whose form does not know the gate. The draft is saved."""
    gated = isinstance(page, GatedPage)
    if not gated or not (found := stops_of(page)):
        return None
    if page.live and page.live_revision_id is None and page.last_published_at is None:
        # Wagtail writes a page that is made and published in one go as public, before it asks.
        page.live, page.has_unpublished_changes = False, True
        page.save(clean=False)
    messages.error(request, told(page, found).replace("%", "%%"))
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("after_publish_page")
def tell_warnings(request: HttpRequest, page: Page) -> None:
    """Who publishes is told what the gate warns of, and how to get there."""
    if isinstance(page, GatedPage) and (found := findings_of(page)):
        text = _("Att se över på sidan: %s") % " ".join(dict.fromkeys(one.told for one in found[:3]))
        messages.warning(request, text.replace("%", "%%"))


@hooks.register("register_log_actions")
def say_what_was_stopped(actions: LogActionRegistry) -> None:
    """Lets the history of a page tell that it was not published on its time, and why."""

    @actions.register_action(STOPPED)
    class Stopped(LogFormatter):
        label = gettext_lazy("Stoppa publicering")

        def format_message(self, log_entry: Any) -> str:
            """The reasons, as they were told when it happened."""
            return _("Publicerades inte på sin tid. %(why)s") % {"why": " ".join(log_entry.data.get("reasons", ()))}


@hooks.register("register_admin_urls")
def gate_urls() -> list[Any]:
    """The form asks here; the admin's login guards it."""
    return [path("brygga/kontroll/<int:pk>/", check_form, name="brygga_gate_check")]


class WrittenContentChecker(ContentCheckerItem):
    """Wagtail's checker in the preview, of what the editor has written and can mend: not the frame around the text. A
    page without a description of its own has its lead for one."""

    axe_include = ["main"]
    axe_run_only = [
        "empty-heading",
        "empty-table-header",
        "heading-order",
        "link-name",
        "p-as-heading",
        "alt-text-quality",
    ]
    axe_custom_rules = [rule for rule in ContentCheckerItem.axe_custom_rules if rule["id"] != "empty-meta-description"]


# Wagtail's own, and the name it had before Wagtail 8; what a site has made itself is left.
_WAGTAILS = (ContentCheckerItem, getattr(userbar, "AccessibilityItem", ContentCheckerItem))


@hooks.register("construct_wagtail_userbar")
def check_what_is_written(request: HttpRequest, items: list[Any], page: Page | None) -> None:
    """Puts it in the place of Wagtail's, on pages with the gate."""
    if isinstance(page, GatedPage):
        items[:] = [WrittenContentChecker(item.in_editor) if type(item) in _WAGTAILS else item for item in items]
