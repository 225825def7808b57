"""The gate in the admin's API, which publishes without asking the page."""

from __future__ import annotations

from typing import Any

from rest_framework.response import Response
from wagtail.admin.api.actions.publish import PublishPageAPIAction
from wagtail.admin.api.views import PagesAdminAPIViewSet

from .evaluate import stops_of
from .stopping import GatedPage, told


class GatedPublishAPIAction(PublishPageAPIAction):
    """Wagtail's, which answers 400 with the reasons where a rule stops the page."""

    def execute(self, instance: Any, data: Any) -> Response:
        """Publish the latest version of the page."""
        latest = instance.get_latest_revision_as_object()
        if isinstance(latest, GatedPage) and (found := stops_of(latest)):
            return Response({"detail": told(latest, found)}, status=400)
        return super().execute(instance, data)


def connect() -> None:
    """Called once, when the admin is."""
    PagesAdminAPIViewSet.actions = {**PagesAdminAPIViewSet.actions, "publish": GatedPublishAPIAction}
