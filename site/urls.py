"""The runnable site's addresses. A site that uses Brygga as a plugin includes `brygga.site.plugin_urls` in its own."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("dokument/", include(wagtaildocs_urls)),
    path("", include("brygga.site.plugin_urls")),
    path("", include(wagtail_urls)),
]

handler404 = "brygga.site.views.page_not_found"
