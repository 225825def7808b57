"""Documents in the admin: the list, one document, its conflicts and duplicates."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic

from ..models import FieldConflict, ImportItem
from ..runs import conflicts
from .inspect_only import LookingViewSet, back_to, inspect_url
from .originals import may_see_item
from .rights import IMPORT, ORIGINALS, may, require
from .run_details import item_details


class ItemInspectView(generic.InspectView):
    """A document: its page, its old addresses, what was read in which words, and what waits for a decision."""

    template_name = "brygga_importers/admin/item.html"

    def get_fields(self) -> list[str]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_see = may(self.request.user, ORIGINALS) and may_see_item(self.request.user, self.object)
        return super().get_context_data(
            item=self.object, may_see_original=may_see, **item_details(self.object), **kwargs
        )


class ItemViewSet(LookingViewSet):
    """Every document of every source, with its state and the reason for it."""

    model = ImportItem
    icon = "doc-full-inverse"
    menu_label = _("Dokument")
    name = "importdokument"
    list_display = [
        TitleColumn("__str__", label=_("Dokument"), get_url=inspect_url("importdokument")),
        Column("source", label=_("Källa")),
        Column("get_state_display", label=_("Läge")),
        Column("page", label=_("Sida")),
        Column("reason", label=_("Skäl")),
    ]
    list_filter = ["state", "source"]
    search_fields = ["title", "identifier", "reason"]
    search_backend_name = None
    ordering = ["source", "identifier"]
    inspect_view_class = ItemInspectView

    def actions(self) -> list[Any]:
        return [
            path("konflikt/<int:pk>/<str:choice>/", settle_conflict, name="settle"),
            path("dubblett/<int:pk>/<str:verdict>/", answer_duplicate, name="duplicate"),
        ]


@require_POST
def settle_conflict(request: HttpRequest, pk: int, choice: str) -> HttpResponse:
    """Keep the page's text, or take the source's."""
    conflict = get_object_or_404(FieldConflict.objects.select_related("item", "page"), pk=pk)
    if not conflict.page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    try:
        (conflicts.take if choice == "kallan" else conflicts.keep)(conflict, request.user)
        messages.success(request, _t("Konflikten är avgjord."))
    except conflicts.CannotSettleError as error:
        messages.error(request, str(error))
    return back_to(request, "importdokument:inspect", conflict.item_id)


@require_POST
def answer_duplicate(request: HttpRequest, pk: int, verdict: str) -> HttpResponse:
    """Say whether a likely duplicate is the same text as another."""
    require(request.user, IMPORT)
    try:
        conflicts.answer_duplicate(get_object_or_404(ImportItem, pk=pk), verdict)
        messages.success(request, _t("Beskedet är sparat. Nästa körning av källan gör som du har sagt."))
    except conflicts.CannotSettleError as error:
        messages.error(request, str(error))
    return redirect("importdokument:inspect", pk)
