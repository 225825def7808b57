"""JSON-LD (schema.org) of the site itself: WebSite with its search, and the organisation behind it."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin

from django.urls import NoReverseMatch, reverse
from wagtail.models import Site

from .site_settings import SiteSettings

CONTEXT = "https://schema.org"
_POSTAL = re.compile(r"^(?:SE-)?(\d{3})\s?(\d{2})\s+(\S.*)$")


def postal_address(text: str) -> dict[str, str] | None:
    """A PostalAddress of lines as people write them; None of none. The line with a Swedish post code has the town."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        return None
    address = {"@type": "PostalAddress", "addressCountry": "SE"}
    found = next((match for line in lines if (match := _POSTAL.match(line))), None)
    street = [line for line in lines if found is None or line != found[0]]
    if street:
        address["streetAddress"] = ", ".join(street)
    if found:
        address["postalCode"], address["addressLocality"] = f"{found[1]} {found[2]}", found[3]
    return address


def _organisation(settings: SiteSettings, root_url: str) -> dict[str, Any]:
    organisation: dict[str, Any] = {
        "@type": "GovernmentOrganization",
        "name": settings.organisation_name or settings.name,
        "url": f"{root_url}/",
    }
    if settings.logo:
        organisation["logo"] = {"@type": "ImageObject", "url": urljoin(f"{root_url}/", settings.logo.file.url)}
    return organisation


def publisher_data(settings: SiteSettings, request: Any) -> dict[str, Any]:
    """The organisation behind the site, as the publisher of something on it."""
    site = Site.find_for_request(request)
    return _organisation(settings, site.root_url if site else "")


def home_data(page: Any, request: Any = None) -> list[dict[str, Any]]:
    """What the first page says of the site."""
    site = Site.find_for_request(request) if request is not None else page.get_site()
    if site is None:
        return []
    settings = SiteSettings.for_request(request) if request is not None else SiteSettings.for_site(site)
    root = f"{site.root_url}/"
    website: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "WebSite",
        "name": settings.name,
        "url": root,
        "inLanguage": settings.language,
    }
    if page.description:
        website["description"] = page.description
    try:
        target = f"{site.root_url}{reverse('brygga_search')}?q={{search_term_string}}"
    except NoReverseMatch:  # the site has a search of its own
        target = ""
    if target:
        website["potentialAction"] = {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": target},
            "query-input": "required name=search_term_string",
        }
    organisation: dict[str, Any] = {"@context": CONTEXT, **_organisation(settings, site.root_url)}
    if address := postal_address(settings.address):
        organisation["address"] = address
    if settings.phone or settings.email:
        contact = {"@type": "ContactPoint", "contactType": "customer service", "availableLanguage": ["sv"]}
        contact |= {key: value for key, value in (("telephone", settings.phone), ("email", settings.email)) if value}
        organisation["contactPoint"] = contact
    if settings.organisation_number:
        organisation["taxID"] = settings.organisation_number
    return [website, organisation]
