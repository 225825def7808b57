"""The public addresses that are no pages of the tree. Include them before Wagtail's own."""

from django.urls import path
from wagtail.contrib.sitemaps import views as wagtail_sitemap_views

from . import announcing, api_guide, numbers_in_addresses, openapi, share_cards, version_pages, views  # noqa: F401  (makes `brygga_key` known)
from .answers import taking as answers
from .files.serving import media_urls
from .security.contact import security_txt
from .security.headers import csp_report
from .sitemaps import SITEMAPS

urlpatterns = [
    *media_urls(),
    path("sok/", views.search, name="brygga_search"),
    path("amnen/<slug:slug>/", views.topic, name="brygga_topic"),
    path("svar/", answers.answer, name="brygga_answer"),
    path("svar/tack/", answers.thanks, name="brygga_answer_thanks"),
    path("dela/<brygga_key:pk>.png", share_cards.share_card, name="brygga_share_card"),
    path("meddelanden/", announcing.messages, name="brygga_messages"),
    path("floden/meddelanden.atom", announcing.feed, name="brygga_messages_feed"),
    path("historik/<brygga_key:pk>/", version_pages.history, name="brygga_history"),
    path("version/<brygga_key:pk>/", version_pages.version, name="brygga_version"),
    path("oppna-data/", views.open_data, name="brygga_open_data"),
    path("oppna-data/api/", api_guide.api_guide, name="brygga_api_guide"),
    path("oppna-data/openapi.json", openapi.openapi, name="brygga_openapi"),
    path("webbplats/farger.css", views.colours, name="brygga_colours"),
    path(".well-known/security.txt", security_txt, name="brygga_security_txt"),
    path("csp-rapport/", csp_report, name="brygga_csp_report"),
    path("robots.txt", views.robots, name="brygga_robots"),
    path(
        "sitemap.xml",
        wagtail_sitemap_views.index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "brygga_sitemap_part"},
        name="brygga_sitemap",
    ),
    path(
        "sitemap-<str:section>.xml", wagtail_sitemap_views.sitemap, {"sitemaps": SITEMAPS}, name="brygga_sitemap_part"
    ),
]
