"""Middleware of the public site: its language, its content security policy, and an honest answer for pages gone."""

from collections.abc import Awaitable, Callable

from csp.constants import HEADER as POLICY
from csp.middleware import CSPMiddleware, PolicyParts
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, Site

from .frame import frame_for
from .options import addresses_beside, option
from .privacy import asked_once
from .views import gone


def is_public(path: str) -> bool:
    """Whether `path` is an address of the public site, not of an admin, the API or a file."""
    return not path.startswith(addresses_beside())


class PublicContentSecurityPolicyMiddleware(CSPMiddleware):
    """Sends the content security policy of the settings on every public page. The admin's addresses are left out of it
    (`EXCLUDE_URL_PREFIXES`), since Wagtail's admin needs inline styles and scripts; they get that of
    `BRYGGA_ADMIN_CSP`. With `BRYGGA_CSP_REPORTS` browsers report what either of them forbade."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """The site's policy, with where to report to."""
        parts = super().get_policy_parts(request, response, report_only)
        parts.update = {**(parts.update or {}), **_report_to()}
        return parts

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The policy of the address, where the view has sent none of its own."""
        response = super().process_response(request, response)
        left_out = tuple(option("CONTENT_SECURITY_POLICY").get("EXCLUDE_URL_PREFIXES", ()))
        directives = option("BRYGGA_ADMIN_CSP")
        if directives and left_out and request.path_info.startswith(left_out):
            response.headers.setdefault(POLICY, build_policy(config=directives, update=_report_to()))
        return response


def _report_to() -> dict[str, str]:
    return {"report-uri": reverse("brygga_csp_report")} if option("BRYGGA_CSP_REPORTS") else {}


class SiteLanguageMiddleware(LocaleMiddleware):
    """Speaks the language of the site to visitors, and the language of the browser in the admin.

    Public pages do not depend on the browser's language: a Swedish page with an English menu would carry a wrong
    `lang`, and no cache in front of the site could keep one copy. With `WAGTAIL_I18N_ENABLED` the address decides,
    as Django's own middleware has it.

    While a public page is made, what is private is asked for once.
    """

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        if not is_public(request.path_info):
            return super().__call__(request)
        with asked_once():
            return super().__call__(request)

    def process_request(self, request: HttpRequest) -> None:
        if option("WAGTAIL_I18N_ENABLED") or not is_public(request.path_info):
            super().process_request(request)
            return
        frame = frame_for(request)
        translation.activate(frame.settings.language if frame else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if option("WAGTAIL_I18N_ENABLED") or not is_public(request.path_info):
            return super().process_response(request, response)
        response.headers.setdefault("Content-Language", translation.get_language())
        return response


class GonePageMiddleware:
    """Answers 410 where a page has been published and was taken down, instead of 404.

    It stands above the redirect middleware, so that a redirect made for the address goes first.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 404 and request.method in ("GET", "HEAD") and is_public(request.path_info):
            page = taken_down(request)
            if page:
                return gone(request, page)
        return response


def taken_down(request: HttpRequest) -> Page | None:
    """The page that once stood at the address of `request` and was unpublished, if there is one."""
    site = Site.find_for_request(request)
    parts = [part for part in request.path_info.split("/") if part]
    if site is None or not parts:
        return None
    url_path = site.root_page.url_path + "/".join(parts) + "/"
    # The slug goes first: it is indexed, the whole path is not.
    candidates = Page.objects.filter(slug=parts[-1], url_path=url_path, live=False)
    return candidates.filter(first_published_at__isnull=False).first()
