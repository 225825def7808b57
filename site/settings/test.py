"""For the tests: SQLite in memory unless DATABASE_URL says otherwise, fast hashing, everything immediate."""

import os
import tempfile
from pathlib import Path

import dj_database_url

from .base import *  # noqa: F403

SECRET_KEY = "only-for-tests"  # noqa: S105
DEBUG = False
ALLOWED_HOSTS = ["*"]
DATABASES = {"default": dj_database_url.config(default="sqlite://:memory:")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
VAR = Path(tempfile.gettempdir()) / f"brygga-test-{os.getpid()}"
MEDIA_ROOT = VAR / "media"
STATIC_ROOT = VAR / "static"
BRYGGA_RAW_ROOT = VAR / "raw"
WHITENOISE_USE_FINDERS = True
BRYGGA_RAISE_EXTRAS = True  # no mistake hides behind an extra that is left out
WHITENOISE_AUTOREFRESH = True
BRYGGA_PAGE_CACHE = False  # the tests of it switch it on; the others ask how pages are made
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "imports": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": ["imports"]},
}
