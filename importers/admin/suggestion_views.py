"""The communicator's suggestions: which pages have some, and for one page each value beside what the page says."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView, WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from ..models import PageProposal, Suggestion
from ..suggestions.page_state import refresh
from ..writing import pages
from .proposal_views import PageProposalsView, decline_proposed_page, make_proposed_page
from .suggestion_actions import (
    NAME,
    accept_suggestion,
    decline_suggestion,
    remove_suggestion,
    remove_written,
    reopen_suggestion,
)
from .suggestion_display import sections
from .waiting import CountingMenuItem

OPEN = Q(brygga_suggestions__state=Suggestion.State.NEW)
CONTRADICTED = Q(brygga_suggestions__contradicts=True)


class SuggestionIndexView(BaseListingView):
    """The projects and units with something to decide on, those with contradictions first."""

    template_name = "wagtailadmin/generic/listing.html"
    results_template_name = "brygga_importers/admin/suggestions_results.html"
    model = Page
    page_title = _("Förslag från nyheterna")
    header_icon = "clipboard-list"
    paginate_by = 50
    is_searchable = False
    index_url_name = f"{NAME}:index"
    index_results_url_name = f"{NAME}:index_results"
    default_ordering = ["-contradicted", "-waiting", "title"]
    columns = [
        TitleColumn(
            "get_admin_display_title",
            label=_("Sida"),
            get_url=lambda page: reverse(f"{NAME}:page", args=[page.pk]),
            sort_key="title",
        ),
        Column("page_type_display_name", label=_("Typ")),
        NumberColumn("waiting", label=_("Väntar"), sort_key="waiting"),
        NumberColumn("contradicted", label=_("Motsägelser"), sort_key="contradicted"),
    ]

    def get_template_names(self) -> list[str]:
        return [self.results_template_name if self.results_only else self.template_name]

    @cached_property
    def header_buttons(self) -> list[Any]:
        number = PageProposal.objects.filter(state=PageProposal.State.OPEN).count()
        if not number:
            return []
        return [HeaderButton(_t("Skapa sida? (%d)") % number, url=reverse(f"{NAME}:pages"), icon_name="doc-empty")]

    def get_base_queryset(self) -> QuerySet[Page]:
        """Only what the user may edit; two counts for each page, made by the database."""
        mine = page_permission_policy.instances_user_has_permission_for(self.request.user, "change")
        with_some = Suggestion.objects.filter(Q(state=Suggestion.State.NEW) | Q(contradicts=True)).values("page")
        return (
            Page.objects.filter(pk__in=mine.values("pk"))
            .filter(pk__in=with_some)
            .annotate(
                waiting=Count("brygga_suggestions", filter=OPEN),
                contradicted=Count("brygga_suggestions", filter=CONTRADICTED),
            )
            .select_related("content_type")
        )


class PageSuggestionsView(WagtailAdminTemplateMixin, TemplateView):
    """All that the articles say of one page, field by field."""

    template_name = "brygga_importers/admin/suggestions.html"
    header_icon = "clipboard-list"
    page_title = _("Förslag från nyheterna")

    @cached_property
    def page(self) -> Page:
        page = get_object_or_404(Page, pk=self.kwargs["page_id"]).specific
        if not page.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied
        return page

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse("wagtailadmin_home"), "label": _t("Start")},
            {"url": reverse(f"{NAME}:index"), "label": self.page_title},
            {"url": "", "label": _t("Förslag till %(page)s") % {"page": self.page.get_admin_display_title()}},
        ]

    def get_header_buttons(self) -> list[Any]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [HeaderButton(_t("Redigera sidan"), url=edit, icon_name="edit")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = self.page
        refresh(page)
        lock = page.get_lock()
        found = sections(page, pages.latest(page))
        return super().get_context_data(
            page=page,
            lock=lock.get_message(self.request.user) if lock is not None and lock.for_user(self.request.user) else "",
            sections=found,
            waiting=sum(len(section.open) for section in found),
            becomes=_becomes(page, self.request.user),
            decided=self.request.GET.get("avgjort", ""),
            **kwargs,
        )


def _becomes(page: Page, user: Any) -> str:
    """What happens to the page when a suggestion is accepted, for the person who is about to."""
    if not page.live:
        return _t("Sidan är inte publicerad. Det du godtar läggs i utkastet.")
    if page.has_unpublished_changes:
        return _t("Sidan har ett utkast som inte är publicerat. Det du godtar läggs i utkastet.")
    if page.permissions_for_user(user).can_publish():
        return _t("Det du godtar publiceras genast.")
    return _t("Det du godtar läggs i ett utkast, som någon som får publicera granskar.")


class EditorsMenuItem(CountingMenuItem):
    """Shown to those who may edit some page, with how many suggestions there are for it."""

    counted = "forslag"

    def is_shown(self, request: HttpRequest) -> bool:
        return page_permission_policy.user_has_permission(request.user, "change")


class SuggestionViewSet(ViewSet):
    """The menu's "Förslag" and all addresses below it."""

    name = NAME
    icon = "clipboard-list"
    menu_label = _("Förslag")
    menu_item_class = EditorsMenuItem

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", SuggestionIndexView.as_view(), name="index"),
            path("results/", SuggestionIndexView.as_view(results_only=True), name="index_results"),
            path("sidor/", PageProposalsView.as_view(), name="pages"),
            path("sidor/<int:pk>/skapa/", make_proposed_page, name="make_page"),
            path("sidor/<int:pk>/avboj/", decline_proposed_page, name="decline_page"),
            path("<int:page_id>/", PageSuggestionsView.as_view(), name="page"),
            path("godta/<int:pk>/", accept_suggestion, name="accept"),
            path("avboj/<int:pk>/", decline_suggestion, name="decline"),
            path("ta-bort/<int:pk>/", remove_suggestion, name="remove"),
            path("ta-bort/<int:pk>/<slug:field>/<slug:key>/", remove_written, name="remove_written"),
            path("angra/<int:pk>/", reopen_suggestion, name="reopen"),
        ]
