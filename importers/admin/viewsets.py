"""The communicator's workplace for imports: runs, documents with their conflicts, addresses that are gone."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from ..models import GoneAddress
from .desk_viewset import DeskViewSet
from .item_views import ItemViewSet
from .lacking_extra import told_plainly
from .order_views import OrderViewSet
from .run_views import RunViewSet
from .suggestion_views import SuggestionViewSet
from .text_views import TextViewSet


class GoneAddressViewSet(ModelViewSet):
    """Old addresses that are gone on purpose: the site answers 410."""

    model = GoneAddress
    icon = "cross"
    menu_label = _("Borttagna adresser")
    name = "borttagna-adresser"
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = ["path", "reason", "created_at"]
    search_fields = ["path", "reason"]
    search_backend_name = None
    panels = [FieldPanel("path"), FieldPanel("reason")]


class ImportViewSetGroup(ViewSetGroup):
    """The menu's "Import"."""

    menu_label = _("Importera")
    menu_icon = "download"
    menu_order = 850
    items = tuple(
        told_plainly(viewset)
        for viewset in (
            TextViewSet(),
            OrderViewSet(),
            DeskViewSet(),
            SuggestionViewSet(),
            RunViewSet(),
            ItemViewSet(),
            GoneAddressViewSet(),
        )
    )
