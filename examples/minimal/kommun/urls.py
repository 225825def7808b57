"""What a small Wagtail site answers to, with the line of docs/installera.md above Wagtail's own."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("brygga.site.plugin_urls")),
    path("", include(wagtail_urls)),
]
