"""The test settings with the comparison page, for bench_site.py. DATABASE_URL says which database."""

from brygga.site.settings.base import database
from brygga.site.settings.test import *  # noqa: F403
from brygga.site.settings.test import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "bench_stock"]
DATABASES = {"default": database("sqlite://:memory:")}
