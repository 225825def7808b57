"""Brygga's addresses for another site's `urls.py`: `path("", include("brygga.site.plugin_urls"))`.

They go right above Wagtail's own, last but one: whatever the site answers itself stands above them and goes first.
"""

from django.urls import include, path

from .api import api_router

urlpatterns = [
    path("api/v2/", api_router.urls),
    path("", include("brygga.news.urls")),
    path("", include("brygga.projects.urls")),
    path("", include("brygga.site.public_urls")),
]
