"""Passwords cannot be guessed by trying: log-in, the letters for a new password and pages behind a password.

What is counted is the account from one place (few tries), the account from anywhere (more, against many machines that
guess at one account) and the place (most: a whole town hall may share one address). After the last free try one
waits, and twice as long after each that follows. Nothing is written to the database, and the cache gets hashes.
"""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from ..options import option
from .sign_in_log import slowed
from .tries import Counter, forgive, give_back, take
from .visitors import address_of, mark_of, network_of

#: Names of addresses where a password is tried: Wagtail's, those of Django's admin and of `django.contrib.auth`.
LOG_IN = ("wagtailadmin_login", "wagtailcore_login", "admin:login", "login")
RESET = ("wagtailadmin_password_reset", "admin_password_reset", "password_reset")
PAGES = ("wagtailcore_authenticate_with_password", "wagtaildocs_authenticate_with_password")
#: How many times as many tries an account has from anywhere, and a place for all accounts.
ANYWHERE, PLACE = 10, 20


class SlowDownMiddleware:
    """Refuses with 429 who has tried too often; stands below the middleware of sessions, CSRF and log-in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        counters: list[Counter] | None = getattr(request, "_brygga_tries", None)
        if counters and 300 <= response.status_code < 400:  # it was right: the form is not shown once more
            *accounts, place = counters
            forgive(accounts)
            give_back(place)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Asked once the address is known and before a password is looked at."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if request.method != "POST" or name not in (*LOG_IN, *RESET, *PAGES):
            return None
        counters = _counters(request, name, kwargs)
        if seconds := take(counters):
            slowed(name)
            return _wait(request, seconds)
        if name not in RESET:  # a letter that was sent is never taken back
            request._brygga_tries = counters  # type: ignore[attr-defined]  # found again above
        return None


def _counters(request: HttpRequest, name: str, kwargs: dict[str, Any]) -> list[Counter]:
    """The counters of a try, that of the place last."""
    free = option("BRYGGA_LOGIN_TRIES")
    place = network_of(address_of(request))
    if name in PAGES:
        what, account = "page", str(sorted(kwargs.items()))
    elif name in RESET:
        what, account = "reset", request.POST.get("email", "")
    else:
        what, account = "login", request.POST.get("username", "")
    account = account.strip().casefold()
    counters = [Counter(mark_of(f"{what} {account} {place}"), free)]
    if what != "page":  # of a page everybody has the same password: one visitor must not shut the others out
        counters.append(Counter(mark_of(f"{what} {account}"), free if what == "reset" else free * ANYWHERE))
    return [*counters, Counter(mark_of(f"{what} at {place}"), free * PLACE)]


def _wait(request: HttpRequest, seconds: int) -> HttpResponse:
    response = render(request, "brygga_site/wait.html", {"minutes": ceil(seconds / 60)}, status=429)
    response.headers["Retry-After"] = str(seconds)
    add_never_cache_headers(response)
    return response
