"""Every setting that Brygga reads and Django does not define, with what holds where a site has not set it.

Brygga is a guest in other sites: whatever it reads may be missing there. Read a setting with `option("NAME")`, never
with `settings.NAME`, unless Django itself has a default for it (a test holds that). Brygga's own stand in
`option_table`, from which docs/installningar.md is written.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, reverse

from .option_table import OPTIONS

DEFAULTS: dict[str, Any] = {
    **{name: each.default for name, each in OPTIONS.items()},
    # Of the demo, and of the runnable site.
    "PROJECT_ROOT": None,
    "VAR": None,
    # Of packages beside us.
    "CONTENT_SECURITY_POLICY": {},
    "TASKS": {},
    "WAGTAIL_I18N_ENABLED": False,
    "WAGTAILSEARCH_BACKENDS": {},
    "WAGTAILADMIN_BASE_URL": "http://localhost:8000",
    "WAGTAIL_SITE_NAME": "Wagtail",
    "WAGTAILIMAGES_FEATURE_DETECTION_ENABLED": False,
    # Wagtail's own limits, and the documents that `wagtail start` lets in.
    "WAGTAILIMAGES_MAX_UPLOAD_SIZE": 10 * 1024 * 1024,
    "WAGTAILIMAGES_MAX_IMAGE_PIXELS": 128_000_000,
    "WAGTAILDOCS_EXTENSIONS": ["csv", "docx", "key", "odt", "pdf", "pptx", "rtf", "txt", "xlsx", "zip"],
}


def option(name: str) -> Any:
    """The setting, or what holds without it. Raises KeyError for a name that has no default here."""
    default = DEFAULTS[name]
    return getattr(settings, name, default)


def addresses_beside() -> tuple[str, ...]:
    """The beginnings of addresses that are not the public site's: admins, API, files."""
    prefixes = [*option("CONTENT_SECURITY_POLICY").get("EXCLUDE_URL_PREFIXES", ()), "/api/"]
    for name in ("wagtailadmin_home", "admin:index"):
        try:
            prefixes.append(reverse(name))
        except NoReverseMatch:  # the site has no such admin
            continue
    prefixes += [url for url in (settings.STATIC_URL, settings.MEDIA_URL) if url]
    # A site may run below an address of its server; the addresses of requests are without it.
    below = get_script_prefix().rstrip("/")
    # Django reads an empty MEDIA_URL as "/": then no address is the files' own.
    return tuple(prefix for prefix in (prefix.removeprefix(below) for prefix in prefixes) if prefix not in ("", "/"))
