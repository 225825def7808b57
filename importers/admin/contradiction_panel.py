"""The contradictions on the communicator's desk: a panel on the first page of the admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from .contradictions import contradictions_for

SHOWN = 8


class ContradictionPanel(Component):
    """What newer published news says otherwise than a page, with both sources and their dates."""

    name = "contradictions"
    template_name = "brygga_importers/admin/contradictions.html"
    order = 120

    def __init__(self, request: HttpRequest) -> None:
        self.found = contradictions_for(request.user)

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"shown": self.found[:SHOWN], "more": len(self.found) - SHOWN}


@hooks.register("construct_homepage_panels")
def contradiction_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Adds the panel where there is something to tell."""
    panel = ContradictionPanel(request)
    if panel.found:
        panels.append(panel)
