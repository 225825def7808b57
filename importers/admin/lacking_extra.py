"""What the admin says where `brygga[import]` is not installed: all of importing stands in the menu, and tells how to
get what it lacks. What was imported earlier is shown and reviewed as long as nothing must be read anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.admin.viewsets.base import ViewSet
from wagtail.utils.urlpatterns import decorate_urlpatterns

from brygga.site import import_extra

View = Callable[..., HttpResponseBase]


def lacking_page(request: HttpRequest) -> HttpResponseBase:
    """The page that says what is missing, with status 503."""
    context = {"header_title": _("Importen är inte installerad"), "explanation": import_extra.explanation()}
    return TemplateResponse(request, "brygga_importers/admin/lacking.html", context, status=503)


def plainly(view: View) -> View:
    """The view, which answers with `lacking_page` where it needs something that is not installed."""

    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except ModuleNotFoundError as error:
            if not import_extra.is_of_the_extra(error):
                raise
            return lacking_page(request)

    return answer


def told_plainly(viewset: ViewSet) -> ViewSet:
    """The viewset, with each of its views told `plainly`."""
    own = viewset.get_urlpatterns
    viewset.get_urlpatterns = lambda: decorate_urlpatterns(own(), plainly)
    return viewset
