"""The addresses of `wagtail start`, with those that docs/installera.md adds."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from ..guide import documented

exec(documented("plugin-urls"))

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    *brygga_patterns,  # noqa: F821
    path("", include(wagtail_urls)),
]
