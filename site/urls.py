"""The runnable site's addresses. A site that uses Brygga as a plugin includes the same parts in its own."""

from django.conf import settings
from django.urls import include, path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from .api import api_router
from .options import option

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("api/v2/", api_router.urls),
    path("dokument/", include(wagtaildocs_urls)),
    path("", include("brygga.news.urls")),
    path("", include("brygga.projects.urls")),
    path("", include("brygga.site.public_urls")),
    path("", include(wagtail_urls)),
]

if option("BRYGGA_SERVE_MEDIA"):
    media = path(f"{settings.MEDIA_URL.strip('/')}/<path:path>", serve, {"document_root": settings.MEDIA_ROOT})
    urlpatterns.insert(0, media)

handler404 = "brygga.site.views.page_not_found"
