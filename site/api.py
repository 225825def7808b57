"""The JSON API at /api/v2/: pages, images and documents, and what the apps above add.

An app adds its endpoints when Django is ready: `register_endpoint("people", PeopleAPIViewSet)`. Everything in the
API is public and read-only: it gives what the public pages give.
"""

import re
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects
from django.http import Http404
from rest_framework.request import Request
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import BaseAPIViewSet, PagesAPIViewSet
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet
from wagtail.models import Page

from .files.rule import public
from .numbers_in_addresses import HIGHEST, LONGEST
from .privacy import asked_once
from .shown_in_lists import listed

DIGITS = re.compile(r"\d+")
TEXTS = {"search", "html_path"}  # where digits are words

api_router = WagtailAPIRouter("brygga_api")


class WithinBounds:
    """For viewsets: a number that no database can hold is answered with 404 in the address, 400 in the query. What is
    private is asked for once a request, as on the public pages."""

    def dispatch(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        with asked_once():
            return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)  # type: ignore[misc]
        if kwargs.get("pk", 0) > HIGHEST:
            raise Http404
        for name, value in request.query_params.items():
            if any(len(number) > LONGEST for number in DIGITS.findall(value)) and name not in TEXTS:
                raise BadRequestError(f"the number in {name} is too large")


def register_endpoint(name: str, viewset: type[BaseAPIViewSet]) -> None:
    """Adds an endpoint at /api/v2/NAME/; the same name again replaces it."""
    bounded = type(viewset.__name__, (WithinBounds, viewset), {"__doc__": viewset.__doc__})
    api_router.register_endpoint(name, bounded)


class BryggaPagesAPIViewSet(PagesAPIViewSet):
    """Wagtail's endpoint for pages; what belongs to a page is fetched a kind at a time, not a row at a time.

    A page model says in `api_prefetch` which relations its API fields look at; a function there gives a `Prefetch`.
    """

    def get_queryset(self) -> QuerySet[Page]:
        queryset = super().get_queryset()
        if self.action == "listing_view":
            queryset = listed(queryset)
        if "fields" in self.request.GET:
            return queryset.prefetch_related(*_prefetches(queryset.model))
        return queryset

    def get_object(self) -> Any:
        page = super().get_object()
        prefetch_related_objects([page], *_prefetches(type(page)))
        return page


def _prefetches(model: type[Page]) -> list[Any]:
    return [entry() if callable(entry) else entry for entry in getattr(model, "api_prefetch", ())]


class PublicImagesAPIViewSet(ImagesAPIViewSet):
    """Wagtail's endpoint for images, of those that something public shows."""

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().filter(pk__in=public(self.model).values("pk"))


class PublicDocumentsAPIViewSet(DocumentsAPIViewSet):
    """Wagtail's endpoint for documents, of those that something public shows."""

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().filter(pk__in=public(self.model).values("pk"))


register_endpoint("pages", BryggaPagesAPIViewSet)
register_endpoint("images", PublicImagesAPIViewSet)
register_endpoint("documents", PublicDocumentsAPIViewSet)
