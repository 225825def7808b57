"""What keeps machines out of the site's own forms, without cookies, scripts or third parties.

A form carries the moment it was drawn, signed, and a field that people do not see. What is written faster than anybody
writes, or filled in where nobody looks, or sent too often from one place, is not taken. A request from another site is
refused: the browser says where it comes from (`Sec-Fetch-Site`, `Origin`), which no page elsewhere can change.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest

from ..options import option
from ..security.visitors import place_of

TRAP = "webbplats"  # the field that people do not see
DRAWN = "ritad"  # when the form was drawn, signed
_SALT = "brygga.answers"
FASTEST = 2  # seconds that no person fills in a form in
OLDEST = 7 * 24 * 3600  # a page may have lain open, or in a cache, for so long
WINDOW = 3600  # seconds in which answers from one place are counted


def drawn_now() -> str:
    """The mark of a form drawn now."""
    return signing.TimestampSigner(salt=_SALT).sign("f")


def is_from_elsewhere(request: HttpRequest) -> bool:
    """Whether a browser says that another site sent it."""
    site = request.headers.get("Sec-Fetch-Site", "")
    if site and site not in ("same-origin", "none"):
        return True
    origin = request.headers.get("Origin", "")
    return bool(origin) and origin != "null" and urlsplit(origin).netloc != request.get_host()


def looks_mechanical(request: HttpRequest, *, written: bool = True) -> bool:
    """Whether the trap is filled in, or the form was sent faster than anybody writes, or has no mark of ours.
    `written` says that something had to be written: a click alone takes no time."""
    if request.POST.get(TRAP):
        return True
    signer = signing.TimestampSigner(salt=_SALT)
    mark = request.POST.get(DRAWN, "")
    try:
        signer.unsign(mark, max_age=OLDEST)
    except signing.BadSignature:
        return True
    if not written:
        return False
    try:
        signer.unsign(mark, max_age=FASTEST)
    except signing.SignatureExpired:
        return False
    return True


def too_many(request: HttpRequest, what: str) -> bool:
    """Whether this place has sent its share of `what` within the hour. The address is hashed with the site's secret
    and the day, and forgotten with the hour."""
    key = f"brygga:answers:{what}:{place_of(request)}"
    cache.add(key, 0, WINDOW)
    try:
        return cache.incr(key) > option("BRYGGA_ANSWERS_PER_HOUR")
    except ValueError:  # it ran out between the two
        return False
