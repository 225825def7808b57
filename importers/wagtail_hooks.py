"""What the importers app adds to the admin."""

from wagtail import hooks

from .admin import contradiction_panel, desk_hooks, rights, suggestion_hooks, waiting_hooks  # noqa: F401 (they register their own)
from .admin.viewsets import ImportViewSetGroup


@hooks.register("register_admin_viewset")
def import_viewsets() -> ImportViewSetGroup:
    return ImportViewSetGroup()
