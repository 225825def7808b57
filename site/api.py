"""The JSON API at /api/v2/: pages, images and documents, and what the apps above add.

An app adds its endpoints when Django is ready: `register_endpoint("people", PeopleAPIViewSet)`. Everything in the
API is public and read-only: it gives what the public pages give.
"""

from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import BaseAPIViewSet, PagesAPIViewSet
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet

api_router = WagtailAPIRouter("brygga_api")


def register_endpoint(name: str, viewset: type[BaseAPIViewSet]) -> None:
    """Adds an endpoint at /api/v2/NAME/; the same name again replaces it."""
    api_router.register_endpoint(name, viewset)


register_endpoint("pages", PagesAPIViewSet)
register_endpoint("images", ImagesAPIViewSet)
register_endpoint("documents", DocumentsAPIViewSet)
