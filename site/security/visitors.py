"""Where a request comes from, also behind proxies, and a mark of the place that gives nobody away."""

from __future__ import annotations

import hashlib
from ipaddress import IPv6Address, ip_address

from django.core import signing
from django.http import HttpRequest
from django.utils import timezone

from ..options import option

_SALT = "brygga.places"


def address_of(request: HttpRequest) -> str:
    """The visitor's address: what the outermost of the site's own proxies saw (`BRYGGA_PROXIES`), else whom the server
    speaks with. What stands further to the left in X-Forwarded-For anybody can have written, and is not read."""
    proxies = option("BRYGGA_PROXIES")
    if proxies > 0:
        forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
        if len(forwarded) >= proxies:
            return forwarded[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))


def network_of(address: str) -> str:
    """What one visitor can choose freely in counts as one place: of IPv6 the first 64 bits, of IPv4 the address."""
    try:
        found = ip_address(address.strip("[]"))
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped) if found.ipv4_mapped else found.exploded[:19]


def mark_of(text: str) -> str:
    """A mark of an address or an account for a key in the cache: hashed with the site's secret and the day."""
    signed = signing.Signer(salt=_SALT).signature(f"{timezone.localdate().isoformat()} {text}")
    return hashlib.sha256(signed.encode()).hexdigest()[:24]


def place_of(request: HttpRequest) -> str:
    """The mark of the place that a request comes from."""
    return mark_of(network_of(address_of(request)))
