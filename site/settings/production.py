"""For a public site. Secrets and addresses come from the environment; without them it does not start.

SECRET_KEY, DATABASE_URL, ALLOWED_HOSTS (comma separated) and BRYGGA_BASE_URL are required; REDIS_URL is used
where it is given. See docs/installera.md.
"""

import os

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import database


def _required(name: str) -> str:
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. The production settings take it from the environment; see docs/installera.md."
        )
    return value


DEBUG = False
SECRET_KEY = _required("SECRET_KEY")
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5:
    raise ImproperlyConfigured("SECRET_KEY is too short or too plain: use at least 50 random characters.")
ALLOWED_HOSTS = [host.strip() for host in _required("ALLOWED_HOSTS").split(",") if host.strip()]
DATABASES = {"default": database(_required("DATABASE_URL"))}
WAGTAILADMIN_BASE_URL = _required("BRYGGA_BASE_URL").rstrip("/")
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# The web server in front says who asks (X-Forwarded-For), as it says that it was by https.
BRYGGA_PROXIES = int(os.environ.get("BRYGGA_PROXIES", "1"))
SECURE_SSL_REDIRECT = os.environ.get("BRYGGA_SSL_REDIRECT", "1") == "1"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
# Browsers' own list of sites that are never without https is for whole domains, and hard to leave: a choice.
SECURE_HSTS_PRELOAD = os.environ.get("BRYGGA_HSTS_PRELOAD", "0") == "1"
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request": {"()": "brygga.site.security.request_log.RequestNumber"}},
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} {request_number} {message}", "style": "{"},
        "json": {"()": "brygga.site.security.request_log.JsonLines"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["request"],
            "formatter": "json" if os.environ.get("BRYGGA_LOG") == "json" else "line",
        }
    },
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "INFO")},
}
