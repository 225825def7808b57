"""What the importers app adds to the admin."""

from wagtail import hooks

from .admin import suggestion_hooks  # noqa: F401 (registers its own)
from .admin.viewsets import ImportViewSetGroup


@hooks.register("register_admin_viewset")
def import_viewsets() -> ImportViewSetGroup:
    return ImportViewSetGroup()
