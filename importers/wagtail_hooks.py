"""What the importers app adds to the admin."""

from wagtail import hooks

from .admin import (  # noqa: F401 (they register their own)
    contradiction_panel,
    desk_hooks,
    rights,
    suggestion_hooks,
    waiting_hooks,
    waiting_mail,
)
from .admin.viewsets import ImportViewSetGroup


@hooks.register("register_admin_viewset")
def import_viewsets() -> ImportViewSetGroup:
    return ImportViewSetGroup()
