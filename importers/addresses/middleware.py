"""An honest answer for old addresses that the redirect middleware does not see."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from ..models import GoneAddress
from .keys import IDENTITY, redirect_path


class GoneAddressMiddleware:
    """Answers 410 instead of 404 where somebody has decided that an old address is gone; and leads addresses such as
    /?p=123 to the page they meant, since the start page would answer them all, and redirects come after a 404 only.

    Stands above the redirect middleware, so that a redirect goes first.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/" and (moved := _meant_by_query(request)):
            return HttpResponsePermanentRedirect(moved)
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        gone = gone_address(request.get_full_path())
        if gone is None:
            return response
        return render(request, "410.html", {"gone": gone}, status=410)


def _meant_by_query(request: HttpRequest) -> str | None:
    """Where the redirect for the start page's address with this query leads; None for an ordinary visit."""
    if request.method not in ("GET", "HEAD") or not IDENTITY.intersection(map(str.casefold, request.GET)):
        return None
    path = redirect_path(request.get_full_path())
    if "?" not in path:
        return None
    redirect = Redirect.get_for_site(Site.find_for_request(request)).filter(old_path=path).first()
    return redirect.link if redirect else None


def gone_address(address: str) -> GoneAddress | None:
    """The decision that covers an address, with its query or without."""
    path = Redirect.normalise_path(address)
    candidates = [path, path.partition("?")[0]]
    found = {row.path: row for row in GoneAddress.objects.filter(path__in=candidates)}
    return next((found[candidate] for candidate in candidates if candidate in found), None)
