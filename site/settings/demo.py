"""For trying Brygga and for work on it: SQLite, a secret made for this installation, no caching of templates."""

import os
import secrets
import tempfile
from contextlib import suppress

from .base import *  # noqa: F403
from .base import MIDDLEWARE as BASE_MIDDLEWARE
from .base import VAR

DEBUG = os.environ.get("BRYGGA_DEBUG", "0") == "1"
ALLOWED_HOSTS = ["*"]
# In production the web server in front compresses; here nothing stands in front.
MIDDLEWARE = ["django.middleware.gzip.GZipMiddleware", *BASE_MIDDLEWARE]


def _installation_secret() -> str:
    """The secret of this installation, made at the first start and readable by its owner only.

    It is written to a file of this process's own and then given its name, which succeeds for the first process only:
    of several that start at once none finds the file empty, and all go by one secret.
    """
    path = VAR / "secret_key"
    if not path.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        descriptor, own = tempfile.mkstemp(dir=VAR, prefix=".secret_key-")  # readable by its owner only
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(secrets.token_urlsafe(50))
            with suppress(FileExistsError):
                os.link(own, path)
        finally:
            os.unlink(own)
    return path.read_text(encoding="utf-8").strip()


SECRET_KEY = os.environ.get("SECRET_KEY") or _installation_secret()
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
WHITENOISE_USE_FINDERS = True
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "imports": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": ["imports"]},
}

# Without DEBUG Django tells only administrators, by mail, what broke; here the terminal is where one looks.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django.request": {"handlers": ["console"], "level": "ERROR"}},
}
