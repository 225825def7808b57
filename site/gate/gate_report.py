"""The report of what is to be looked over, page by page, with the rule as a filter and CSV and XLSX."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports.base import ReportView
from wagtail.permissions import page_permission_policy

from .records import GateProblem, gated_pages, read_pages, unread
from .registry import rules

NAME = "brygga_gate"
AT_ONCE = 100  # pages that are read while somebody waits


def _rules() -> list[tuple[str, Any]]:
    return [(rule.name, rule.label) for rule in rules()]


class GateFilterSet(WagtailFilterSet):
    """By rule, and whether visitors see the page."""

    rule = django_filters.ChoiceFilter(label=_("Regel"), choices=_rules)
    live = django_filters.BooleanFilter(label=_("Publicerad"), field_name="page__live")

    class Meta:
        model = GateProblem
        fields = ["rule", "live"]


def _place(problem: GateProblem) -> str:
    """The form of the page, at the field."""
    address = reverse("wagtailadmin_pages:edit", args=[problem.page_id])
    return f"{address}#:w:contentpath={problem.path}" if problem.path else address


class GateReport(ReportView):
    """One row for each thing to look over, on the pages that one may edit."""

    page_title = _("Sidor med något att se över")
    header_icon = "circle-check"
    index_url_name, index_results_url_name = NAME, f"{NAME}_results"
    filterset_class = GateFilterSet
    results_template_name = "brygga_site/admin/gate_report_results.html"
    permission_policy = page_permission_policy
    any_permission_required = ["add", "change", "publish"]
    is_searchable = False
    columns = [
        TitleColumn("page", label=_("Sida"), accessor="page.title", get_url=_place, width="35%"),
        Column("rule", label=_("Regel"), accessor="label"),
        Column("text", label=_("Vad"), accessor="text"),
        Column("status", label=_("Status"), accessor="page.status_string"),
    ]
    list_export = ["page.title", "page.full_url", "label", "text", "page.status_string"]
    export_headings = {
        "page.title": _("Sida"),
        "page.full_url": _("Adress"),
        "label": _("Regel"),
        "text": _("Vad"),
        "page.status_string": _("Status"),
    }

    def get_queryset(self) -> QuerySet[GateProblem]:
        """The rows, after some of the pages that have changed are read."""
        mine = page_permission_policy.instances_user_has_permission_for(self.request.user, "change")
        waiting = unread(gated_pages().filter(pk__in=mine.values("pk")))
        read_pages(list(waiting.order_by("pk")[:AT_ONCE]))
        self.left = waiting.count()
        self.queryset = (
            GateProblem.objects.filter(page__in=mine.values("pk")).select_related("page").order_by("page__title", "pk")
        )
        return super().get_queryset()

    def get_filename(self) -> str:
        """The exported file's."""
        return "se-over"

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds how many pages are not read yet."""
        return super().get_context_data(*args, left=self.left, **kwargs)


@hooks.register("register_admin_urls")
def report_urls() -> list[Any]:
    """The report's addresses."""
    return [
        path("reports/brygga/se-over/", GateReport.as_view(), name=NAME),
        path("reports/brygga/se-over/results/", GateReport.as_view(results_only=True), name=f"{NAME}_results"),
    ]


class ReportMenuItem(MenuItem):
    """Shown to those who work with pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the user may write pages."""
        return page_permission_policy.user_has_any_permission(request.user, ["add", "change", "publish"])


@hooks.register("register_reports_menu_item")
def report_item() -> Any:
    """The report, among the others."""
    return ReportMenuItem(GateReport.page_title, reverse(NAME), name=NAME, icon_name="circle-check", order=1099)
