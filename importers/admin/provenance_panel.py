"""The panel "Varifrån kommer uppgifterna?" in the forms of the pages that imports write."""

from __future__ import annotations

from typing import Any

from django.forms import Media
from django.templatetags.static import static
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from brygga.news.models import NewsPage
from brygga.projects.models import ProjectPage, UnitPage

from ..models import ImportItem
from ..review.desk_checks import Check, checks_of
from ..writing.pages import latest
from .provenance import MARK, Provenance, provenance
from .rights import ORIGINALS, REVIEW
from .rights import may as may_do

PAGES = (UnitPage, ProjectPage, NewsPage)


class ProvenancePanel(Panel):
    """What stands on the page, where each value comes from, and a button that takes it off. Shown where there is
    something to tell."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "brygga_importers/admin/provenance_panel.html"

        @cached_property
        def found(self) -> Provenance:
            return provenance(self.instance)

        def is_shown(self) -> bool:
            if not super().is_shown() or not self.instance.pk:
                return False
            return bool(self.found.standing or self.found.removed or self.documents)

        @cached_property
        def documents(self) -> list[ImportItem]:
            """The documents that the page was made of."""
            return list(ImportItem.objects.filter(page=self.instance.pk).select_related("source", "raw"))

        @cached_property
        def checks(self) -> list[Check]:
            """What in a news page is still to be checked."""
            if not isinstance(self.instance, NewsPage) or not self.documents:
                return []
            return checks_of(self.documents[0], latest(self.instance))

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            user, lock = self.request.user, self.instance.get_lock()
            locked = lock is not None and lock.for_user(user)
            may = self.instance.permissions_for_user(user).can_edit() and not locked
            return {
                **super().get_context_data(parent_context),
                "found": self.found,
                "documents": self.documents,
                "checks": self.checks,
                "may_see_original": may_do(user, ORIGINALS),
                "may_review": may_do(user, REVIEW) and isinstance(self.instance, NewsPage),
                "may": may,
                "mark": MARK,
                "published": self.instance.live and not self.instance.has_unpublished_changes,
            }

        @property
        def media(self) -> Media:
            return Media(css={"all": [static("brygga_importers/suggestions.css")]})


def add_panels() -> None:
    """Adds the panel to the forms, last among the fields of the content; to be called when all models are loaded."""
    for model in PAGES:
        if not any(isinstance(panel, ProvenancePanel) for panel in model.content_panels):
            panel = ProvenancePanel(heading=_("Varifrån kommer uppgifterna?"), classname="collapsed")
            model.content_panels = [*model.content_panels, panel]
