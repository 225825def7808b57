"""What the importers app adds to the admin."""

from wagtail import hooks

from .suggestions import hooks as suggestion_hooks  # noqa: F401 (registers its own)
from .viewsets import ImportViewSetGroup


@hooks.register("register_admin_viewset")
def import_viewsets() -> ImportViewSetGroup:
    return ImportViewSetGroup()
