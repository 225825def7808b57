"""/.well-known/security.txt (RFC 9116): where somebody who has found a weakness says so."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_response_headers
from django.views.decorators.http import require_safe

from ..options import option
from ..site_settings import SiteSettings

VALID_MONTHS = 6
DAY = 24 * 3600


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """The contacts of BRYGGA_SECURITY_CONTACT, else the site's own e-mail; 404 where there is neither."""
    chosen = option("BRYGGA_SECURITY_CONTACT")
    contacts = [chosen] if isinstance(chosen, str) and chosen else list(chosen)
    contacts = contacts or [SiteSettings.for_request(request).email]
    lines = [f"Contact: {_uri(contact)}" for contact in contacts if contact]
    if not lines:
        raise Http404
    lines += [
        f"Expires: {expires(timezone.now()):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: sv, en",
        f"Canonical: {request.build_absolute_uri(request.path)}",
    ]
    if policy := option("BRYGGA_SECURITY_POLICY"):
        lines.append(f"Policy: {policy}")
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    patch_response_headers(response, DAY)
    return response


def expires(now: dt.datetime) -> dt.datetime:
    """The first of a month about half a year ahead: what is served is always good for some months, and changes once a
    month."""
    months = now.astimezone(dt.UTC).year * 12 + now.astimezone(dt.UTC).month - 1 + VALID_MONTHS
    return dt.datetime(months // 12, months % 12 + 1, 1, tzinfo=dt.UTC)


def _uri(contact: str) -> str:
    return f"mailto:{contact}" if "@" in contact and ":" not in contact else contact
