"""The menu's "Granska" and all addresses below it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSet

from . import bulk_publish_views, desk_decisions, desk_views, originals
from .rights import REVIEW, may
from .waiting import CountingMenuItem


class ReviewersMenuItem(CountingMenuItem):
    """Shown to those who may review, with how many wait for them."""

    counted = "granska"

    def is_shown(self, request: HttpRequest) -> bool:
        return may(request.user, REVIEW)


class DeskViewSet(ViewSet):
    """The queue, the desk, and many at once."""

    name = desk_views.NAME
    icon = "glasses"
    menu_label = _("Granska")
    menu_order = 840  # right above "Importera"
    menu_item_class = ReviewersMenuItem

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", desk_views.QueueView.as_view(), name="index"),
            path("results/", desk_views.QueueView.as_view(results_only=True), name="index_results"),
            path("konflikter/", desk_views.ConflictsView.as_view(), name="conflicts"),
            path("konflikter/results/", desk_views.ConflictsView.as_view(results_only=True), name="conflicts_results"),
            path("nasta/", desk_views.next_item, name="next"),
            path("manga/", bulk_publish_views.ManyView.as_view(), name="many"),
            path("manga/publicera/", bulk_publish_views.publish_many, name="many_publish"),
            path("manga/angra/", bulk_publish_views.take_many_back, name="many_back"),
            path("<int:pk>/", desk_views.DeskView.as_view(), name="item"),
            path("<int:pk>/gor/", desk_views.do, name="do"),
            path("<int:pk>/andra/", desk_views.change, name="change"),
            path("<int:pk>/angra/", desk_views.undo, name="undo"),
            path("<int:pk>/beslut/", desk_decisions.decide, name="decide"),
            path("<int:pk>/sida/", desk_views.BecomingView.as_view(), name="becoming"),
            path("<int:pk>/original/", originals.original, name="original"),
            path("<int:pk>/original/fil/", originals.original_file, name="original_file"),
        ]
