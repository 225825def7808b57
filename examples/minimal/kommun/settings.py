"""What a small Wagtail site has, and at the end the lines of docs/installera.md. No more is needed."""

import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
# Where the database and the uploaded files lie: beside the code, as long as one only tries.
DATA_DIR = Path(os.environ.get("KOMMUN_DATA", BASE_DIR / "data"))
DATA_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = True
SECRET_KEY = "only-to-try-it-on-your-own-machine"
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]

INSTALLED_APPS = [
    "home",
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
ROOT_URLCONF = "kommun.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA_DIR / "kommun.sqlite3"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_I18N = USE_TZ = True
STATIC_URL = "/static/"
MEDIA_ROOT, MEDIA_URL = DATA_DIR / "media", "/media/"
WAGTAIL_SITE_NAME = "Solviks kommun"
WAGTAILADMIN_BASE_URL = "http://127.0.0.1:8000"

# ---- Brygga -------------------------------------------------------------------------------------------------------
from pathlib import Path

from brygga.site.plugging import add_brygga

LANGUAGE_CODE = "sv"
TIME_ZONE = "Europe/Stockholm"
# Importens originalfiler: en mapp som webbservern aldrig visar.
BRYGGA_RAW_ROOT = Path(BASE_DIR) / "import-original"
add_brygga(globals())
