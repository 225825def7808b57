"""Every setting that Brygga reads and Django does not define, with what holds where a site has not set it.

Brygga is a guest in other sites: whatever it reads may be missing there. Read a setting with `option("NAME")`, never
with `settings.NAME`, unless Django itself has a default for it (a test holds that). What a site may want to set is
described in docs/installera.md.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, reverse

DEFAULTS: dict[str, Any] = {
    # Brygga's own.
    "BRYGGA_RAW_ROOT": None,  # nobody can guess a folder that is never served: an import says what to set
    "BRYGGA_X_ACCEL": "",  # nginx's internal address of the media folder: it reads the files that visitors may see
    "BRYGGA_X_SENDFILE": False,  # the same for web servers that know X-Sendfile
    "BRYGGA_FETCH": {},  # fields of `importers.sources.Manners`
    "BRYGGA_IMPORT_PATIENCE": 600.0,  # seconds that a database which does not answer is waited for
    "BRYGGA_IMPORT_SIGNALS": False,  # whether imports send signals for each page
    "BRYGGA_UPLOAD_LIMITS": {"megabytes": 2000, "files": 2000},  # of one import that is ordered in the admin
    "BRYGGA_READING_HOOKS": (),  # modules with a migrator's own hooks around the reading
    "BRYGGA_PAGE_TYPES": {},  # a site's own subclasses of our page types, which imports make: {"news": "app.Model"}
    "BRYGGA_SOURCES": (),  # a site's own kinds of sources to import from
    "BRYGGA_SEARCH_DOCUMENTS": True,  # whether the words of uploaded files are read for search
    "BRYGGA_VISITOR_COOKIES": (),  # {"name", "purpose"} of each cookie that a site of its own sets for visitors
    "BRYGGA_LETTERS_AT_A_TIME": 1000,  # how many letters to subscribers one sending sends
    "BRYGGA_ANSWERS_PER_HOUR": 20,  # how many answers from one place are taken in an hour
    "BRYGGA_RAISE_EXTRAS": None,  # whether an extra that breaks may break its page; None: where DEBUG is on
    "BRYGGA_IMAGE_DEFAULTS": {},  # fields of imported images that the site's own image model requires
    "BRYGGA_DOCUMENT_DEFAULTS": {},  # the same for documents
    # Of the demo, and of the runnable site.
    "PROJECT_ROOT": None,
    "VAR": None,
    # Of packages beside us.
    "CONTENT_SECURITY_POLICY": {},
    "TASKS": {},
    "WAGTAIL_I18N_ENABLED": False,
    "WAGTAILSEARCH_BACKENDS": {},
    "WAGTAILADMIN_BASE_URL": "http://localhost:8000",
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
