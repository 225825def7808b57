"""Approving a page without its form (from a list, or the page's own buttons) says why the gate stops it.

Wagtail's view answers any refusal with "you have no permission", so the reason is told here. The approval is rolled
back, and the page stays where it was in its workflow.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.views.generic.workflow import WorkflowAction

from .stopping import GateStoppedError


def connect() -> None:
    """Called once, when the admin is. Wraps the view's method: the admin's own addresses cannot be replaced."""
    ask = WorkflowAction.post
    if getattr(ask, "tells_the_gate", False):
        return

    @wraps(ask)
    def post(view: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                return ask(view, request, *args, **kwargs)
        except GateStoppedError as error:
            messages.error(request, str(error).replace("%", "%%"))
            address = reverse("wagtailadmin_pages:edit", args=[error.page.pk])
            if request.headers.get("x-requested-with") == "XMLHttpRequest":
                return view.render_modal_json(request, {"step": "success", "redirect": address})
            return redirect(address)

    post.tells_the_gate = True  # type: ignore[attr-defined]
    WorkflowAction.post = post
