"""Settings that every way of running the site shares. Nothing here is secret, and nothing here is for one machine."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF, UNSAFE_INLINE

SITE_PACKAGE = Path(__file__).resolve().parent.parent
PROJECT_ROOT = SITE_PACKAGE.parent
# Everything that running the site writes: database, media, collected static files, the demo's password.
VAR = Path(os.environ.get("BRYGGA_VAR", PROJECT_ROOT / "var"))

INSTALLED_APPS = [
    "brygga.importers",
    "brygga.news",
    "brygga.projects",
    "brygga.site",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.api.v2",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "rest_framework",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "brygga.site.security.health.HealthMiddleware",
    "brygga.site.security.request_log.RequestNumberMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "brygga.site.security.headers.BrowserHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "brygga.site.security.revalidation.RevalidationMiddleware",
    "brygga.site.page_cache.keeping.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "brygga.site.middleware.SiteLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "brygga.site.security.signing_in.SlowDownMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "brygga.site.middleware.PublicContentSecurityPolicyMiddleware",
    "brygga.site.middleware.GonePageMiddleware",
    "brygga.importers.addresses.middleware.GoneAddressMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "brygga.site.urls"
WSGI_APPLICATION = "brygga.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]


def database(default: str) -> dj_database_url.DBConfig:
    """The database that DATABASE_URL names, else `default` (a URL too), with Brygga's options for its kind."""
    config = dj_database_url.config(default=default, conn_max_age=600, conn_health_checks=True)
    if config["ENGINE"] == "django.db.backends.sqlite3":
        # Without these, a writer and two readers meet "database is locked" (measured; see docs/architecture.md).
        config["CONN_MAX_AGE"] = 0
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
                "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000;"
            ),
        }
    return config


DATABASES = {"default": database(f"sqlite:///{VAR / 'brygga.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The sizes of images, the frame of the site and the counts of listings: more entries than Django's own limit of 300.
# Whole pages lie apart, so that many of them push out nothing else.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 10_000}},
}
if os.environ.get("REDIS_URL"):
    _redis: dict[str, Any] = {"BACKEND": "django.core.cache.backends.redis.RedisCache"}
    _redis["LOCATION"] = os.environ["REDIS_URL"]
    CACHES = {"default": _redis, "brygga_pages": {**_redis, "KEY_PREFIX": "pages"}}

# `default` stays immediate: a publish enqueues several small tasks, and search must not lag behind it.
# Imports have an alias of their own, so that a worker can carry them.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "imports": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["imports"]},
}

LANGUAGE_CODE = "sv"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [SITE_PACKAGE / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_I18N = USE_TZ = True
WAGTAIL_I18N_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("sv", "Svenska"), ("en", "English")]

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Whoever has logged in does so again after a working day; a letter for a new password is good for some hours.
SESSION_COOKIE_AGE = int(float(os.environ.get("BRYGGA_SESSION_HOURS", "12")) * 3600)
PASSWORD_RESET_TIMEOUT = 4 * 3600

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(os.environ.get("MEDIA_ROOT", VAR / "media"))
# Where nginx has an internal address for the media folder, it reads the files once Django has said that it may.
BRYGGA_X_ACCEL = os.environ.get("BRYGGA_X_ACCEL", "")
# The raw bytes of imported documents: never served, so never below MEDIA_ROOT.
BRYGGA_RAW_ROOT = Path(os.environ.get("BRYGGA_RAW_ROOT", VAR / "raw"))

SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = False  # Wagtail's admin reads it
X_FRAME_OPTIONS = "DENY"  # Wagtail lets its own previews through
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

# For the public site. Wagtail's admin has inline styles and scripts, so it has a policy of its own below.
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ("/admin/", "/django-admin/"),
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [NONE],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "manifest-src": [SELF],
    },
}

# As tight as Wagtail's admin takes: its widgets start by inline scripts, its editor shows pictures of embedded films.
BRYGGA_ADMIN_CSP = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:", "https:"],
    "font-src": [SELF, "data:"],
    "object-src": [NONE],
    "base-uri": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
}
BRYGGA_CSP_REPORTS = os.environ.get("BRYGGA_CSP_REPORTS", "") == "1"
BRYGGA_SECURITY_CONTACT = [part for part in os.environ.get("BRYGGA_SECURITY_CONTACT", "").split(",") if part]

WAGTAIL_SITE_NAME = "Brygga"
WAGTAILADMIN_BASE_URL = os.environ.get("BRYGGA_BASE_URL", "http://localhost:8000")
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "brygga.site.search.backend"},
}
WAGTAIL_ENABLE_UPDATE_CHECK = False  # the site speaks with nobody it has not been asked to speak with
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_REQUIRED_TEMPLATE = "brygga_site/password_required.html"  # noqa: S105
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # å and ä become a, so that an address can be read out and typed
WAGTAIL_USAGE_COUNT_ENABLED = True
WAGTAILAPI_LIMIT_MAX = 200
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "brygga.site.uploads.SafeImageForm"  # cleans SVG files
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp", "svg"]
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "ods", "pdf", "pptx", "rtf", "txt", "xlsx", "zip"]
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["bold", "italic", "link", "document-link", "ol", "ul", "superscript", "subscript"]},
    }
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long page with many blocks has many form fields
