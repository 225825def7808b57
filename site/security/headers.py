"""Headers that tell browsers what a page may do, beside those that Django's SecurityMiddleware sends, and the address
that browsers report to when a page tries more."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from ..answers.guard import too_many
from ..options import option

logger = logging.getLogger("brygga.site.csp")
LONGEST_REPORT = 10_000


class BrowserHeadersMiddleware:
    """Adds Permissions-Policy, Cross-Origin-Resource-Policy and X-Permitted-Cross-Domain-Policies where a view has not
    chosen itself. Pages are for this site alone; pictures, files, feeds and data may be shown elsewhere."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        headers = response.headers
        headers.setdefault("Permissions-Policy", permissions())
        headers.setdefault("X-Permitted-Cross-Domain-Policies", "none")
        if headers.get("Content-Type", "").startswith("text/html"):
            headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


def permissions() -> str:
    """The policy of the setting: each feature with who may use it, `()` for nobody."""
    return ", ".join(f"{feature}={who}" for feature, who in option("BRYGGA_PERMISSIONS_POLICY").items())


@csrf_exempt
@require_POST
def csp_report(request: HttpRequest) -> HttpResponse:
    """A line in the log for what a browser did not do since the policy forbids it: the rule and hosts, no addresses of
    pages. 404 where BRYGGA_CSP_REPORTS is off; 204 for whatever is sent, so that nobody learns anything."""
    if not option("BRYGGA_CSP_REPORTS"):
        raise Http404
    length = request.headers.get("Content-Length", "")
    if length.isdigit() and int(length) <= LONGEST_REPORT and not too_many(request, "csp"):
        for rule, blocked in _broken(request.body):
            logger.warning("refused by the policy: %s from %s", rule, blocked)
    return HttpResponse(status=204)


def _broken(body: bytes) -> list[tuple[str, str]]:
    """Rule and host of each report in `body`, of the older form and of the newer one."""
    try:
        sent = json.loads(body)
    except ValueError:
        return []
    found = []
    for one in sent if isinstance(sent, list) else [sent]:
        report = one.get("csp-report", one.get("body")) if isinstance(one, dict) else None
        if isinstance(report, dict):
            rule = report.get("effective-directive") or report.get("effectiveDirective") or ""
            blocked = report.get("blocked-uri") or report.get("blockedURL") or ""
            found.append((_word(rule), _host(blocked)))
    return found[:10]


def _word(text: object) -> str:
    """A directive's name, or a keyword as "inline": nothing else that somebody may have sent reaches the log."""
    word = str(text)[:40]
    return word if word.replace("-", "").isascii() and word.replace("-", "").isalpha() else "?"


def _host(address: object) -> str:
    try:
        host = urlsplit(str(address)).hostname
    except ValueError:
        return "?"
    return (host if host and host.isascii() else _word(address))[:100]
