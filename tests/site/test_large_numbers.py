"""A number that no database can hold is an address that does not exist, never an error of the server."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern

from brygga.site.api import api_router

pytestmark = pytest.mark.django_db
# The last is as long as an address that a server takes.
TOO_LARGE = ["9" * 23, "2147483648", "9223372036854775808", "9" * 4000]
LISTINGS = ["/projekt/", "/nyheter/", "/enheter/", "/sok/?q=etablering", "/amnen/etablering/", "/sitemap.xml"]
PARAMETERS = ["page", "p", "ar", "slag", "amne", "enhet", "projekt", "lage", "typ", "kommun", "malgrupp", "v"]
ENDPOINTS = sorted(api_router._endpoints)
API_PARAMETERS = [
    "offset", "limit", "id", "child_of", "descendant_of", "ancestor_of", "translation_of", "locale", "search", "type",
    "order", "fields", "slug", "title",
]  # fmt: skip


def patterns(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """The public addresses, each as one text with its converters."""
    for pattern in resolver.url_patterns:
        text = str(pattern.pattern)
        if isinstance(pattern.pattern, RegexPattern):
            text = text.removeprefix("^").removesuffix("$").replace("\\Z", "")
        if isinstance(pattern, URLResolver):
            if not (before + text).startswith("admin/"):
                yield from patterns(pattern, before + text)
        elif isinstance(pattern, URLPattern):
            yield before + text


def with_number(pattern: str, number: str) -> str:
    """The pattern as an address, with the number wherever it takes one."""
    address = re.sub(r"<(?:int|brygga_key):\w+>|\((?:\?P<\w+>)?(?:\\d|\[0-9\])\+\)", number, pattern)
    address = re.sub(r"<(?:\w+:)?\w+>|\((?:\?P<\w+>)?[^()]*\)", "a", address)
    return "/" + address


NUMBERED = sorted({p for p in patterns(get_resolver()) if with_number(p, "7") != with_number(p, "8")})


def status(address: str) -> int:
    return Client(raise_request_exception=True).get(address).status_code


def test_there_are_addresses_with_numbers():
    assert len(NUMBERED) >= 8
    assert any("ics" in one for one in NUMBERED)
    assert any("dokument" in one for one in NUMBERED)


@pytest.mark.parametrize("number", TOO_LARGE, ids=lambda number: f"{len(number)}-digits")
@pytest.mark.parametrize("pattern", NUMBERED)
def test_an_address_with_a_number_too_large_is_not_found(site, pattern, number):
    assert status(with_number(pattern, number)) in (404, 405)


@pytest.mark.parametrize("number", TOO_LARGE, ids=lambda number: f"{len(number)}-digits")
@pytest.mark.parametrize("path", LISTINGS)
def test_a_listing_asked_for_a_number_too_large_is_served(site, path, number):
    for name in PARAMETERS:
        assert status(f"{path}{'&' if '?' in path else '?'}{name}={number}") in (200, 404), name


@pytest.mark.parametrize("number", TOO_LARGE, ids=lambda number: f"{len(number)}-digits")
@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_the_api_refuses_a_number_too_large(site, endpoint, number):
    assert status(f"/api/v2/{endpoint}/{number}/") == 404
    for name in API_PARAMETERS:
        assert status(f"/api/v2/{endpoint}/?{name}={number}") in (200, 400, 404), name
    assert status(f"/api/v2/{endpoint}/find/?id={number}") in (400, 404)
