"""What the importers app adds to the admin."""

from wagtail import hooks

from .viewsets import ImportViewSetGroup


@hooks.register("register_admin_viewset")
def import_viewsets() -> ImportViewSetGroup:
    return ImportViewSetGroup()
