"""The panel "Före publicering" in the form of a page: what the gate says of it, with ways to the fields."""

from __future__ import annotations

from typing import Any

from django.forms import Media
from django.utils.functional import cached_property
from wagtail.admin.panels import Panel
from wagtail.admin.staticfiles import versioned_static

from .evaluate import findings_of
from .problems import Finding


class GatePanel(Panel):
    """The findings of the page as it was last saved, or as it was when a publication was refused. It can be asked anew
    for what stands in the form."""

    class BoundPanel(Panel.BoundPanel):
        """The panel of one page."""

        template_name = "brygga_site/admin/gate_panel.html"

        def classes(self) -> list[str]:
            """The panel's; it is not collapsed where there is something to look over."""
            return [] if self.findings else super().classes()

        @cached_property
        def findings(self) -> list[Finding]:
            """What is wrong, what stops first."""
            return findings_of(self.instance, getattr(self.form, "parent_page", None)) if self.instance.pk else []

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Adds the findings; of a page that is not saved yet there are none."""
            context = super().get_context_data(parent_context)
            return {**context, "page": self.instance, "findings": self.findings}

        @property
        def media(self) -> Media:
            return Media(
                js=[versioned_static("brygga_site/gate.js")],
                css={"all": [versioned_static("brygga_site/gate.css")]},
            )
