"""The runnable site's addresses. A site that uses Brygga as a plugin includes the same parts in its own."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from .api import api_router

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("api/v2/", api_router.urls),
    path("dokument/", include(wagtaildocs_urls)),
    path("", include("brygga.news.urls")),
    path("", include("brygga.projects.urls")),
    path("", include("brygga.site.public_urls")),
    path("", include(wagtail_urls)),
]

handler404 = "brygga.site.views.page_not_found"
