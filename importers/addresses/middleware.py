"""An honest answer for old addresses that the redirect middleware does not see."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from ..models import GoneAddress, OldAddress
from .address_keys import IDENTITY, address_key, redirect_path
from .old_files import file_at
from .old_hosts import old_hosts


class GoneAddressMiddleware:
    """Leads an old address that is written in another way than it was (in other letters, with slashes too many, with
    index.html or a session in it) to where the address leads, and that of a picture or document to the file it became.
    Answers 410 instead of 404 where somebody has decided that an old address is gone; and leads addresses such as
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
            moved = otherwise_written(request) or file_at(_keys(request))
            return HttpResponsePermanentRedirect(moved) if moved else response
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


def otherwise_written(request: HttpRequest) -> str | None:
    """Where the redirect for an old address leads that this one is another way to write; None for none."""
    site = Site.find_for_request(request)
    found = OldAddress.objects.filter(key__in=_keys(request), redirect__isnull=False).select_related("redirect")
    for row in found.order_by("pk")[:20]:
        redirect = row.redirect
        if redirect is not None and (redirect.site_id is None or site is None or redirect.site_id == site.pk):
            link = redirect.link
            if link and urlsplit(link).path != request.path:
                return link
    return None


def _keys(request: HttpRequest) -> list[str]:
    """What the address asked for is known by, on this host or on those that imported pages lay on."""
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    own = request.get_host().partition(":")[0]
    return [address_key(f"http://{name}{request.path}{query}") for name in {own, *old_hosts()}]


def gone_address(address: str) -> GoneAddress | None:
    """The decision that covers an address, with its query or without."""
    path = Redirect.normalise_path(address)
    candidates = [path, path.partition("?")[0]]
    found = {row.path: row for row in GoneAddress.objects.filter(path__in=candidates)}
    return next((found[candidate] for candidate in candidates if candidate in found), None)
