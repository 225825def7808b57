"""The addresses of `wagtail start`, with those that docs/installera.md adds."""

from django.conf import settings
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from ..guide import documented

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    *([] if "brygga.site" not in settings.INSTALLED_APPS else [eval(documented("plugin-urls"))]),
    path("", include(wagtail_urls)),
]
