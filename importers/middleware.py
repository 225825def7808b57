"""An honest answer for old addresses that are gone on purpose."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.contrib.redirects.models import Redirect

from .models import GoneAddress


class GoneAddressMiddleware:
    """Answers 410 instead of 404 where somebody has decided that an old address is gone.

    Stands above the redirect middleware, so that a redirect goes first.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        gone = gone_address(request.get_full_path())
        if gone is None:
            return response
        return render(request, "410.html", {"gone": gone}, status=410)


def gone_address(address: str) -> GoneAddress | None:
    """The decision that covers an address, with its query or without."""
    path = Redirect.normalise_path(address)
    candidates = [path, path.partition("?")[0]]
    found = {row.path: row for row in GoneAddress.objects.filter(path__in=candidates)}
    return next((found[candidate] for candidate in candidates if candidate in found), None)
