"""Tells an editor which points of the accessibility statement are kept, and what to do about the rest."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel
from wagtail.models import Site

from .site_settings import SiteSettings


class PointsPanel(Panel):
    """The eleven points of `brygga.site.statements`, as the page stands."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "brygga_site/admin/statement_points.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            site = (self.instance.get_site() if self.instance.pk else None) or Site.find_for_request(self.request)
            settings = SiteSettings.for_site(site) if site else SiteSettings()
            return {**context, "points": self.instance.points(settings)}
