"""The settings of `wagtail start`, a media library of the site's own, and what docs/installera.md demands. No more."""

import json
import os
from pathlib import Path

import dj_database_url

from ..guide import documented

BASE_DIR = Path(os.environ["TEST_HOST"])
SECRET_KEY = "only-for-tests"
DEBUG = False
ALLOWED_HOSTS = ["*"]
#: What one test sets besides. WITHOUT_OWN: no subclasses of Brygga's models; WITHOUT_BRYGGA: it has been taken out.
CHOSEN = json.loads(os.environ.get("TEST_HOST_SETTINGS", "{}"))
INSTALLED_APPS = [
    "tests.host.medialib",
    "tests.host.arkivet",
    *([] if CHOSEN.get("WITHOUT_OWN") else ["tests.host.kommunen"]),
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
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
    "django_filters",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
ROOT_URLCONF = "tests.host.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
DATABASES = {"default": dj_database_url.parse(f"sqlite:///{BASE_DIR / 'host.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_I18N = USE_TZ = True
STATIC_ROOT, STATIC_URL = BASE_DIR / "static", "/static/"
MEDIA_ROOT, MEDIA_URL = BASE_DIR / "media", "/media/"
WAGTAIL_SITE_NAME = "Kommunen"
WAGTAILADMIN_BASE_URL = "http://example.com"
WAGTAILIMAGES_IMAGE_MODEL = "medialib.KommunImage"
WAGTAILDOCS_DOCUMENT_MODEL = "medialib.KommunDocument"

if not CHOSEN.get("WITHOUT_BRYGGA"):
    exec(documented("plugin-settings"))
globals().update(CHOSEN)
