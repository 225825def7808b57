"""Pages that an import proposes: the list, and to make or decline one."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permissions import page_permission_policy

from ..models import PageProposal
from ..runs import at_work
from ..suggestions import decide, page_proposals
from .suggestion_actions import (
    NAME,
)


class PageProposalsView(WagtailAdminTemplateMixin, TemplateView):
    """Names that texts mention and that have no page, each with its sentences."""

    template_name = "brygga_importers/admin/page_proposals.html"
    header_icon = "doc-empty"
    page_title = _("Skapa sida?")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not page_permission_policy.user_has_permission(request.user, "add"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse("wagtailadmin_home"), "label": _t("Start")},
            {"url": reverse(f"{NAME}:index"), "label": _t("Förslag från nyheterna")},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = PageProposal.objects.filter(state=PageProposal.State.OPEN).prefetch_related("sources__item")
        found = Paginator(rows, 50).get_page(self.request.GET.get("p"))
        return super().get_context_data(proposals=found, **kwargs)


@require_POST
def make_proposed_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft of what the texts say now."""
    proposal = get_object_or_404(PageProposal, pk=pk)
    try:
        page = at_work.page_making.make(proposal, request.user)
    except decide.CannotDecideError as error:
        messages.error(request, str(error))
        return redirect(f"{NAME}:pages")
    messages.success(request, _t("Utkastet ”%(page)s” är skapat.") % {"page": page.title})
    return redirect("wagtailadmin_pages:edit", page.pk)


@require_POST
def decline_proposed_page(request: HttpRequest, pk: int) -> HttpResponse:
    """No page, now and in later imports."""
    proposal = get_object_or_404(PageProposal, pk=pk)
    try:
        page_proposals.decline(proposal, request.user)
    except decide.CannotDecideError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _t("Avböjt: %(name)s får ingen sida.") % {"name": proposal.name})
    return redirect(f"{NAME}:pages")
