"""What the form of a page asks while it is open: what the gate says of what stands in it now."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST
from wagtail.models import Page

from .evaluate import findings_of


@require_POST
def check_form(request: HttpRequest, pk: int) -> HttpResponse:
    """The findings of the posted form of the page, as the panel shows them. Nothing is saved. 409 where the form
    cannot be read yet, such as with a date that is none."""
    page: Any = get_object_or_404(Page, pk=pk).get_latest_revision_as_object()
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    form_class = page.get_edit_handler().get_form_class()
    form = form_class(request.POST, request.FILES, instance=page, parent_page=page.get_parent(), for_user=request.user)
    form.defer_required_fields()
    if not form.is_valid():
        return HttpResponse(status=409)
    found = findings_of(form.save(commit=False), page.get_parent())
    return render(request, "brygga_site/admin/gate_findings.html", {"findings": found})
