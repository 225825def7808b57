"""What waits, on the first page of the admin and among its reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.reports.base import PageReportView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from brygga.news.models import NewsPage

from ..models import ImportItem, Review
from ..review import what_waits as waiting
from . import lacking
from .rights import REVIEW, may


class WaitingPanel(Component):
    """The numbers, each a link."""

    name = "waiting"
    template_name = "brygga_importers/admin/waiting.html"
    order = 40

    def __init__(self, request: HttpRequest) -> None:
        self.found = waiting.waiting_for(request.user)

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"found": self.found}


@hooks.register("construct_homepage_panels")
def waiting_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Adds the panel where something waits."""
    panel = WaitingPanel(request)
    if panel.found:
        panels.append(panel)


@hooks.register("register_page_header_buttons")
def review_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[HeaderButton]:
    """A button to the desk, beside the name of news that an import brought and that nobody has decided on."""
    if view_name != "edit" or not issubclass(page.specific_class or Page, NewsPage) or not may(user, REVIEW):
        return
    item = ImportItem.objects.filter(page=page.pk).exclude(review__state__in=Review.DECIDED).first()
    if item is not None and page.permissions_for_user(user).can_edit():
        address = reverse("granska:item", args=[item.pk])
        yield HeaderButton(gettext("Granska bredvid originalet"), url=address, icon_name="glasses", priority=6)


class WaitingReport(PageReportView):
    """A list of pages that wait for something, with Wagtail's columns and its CSV and XLSX."""

    any_permission_required = ["add", "change", "publish"]
    header_icon = "tasks"

    def get_queryset(self) -> QuerySet[Page]:
        self.queryset = self.found().order_by("title").select_related("content_type").prefetch_workflow_states()
        return super().get_queryset()

    def found(self) -> Any:
        """The pages."""
        raise NotImplementedError


class ReviewDueReport(WaitingReport):
    """Pages to look over."""

    page_title = _("Sidor att se över")
    index_url_name, index_results_url_name = "brygga_review_due", "brygga_review_due_results"

    def found(self) -> Any:
        return waiting.review_due(self.request.user)


class PastEndReport(WaitingReport):
    """Projects that are over and are said to go on."""

    page_title = _("Projekt som är slut men ser ut att pågå")
    index_url_name, index_results_url_name = "brygga_past_end", "brygga_past_end_results"

    def found(self) -> Any:
        return waiting.past_their_end(self.request.user)


class MissedReport(WaitingReport):
    """Pages that were to be published by themselves."""

    page_title = _("Tidsinställda sidor som inte publicerades")
    index_url_name, index_results_url_name = "brygga_missed", "brygga_missed_results"

    def found(self) -> Any:
        return waiting.missed_publications(self.request.user)


class UndescribedReport(WaitingReport):
    """Pages with a picture that nobody has described."""

    page_title = _("Bilder utan alternativtext")
    index_url_name, index_results_url_name = "brygga_undescribed", "brygga_undescribed_results"

    def found(self) -> Any:
        return lacking.without_alternative_text(self.request.user)


class UnsaidReport(WaitingReport):
    """Pages with a quote without a name."""

    page_title = _("Citat utan talare")
    index_url_name, index_results_url_name = "brygga_unsaid", "brygga_unsaid_results"

    def found(self) -> Any:
        return lacking.without_speaker(self.request.user)


REPORTS = (
    (ReviewDueReport, "granskas", "calendar-alt"),
    (PastEndReport, "slut", "calendar-check"),
    (MissedReport, "missade", "warning"),
    (UndescribedReport, "bilder", "image"),
    (UnsaidReport, "citat", "openquote"),
)


@hooks.register("register_admin_urls")
def report_urls() -> list[Any]:
    """The reports' addresses."""
    return [
        path(
            f"reports/brygga/{slug}/{end}",
            report.as_view(results_only=bool(end)),
            name=f"{report.index_url_name}{tail}",
        )
        for report, slug, _icon in REPORTS
        for end, tail in (("", ""), ("results/", "_results"))
    ]


class ReportMenuItem(MenuItem):
    """Shown to those who work with pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return page_permission_policy.user_has_any_permission(request.user, ["add", "change", "publish"])


def _menu_item(number: int) -> Any:
    report, _slug, icon = REPORTS[number]
    return ReportMenuItem(
        report.page_title,
        reverse(report.index_url_name),
        name=report.index_url_name,
        icon_name=icon,
        order=1100 + number,
    )


@hooks.register("register_reports_menu_item")
def review_due_item() -> Any:
    """What is to be looked over, among the reports."""
    return _menu_item(0)


@hooks.register("register_reports_menu_item")
def past_end_item() -> Any:
    """Projects that are over, among the reports."""
    return _menu_item(1)


@hooks.register("register_reports_menu_item")
def missed_item() -> Any:
    """What was not published, among the reports."""
    return _menu_item(2)


@hooks.register("register_reports_menu_item")
def undescribed_item() -> Any:
    """Pictures without words, among the reports."""
    return _menu_item(3)


@hooks.register("register_reports_menu_item")
def unsaid_item() -> Any:
    """Quotes without a name, among the reports."""
    return _menu_item(4)
